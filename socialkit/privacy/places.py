"""Say where a leak is without repeating it: keys, columns and file names can be names too."""

import re
from collections.abc import Iterator

from socialkit.privacy.decoding import base64_inside, short_text, views
from socialkit.privacy.letters import canonical
from socialkit.privacy.lexicon import Lexicon
from socialkit.privacy.matching import matches

VEIL = "••••"
_WORD = re.compile(r"[^\s,/.]+")


def veiled(lexicon: Lexicon, place: str) -> str:
    """Return a place or file name with whatever it gives away masked."""
    if not place:
        return place
    if any(any(matches(lexicon, text)) for text in _decoded(place)):
        return f"{place.split(' ')[0]} {VEIL}" if " " in place else VEIL
    masked = "".join(_masked(lexicon, place))
    return _WORD.sub(lambda found: VEIL if _is_name(lexicon, found[0]) else found[0], masked)


def _decoded(place: str) -> Iterator[str]:
    """Yield how a place reads once decoded."""
    for number, (_, text) in enumerate(views(place)):
        if number:
            yield text
    yield from (short_text(content) or "" for _, content in base64_inside(place))


def _masked(lexicon: Lexicon, text: str) -> Iterator[str]:
    last = 0
    for hit in sorted(matches(lexicon, text), key=lambda hit: hit.start):
        if hit.start >= last:
            yield text[last : hit.start] + text[hit.start : hit.start + 1] + VEIL
            last = hit.end
    yield text[last:]


def _is_name(lexicon: Lexicon, word: str) -> bool:
    plain = canonical(word).lstrip("@")
    return plain in lexicon.whole and plain not in lexicon.reserved
