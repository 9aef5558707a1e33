"""Members of a tar archive, packed or not, within the same limits as those of a zip.

A packed tar can only be read from its start, so that going back unpacks it once more.
"""

import gzip
import io
import re
import tarfile
from pathlib import Path
from typing import BinaryIO

from socialkit.errors import ReadError
from socialkit.readers.members import check_count, distinct, is_junk, safe_name

_MAGIC = slice(257, 262)
_BLOCK = 512


def is_tar(path: Path) -> bool:
    """Whether a file is a tar archive by its content, gzipped or not."""
    with path.open("rb") as stream:
        head = stream.read(_BLOCK)
    if head.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(path) as stream:
                head = stream.read(_BLOCK)
        except (OSError, EOFError):
            return False
    return head[_MAGIC] == b"ustar"


def open_tar(path: Path, *, max_bytes: int, max_ratio: int, free_bytes: int) -> tarfile.TarFile:
    """Open a tar; unpacking it past a limit raises a ReadError, whatever is read."""
    packed = path.stat().st_size
    limit = min(max_bytes, max(free_bytes, max_ratio * packed))
    raw = path.open("rb")
    is_gzip = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    stream = _Bounded(gzip.GzipFile(fileobj=raw) if is_gzip else raw, path, limit)
    try:
        return tarfile.open(fileobj=stream, mode="r:", errorlevel=1)
    except Exception:
        raw.close()
        raise


def tar_members(path: Path, archive: tarfile.TarFile) -> list[tuple[str, tarfile.TarInfo]]:
    """Return the files of a tar; links, devices and names outside it are refused."""
    members = []
    for number, info in enumerate(archive, 1):
        check_count(path, number)
        name = safe_name(path, info.name)
        if not name or info.isdir() or any(is_junk(part) for part in name.split("/")):
            continue
        if not info.isreg() or info.issparse():
            raise ReadError(f"{path}: {name} is a link or no plain file; not read.")
        members.append((re.sub(r"(?i)\.gz$", "", name), info))
    if not members:
        raise ReadError(f"{path}: the tar file is empty.")
    return distinct(path, members)


class _Bounded(io.RawIOBase):
    """A stream that ends in a ReadError beyond a number of bytes."""

    def __init__(self, stream: BinaryIO, path: Path, limit: int) -> None:
        self._stream, self._path, self._limit = stream, path, limit

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._stream.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._check(offset if whence == io.SEEK_SET else self._stream.tell() + offset)
        return self._stream.seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        room = self._limit - self._stream.tell() + 1
        data = self._stream.read(room if size < 0 else min(size, room))
        self._check(self._stream.tell())
        return data

    def close(self) -> None:
        if not self.closed:
            raw = getattr(self._stream, "fileobj", None)
            self._stream.close()
            if raw is not None:
                raw.close()
        super().close()

    def _check(self, place: int) -> None:
        if place > self._limit:
            raise ReadError(
                f"{self._path}: unpacks to more than {self._limit / 2**30:,.1f} GB, as an "
                "archive bomb does; not read."
            )
