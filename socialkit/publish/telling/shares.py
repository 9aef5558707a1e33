"""Shares in words: about a third, between 28 % and 39 %; never surer than the interval."""

import math

_PARTS = {
    1 / 2: "half",
    1 / 3: "a third",
    2 / 3: "two thirds",
    1 / 4: "a quarter",
    3 / 4: "three quarters",
    1 / 5: "a fifth",
    2 / 5: "two fifths",
    3 / 5: "three fifths",
    4 / 5: "four fifths",
    1 / 10: "a tenth",
    9 / 10: "nine tenths",
    1 / 20: "one in twenty",
}
_CLOSE, _CLOSE_RELATIVE = 0.025, 0.1
"""How far a share may lie from a part that it is called, and relative to the smaller side."""
_EXACT = 5e-4


def percent(share: float, *, digits: int = 0) -> str:
    """Write a share in percent; never 0 for some, nor 100 for less than all.

    Examples
    --------
    >>> percent(0.352), percent(0.0004), percent(0.999), percent(1.0)
    ('35 %', '0.04 %', '99.9 %', '100 %')
    """
    if 0 < share < 0.005:
        return f"{100 * share:.1g} %" if share >= 5e-6 else "less than 0.001 %"
    if 0.995 <= share < 1:
        return f"{math.floor(1000 * share) / 10:.1f} %"
    return f"{100 * share:.{digits}f} %"


def part(value: float, low: float, high: float) -> str:
    """Call a share half, a third, one in twenty, where value and interval allow it.

    Returns nothing where no such word lies near enough, or where it lies outside the
    interval: then only the number is said.

    Examples
    --------
    >>> part(0.34, 0.28, 0.39), part(0.34, 0.335, 0.345), part(0.5, 0.5, 0.5)
    ('about a third', '', 'half')
    """
    for size, word in _PARTS.items():
        room = min(_CLOSE, _CLOSE_RELATIVE * min(size, 1 - size) + 1e-9)
        if abs(value - size) > room:
            continue
        if low < high and not low <= size <= high:
            continue
        return word if abs(value - size) < _EXACT and not low < high else f"about {word}"
    return ""


def ends(low: float, high: float) -> str:
    """Write the two ends of an interval of shares, with as many digits as tell them apart.

    Examples
    --------
    >>> ends(0.28, 0.39), ends(0.332, 0.3341), ends(0.0, 0.1)
    ('between 28 % and 39 %', 'between 33.2 % and 33.4 %', 'at most 10 %')
    """
    digits = next((d for d in (0, 1, 2) if percent(low, digits=d) != percent(high, digits=d)), 2)
    if low <= 0 and high >= 1:
        return "anywhere from none to all"
    if low <= 0:
        return f"at most {percent(high, digits=digits)}"
    if high >= 1:
        return f"at least {percent(low, digits=digits)}"
    return f"between {percent(low, digits=digits)} and {percent(high, digits=digits)}"


def share(value: float, low: float, high: float) -> str:
    """Say a share with its uncertainty; without an interval the number itself is said.

    Examples
    --------
    >>> share(0.34, 0.28, 0.39), share(0.34, 0.34, 0.34), share(0.0, 0.0, 0.02)
    ('about a third, between 28 % and 39 %', 'about a third (34 %)', 'none, and at most 2 %')
    """
    word = part(value, low, high)
    if low < high:
        if value == 0:
            return f"none, and {ends(low, high)}"
        if value == 1:
            return f"all, and {ends(low, high)}"
        return f"{word or percent(value)}, {ends(low, high)}"
    if value in (0, 1):
        return "all" if value else "none"
    return f"{word} ({percent(value)})" if word else percent(value)


def short(value: float, low: float, high: float) -> str:
    """Say a share in one or two words, for where the interval stands elsewhere."""
    if value in (0, 1):
        return "all" if value else "none"
    return part(value, low, high) or percent(value)
