"""What Instagram and Facebook share: text that Meta damages, its records and its web pages.

Meta's exports write each byte of a text as a character of its own (``MÃ¼ller``); some files
write it properly. Each text is repaired only when it is damaged in just that way.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from socialkit.readers import jsonfile, moments, values
from socialkit.readers.archive import Archive

_SUSPECT = re.compile(rb"\\u00[89A-Fa-f]|[\x80-\xff]")  # a character beyond ASCII, escaped or not
_DEPTH = 4  # of groups in a labelled record; Meta nests them twice


class Line(NamedTuple):
    """One item of a record's ``string_list_data``, its texts None where they are missing."""

    title: str | None
    value: str | None
    href: str | None
    at: int | None


class Group(NamedTuple):
    """Values by label in the file's language; the title is empty outside of any group."""

    title: str
    labels: dict[str, str]


def repaired(text: str) -> str:
    """Return a text as it was meant; anything that is not damaged stays as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def load(archive: Archive, name: str) -> object:
    """Return a member's JSON with all texts and keys repaired.

    Raises
    ------
    ReadError
        When it is too large, is not text, or is damaged or cut short.
    """
    whole = [jsonfile.load(archive, name)]
    if not _SUSPECT.search(archive.read(name)):  # a second look is faster than a walk
        return whole[0]
    pile: list[list | dict] = [whole]
    while pile:  # not by recursion: JSON may be nested deeper than Python's calls
        node = pile.pop()
        if isinstance(node, dict):
            _repair_keys(node)
            places = list(node.items())
        else:
            places = enumerate(node)
        for place, inner in places:
            if isinstance(inner, str):
                if not inner.isascii():
                    node[place] = repaired(inner)
            elif isinstance(inner, list | dict):
                pile.append(inner)
    return whole[0]


def lines(record: object) -> list[Line]:
    """Return the items of a record's ``string_list_data``; there may be several, or none."""
    title = values.text(values.item(record, "title"))
    return [
        Line(
            title,
            values.text(item.get("value")),
            values.text(item.get("href")),
            moments.unix(item.get("timestamp")),
        )
        for item in values.dicts(values.item(record, "string_list_data"))
    ]


def groups(record: object) -> list[Group]:
    """Return the labelled values of a record (``label_values``), group by group.

    What stands in no group comes first, under an empty title. A group within a group has
    the title of the outer one when it has none itself. A value that is a link only counts
    as its address; of a label that comes again in a group the first counts.
    """
    plain = Group("", {})
    found = [plain]
    pile = deque([(plain, values.dicts(values.item(record, "label_values")), 0)])
    while pile:
        group, items, depth = pile.popleft()
        for item in items:
            inner = values.dicts(item.get("dict"))
            if inner and depth < _DEPTH:
                found.append(Group(values.name(item.get("title")) or group.title, {}))
                pile.append((found[-1], inner, depth + 1))
                continue
            label = values.name(item.get("label"))
            said = values.text(item.get("value")) or values.text(item.get("href"))
            if label and said:
                group.labels.setdefault(label, said)
    return [group for group in found if group.labels]


def at(record: object) -> int | None:
    """Return the moment that a record carries itself."""
    return moments.unix(values.item(record, "timestamp"))


def rows(whole: object, *keys: str) -> Iterator[dict] | None:
    """Yield the objects of a bare list or of the list under one of the keys; None for neither."""
    if isinstance(whole, dict):
        whole = next((whole[key] for key in keys if isinstance(whole.get(key), list)), None)
    if not isinstance(whole, list):
        return None
    return (record for record in whole if isinstance(record, dict))


def _repair_keys(node: dict) -> None:
    if not all(key.isascii() for key in node):
        fixed = {repaired(key): inner for key, inner in node.items()}
        node.clear()
        node.update(fixed)
