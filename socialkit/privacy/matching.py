"""Find, in one pass over a text, whatever stands in the lexicon."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from socialkit.privacy.letters import DIGITS, TOKEN, canonical, unspaced
from socialkit.privacy.lexicon import Entry, Lexicon

_LONG = 10
"""So many digits are an id even where letters touch them, or a decimal point."""
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,'’\u00a0\u2009\u202f ]\d{3}){3,}(?!\d)")
_FARTHEST = 4
_AT = re.compile(r"(?:^|[^\w.])@$")
_PROFILE = re.compile(
    r"(?i)[a-z0-9-]\.[a-z]{2,}/(?:@|u/|c/|in/|user/|users/|profile/|channel/|people/|author/)?@?$"
)
_LOOK_BACK = 48


class Match(NamedTuple):
    """An entry and where it stands in the text."""

    entry: Entry
    start: int
    end: int


def matches(lexicon: Lexicon, text: str) -> Iterator[Match]:
    """Yield what a text (in one form of Unicode) holds of the lexicon; longest first."""
    yield from _numbers(lexicon, text)
    tokens = list(TOKEN.finditer(text))
    words = [_folded(token.group()) for token in tokens]
    last = 0
    for place, word in enumerate(words):
        if lexicon.unspaced and unspaced(word):
            yield from _inside(lexicon, word, tokens[place].start())
        if place < last or word not in lexicon.lengths:
            continue
        for count in lexicon.lengths[word]:
            found = _phrase(lexicon, text, tokens[place : place + count], words, place, count)
            if found is not None:
                yield found
                last = place + count
                break


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else canonical(word)


def _phrase(
    lexicon: Lexicon, text: str, tokens: list[re.Match], words: list[str], place: int, count: int
) -> Match | None:
    entries = lexicon.phrases.get(" ".join(words[place : place + count]))
    if entries is None or len(tokens) < count:
        return None
    start, end = tokens[0].start(), tokens[-1].end()
    gaps = tuple(text[one.end() : other.start()] for one, other in pairwise(tokens))
    for entry in entries:
        if _fits(entry, gaps) and (not entry.is_weak or _is_evident(entry, text, start, end)):
            return Match(entry, start, end)
    return None


def _fits(entry: Entry, gaps: tuple[str, ...]) -> bool:
    if entry.between is None:  # a name: any blank or sign, but no new line or cell
        return all(len(gap) <= _FARTHEST and not set(gap) & set("\n\t<>{}[]|;=") for gap in gaps)
    return gaps == entry.between


def _is_evident(entry: Entry, text: str, start: int, end: int) -> bool:
    """Tell whether an ordinary word is meant as an account: behind @, or in its address."""
    if entry.kind not in ("handle", "id", "name") or text[end : end + 1] in ("_", "@"):
        return False
    before = text[max(start - _LOOK_BACK, 0) : start]
    return bool(_AT.search(before) or _PROFILE.search(before))


def _inside(lexicon: Lexicon, word: str, start: int) -> Iterator[Match]:
    """Look within a run of letters whose script sets no blanks."""
    for length in lexicon.unspaced:
        for place in range(len(word) - length + 1):
            part = word[place : place + length]
            if len(part) == len(word) or not unspaced(part):
                continue
            for entry in lexicon.phrases.get(part, ()):
                if length > 1:
                    yield Match(entry, start + place, start + place + length)


def _numbers(lexicon: Lexicon, text: str) -> Iterator[Match]:
    if not lexicon.digits:
        return
    for found in DIGITS.finditer(text):
        entry = lexicon.digits.get(found.group())
        if entry is not None and _is_whole(text, found):
            yield Match(entry, *found.span())
    for found in _GROUPED.finditer(text):
        entry = lexicon.digits.get(re.sub(r"\D", "", found.group()))
        if entry is not None:
            yield Match(entry, *found.span())


def _is_whole(text: str, found: re.Match) -> bool:
    """Tell whether a run of digits is a number of its own, not part of a decimal or a code."""
    if len(found.group()) >= _LONG:
        return True
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 2]
    is_decimal = before in (".", ",") or re.match(r"\.\d", after)
    return not is_decimal and not before.isalpha() and not after[:1].isalpha()
