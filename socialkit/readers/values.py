"""Single values of an export, each as what it should be or None."""

import html
import re
import unicodedata
from urllib.parse import unquote, urlsplit

MAX_TEXT = 10_000  # characters; no profile field of any network is longer


def text(value: object) -> str | None:
    """Return a text that can be stored (no half of a character); None for anything else."""
    if not isinstance(value, str):
        return None
    if value.isascii() and len(value) <= MAX_TEXT:
        return value
    return value[:MAX_TEXT].encode("utf-8", "replace").decode()


def unescaped(value: str) -> str:
    """Return a text with its HTML entities read; as it is when one holds an endless number."""
    try:
        return html.unescape(value)
    except ValueError:  # Python reads no number of more than 4,300 digits
        return value


def name(value: object) -> str | None:
    """Return a text in one line without outer blanks; None when nothing is left."""
    plain = text(value)
    return (" ".join(plain.split()) or None) if plain else None


def handle(value: object, pattern: re.Pattern[str]) -> str | None:
    """Return a user name without its ``@``, in the one spelling that a pattern must allow.

    Names are compared in Unicode's composed form and in lower case, as networks do.
    """
    plain = name(value)
    if plain is None:
        return None
    plain = unicodedata.normalize("NFC", plain.removeprefix("@")).lower()
    return plain if pattern.fullmatch(plain) else None


def digits(value: object) -> str | None:
    """Return an id that is digits in a text; None for a number, which may have lost digits."""
    return value if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{0,19}", value) else None


def count(value: object) -> int | None:
    """Return a whole number from 0, which some networks write as a text; None otherwise."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value.strip()):
        return int(value)
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole and 0 <= value < 10**15 else None


def flag(value: object) -> bool | None:
    """Return true or false; None for anything else."""
    return value if isinstance(value, bool) else None


def item(value: object, *keys: str | int) -> object:
    """Return a nested item, or None as soon as the path ends."""
    for key in keys:
        if isinstance(key, int):
            value = (
                value[key] if isinstance(value, list) and -len(value) <= key < len(value) else None
            )
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value


def dicts(value: object) -> list[dict]:
    """Return the objects in a list; an empty list for anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def host(url: object) -> str | None:
    """Return the host of a web address without ``www.``; None when it has none."""
    try:
        found = urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:
        return None
    return (found or "").lower().removeprefix("www.") or None


def path(url: object) -> list[str]:
    """Return the parts of a web address's path, decoded; an empty list when it has none."""
    try:
        found = urlsplit(url).path if isinstance(url, str) else ""
    except ValueError:
        return []
    return [unquote(part) for part in found.split("/") if part]
