"""The same text as it reads once what veils it is taken off: entities, escapes, markup."""

import base64
import binascii
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from socialkit.privacy.letters import HIDDEN, plain
from socialkit.privacy.outlines import outlined

PLAIN = "plain"
_ROUNDS = 4
_ESCAPE = re.compile(
    r"\\+(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|/)"
)
_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|dfn|em|font|i|ins|del|kbd|mark|q|s|samp|small|"
    "span|strike|strong|sub|sup|time|tspan|tt|u|var|wbr|textPath|r|t|rPr|svg:tspan"
)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_TAG = re.compile(r"<!--|-->|</?[A-Za-z!?](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_COMMENT = re.compile(r"<!--(?:(?!-->).)*-->", re.DOTALL)
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{6,}={0,2}(?![A-Za-z0-9+/=])")


def views(text: str, *, is_markup: bool = False) -> Iterator[tuple[str, str]]:
    """Yield a text as it stands and as it reads decoded, each with what was taken off.

    Parameters
    ----------
    text
        What stands in the file.
    is_markup
        Whether tags are to be taken out: words can be split by them.
    """
    yield from _chain(PLAIN, text)
    if not is_markup or "<" not in text:
        return
    for drawn in outlined(text):
        yield from _chain("outlines of letters", drawn)
    bodies = _COMMENT.sub("", text)
    for inline in ("", " "):
        bare = _TAG.sub(_newlines, _INLINE_TAG.sub(inline, bodies))
        yield from _chain("split by markup", bare)


def _newlines(found: re.Match) -> str:
    """Put a new line for a tag, and those within it, so that lines can still be counted."""
    return "\v" + "\n" * found.group().count("\n")


def _chain(label: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield a text, then decoded by every step, until nothing is left to decode."""
    text = plain(text)
    yield label, text
    for _ in range(_ROUNDS):
        before, taken = text, []
        for step, decode in _STEPS.items():
            decoded = decode(text)
            if decoded != text:
                taken.append(step)
                text = plain(decoded)
        if text == before:
            return
        told = taken if label == PLAIN else [label, *taken]
        label = ", ".join(dict.fromkeys(told))
        yield label, text


def _entities(text: str) -> str:
    return unescape(text) if "&" in text else text


def _percent(text: str) -> str:
    if "%" not in text:
        return text
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return unquote(text, encoding="latin-1")


def _escapes(text: str) -> str:
    if "\\" not in text:
        return text
    decoded = _ESCAPE.sub(_escaped, text)
    if decoded == text:
        return text
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _escaped(found: re.Match) -> str:
    digits = next((group for group in found.groups() if group), None)
    return "/" if digits is None else _letter(int(digits, 16))


def _letter(number: int) -> str:
    return chr(number) if number <= 0x10FFFF else ""


def _hidden(text: str) -> str:
    return text if text.isascii() else HIDDEN.sub("", text)


_STEPS = {
    "html entities": _entities,
    "percent": _percent,
    "escapes": _escapes,
    "hidden letters": _hidden,
}


def base64_inside(text: str) -> Iterator[tuple[int, bytes]]:
    """Yield what decodes as base64 in a text, with where it stands."""
    for found in _BASE64.finditer(text):
        decoded = from_base64(found.group())
        if decoded:
            yield found.start(), decoded


def from_base64(text: str) -> bytes | None:
    """Decode base64 in either alphabet, with or without padding; None when it is none."""
    compact = "".join(text.split()).rstrip("=").replace("-", "+").replace("_", "/")
    if len(compact) % 4 == 1:
        return None
    try:
        return base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def as_text(content: bytes) -> str:
    """Return bytes as text, in whichever of the usual encodings they are."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"),
                           (b"\xfe\xff", "utf-16")):  # fmt: skip
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\0" in content[:4096]:
        even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
        if max(even, odd) > len(content[:4096]) // 8:
            return content.decode("utf-16-le" if odd >= even else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def short_text(content: bytes) -> str | None:
    """Return decoded bytes that read as text, as from base64; None for anything else."""
    if len(content) < 3:
        return None
    for encoding in ("utf-8", "utf-16-le", "utf-16"):
        if encoding != "utf-8" and b"\0" not in content:
            return None
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(letter.isprintable() or letter.isspace() or HIDDEN.match(letter) for letter in text):
            return text
    return None
