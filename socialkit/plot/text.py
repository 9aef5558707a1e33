"""Words on a chart: one line that the font can draw, as wide as there is room for."""

import unicodedata
from bisect import bisect_right
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

FAMILY = "DejaVu Sans"
TITLE, SUBTITLE, LABEL, SMALL = 13.0, 10.0, 9.5, 9.0
"""Sizes in points of a chart 6.4 inches (640 px) wide; nothing is set smaller."""

NO_GLYPH = "□"
_CUT = "…"


def printable(text: object) -> str:
    r"""Return `text` as one line in which every sign can be drawn.

    Line breaks become spaces and invisible signs go; signs that the font lacks, such as
    emoji, become one square, so that a name still shows that something stood there.

    Examples
    --------
    >>> printable("soup 🍲🍲\n& more")
    'soup □ & more'
    """
    signs: list[str] = []
    for sign in unicodedata.normalize("NFC", str(text)):
        if sign.isspace() or unicodedata.category(sign) == "Cc":
            signs.append(" ")
        elif unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f":
            continue
        elif ord(sign) in _glyphs():
            signs.append(sign)
        elif not signs or signs[-1] != NO_GLYPH:
            signs.append(NO_GLYPH)
    return " ".join("".join(signs).split())


@cache
def _glyphs() -> frozenset[int]:
    """Return the code points that both weights of the font can draw."""
    weights = (findfont(_font(LABEL, bold)) for bold in (False, True))
    regular, bold = (frozenset(get_font(path).get_charmap()) for path in weights)
    return regular & bold


@cache
def _font(size: float, bold: bool) -> FontProperties:
    return FontProperties(family=FAMILY, size=size, weight="bold" if bold else "normal")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is, in points, whatever the resolution."""
    if not text:
        return 0.0
    return float(text_to_path.get_text_width_height_descent(text, _font(size, bold), False)[0])


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Cut a line to `room` points, and mark the cut with dots."""
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
