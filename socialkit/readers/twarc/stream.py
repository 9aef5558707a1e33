"""The records of a member: one a line, a list, or one document over many lines."""

import io
import json
from collections.abc import Iterator

from socialkit.errors import ReadError
from socialkit.readers import jsonfile
from socialkit.readers.archive import Archive
from socialkit.readers.twarc import shapes

_UTF16 = (b"\xff\xfe", b"\xfe\xff")  # what Windows writes when a command's output is saved


class Damage:
    """Lines that no program can read, counted; a collection that was killed leaves one."""

    def __init__(self) -> None:
        self.lines = 0
        self.first = ""

    def add(self, name: str, number: int) -> None:
        """Count one more line."""
        self.first = self.first or f"line {number:,} of {name}"
        self.lines += 1


def records(archive: Archive, name: str, damage: Damage) -> Iterator[object]:
    """Yield every record of a member.

    A single line that is cut short is counted and left out, since a stream that is stopped
    ends in one.

    Raises
    ------
    ReadError
        While reading: when nothing in it can be read, or a list or document is damaged.
    """
    text = shapes.head_text(archive, name)
    first = text.split("\n", 1)[0]
    if text.startswith("[") and not shapes.whole_lines(first):
        yield from jsonfile.records(archive, name)
    elif first == text or shapes.whole_lines(text):
        yield from _lines(archive, name, damage)
    else:
        yield jsonfile.load(archive, name)


def _lines(archive: Archive, name: str, damage: Damage) -> Iterator[object]:
    before, is_any = damage.lines, False
    for number, line in _texts(archive, name):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            damage.add(name, number)
            continue
        is_any = True
        yield found
    if not is_any and damage.lines > before:
        raise ReadError(
            f"{archive.where(name)}: is damaged or cut short; copy or collect it again."
        )


def _texts(archive: Archive, name: str) -> Iterator[tuple[int, bytes | str]]:
    """Yield the number and the text of each line that is not blank."""
    start = archive.head(name, 3)
    with archive.open(name) as raw:
        is_wide = start.startswith(_UTF16)
        stream = io.TextIOWrapper(raw, "utf-16", newline="\n") if is_wide else raw
        if start == b"\xef\xbb\xbf":
            raw.read(3)
        number = 0
        while line := _next_line(archive, name, stream):
            number += 1
            if len(line) > jsonfile.MAX_RECORD:
                raise ReadError(
                    f"{archive.where(name)}: line {number:,} is longer than "
                    f"{jsonfile.MAX_RECORD // 2**20:,} MB; no page of posts is."
                )
            if not line.isspace():
                yield number, line


def _next_line(
    archive: Archive, name: str, stream: io.BufferedIOBase | io.TextIOBase
) -> bytes | str:
    try:
        return stream.readline(jsonfile.MAX_RECORD + 1)
    except UnicodeError as error:
        raise ReadError(f"{archive.where(name)}: is damaged (not UTF-16 text).") from error
