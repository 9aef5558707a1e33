"""The only door to files from outside: a zip, a tar, a folder or a single file, maybe gzipped.

Whatever comes in is hostile until read. Nothing is ever extracted to disk; members are
read one at a time, within limits that no honest export reaches.
"""

import gzip
import io
import re
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, NamedTuple

from socialkit.errors import ReadError
from socialkit.readers.members import folder_members, without_shared_folder, zip_members
from socialkit.readers.tarball import is_tar, open_tar, tar_members

MAX_MEMBER_BYTES = 4 * 2**30
MAX_TOTAL_BYTES = 16 * 2**30
MAX_RATIO = 100  # text shrinks to a tenth or, at its dullest, a fiftieth
HEAD_BYTES = 4096
RATIO_FROM_BYTES = 4 * 2**20  # below this size no ratio can do harm

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_CUT = "the archive is cut short or damaged; download or copy it again"
_GZIP = b"\x1f\x8b"
_DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    MemoryError,
)


class _Member(NamedTuple):
    name: str
    origin: zipfile.ZipInfo | tarfile.TarInfo | Path


class Archive:
    """The members of a zip, a tar, a folder or a single file, by their normalised names.

    Names use ``/``, stand without a folder that all members share, and match whatever
    their case. What operating systems leave behind (``__MACOSX``, ``._name``,
    ``.DS_Store``) is left out. Use it in a ``with`` block, so that the archive is closed.

    Parameters
    ----------
    path
        A folder, a zip or tar file, or any other file (then its only member).

    Raises
    ------
    ReadError
        When the zip or tar is empty, damaged or encrypted, goes past a limit, or names a member
        outside itself, a link, or the same member twice.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "edges.csv").write_text("follower,followed")
    ...     with Archive(folder) as archive:
    ...         archive.names(), archive.read("EDGES.csv")
    (['edges.csv'], b'follower,followed')
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._packed: zipfile.ZipFile | tarfile.TarFile | None = None
        self._spent = 0
        self._opened: set[BinaryIO] = set()
        self._heads: dict[str, bytes] = {}
        try:
            members = self._list()
        except ReadError:
            self.close()
            raise
        except _DAMAGE as error:
            self.close()
            how = f"cannot be opened{_reason(error)}" if _reason(error) else _CUT
            raise ReadError(f"{self.path}: {how}.") from error
        self._members = {name.casefold(): _Member(name, origin) for name, origin in members}

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._members

    def close(self) -> None:
        """Close the zip or tar file, if it is one, and what was not read to its end."""
        for file in self._opened:
            file.close()
        self._opened = set()
        if self._packed is not None:
            self._packed.close()
            if isinstance(self._packed, tarfile.TarFile):
                self._packed.fileobj.close()

    @property
    def is_single_file(self) -> bool:
        """Whether the path is a file of its own, neither a folder nor packed with others."""
        return self._packed is None and not self.path.is_dir()

    def names(self) -> list[str]:
        """Return the normalised names of all members, in order of name."""
        return sorted(member.name for member in self._members.values())

    def where(self, name: str) -> str:
        """Return how an error message should name a member."""
        return str(self.path) if self.is_single_file else f"{self.path}: {name}"

    def file_path(self, name: str) -> Path | None:
        """Return where a member lies as a file of its own; None inside a zip or tar."""
        origin = self._member(name).origin
        return origin if isinstance(origin, Path) else None

    def read(self, name: str) -> bytes:
        """Return all bytes of a member, unpacked when it is gzipped."""
        with self.open(name) as stream:
            return stream.read()

    def head(self, name: str, size: int = 4096) -> bytes:
        """Return the first bytes of a member, unpacked when it is gzipped.

        Every format asks for them to tell its own files, so they are kept.
        """
        known = self._heads.get(name)
        is_enough = known is not None and (len(known) >= size or len(known) < HEAD_BYTES)
        if not is_enough:
            with _Guarded(self, name, self._raw(name)) as stream:
                known = io.BufferedReader(stream, HEAD_BYTES).read(max(size, HEAD_BYTES))
            self._heads[name] = known[:HEAD_BYTES]  # shorter: then it is all there is
        return known[:size]

    def open(self, name: str) -> BinaryIO:
        """Open a member for reading, unpacked when it is gzipped.

        Raises
        ------
        ReadError
            Here or while reading: when it is damaged or goes past a limit.
        """
        return io.BufferedReader(_Guarded(self, name, self._raw(name)), 2**20)

    def spend(self, size: int) -> None:
        """Count bytes against the limit for the whole archive."""
        self._spent += size
        if self._spent > MAX_TOTAL_BYTES:
            raise ReadError(
                f"{self.path}: {_too_large(MAX_TOTAL_BYTES)} in all; read a part of it."
            )

    def packed_size(self, name: str) -> int:
        """Return how many bytes a member takes as it is stored."""
        origin = self._member(name).origin
        if isinstance(origin, Path):
            return origin.stat().st_size
        return origin.size if isinstance(origin, tarfile.TarInfo) else origin.compress_size

    def _member(self, name: str) -> _Member:
        if name not in self:
            raise ReadError(f"{self.path}: has no member {name!r}.")
        return self._members[name.casefold()]

    def _raw(self, name: str) -> BinaryIO:
        origin = self._member(name).origin
        try:
            if isinstance(origin, Path):
                return self._kept(origin.open("rb"))
            is_tar_member = isinstance(origin, tarfile.TarInfo)
            if (origin.size if is_tar_member else origin.file_size) > MAX_MEMBER_BYTES:
                raise ReadError(f"{self.where(name)}: {_too_large(MAX_MEMBER_BYTES)}.")
            packed = self._packed
            return self._kept(packed.extractfile(origin) if is_tar_member else packed.open(origin))
        except ReadError:
            raise
        except _DAMAGE as error:
            raise ReadError(
                f"{self.where(name)}: is damaged or cannot be read{_reason(error)}."
            ) from error

    def _kept(self, stream: BinaryIO) -> BinaryIO:
        """Remember a stream, for a zip file stays open until its last member is closed."""
        self._opened.add(stream)
        return stream

    def _list(self) -> list[tuple[str, zipfile.ZipInfo | tarfile.TarInfo | Path]]:
        if self.path.is_dir():
            return without_shared_folder(folder_members(self.path))
        if not self.path.is_file():  # a pipe or a device might never end, or never begin
            raise ReadError(f"{self.path}: is no file or folder.")
        with self.path.open("rb") as stream:
            start = stream.read(4)
        if start not in _ZIP and is_tar(self.path):
            self._packed = open_tar(
                self.path,
                max_bytes=MAX_TOTAL_BYTES,
                max_ratio=MAX_RATIO,
                free_bytes=RATIO_FROM_BYTES,
            )
            return without_shared_folder(tar_members(self.path, self._packed))
        if start not in _ZIP:
            return [(re.sub(r"(?i)\.gz$", "", self.path.name), self.path)]
        try:
            self._packed = zipfile.ZipFile(self.path)
        except (*_DAMAGE, UnicodeError) as error:
            raise ReadError(f"{self.path}: {_CUT}.") from error
        return without_shared_folder(zip_members(self.path, self._packed))


class _Guarded(io.RawIOBase):
    """A member's bytes; every low-level failure becomes one ReadError."""

    def __init__(self, archive: Archive, name: str, raw: BinaryIO) -> None:
        self._archive, self._name, self._raw = archive, name, raw
        self._size, self._packed = 0, archive.packed_size(name)
        head = io.BufferedReader(raw) if not hasattr(raw, "peek") else raw
        try:
            is_gzip = head.peek(2)[:2] == _GZIP
        except _DAMAGE as error:
            raise self._damaged(error) from error
        self._stream = gzip.GzipFile(fileobj=head) if is_gzip else head

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        try:
            data = self._stream.read(len(buffer))
        except ReadError:
            raise
        except _DAMAGE as error:
            raise self._damaged(error) from error
        buffer[: len(data)] = data
        self._count(len(data))
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
            self._archive._opened.discard(self._raw)
        super().close()

    def _count(self, size: int) -> None:
        self._size += size
        self._archive.spend(size)
        where = self._archive.where(self._name)
        if self._size > MAX_MEMBER_BYTES:
            raise ReadError(f"{where}: {_too_large(MAX_MEMBER_BYTES)}.")
        if self._size > max(RATIO_FROM_BYTES, MAX_RATIO * self._packed):
            raise ReadError(
                f"{where}: unpacks to more than {MAX_RATIO} times its size, as a zip bomb does; "
                "not read."
            )

    def _damaged(self, error: Exception) -> ReadError:
        where = self._archive.where(self._name)
        return ReadError(f"{where}: is damaged{_reason(error)}; download or copy it again.")


def _too_large(limit: int) -> str:
    return f"holds more than {limit / 2**30:,.0f} GB"


def _reason(error: Exception) -> str:
    """Return what the operating system said; a decoder's own words would help nobody."""
    said = error.strerror if isinstance(error, OSError) else None
    return f" ({said})" if said else ""
