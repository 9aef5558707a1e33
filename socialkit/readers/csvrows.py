"""Large CSV members row by row: a few columns of them, whatever else a row holds.

For research files of gigabytes with texts in them: broken characters, line breaks and quotes
inside a cell. One line is held at a time.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import BinaryIO

from socialkit.errors import ReadError
from socialkit.readers import csvfile
from socialkit.readers.archive import Archive

HEAD_BYTES = 2**18
MAX_LINE = 2**24  # bytes; no profile and no tweet comes near
_MISSING = {"", "NULL", "\\N"}
_ESCAPED_QUOTE = re.compile(rb'\\"[^",;\t\r\n]')


def header(archive: Archive, name: str) -> list[str]:
    """Return the cells of a member's first line, in lower case."""
    line = archive.head(name).split(b"\n", 1)[0].decode("utf-8", "replace").strip("\ufeff\r")
    return [cell.lower() for cell in csvfile.cells(line, csvfile.separator(line) or ",")]


class CsvRows:
    """A CSV member whose rows are read one at a time.

    Attributes
    ----------
    columns
        Names of the columns, in lower case.
    left_out
        Rows with too many or too few cells, counted while reading.

    Raises
    ------
    ReadError
        When it is no text, or a needed column is missing.
    """

    def __init__(
        self,
        archive: Archive,
        name: str,
        needed: Sequence[str],
        headerless: Sequence[str] = (),
    ) -> None:
        self._archive, self._name, self.left_out = archive, name, 0
        head = archive.head(name, HEAD_BYTES)
        self._encoding = _encoding(head)
        self._escape = "\\" if _ESCAPED_QUOTE.search(head) else None
        line = head.split(b"\n", 1)[0].decode(self._encoding, "replace").strip("\ufeff\r")
        self._separator = csvfile.separator(line) or ","
        row = csvfile.cells(line, self._separator)
        self.columns = [cell.lower() for cell in row]
        self._has_header = set(needed) <= set(self.columns)
        if not self._has_header:
            if not headerless or len(row) != len(headerless) or not row[0].isdecimal():
                raise ReadError(
                    f"{archive.where(name)}: expected a first line with the columns "
                    f"{', '.join(needed)}; found {line[:60]!r}."
                )
            self.columns = list(headerless)

    def rows(self, wanted: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
        """Yield the wanted cells (two or more) of each row; a missing value is None.

        A column that the file does not have is None throughout.

        Raises
        ------
        ReadError
            While reading: when a line is too long or a cell never ends.
        """
        # An empty cell behind each row stands for the columns that are not there.
        last = len(self.columns)
        pick = itemgetter(*(self.columns.index(n) if n in self.columns else last for n in wanted))
        with self._archive.open(self._name) as stream:
            reader = csv.reader(
                self._lines(stream), delimiter=self._separator, escapechar=self._escape
            )
            try:
                if self._has_header:
                    next(reader, None)
                for row in reader:
                    if len(row) == last:
                        row.append("")
                        cells = map(str.strip, pick(row))
                        yield tuple(None if cell in _MISSING else cell for cell in cells)
                    elif row:
                        self.left_out += 1
            except csv.Error as error:
                raise ReadError(
                    f"{self._archive.where(self._name)}: near line {reader.line_num:,}, a cell "
                    f"does not end ({error}); copy or download the file again."
                ) from error

    def _lines(self, stream: BinaryIO) -> Iterator[str]:
        number = 0
        while line := stream.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE:
                raise ReadError(
                    f"{self._archive.where(self._name)}: line {number:,} is longer than "
                    f"{MAX_LINE // 2**20} MB; this is no table of accounts or posts."
                )
            # A lone carriage return is a broken line end inside a cell.
            plain = line.replace(b"\r\n", b"\n").replace(b"\r", b" ")
            yield plain.decode(self._encoding, "replace").removeprefix("\ufeff")


def _encoding(head: bytes) -> str:
    """Return UTF-8 or, for older files, Western European; the head may end mid-character."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
