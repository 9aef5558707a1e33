"""The sheets of an Excel workbook, row by row, once its size is known to be harmless."""

import contextlib
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import openpyxl
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from socialkit.errors import ReadError
from socialkit.readers.archive import Archive

WORKBOOK = "xl/workbook.xml"
MAX_UNPACKED = 200 * 2**20  # bytes; a network of 200,000 edges takes half of it
MAX_ROWS, MAX_COLUMNS = 2**20, 200  # the most rows of a sheet; NodeXL fills about 80 columns
HEADER_ROWS = 5  # the header stands in row 2, below the names of groups of columns
_SHEET = re.compile(rb'<(?:\w+:)?sheet\s[^<>]*?name="([^"<>]*)"')

Sheets = dict[str, Callable[[], Iterator[tuple]]]


class Rows(NamedTuple):
    """The columns of a sheet, in lower case, and the rows below them."""

    columns: list[str]
    below: Iterator[tuple]


def members(archive: Archive) -> list[str]:
    """Return the workbooks in an upload; the upload itself, when it is one, has no name."""
    if WORKBOOK in archive:
        return [""]
    return [name for name in archive.names() if name.lower().endswith(".xlsx")]


def sheet_names(archive: Archive, member: str) -> list[str]:
    """Return the names of a workbook's sheets, in lower case; none when it is damaged."""
    try:
        with zipfile.ZipFile(_content(archive, member)) as parts, parts.open(WORKBOOK) as stream:
            names = _SHEET.findall(stream.read(2**18))
    except Exception:  # whatever a damaged zip makes the standard library raise
        return []
    return [name.decode("utf-8", "replace").lower() for name in names]


@contextlib.contextmanager
def open_sheets(archive: Archive, member: str) -> Iterator[Sheets]:
    """Open a workbook; whatever is wrong in it, here or while its rows are read, is one error.

    Raises
    ------
    ReadError
        When it is too large or damaged.
    """
    where = archive.where(member) if member else str(archive.path)
    try:
        content = _content(archive, member)
        _check_size(content, where)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are not read
            book = openpyxl.load_workbook(content, read_only=True, data_only=True)
            try:
                yield {sheet.title.lower(): partial(_rows_of, sheet) for sheet in book.worksheets}
            finally:
                book.close()
    except ReadError:
        raise
    except Exception as error:  # openpyxl raises nearly anything when a part is malformed
        raise ReadError(
            f"{where}: the workbook is damaged, or holds something that no workbook should; open "
            "it in Excel and save it again."
        ) from error


def rows(sheets: Sheets, name: str, *needed: str) -> Rows | None:
    """Return a sheet's columns and rows; None when it is not there or lacks its header."""
    if name not in sheets:
        return None
    below = sheets[name]()
    for _, row in zip(range(HEADER_ROWS), below, strict=False):
        columns = ["" if cell is None else " ".join(str(cell).split()).lower() for cell in row]
        if all(column in columns for column in needed):
            return Rows(columns, below)
    return None


def _rows_of(sheet: ReadOnlyWorksheet) -> Iterator[tuple]:
    """Yield rows of one width; what a sheet says of its own size may be false."""
    sheet.reset_dimensions()
    return sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)


def _content(archive: Archive, member: str) -> io.BytesIO:
    """Return the bytes of a workbook, up to a little more than what may be read."""
    with archive.path.open("rb") if not member else archive.open(member) as stream:
        return io.BytesIO(stream.read(MAX_UNPACKED + 1))


def _check_size(content: io.BytesIO, where: str) -> None:
    """Add up what the parts say of their size; no part unpacks to more than it says."""
    with zipfile.ZipFile(content) as parts:
        sizes = [part.file_size for part in parts.infolist()]
    if sum(sizes) > MAX_UNPACKED or len(content.getbuffer()) > MAX_UNPACKED:
        raise ReadError(
            f"{where}: the workbook unpacks to more than {MAX_UNPACKED // 2**20} MB; save its "
            "sheet Edges as CSV and read that."
        )
