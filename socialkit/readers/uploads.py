"""The files of one export in what a person uploads: which belong together, which is newest.

People upload a zip, an unpacked folder, loose files of it, the same export twice, or two
exports of different days in one folder. The files of two exports are never mixed.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered

MAX_EXPORTS = 100  # in one upload; each is read to tell which is the newest
_ENDING = re.compile(r"\\(\.[a-z0-9]+)$")
_COPY = re.compile(r" ?\((\d{1,3})\)(?=\.[^./]+$|$)")


class Upload(NamedTuple):
    """One export: its members by kind and part."""

    archive: Archive
    root: str
    members: dict[tuple[str, int], str]

    def names(self, *kinds: str) -> list[str]:
        """Return the members of some kinds, kind by kind in the order of their parts."""
        found = [
            (kinds.index(kind), part, name)
            for (kind, part), name in self.members.items()
            if kind in kinds
        ]
        return [name for _, _, name in sorted(found)]

    def has(self, *kinds: str) -> bool:
        """Whether there is a member of any of these kinds."""
        return any(kind in kinds for kind, _ in self.members)


def uploads(archive: Archive, kinds: Mapping[str, str]) -> list[Upload]:
    r"""Return every export in an archive, by where its files lie.

    Parameters
    ----------
    archive
        What the person uploaded.
    kinds
        For each kind of file a pattern of the end of its path, in lower case; a group
        ``part`` numbers its parts. Folders in front are optional groups, as in
        ``"(?:connections/)?followers(?:_(?P<part>\d+))?\.json"``.
    """
    folders: dict[str, dict[tuple[str, int], dict[int, str]]] = {}
    for name, root, kind, part, copy in _matches(archive, kinds):
        folders.setdefault(root, {}).setdefault((kind, part), {}).setdefault(copy, name)
    found = []
    for root, files in sorted(folders.items()):
        found += [Upload(archive, root, members) for members in _generations(archive, files)]
    return found


def newest(found: list[Upload], read: Callable[[Upload], Gathered]) -> Gathered:
    """Read every export of an upload and return the newest one, noting the others.

    The date is the one that the exports themselves show, never that of their files.
    """
    if len(found) == 1:
        return read(found[0])
    if len(found) > MAX_EXPORTS:
        raise ReadError(
            f"{found[0].archive.path}: holds {len(found):,} exports; read each from a folder or "
            "zip of its own."
        )
    gathered = [read(upload) for upload in found]
    dates = [each.newest() for each in gathered]
    place = max(range(len(found)), key=lambda row: (dates[row] or 0, -row))
    chosen = gathered[place]
    first = next(iter(found[place].members.values()))
    chosen.note(f"The upload holds {len(found)} exports; only the newest was read (with {first}).")
    return chosen


def _matches(
    archive: Archive, kinds: Mapping[str, str]
) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield member, root, kind, part and copy number of each file that a pattern knows."""
    patterns = {
        kind: re.compile(rf"(?:^|/)(?P<file>{pattern})$") for kind, pattern in kinds.items()
    }
    endings = tuple({found[0] if (found := _ENDING.findall(p)) else "" for p in kinds.values()})
    for name in archive.names():
        if not name.lower().endswith(endings):  # most files of an export are pictures
            continue
        path = PurePosixPath(name.lower())
        copied = _COPY.search(path.name)
        plain = str(path.with_name(_COPY.sub("", path.name) or path.name))
        for kind, pattern in patterns.items():
            match = pattern.search(plain)
            if match:
                part = match.groupdict().get("part")
                copy = int(copied[1]) if copied else 0
                yield name, plain[: match.start("file")], kind, int(part or 0), copy
                break


def _generations(
    archive: Archive, files: dict[tuple[str, int], dict[int, str]]
) -> list[dict[tuple[str, int], str]]:
    """Split browser copies into exports; a copy of the same content is no second export."""
    distinct = {key: _distinct(archive, copies) for key, copies in files.items()}
    numbers = sorted({copy for copies in distinct.values() if len(copies) > 1 for copy in copies})
    if not numbers:
        return [{key: next(iter(copies.values())) for key, copies in distinct.items()}]
    single = {key: next(iter(found.values())) for key, found in distinct.items() if len(found) == 1}
    return [
        single | {key: found[number] for key, found in distinct.items() if number in found}
        for number in numbers
    ]


def _distinct(archive: Archive, copies: dict[int, str]) -> dict[int, str]:
    if len(copies) == 1:
        return copies
    seen: dict[bytes, int] = {}
    for number, name in sorted(copies.items()):
        with archive.open(name) as stream:
            seen.setdefault(hashlib.file_digest(stream, "sha256").digest(), number)
    return {number: copies[number] for number in seen.values()}
