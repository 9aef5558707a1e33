"""The files of an X archive: which belong to it, and what its manifest says of them.

An archive is a set of ``data/*.js`` files, each ``window.YTD.<kind>.part<N> = [...]``, with
a manifest since 2020. Before 2020 the files lie at the root; a long list comes in parts.
"""

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from socialkit.errors import ReadError
from socialkit.readers import jsonfile, moments, uploads, values
from socialkit.readers.archive import Archive
from socialkit.readers.uploads import Upload

LISTS = ("follower", "following")
POSTS = ("tweets", "tweet", "community-tweet")
PATTERNS = {
    kind: rf"{kind}(?:-part(?P<part>\d{{1,4}}))?\.js"
    for kind in (
        "manifest",
        "account",
        "profile",
        *LISTS,
        *POSTS,
        "note-tweet",
        "deleted-tweets",
        "like",
    )
}

_HEAD_BYTES = 512
_MAX_OBJECT = 64 * 2**20  # bytes; no manifest is as long
_GLOBAL = re.compile(r"\s*window\.YTD\.([A-Za-z_]+)\.part\d+\s*=\s*(\S?)")
_CONFIG = re.compile(r"\s*window\.__THAR_CONFIG\s*=")


def exports(archive: Archive) -> list[Upload]:
    """Return every X archive in an upload; one without any list only when none has one."""
    found = [
        upload
        for upload in uploads.uploads(archive, PATTERNS)
        if any(_is_ours(archive, name) for name in upload.members.values())
    ]
    return [upload for upload in found if upload.has(*LISTS)] or found


def manifest(upload: Upload) -> dict:
    """Return the archive's manifest; empty when it has none.

    Raises
    ------
    ReadError
        When it is damaged.
    """
    names = upload.names("manifest")
    return script_object(upload.archive, names[0]) if names else {}


def generated_at(manifest: dict) -> int | None:
    """Return when X made the archive; None when its manifest does not say so."""
    return moments.iso(values.item(manifest, "archiveInfo", "generationDate"))


def is_partial(manifest: dict) -> bool:
    """Whether X says that further zips belong to this archive."""
    return values.item(manifest, "archiveInfo", "isPartialArchive") is True


def expected(manifest: dict, kind: str) -> dict[str, int | None]:
    """Return the file names that the manifest lists for a kind, with their counts."""
    key = re.sub(r"-(\w)", lambda match: match[1].upper(), kind)
    listed = values.dicts(values.item(manifest, "dataTypes", key, "files"))
    names = {values.text(file.get("fileName")): values.count(file.get("count")) for file in listed}
    return {name: count for name, count in names.items() if name}


def check_parts(upload: Upload, manifest: dict) -> None:
    """Raise a ReadError that names the first file the manifest lists and the upload lacks."""
    for kind in ("account", "profile", *LISTS, *POSTS):
        for name, rows in expected(manifest, kind).items():
            part = re.search(r"-part(\d{1,4})\.js$", name.lower())
            if rows != 0 and (kind, int(part[1]) if part else 0) not in upload.members:
                advice = (
                    "X split this export over several zips; unpack all of them into one folder "
                    "and read that"
                    if is_partial(manifest)
                    else "add that file or download the archive again"
                )
                raise ReadError(
                    f"{upload.archive.path}: {PurePosixPath(name)} is missing, though the "
                    f"archive's own manifest.js lists it; {advice}."
                )


def records(upload: Upload, *kinds: str) -> Iterator[object]:
    """Yield the records of all parts of some kinds, in order and one at a time.

    Raises
    ------
    ReadError
        While reading: when a file is damaged, no list, or a list of another kind.
    """
    for kind in kinds:
        for name in upload.names(kind):
            _check_head(upload.archive, name, kind)
            yield from jsonfile.records(upload.archive, name)


def inner(record: object, kind: str) -> dict:
    """Return a record without the wrapper that names its kind."""
    held = record.get(kind, record) if isinstance(record, dict) else None
    return held if isinstance(held, dict) else {}


def script_object(archive: Archive, name: str) -> dict:
    """Return the JSON object that a script assigns.

    Raises
    ------
    ReadError
        When it is damaged, or larger than any that X writes.
    """
    data = archive.head(name, _MAX_OBJECT + 1)
    text = data.decode("utf-8-sig", "replace")
    start = text.find("{")
    try:
        if start < 0 or len(data) > _MAX_OBJECT:
            raise ValueError
        return json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError) as error:
        raise ReadError(
            f"{archive.where(name)}: is damaged or cut short; download the archive again."
        ) from error


def begins(archive: Archive, name: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Match the beginning of a member's text."""
    return pattern.match(archive.head(name, _HEAD_BYTES).decode("utf-8-sig", "replace"))


def _is_ours(archive: Archive, name: str) -> bool:
    return bool(begins(archive, name, _GLOBAL) or begins(archive, name, _CONFIG))


def _check_head(archive: Archive, name: str, kind: str) -> None:
    where = archive.where(name)
    head = begins(archive, name, _GLOBAL)
    if head is None or head[2] != "[":
        raise ReadError(
            f"{where}: is damaged or no list as X writes it; download the archive again."
        )
    held = head[1].lower().replace("_", "-")
    if held != kind and {held, kind} != {"tweet", "tweets"}:
        raise ReadError(
            f"{where}: holds the {held} list under the name of the {kind} list; take the file "
            "from the archive again."
        )
