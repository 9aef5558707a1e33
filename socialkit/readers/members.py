"""Which files a folder or a zip may hold, and by which names they are known."""

import os
import re
import stat
import zipfile
from pathlib import Path

from socialkit.errors import ReadError

MAX_MEMBERS = 200_000

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
        members += [(path.relative_to(folder).as_posix(), path) for path in kept if path.is_file()]
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
    plain = name.replace("\\", "/")
    parts = [part for part in plain.split("/") if part not in ("", ".")]
    if plain.startswith("/") or re.match(r"[A-Za-z]:", plain) or ".." in parts:
        raise ReadError(
            f"{path}: a member is named {name!r}, outside the archive itself; not read."
        )
    return "/".join(parts)


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
    names = [name for name, _ in members]
    prefix = ""
    while names and all("/" in name for name in names):
        first = {name.split("/", 1)[0] for name in names}
        if len(first) > 1:
            break
        prefix += first.pop() + "/"
        names = [name.split("/", 1)[1] for name in names]
    return [(name[len(prefix) :], origin) for name, origin in members]


def check_count(path: Path, count: int) -> None:
    """Raise a ReadError when there are more files than any honest export has."""
    if count > MAX_MEMBERS:
        raise ReadError(f"{path}: holds more than {MAX_MEMBERS:,} files; read a smaller folder.")


def is_junk(part: str) -> bool:
    """Whether an operating system left this file or folder behind."""
    return part.startswith(".") or part.casefold() in _JUNK
