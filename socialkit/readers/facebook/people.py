"""The people on one of Facebook's lists, from JSON of any age or from a web page."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import meta, metapage, moments, values
from socialkit.readers.archive import Archive
from socialkit.readers.facebook import files
from socialkit.readers.facebook.clock import Clock
from socialkit.readers.uploads import Upload

_VERSIONS = ("_v3", "_v2", "")
_NAME_LABELS = ("Name", "Full name")


class Person(NamedTuple):
    """A name (None for a closed account) and since when the person stands on a list."""

    name: str | None
    at: int | None


class Found(NamedTuple):
    """One list: its people in order, and how many entries were left out, and why."""

    people: list[Person]
    nameless: int
    repeated: int
    unreadable: int


def listed(upload: Upload, which: str, clock: Clock) -> Found | None:
    """Return the friends, followers or following of an export; None when it has no such list.

    JSON counts before web pages. An entry that comes again counts once: one with the same
    date, or one without a date in another part of the list.

    Raises
    ------
    ReadError
        When a file is damaged or holds something else.
    """
    documents = files.members(upload, which)
    pages = [] if documents else files.members(upload, which, "html")
    if not documents and not pages:
        return None
    parts = [_from_json(upload.archive, name, which) for name in documents]
    parts += [_from_page(upload.archive, name, clock) for name in pages]
    return _joined([list(part) for part in parts])


def day(at: int) -> str:
    """Return the day of a moment in ISO's way."""
    return f"{datetime.fromtimestamp(at // 1_000_000, UTC):%Y-%m-%d}"


def second(at: int) -> str:
    """Return a moment to the second in ISO's way."""
    return f"{datetime.fromtimestamp(at // 1_000_000, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _joined(parts: list[list[Person | None]]) -> Found:
    people: list[Person] = []
    kept: Counter[Person] = Counter()
    left_out: Counter[str] = Counter()
    for part in parts:
        here: Counter[Person] = Counter()
        for person in part:
            if person is None or person.name is None:
                left_out["unreadable" if person is None else "nameless"] += 1
                continue
            here[person] += 1
            if kept[person] and (person.at is not None or here[person] <= kept[person]):
                left_out["repeated"] += 1
            else:
                people.append(person)
        kept |= here
    return Found(people, left_out["nameless"], left_out["repeated"], left_out["unreadable"])


def _from_json(archive: Archive, name: str, which: str) -> Iterator[Person | None]:
    whole = meta.load(archive, name)
    keys = [which + version for version in _VERSIONS]
    records = whole
    if isinstance(whole, dict):
        records = next((whole[key] for key in keys if key in whole), None if whole else [])
    if not isinstance(records, list):
        raise ReadError(
            f"{archive.where(name)}: expected a list under {keys[0]!r} or {keys[1]!r}, as "
            f"Facebook writes it for {which}; was the file renamed?"
        )
    for record in records:
        yield from _persons(record) if isinstance(record, dict) else [None]


def _persons(record: dict) -> Iterator[Person]:
    lines = record.get("string_list_data")
    if "name" not in record and isinstance(lines, list) and lines:
        for line in values.dicts(lines):
            said = line.get("value") or record.get("title")
            yield Person(values.name(said), moments.unix(line.get("timestamp")))
        return
    said = record.get("name", record.get("title"))
    if "label_values" in record:
        labels = [group.labels for group in meta.groups(record)]
        found = [one[label] for one in labels for label in _NAME_LABELS if label in one]
        said = next(iter(found), said)
    yield Person(values.name(said), moments.unix(record.get("timestamp")))


def _from_page(archive: Archive, name: str, clock: Clock) -> Iterator[Person]:
    for box in metapage.boxes(archive, name):
        said = values.name(box.heading) or values.name(next(iter(box.texts), None))
        yield Person(said, clock.moment(box))
