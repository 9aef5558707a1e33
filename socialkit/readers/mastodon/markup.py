"""The little HTML in profiles and posts: as plain text, and where its links lead."""

import re

from socialkit.readers import values

_BREAK = re.compile(r"<br\s*/?>|</p>(?=\s*<p)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"<a\s([^<>]*)>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
_CLASS = re.compile(r"""\bclass\s*=\s*["'][^"'<>]*\b(?:mention|hashtag)\b""", re.IGNORECASE)


def plain(value: object) -> str | None:
    """Return HTML as plain text, paragraphs on lines of their own; None when it is no text."""
    if not isinstance(value, str):
        return None
    return values.text(values.unescaped(_TAG.sub("", _BREAK.sub("\n", value))).strip())


def links(value: object, *, but: frozenset[str] | set[str] = frozenset()) -> list[str] | None:
    """Return where the links of a text lead, without mentions and hashtags.

    Parameters
    ----------
    value
        HTML as the export has it; for anything else the answer is None.
    but
        Web addresses that are mentions or hashtags, whatever their markup.
    """
    if not isinstance(value, str):
        return None
    found = []
    for attributes in _LINK.findall(value):
        href = _HREF.search(attributes)
        if href and not _CLASS.search(attributes):
            found.append(values.unescaped(href[1]))
    return [link for link in found if link not in but]


def site(fields: object) -> str | None:
    """Return the first link of a profile's fields; an empty text when they hold none."""
    if not isinstance(fields, list):
        return None
    for field in values.dicts(fields):
        given = field.get("value")
        found = links(given) or ([given] if values.host(values.name(given)) else [])
        if found:
            return values.name(found[0])
    return ""
