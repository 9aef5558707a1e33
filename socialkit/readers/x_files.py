"""The files of an X archive: which belong together, which is newest, what is missing.

An archive is a set of ``data/*.js`` files, each ``window.YTD.<kind>.part<N> = [...]``, with
a manifest since 2020. Before 2020 the files lie at the root; a browser may add ``(1)`` to
their names; a long list comes in parts.
"""

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

import pandas as pd

from socialkit.errors import ReadError
from socialkit.readers.archive import Archive
from socialkit.readers.x_values import count, item, times

LISTS = ("follower", "following")
KINDS = ("manifest", "account", "profile", *LISTS, "tweets", "tweet", "like")

_NAME = re.compile(r"(?P<kind>[a-z]+)(?:-part(?P<part>\d+))?(?: ?\((?P<copy>\d+)\))?\.js")
_GLOBAL = re.compile(r"\s*window\.YTD\.([A-Za-z_]+)\.part\d+\s*=")
_CONFIG = re.compile(r"\s*window\.__THAR_CONFIG\s*=")


class Export(NamedTuple):
    """One export: its members by kind and part, and its manifest if it has one."""

    archive: Archive
    folder: str
    members: dict[tuple[str, int], str]
    manifest: dict | None

    @property
    def generated_at(self) -> pd.Timestamp | None:
        """When X made the export; None without a manifest that says so."""
        value = item(self.manifest, "archiveInfo", "generationDate")
        moment = times([value])[0]
        return None if pd.isna(moment) else moment

    @property
    def is_partial(self) -> bool:
        """Whether X says that further zips belong to this export."""
        return item(self.manifest, "archiveInfo", "isPartialArchive") is True

    def names(self, *kinds: str) -> list[str]:
        """Return the members of some kinds, in the order of their parts."""
        return [name for (kind, _), name in sorted(self.members.items()) if kind in kinds]

    def records(self, kind: str) -> list[object]:
        """Return the records of all parts of one kind, in order."""
        return [record for name in self.names(kind) for record in _records(self, kind, name)]

    def expected(self, kind: str) -> dict[str, int | None]:
        """Return the file names that the manifest lists for a kind, with their counts."""
        files = item(self.manifest, "dataTypes", kind, "files")
        listed = (
            [file for file in files if isinstance(file, dict)] if isinstance(files, list) else []
        )
        names = {str(file.get("fileName", "")): count(file.get("count")) for file in listed}
        return {name: count for name, count in names.items() if name}


def exports(archive: Archive) -> list[Export]:
    """Return every export in an upload, never mixing the files of two.

    Raises
    ------
    ReadError
        When a file is damaged.
    """
    folders: dict[str, dict[tuple[str, int], dict[int, str]]] = {}
    for name, kind, part, copy in members(archive):
        folder = str(PurePosixPath(name).parent)
        folders.setdefault(folder, {}).setdefault((kind, part), {})[copy] = name
    found = []
    for folder, files in sorted(folders.items()):
        found += [
            Export(archive, folder, members, _manifest(archive, members))
            for members in _generations(archive, files)
        ]
    whole = [export for export in found if any(export.names(kind) for kind in LISTS)]
    return whole or found


def check_parts(export: Export) -> None:
    """Raise a ReadError that names the first file the manifest lists and the upload lacks."""
    for kind in ("account", "profile", *LISTS, "tweets", "tweet"):
        for name, rows in export.expected(kind).items():
            part = re.search(r"-part(\d+)\.js$", name.lower())
            if rows != 0 and (kind, int(part[1]) if part else 0) not in export.members:
                raise ReadError(
                    f"{export.archive.path}: {PurePosixPath(name)} is missing, though the "
                    "archive's own manifest.js lists it; add that file or download the archive "
                    "again."
                )


def inner(record: object, kind: str) -> dict:
    """Return a record without the wrapper that names its kind."""
    held = record.get(kind, record) if isinstance(record, dict) else None
    return held if isinstance(held, dict) else {}


def json_of(archive: Archive, name: str, opening: str) -> object:
    """Return the JSON that a ``.js`` file assigns, from the first `opening` bracket on."""
    text = _text(archive, name)
    start = text.find(opening)
    body = text[start:].rstrip().rstrip(";") if start >= 0 else ""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ReadError(
            f"{archive.where(name)}: is damaged or cut short; download the archive again."
        ) from error


def members(archive: Archive) -> Iterator[tuple[str, str, int, int]]:
    """Yield member, kind, part and copy number of all files that are X's by their content."""
    for name in archive.names():
        match = _NAME.fullmatch(PurePosixPath(name).name.lower())
        if match is None or match["kind"] not in KINDS:
            continue
        head = archive.head(name, 512).decode("utf-8-sig", "replace")
        if _GLOBAL.match(head) or _CONFIG.match(head):
            yield name, match["kind"], int(match["part"] or 0), int(match["copy"] or 0)


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
        seen.setdefault(archive.read(name), number)
    return {number: copies[number] for number in seen.values()}


def _manifest(archive: Archive, members: dict[tuple[str, int], str]) -> dict | None:
    name = members.get(("manifest", 0))
    if name is None:
        return None
    manifest = json_of(archive, name, "{")
    if not isinstance(manifest, dict):
        raise ReadError(f"{archive.where(name)}: is damaged; download the archive again.")
    return manifest


def _records(export: Export, kind: str, name: str) -> list[object]:
    head = _GLOBAL.match(export.archive.head(name, 512).decode("utf-8-sig", "replace"))
    held = head[1].lower() if head else kind
    if held != kind and {held, kind} != {"tweet", "tweets"}:
        raise ReadError(
            f"{export.archive.where(name)}: holds the {held} list under the name of the {kind} "
            "list; take the file from the archive again."
        )
    records = json_of(export.archive, name, "[")
    if not isinstance(records, list):
        raise ReadError(f"{export.archive.where(name)}: expected a list of records.")
    return records


def _text(archive: Archive, name: str) -> str:
    try:
        return archive.read(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{archive.where(name)}: is damaged (not UTF-8 text).") from error
