"""Pages of Bluesky's API, kept as JSON: one a file, one a line, or all in one list."""

import re
from collections.abc import Iterator

from socialkit.errors import ReadError
from socialkit.readers import jsonfile, values
from socialkit.readers.archive import Archive
from socialkit.readers.bluesky import ids, views
from socialkit.readers.bluesky.ids import Address

_HEAD_BYTES = 16_384
_ENDINGS = (".json", ".jsonl", ".ndjson")
_BY_LINE = (".jsonl", ".ndjson")
_NAMED = re.compile(rb'"(?:did|uri)"\s*:\s*"(?:at://)?did:[a-z0-9]+:')
_LISTED = re.compile(
    rb'"(?:followers|follows|profiles|feed|records)"\s*:\s*\[|"(?:followersCount|replyCount)"\s*:'
)


class Pages:
    """What all the pages of an upload say, in the order of the files' names."""

    def __init__(self) -> None:
        self.people: dict[str, dict[str, object]] = {}
        self.lists: dict[str, list[str | None]] = {}
        self.ended: set[str] = set()
        self.entries: list[dict] = []
        self.records: list[tuple[Address, dict]] = []
        self.collections: set[str] = set()
        self.owners: set[str] = set()
        self.seen_at: int | None = None
        self.odd = 0
        self.count = 0

    def take(self, page: object) -> None:
        """Take one page, or one object of a list that somebody made out of pages."""
        if not isinstance(page, dict):
            self.odd += 1
            return
        before = self.count
        for key in ("followers", "follows"):
            if isinstance(page.get(key), list) and self._see(page.get("subject")):
                self._take_list(key, page)
        if isinstance(page.get("profiles"), list):
            self._take_people(page["profiles"])
        if isinstance(page.get("feed"), list):
            self._take_entries(page["feed"])
        if isinstance(page.get("records"), list):
            self._take_records(page["records"])
        if isinstance(page.get("post"), dict) and "$type" not in page:  # no part of a thread
            self._take_entries([page])
        if self.count == before and _is_profile(page):
            self._take_people([page])
        self.odd += self.count == before

    def _take_list(self, key: str, page: dict) -> None:
        self.count += 1
        self.owners.add(page["subject"]["did"])
        self.lists.setdefault(key, []).extend(self._see(view) for view in page[key])
        if not page.get("cursor"):
            self.ended.add(key)

    def _take_people(self, profiles: list[object]) -> None:
        self.count += 1
        self.odd += sum(self._see(view) is None for view in profiles)

    def _take_entries(self, feed: list[object]) -> None:
        self.count += 1
        entries = values.dicts(feed)
        self.odd += len(feed) - len(entries)
        self.entries += entries

    def _take_records(self, records: list[object]) -> None:
        self.count += 1
        for one in records:
            place, content = ids.address(values.item(one, "uri")), values.item(one, "value")
            if place is None or not isinstance(content, dict):
                self.odd += 1
                continue
            self.owners.add(place.did)
            self.collections.add(place.collection)
            self.records.append((place, content))

    def _see(self, view: object) -> str | None:
        """Keep what a profile view says; return whom it shows."""
        seen = views.seen_at(view)
        who, facts = views.person(view, seen=seen)
        if who in self.people:
            known = {name: value for name, value in facts.items() if value is not None}
            self.people[who].update(known)
        elif who is not None:
            self.people[who] = facts
        if who is not None and seen is not None:
            self.seen_at = max(seen, self.seen_at or seen)
        return who


def names(archive: Archive) -> list[str]:
    """Return the members that look like pages, the second before the tenth."""
    found = [name for name in candidates(archive) if _looks_like_page(archive, name)]
    return sorted(found, key=_in_order)


def candidates(archive: Archive) -> list[str]:
    """Return the members that may be pages by their names; a file of its own always may."""
    return [
        name
        for name in archive.names()
        if archive.is_single_file or name.lower().endswith(_ENDINGS)
    ]


def mentions_bluesky(archive: Archive, name: str) -> bool:
    """Whether the start of a member names an account or a record of Bluesky."""
    return _NAMED.search(_head(archive, name)) is not None


def read(archive: Archive, found: list[str]) -> Pages:
    """Read all pages of an upload.

    Raises
    ------
    ReadError
        When a file is no JSON or cut short, or the feed is not that of one account.
    """
    pages = Pages()
    for name in found:
        for page in _pages_in(archive, name):
            pages.take(page)
    authors = {views.author(entry) for entry in pages.entries} - {None}
    if len(authors) > 1:
        raise ReadError(
            f"{archive.path}: the feed holds what {len(authors):,} accounts posted or reposted; "
            "expected the feed of one account (getAuthorFeed), not a timeline or a list of likes."
        )
    pages.owners |= authors
    return pages


def _pages_in(archive: Archive, name: str) -> Iterator[object]:
    if name.lower().endswith(_BY_LINE):
        whole: list[object] = [page for _, page in jsonfile.lines(archive, name)]
    else:
        whole = [jsonfile.load(archive, name)]
    for page in whole:
        yield from page if isinstance(page, list) else [page]


def _looks_like_page(archive: Archive, name: str) -> bool:
    head = _head(archive, name)
    return bool(
        head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] in (b"{", b"[")
        and _NAMED.search(head)
        and _LISTED.search(head)
    )


def _head(archive: Archive, name: str) -> bytes:
    # Without its zeros UTF-16, which a Windows console writes, reads as plain text.
    return archive.head(name, _HEAD_BYTES).replace(b"\0", b"")


def _is_profile(page: dict) -> bool:
    return "didDoc" not in page and "handle" in page and ids.did(page.get("did")) is not None


def _in_order(name: str) -> list[tuple[int, str]]:
    parts = re.split(r"(\d{1,15})", name.casefold())
    return [
        (int(part), "") if part.isdecimal() and part.isascii() else (-1, part) for part in parts
    ]
