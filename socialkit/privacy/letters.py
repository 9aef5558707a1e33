"""One way to write what is the same text: letters, words and signs between them."""

import re
import unicodedata

TOKEN = re.compile(r"[^\W_]+")
DIGITS = re.compile(r"\d{5,}")
HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Letters nobody sees: of no width, or that only turn the direction of writing."""
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua960-\ud7ff\U00020000-\U0003ffff]"
)


def plain(text: str) -> str:
    """Return a text in one form of Unicode (NFKC), its letters as they are.

    Examples
    --------
    >>> plain("ａｎｎ e\u0301") == "ann \u00e9"
    True
    """
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def canonical(text: str) -> str:
    """Return a text as all its spellings are compared: NFKC, without case and hidden letters.

    Examples
    --------
    >>> canonical("A\u200bNN\uff20Heals")
    'ann@heals'
    """
    if text.isascii():
        return text.lower().strip()
    return plain(plain(HIDDEN.sub("", text)).casefold()).strip()


def split(text: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the words of a canonical text and the signs between them.

    Examples
    --------
    >>> split("house_call.weekly")
    (['house', 'call', 'weekly'], ('_', '.'))
    """
    words = TOKEN.findall(text)
    return words, tuple(TOKEN.split(text)[1:-1])


def unspaced(word: str) -> bool:
    """Tell whether a word is written in a script that sets no blanks between words."""
    return not word.isascii() and _UNSPACED.search(word) is not None


def masked(text: str) -> str:
    """Return a text that tells its owner which one it is, and nobody else.

    Examples
    --------
    >>> masked("keencrane")
    'k•••• (9 letters)'
    """
    return f"{text[:1]}•••• ({len(text)} letters)"
