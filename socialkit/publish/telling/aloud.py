"""Text that reads well aloud: one line, no digit without a noun, short enough for a reader."""

import re
import unicodedata
from collections.abc import Iterable

MOST = 149
"""Signs of an alternative text; screen readers and editors cut longer ones."""
_LONGEST = 200
_CUT = "…"
_DIGITS = re.compile(r"[^\s(]*\d[^\s)]*")
_NUMBER = re.compile(r"[-+±]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_NOUN = re.compile(r" (?:%|(?!(?:and|or|to|of|in|on|at|by|for|the|is|are|was|as|than)\b)[a-z]{2})")
_FILE = re.compile(r"\w\.[a-z]{2,4}\b|[/\\]", re.IGNORECASE)


def plain(text: object, *, most: int = _LONGEST) -> str:
    r"""Return a text from the data as one line of at most `most` signs, nothing hidden in it.

    Line breaks become spaces; invisible signs, such as those that turn the direction of
    writing, go; what is too long is cut, and dots mark the cut.

    Examples
    --------
    >>> plain("soup\u202e\n & more"), plain("a" * 300, most=6)
    ('soup & more', 'aaaaa…')
    """
    signs = []
    for sign in unicodedata.normalize("NFC", str(text)[: 20 * most]):
        kind = unicodedata.category(sign)
        if sign.isspace() or kind == "Cc":
            signs.append(" ")
        elif kind not in ("Cf", "Cs", "Co", "Cn"):
            signs.append(sign)
    line = " ".join("".join(signs).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + _CUT


def is_speakable(text: str) -> bool:
    """Tell whether every number is followed by its noun, and no file is named.

    Examples
    --------
    >>> is_speakable("35 % of 6,000 followers"), is_speakable("n = 40"), is_speakable("a.csv")
    (True, False, False)
    """
    numbers = _DIGITS.finditer(text)
    has_nouns = all(
        _NUMBER.fullmatch(found[0]) and _NOUN.match(text, found.end()) for found in numbers
    )
    return has_nouns and not _FILE.search(text)


def fitting(candidates: Iterable[str]) -> str:
    """Return the first of several texts that is short enough and reads well aloud.

    The last one is taken as it is: it holds nothing but fixed words.
    """
    texts = [plain(one, most=10 * MOST) for one in candidates]
    good = (one for one in texts if len(one) <= MOST and is_speakable(one))
    return next(good, texts[-1])


def listed(parts: Iterable[str]) -> str:
    """Join words as in a sentence.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    words = list(parts)
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" and {words[-1]}"


def counted(number: float, thing: str, things: str = "") -> str:
    """Return a count with its noun, one or many.

    Examples
    --------
    >>> counted(1, "account"), counted(1200, "account"), counted(2, "community", "communities")
    ('1 account', '1,200 accounts', '2 communities')
    """
    is_one = round(number) == 1
    return f"{number:,.0f} {thing if is_one else things or f'{thing}s'}"


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital first, one full stop last."""
    text = text.strip().rstrip(".;,")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
