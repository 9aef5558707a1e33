"""Which files a folder or a zip may hold, and by which names they are known."""

import os
import re
import stat
import zipfile
from itertools import takewhile
from pathlib import Path, PurePosixPath

from socialkit.errors import ReadError

MAX_MEMBERS = 200_000
MAX_NAME = 4_096  # characters of a path; no computer writes a longer one

_JUNK = {"__macosx", "thumbs.db", "desktop.ini"}


def folder_members(folder: Path) -> list[tuple[str, Path]]:
    """Return the files under a folder; a link is refused, junk is left out."""
    members = []
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_junk(name))
        for name in (*folders, *(name for name in sorted(files) if not is_junk(name))):
            if Path(base, name).is_symlink():
                raise ReadError(f"{Path(base, name)}: is a link; put the file itself there.")
        kept = [Path(base, name) for name in sorted(files) if not is_junk(name)]
        members += [
            (printable(path.relative_to(folder).as_posix()), path)
            for path in kept
            if path.is_file()
        ]
        check_count(folder, len(members))
    return distinct(folder, [(re.sub(r"(?i)\.gz$", "", name), path) for name, path in members])


def zip_members(path: Path, archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the files of a zip; links, encryption and names outside it are refused."""
    infos = archive.infolist()
    check_count(path, len(infos))
    members = []
    for info in infos:
        name = safe_name(path, info.filename)
        if not name or info.is_dir() or info.filename.endswith("\\"):
            continue
        if any(is_junk(part) for part in name.split("/")):
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ReadError(f"{path}: {name} is a link; a zip to be read may hold files only.")
        if info.flag_bits & 0x1:
            raise ReadError(f"{path}: is encrypted; unpack it with its password and read that.")
        members.append((re.sub(r"(?i)\.gz$", "", name), info))
    if not members:
        raise ReadError(f"{path}: the zip file is empty.")
    return distinct(path, members)


def safe_name(path: Path, name: str) -> str:
    """Return a member's name with ``/`` between its parts; one that leads outside is refused."""
    if len(name) > MAX_NAME:
        raise ReadError(f"{path}: a member's name is longer than any file's can be; not read.")
    plain = name.replace("\\", "/")
    parts = [part for part in plain.split("/") if part not in ("", ".")]
    if plain.startswith("/") or re.match(r"[A-Za-z]:", plain) or ".." in parts:
        raise ReadError(
            f"{path}: a member is named {name!r}, outside the archive itself; not read."
        )
    return printable("/".join(parts))


def printable(text: str) -> str:
    """Return a text in one line, its control and invisible characters replaced.

    Names come from outside, and an error or a note must not spread over several lines.
    """
    if text.isprintable():
        return text
    plain = "".join(" " if each.isspace() else each for each in text)
    return "".join(each if each.isprintable() else "\ufffd" for each in plain)


def distinct(path: Path, members: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """Drop exact repeats of a member; refuse two members of one name."""
    seen: dict[str, tuple[str, object]] = {}
    for name, origin in members:
        before = seen.setdefault(name.casefold(), (name, origin))[1]
        if before is not origin and _print_of(before) != _print_of(origin):
            raise ReadError(f"{path}: holds {name} twice, with different content; keep one.")
    return list(seen.values())


def _print_of(origin: object) -> object:
    return (origin.CRC, origin.file_size) if isinstance(origin, zipfile.ZipInfo) else origin


def without_shared_folder(members: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """Cut off the folders that all members share."""
    if not members:
        return []
    names = [name for name, _ in members]
    ends = [PurePosixPath(end).parent.parts for end in (min(names), max(names))]
    parts = takewhile(lambda both: both[0] == both[1], zip(*ends, strict=False))
    shared = sum(len(part) + 1 for part, _ in parts)  # by all, as every name lies between these
    return [(name[shared:], origin) for name, origin in members]


def check_count(path: Path, count: int) -> None:
    """Raise a ReadError when there are more files than any honest export has."""
    if count > MAX_MEMBERS:
        raise ReadError(f"{path}: holds more than {MAX_MEMBERS:,} files; read a smaller folder.")


def is_junk(part: str) -> bool:
    """Whether an operating system left this file or folder behind."""
    return part.startswith(".") or part.casefold() in _JUNK
