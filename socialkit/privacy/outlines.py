"""Read letters back that an SVG of matplotlib draws as outlines.

Each outline carries a number: the letter's in Unicode with older releases of matplotlib, its
place in the font with newer ones. The second is known for DejaVu Sans, matplotlib's own font:
for letters of Latin, Greek, Cyrillic and Hebrew script, and for letters joined to one sign.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

_GLYPH = re.compile(r"<use\b[^>]*?href=\"#([^\"]*?)-([0-9a-fA-F]{1,5})\"[^>]*?/>")
_GLYPHS = re.compile(rf"(?:{_GLYPH.pattern.replace('(', '(?:')}\s*)+")
_STEPS = ((0, 29), (98, 62), (684, 0), (782, 98), (790, 100), (802, 106), (823, 108), (1210, 119),
          (1296, 160), (1318, 170), (1345, 0))  # fmt: skip
"""From which place in the font on, how much to add for the letter; 0 where none is known."""
_FIRST_JOINED = 0xFB00
_JOINED_FROM = {False: 5038, True: 5034}
_JOINED = 7


def outlined(text: str) -> Iterator[str]:
    """Yield the letters drawn in a text, each run of them on the line where it stands."""
    if _GLYPH.search(text):
        for read in (_by_unicode, _by_place):
            yield _drawn(text, read)


def _drawn(text: str, read: Callable[[str, int], str]) -> str:
    parts, last = [], 0
    for run in _GLYPHS.finditer(text):
        letters = "".join(read(font, int(code, 16)) for font, code in _GLYPH.findall(run[0]))
        before, within = text.count("\n", last, run.start()), run[0].count("\n")
        parts += ["\v", "\n" * before, letters, "\n" * within]
        last = run.end()
    return "".join(parts)


def _by_unicode(font: str, number: int) -> str:
    return chr(number) if number <= 0x10FFFF else ""


def _by_place(font: str, number: int) -> str:
    joined = number - _JOINED_FROM["Bold" in font]
    if 0 <= joined < _JOINED:  # ff, fi, fl, ffi, ffl and two of st
        return chr(_FIRST_JOINED + joined)
    _, more = _STEPS[bisect_right(_STEPS, (number, 10**6)) - 1]
    return chr(number + more) if more else ""
