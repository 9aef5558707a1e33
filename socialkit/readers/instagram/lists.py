"""The two lists around the owner, in every layout that Instagram has had for them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import meta, metapage, moments, values
from socialkit.readers.gathered import Entry
from socialkit.readers.instagram import files, names
from socialkit.readers.uploads import Upload

_KEYS = {"": "relationships_{}", "threads_": "text_post_app_text_post_app_{}"}
_PROFILE = re.compile(rb'href="https?://(?:www\.)?instagram\.com/(?:_u/)?[A-Za-z0-9._]+/?"')


class Found(NamedTuple):
    """One of the lists, how many accounts on it are deleted, and whether it is a web page."""

    entries: list[Entry]
    deleted: int
    is_page: bool = False


def found(upload: Upload, which: str, network: str = "") -> Found | None:
    """Return ``followers`` or ``following`` of an export; None when it has no such list.

    Web pages are read only where the list is not there as JSON.

    Raises
    ------
    ReadError
        When a file is damaged or holds another list than its name says.
    """
    members = files.names(upload, network + which)
    if members:
        key = _KEYS[network].format(which)
        lists = (_records(upload, name, key) for name in members)
        return _kept(entry for records in lists for record in records for entry in _entries(record))
    if network == "" and upload.has("connections"):
        has_later = upload.has("followers", "following")
        return None if has_later else _early(upload, which)
    pages = files.names(upload, f"{network}{which}_page")
    if not pages:
        return None
    return _kept(entry for name in pages for entry in _from_page(upload, name))._replace(
        is_page=True
    )


def _kept(entries: Iterator[Entry]) -> Found:
    # A deleted account stays on the list under a stand-in name. Nobody is behind it who could
    # see or answer a post, so it is counted but is no account here.
    kept, deleted = [], 0
    for entry in entries:
        if names.is_deleted(entry.account_id):
            deleted += 1
        else:
            kept.append(entry)
    return Found(kept, deleted)


def _records(upload: Upload, name: str, key: str) -> list[object]:
    whole = meta.load(upload.archive, name)
    where = upload.archive.where(name)
    if isinstance(whole, dict):
        if isinstance(whole.get(key), list):
            return whole[key]
        other = next((known for known in whole if "_follow" in known), None)
        if other is not None and other != key:
            raise ReadError(
                f"{where}: holds another list than its name says ({other[:60]!r} instead of "
                f"{key!r}); give the file its own name back or download the export again."
            )
    elif isinstance(whole, list):
        if key.endswith("following") and any(map(_is_follower, whole[:50])):
            raise ReadError(
                f"{where}: is a list of followers under the name of the list of those you "
                "follow; give the file its own name back or download the export again."
            )
        return whole
    raise ReadError(f"{where}: expected a list of records under {key!r}, as Instagram writes it.")


def _is_follower(record: object) -> bool:
    """Whether a record of a bare list is as only follower lists have them."""
    return any(line.value and not line.title for line in meta.lines(record))


def _entries(record: object) -> list[Entry]:
    """Return whom a record names; one record may name several."""
    lines = meta.lines(record)
    if lines:
        return [Entry(names.handle(line.value, line.href, line.title), line.at) for line in lines]
    groups = meta.groups(record)
    if not groups:
        return [Entry(names.handle(values.item(record, "title")))]
    return [Entry(names.labelled(groups), meta.at(record))]


def _early(upload: Upload, which: str) -> Found | None:
    """Return a list of connections.json (until 2020): names with ISO dates."""
    (name,) = upload.names("connections")
    listed = values.item(meta.load(upload.archive, name), which)
    if listed is None:
        return None
    if not isinstance(listed, dict):
        raise ReadError(
            f"{upload.archive.where(name)}: expected names with dates under {which!r}, as "
            "Instagram writes them."
        )
    return _kept(Entry(names.handle(given), moments.iso(at)) for given, at in listed.items())


def _from_page(upload: Upload, name: str) -> Iterator[Entry]:
    boxes = metapage.boxes(upload.archive, name)
    if not boxes and _PROFILE.search(upload.archive.read(name)):
        raise ReadError(
            f"{upload.archive.where(name)}: the page is laid out in a way that is not known; "
            "download the export again as JSON."
        )
    for box in boxes:
        if box.heading:
            href = box.links[0].href if box.links else None
            yield Entry(names.handle(box.heading, href))
        else:
            yield from (Entry(names.handle(None, link.href, link.text)) for link in box.links)
