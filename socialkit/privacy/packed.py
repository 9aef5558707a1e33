"""What is packed inside pictures, archives and PDF files."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from socialkit.errors import ReadError

MOST_BYTES = 500_000_000
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_SHOWN = re.compile(
    rb"\[((?:[^\[\]\\()]|\\.|\((?:[^()\\]|\\.)*\))*)\]\s*TJ|\(((?:[^()\\]|\\.)*)\)", re.DOTALL
)
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9a-fA-F\s]+)>", re.DOTALL)
_HEX = re.compile(rb"<([0-9a-fA-F\s]{6,})>")
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_SIGNS = dict(zip(b"nrtbf", b"\n\r\t\b\f", strict=True))
"""What a letter behind a backslash stands for in a PDF; other signs stand for themselves."""


def png_texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield key and text of every text chunk (tEXt, zTXt, iTXt) and the EXIF block of a PNG."""
    place = 8
    while place + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        chunk = content[place + 8 : place + 8 + length]
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield _png_text(name, kind, chunk)
        elif kind in (b"eXIf", b"iCCP"):
            yield kind.decode(), chunk.replace(b"\0", b"").decode("latin-1")
        place += length + 12
        if kind == b"IEND":
            break
    if content[place:].strip(b"\0"):
        yield "after the picture", content[place:].decode("utf-8", "replace")


def _png_text(name: str, kind: bytes, chunk: bytes) -> tuple[str, str]:
    key, _, rest = chunk.partition(b"\0")
    encoding, is_packed = "latin-1", kind == b"zTXt"
    if is_packed:
        rest = rest[1:]
    if kind == b"iTXt":
        is_packed, encoding = rest[:1] == b"\1", "utf-8"
        translated, _, rest = rest[2:].partition(b"\0")[2].partition(b"\0")
        key += b" " + translated if translated else b""
    if is_packed:
        rest = _inflated(name, rest)
    return key.decode("utf-8", "replace"), _either(rest, encoding)


def _either(content: bytes, encoding: str) -> str:
    """Decode as UTF-8 where that works: many programs write it where latin-1 is due."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(encoding, "replace")


def _inflated(name: str, content: bytes) -> bytes:
    try:
        unpacker = zlib.decompressobj()
        inside = unpacker.decompress(content, MOST_BYTES)
    except zlib.error as error:
        raise ReadError(f"{name} is damaged and cannot be checked ({error}).") from error
    if unpacker.unconsumed_tail:
        raise ReadError(f"{name} unpacks to too much to be checked.")
    return inside


def members(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file in a zip; a workbook is one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if sum(info.file_size for info in infos) > MOST_BYTES:
                raise ReadError(f"{name} unpacks to too much to be checked.")
            if archive.comment:
                yield "comment", archive.comment
            for info in infos:
                yield info.filename, archive.read(info)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise ReadError(f"{name} cannot be unpacked, so not checked ({error}).") from error


def pdf_texts(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the texts of a PDF that stand in it as letters, by stream.

    Letters that a font numbers in its own way cannot be read back.
    """
    parts = [_unpacked(found[1]) for found in _STREAM.finditer(content)]
    for number, part in enumerate([content, *parts]):
        told = f"stream {number}" if number else "document"
        if number and b"\0" not in part[:200]:
            yield told, part.decode("latin-1")
        texts = [_shown(found) for found in _SHOWN.finditer(part)]
        texts += [_pdf_letters(bytes.fromhex(_even(found[1]))) for found in _HEX.finditer(part)]
        if texts:
            yield told, "\n".join(texts)
            yield told, "".join(texts)


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, MOST_BYTES)
    except zlib.error:
        return stream


def _shown(found: re.Match) -> str:
    if found[1] is None:
        return _pdf_letters(_unescaped(found[2]))
    parts = _LITERAL.findall(found[1])
    letters = [_unescaped(text) if text else bytes.fromhex(_even(code)) for text, code in parts]
    return _pdf_letters(b"".join(letters))


def _even(digits: bytes) -> str:
    compact = b"".join(digits.split()).decode()
    return compact + "0" * (len(compact) % 2)


def _unescaped(text: bytes) -> bytes:
    return _ESCAPED.sub(_sign, text)


def _sign(found: re.Match) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 255])
    if found[2][:1] in b"\r\n":
        return b""  # a line that goes on in the next
    return bytes([_SIGNS.get(found[2][0], found[2][0])])


def _pdf_letters(text: bytes) -> str:
    if text.startswith((b"\xfe\xff", b"\xff\xfe")):
        return text.decode("utf-16", "replace")
    if b"\0" in text:
        return text.replace(b"\0", b"").decode("latin-1")
    return _either(text, "cp1252")
