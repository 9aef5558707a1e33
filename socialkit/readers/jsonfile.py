"""JSON in members of an archive: whole, as a stream of records, or line by line."""

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from socialkit.errors import ReadError
from socialkit.readers.archive import Archive

MAX_WHOLE = 256 * 2**20  # bytes; what is larger is streamed or refused
FREE_ITEMS = 2_000_000  # values in one document; beyond them each takes a packed byte at least
MAX_RECORD = 8 * 2**20  # characters of one record or one line
_BLOCK = 2**20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECODER = json.JSONDecoder()
_SPACE = " \t\r\n"


def load(archive: Archive, name: str) -> object:
    """Return a member's JSON.

    Raises
    ------
    ReadError
        When it is too large to be held at once, is not text, or is damaged or cut short.
    """
    with archive.open(name) as stream:
        data = stream.read(MAX_WHOLE + 1)
    if len(data) > MAX_WHOLE:
        raise ReadError(
            f"{archive.where(name)}: holds more than {MAX_WHOLE // 2**20:,} MB of JSON; "
            "no such list of an export is that long."
        )
    check_items(archive, name, data)
    encoding = _encoding(data)
    try:
        return json.loads(data.decode(encoding).lstrip("\ufeff"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise _damaged(archive, name) from error


def check_items(archive: Archive, name: str, data: bytes) -> None:
    """Raise a ReadError when a document holds more values than its packed size explains.

    Parsed, a value of three bytes takes thirty times as much, so a small bomb fills the memory.
    """
    items = sum(data.count(mark) for mark in (b",", b"{", b"["))
    if items > max(FREE_ITEMS, archive.packed_size(name)):
        raise ReadError(
            f"{archive.where(name)}: unpacks to {items:,} values, as a zip bomb does; not read."
        )


def records(archive: Archive, name: str) -> Iterator[object]:
    """Yield the records of the first JSON list in a member, one at a time.

    What stands before the first ``[`` is skipped, so that a script's assignment reads too.
    Only one record and one block are held in memory.

    Raises
    ------
    ReadError
        While reading: when it is not text, or is damaged or cut short.
    """
    with archive.open(name) as stream:
        blocks = _blocks(archive, name, stream)
        text, place = _opened(archive, name, blocks)
        is_first = True
        while True:
            text, place = _past_space(text, place, blocks)
            mark = text[place : place + 1]
            if mark == "]":
                return
            if not is_first:
                if mark != ",":
                    raise _damaged(archive, name)
                text, place = _past_space(text, place + 1, blocks)
            record, text, place = _record(archive, name, text, place, blocks)
            is_first = False
            yield record


def lines(archive: Archive, name: str) -> Iterator[tuple[int, object]]:
    """Yield the number and the JSON of each line that is not blank.

    Raises
    ------
    ReadError
        While reading: naming the first line that is damaged, cut short or too long.
    """
    with archive.open(name) as stream:
        number = 0
        while line := stream.readline(MAX_RECORD + 1):
            number += 1
            if len(line) > MAX_RECORD:
                raise ReadError(
                    f"{archive.where(name)}: line {number:,} is longer than "
                    f"{MAX_RECORD // 2**20:,} MB; no record of an export is."
                )
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                found = json.loads(text) if text else None
            except (ValueError, RecursionError) as error:
                raise ReadError(
                    f"{archive.where(name)}: line {number:,} is damaged or cut short; "
                    "download or copy the file again."
                ) from error
            if text:
                yield number, found


def starts_as_json(archive: Archive, name: str) -> bool:
    """Whether the first character of a member opens a JSON list or object."""
    head = archive.head(name, 64)
    return head.decode(_encoding(head), "replace").lstrip("\ufeff" + _SPACE)[:1] in ("{", "[")


def _encoding(data: bytes) -> str:
    return next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")


def _blocks(archive: Archive, name: str, stream: BinaryIO) -> Iterator[str]:
    data = stream.read(_BLOCK)
    decoder = codecs.getincrementaldecoder(_encoding(data))()
    try:
        while data:
            yield decoder.decode(data)
            data = stream.read(_BLOCK)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise ReadError(f"{archive.where(name)}: is damaged (not UTF-8 text).") from error


def _opened(archive: Archive, name: str, blocks: Iterator[str]) -> tuple[str, int]:
    for block in blocks:
        place = block.find("[")
        if place >= 0:
            return block, place + 1
    raise _damaged(archive, name)


def _past_space(text: str, place: int, blocks: Iterator[str]) -> tuple[str, int]:
    while True:
        while place < len(text) and text[place] in _SPACE:
            place += 1
        if place < len(text):
            return text, place
        more = next(blocks, None)
        if more is None:
            return "", 0
        text, place = more, 0


def _record(
    archive: Archive, name: str, text: str, place: int, blocks: Iterator[str]
) -> tuple[object, str, int]:
    """Decode one value at `place`; read on while it is not whole yet."""
    while True:
        try:
            record, end = _DECODER.raw_decode(text, place)
            if end < len(text) and not _may_go_on(record, text[end]):
                return record, text, end
        except RecursionError as error:
            raise _damaged(archive, name) from error
        except ValueError as error:
            if len(text) - place > MAX_RECORD:
                raise _damaged(archive, name) from error
        more = _read_on(blocks, len(text) - place)
        if not more:
            raise _damaged(archive, name)
        text, place = text[place:] + more, 0


def _may_go_on(record: object, mark: str) -> bool:
    """Whether a number was cut at the end of a block, as ``-0.`` or ``1e`` are."""
    return type(record) in (int, float) and mark in ".eE"


def _read_on(blocks: Iterator[str], size: int) -> str:
    """Read at least as much again, so that a long record is decoded a few times only."""
    parts: list[str] = []
    while sum(map(len, parts)) < max(size, 1) and (more := next(blocks, None)) is not None:
        parts.append(more)
    return "".join(parts)


def _damaged(archive: Archive, name: str) -> ReadError:
    return ReadError(f"{archive.where(name)}: is damaged or cut short; download the export again.")
