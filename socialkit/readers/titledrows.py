"""Rows of the CSV files in personal exports, by what their columns mean.

Such files come with a preamble above the header, a header in the person's language, rows
with a cell too few, and texts with stray quotes. A cell is always text, "NA" included.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice
from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import csvfile
from socialkit.readers.archive import Archive

HEADER_WITHIN = 50  # lines; a longer preamble is none
HEADER_BYTES = 16 * 2**10
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_END = "\0"  # csvfile.utf8 lets no text with this character through

Places = Callable[[list[str]], dict[str, int] | None]


class Header(NamedTuple):
    """What separates the columns, how many and where they are, and where the rows begin."""

    separator: str
    width: int
    places: dict[str, int]
    end: int
    line: int


def by_titles(titles: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> Places:
    """Return a function that finds columns by their titles; None without a needed one."""

    def places(cells: list[str]) -> dict[str, int] | None:
        plain = [" ".join(cell.split()).lower() for cell in cells]
        found = {
            field: plain.index(title)
            for field, known in titles.items()
            for title in known
            if title in plain
        }
        return found if all(field in found for field in needed) else None

    return places


def header(text: str, places: Places) -> Header | None:
    """Return the first line of a text that is a header; None when none is."""
    for number, match in enumerate(islice(_LINE.finditer(text), HEADER_WITHIN), 1):
        line = match[1][:HEADER_BYTES]
        separator = csvfile.separator(line)
        if separator is None:
            continue
        cells = csvfile.cells(line, separator)
        found = places(cells)
        if found is not None:
            return Header(separator, len(cells), found, match.end(), number)
    return None


def head(archive: Archive, name: str) -> str:
    """Return the beginning of a member as text, whatever it is."""
    data = archive.head(name, HEADER_BYTES)
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if is_wide else "utf-8", "replace").lstrip("\ufeff")


class TitledRows:
    """The rows under a header: each as its cells in the order of `fields`.

    A missing column gives empty cells. Rows with another number of cells than the header
    are left out and counted in `left_out`; blank rows are not counted.

    Parameters
    ----------
    fields
        What the columns mean, in the order in which a row is to be given.
    places
        Finds the header.
    escape
        The character that stands before a quote in a text, where that is the file's way.
    may_be_short
        Whether a row may lack its last cells.

    Raises
    ------
    ReadError
        When there is no header; while reading, when a quote is never closed.
    """

    def __init__(
        self,
        archive: Archive,
        name: str,
        fields: tuple[str, ...],
        places: Places,
        *,
        escape: str | None = None,
        may_be_short: bool = False,
    ) -> None:
        self.where = archive.where(name)
        self.left_out = 0
        self._fields, self._escape, self._may_be_short = fields, escape, may_be_short
        self._text = csvfile.utf8(archive, name).decode()
        self._header = header(self._text, places)
        if self._header is None and not self._says_empty():
            raise ReadError(
                f"{self.where}: no line of it is a header with the columns {', '.join(fields)}; "
                "download the export again, or keep the file as it was downloaded."
            )

    @property
    def known(self) -> frozenset[str]:
        """The fields for which there is a column."""
        return frozenset(self._header.places if self._header is not None else ())

    def __iter__(self) -> Iterator[list[str]]:
        if self._header is None:
            return
        places, width = self._header.places, self._header.width
        order = [places.get(field, width) for field in self._fields]
        for row in self._records():
            if len(row) != width:
                row = self._mended(row)
            if row:
                row.append("")  # what a missing column gives
                yield [row[place] for place in order]

    def _mended(self, row: list[str]) -> list[str]:
        width = self._header.width
        if not any(cell.strip() for cell in row):
            return []
        if self._may_be_short and len(row) < width:
            return row + [""] * (width - len(row))
        if len(row) > width and not any(row[width:]):
            return row[:width]
        self.left_out += 1
        return []

    def _records(self) -> Iterator[list[str]]:
        # Unlike str.splitlines, this leaves form feeds and the like inside their cells.
        lines = io.StringIO(self._text[self._header.end :], newline="")
        reader = csv.reader(
            chain(lines, [_END]), delimiter=self._header.separator, escapechar=self._escape
        )
        row: list[str] = []
        try:
            for row in reader:
                if row and row[-1].endswith(_END):
                    break
                yield row
        except csv.Error as error:
            line = self._header.line + reader.line_num
            raise ReadError(
                f"{self.where}: cannot be read as a table near line {line:,}; a quote may be "
                "missing. Download the export again."
            ) from error
        if row != [_END]:
            raise ReadError(
                f"{self.where}: ends inside a quoted text, so it is cut short; download the "
                "export again."
            )

    def _says_empty(self) -> bool:
        """Whether there is nothing but a single sentence, such as "No comments found"."""
        lines = self._text.split("\n", 3)
        return sum(bool(line.strip()) for line in lines) <= 1 and "," not in self._text
