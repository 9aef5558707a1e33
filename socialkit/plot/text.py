"""Words on a chart: one line that the font can draw, as wide as there is room for."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

FAMILY = "DejaVu Sans"
TITLE, SUBTITLE, LABEL, SMALL = 13.0, 10.0, 9.5, 9.0
"""Sizes in points of a chart 6.4 inches (640 px) wide; nothing is set smaller."""

_FROM_LEFT = "\u200e"
_WAYS = {"R": "r", "AL": "r", "L": "l", "EN": "l", "AN": "l"}
_NAMES = re.compile("r(?:[r ]*r)?")
_CUT, _LONGEST = "…", 500
"""No line has room for 500 letters; names of thousands would take long to measure."""


def printable(text: object) -> str:
    r"""Return `text` as one line in which every sign can be drawn.

    Line breaks become spaces and invisible signs go. Letters that the font lacks become the
    name of their script in brackets; emoji and other signs go, or are named where nothing
    else stands there. So nothing is ever drawn as an empty box.

    Examples
    --------
    >>> printable("soup 🍲🍲\n& more"), printable("Dr 医師"), printable("🍕")
    ('soup & more', 'Dr (CJK)', '(slice of pizza)')
    """
    signs = unicodedata.normalize("NFC", str(text))
    line = " ".join("".join(_drawable(signs)).split())
    if line or not signs.strip():
        return line
    named = (unicodedata.name(sign, "") for sign in signs if unicodedata.category(sign)[0] == "S")
    return next((f"({name.casefold()})" for name in named if name), "")


def from_left(line: str) -> str:
    """Return a line that runs from the left, whatever names stand in it.

    A Hebrew or Arabic name would otherwise turn the numbers beside it round; a mark that is
    not seen before the line and after every such name keeps them where they belong.
    """
    kinds = "".join(_WAYS.get(unicodedata.bidirectional(sign), " ") for sign in line)
    ends = {found.end() for found in _NAMES.finditer(kinds)}
    if not ends:
        return line
    marked = (sign + _FROM_LEFT * (place in ends) for place, sign in enumerate(line, start=1))
    return _FROM_LEFT + "".join(marked)


def _drawable(signs: str) -> Iterator[str]:
    """Yield what the font can draw of each sign; of strange letters only their script, once."""
    before = ""
    for sign in signs:
        kind, code = unicodedata.category(sign), ord(sign)
        script = ""
        if sign.isspace() or kind == "Cc":
            yield " "
        elif kind == "Cf" or "\ufe00" <= sign <= "\ufe0f":
            continue
        elif code in _glyphs():
            yield sign
        elif kind[0] in "LN":
            script = _script(sign)
            yield f" ({script}) " if script != before else ""
        elif kind[0] == "S":
            yield " "
        before = script


def _script(letter: str) -> str:
    """Return the script of a letter as the first word of its Unicode name, such as CJK."""
    word = unicodedata.name(letter, "other letters").split()[0]
    return word if word in ("CJK", "other") else word.capitalize()


@cache
def _glyphs() -> frozenset[int]:
    """Return the code points that both weights of the font can draw."""
    weights = (findfont(_font(LABEL, bold)) for bold in (False, True))
    regular, bold = (frozenset(get_font(path).get_charmap()) for path in weights)
    return regular & bold


@cache
def _font(size: float, bold: bool) -> FontProperties:
    return FontProperties(family=FAMILY, size=size, weight="bold" if bold else "normal")


@lru_cache(maxsize=4096)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is, in points, whatever the resolution."""
    if not text:
        return 0.0
    return float(text_to_path.get_text_width_height_descent(text, _font(size, bold), False)[0])


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return a line that can be drawn, cut to `room` points; dots mark the cut."""
    text = printable(text)[:_LONGEST]
    if width(text, size, bold=bold) <= room:
        return text

    def wide(kept: int) -> float:
        return width(text[:kept].rstrip() + _CUT, size, bold=bold)

    kept = bisect_right(range(len(text)), room, key=wide) - 1
    return text[: max(kept, 0)].rstrip() + _CUT


def wrapped(
    text: object, room: float, size: float, *, bold: bool = False, most: int = 3
) -> list[str]:
    """Break `text` into at most `most` lines of `room` points; cut what is left over."""
    lines: list[str] = []
    for word in printable(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) == most or width(longer, size, bold=bold) <= room):
            lines[-1] = longer
        else:
            lines.append(word)
    return [shortened(line, room, size, bold=bold) for line in lines]


def percent(share: float, *, sign: str = " %") -> str:
    """Write a share (0-1) in percent, so that neither a few nor nearly all get lost.

    Examples
    --------
    >>> percent(0.123), percent(0.004), percent(0.0), percent(0.9996)
    ('12 %', '0.4 %', '0 %', '>99.9 %')
    """
    number = 100 * share
    if 0 < number < 0.05:
        return f"<0.1{sign}"
    if 99.95 <= number < 100:
        return f">99.9{sign}"
    near_end = 0 < number < 0.95 or 99.05 < number < 100
    return f"{number:.1f}{sign}" if near_end else f"{number:.0f}{sign}"


def whole_percent(share: float) -> str:
    """Write a share (0-1) in whole percent, where there is no room for more.

    Examples
    --------
    >>> whole_percent(0.123), whole_percent(0.004), whole_percent(0.0), whole_percent(0.9996)
    ('12 %', '<1 %', '0 %', '>99 %')
    """
    if 0 < share < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"


def counted(number: int, thing: str) -> str:
    """Write a count with its noun.

    Examples
    --------
    >>> counted(1, "account"), counted(1234, "account")
    ('1 account', '1,234 accounts')
    """
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
