"""CSV and its cousins: bytes in, text cells out, and the row at fault named.

Every cell stays text, so no id loses a digit. An empty cell is NA; a quoted empty cell
(``""``) is an empty text, known to be empty.
"""

import contextlib
import csv
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from socialkit import schema
from socialkit.errors import ReadError
from socialkit.readers.archive import Archive
from socialkit.readers.cells import check_width

SEPARATORS = (",", "\t", ";")
BLOCK_BYTES = 16 * 2**20  # a row, with its longest text, must fit in one block

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Layout(NamedTuple):
    """How a text table is laid out: separator, lines before the data, column names."""

    separator: str
    skip: int
    columns: tuple[str, ...]
    is_quoted: bool = True
    has_long_texts: bool = False


def utf8(archive: Archive, name: str) -> bytes:
    """Return a member's text as UTF-8 bytes without byte-order mark.

    Raises
    ------
    ReadError
        When it is not text, or text in another encoding; the line is named.
    """
    data = archive.read(name)
    bom, encoding = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", "utf-8"))
    where = archive.where(name)
    try:
        if encoding == "utf-16":
            return data.decode("utf-16").encode()
        data = data[len(bom) :]
        if not data.isascii():
            data.decode("utf-8")
    except UnicodeError as error:
        line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise ReadError(
            f"{where}: line {line:,} is not UTF-8 text; save the file as UTF-8."
        ) from error
    if b"\0" in data:
        raise ReadError(f"{where}: is not a text file.")
    return data


def separator(line: str) -> str | None:
    """Return the separator that a header line uses most; None when it has none."""
    best = max(SEPARATORS, key=line.count)
    return best if best in line else None


def cells(line: str, sep: str | None) -> list[str]:
    """Split one line at its separator (None: at white space), without outer blanks."""
    if sep is None:
        return line.split()
    try:
        row = next(csv.reader([line], delimiter=sep), [])
    except csv.Error:
        row = line.split(sep)
    return [cell.strip() for cell in row]


def read_table(archive: Archive, name: str) -> pd.DataFrame:
    """Read a CSV member with a header as a table of text.

    Returns
    -------
    pandas.DataFrame
        All columns text, rows and columns as in the file.

    Raises
    ------
    ReadError
        When the header is missing or names a column twice, or a row has too many or too
        few cells.
    """
    data, where = utf8(archive, name), archive.where(name)
    head = data[: data.find(b"\n") if b"\n" in data else len(data)].decode().strip("\r")
    columns = cells(head, separator(head) or ",")
    if not any(columns):
        raise ReadError(f"{where}: is empty; expected a header with the column names.")
    check_width(len(columns), where)
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise ReadError(f"{where}: the header names {', '.join(map(repr, twice))} twice.")
    layout = Layout(separator(head) or ",", 1, tuple(columns), has_long_texts=True)
    table = parse(data, layout, dict.fromkeys(columns, pa.string()), where)
    return pd.DataFrame({column: text_column(table[column]) for column in columns})


def parse(data: bytes, layout: Layout, kinds: dict[str, pa.DataType], where: str) -> pa.Table:
    """Parse the columns named in `kinds`, each as its kind, at pyarrow's speed.

    Raises
    ------
    ReadError
        Naming the first row that has too many or too few cells.
    """
    try:
        return _read_csv(data, layout, kinds, None)
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):
            return pa.table({name: pa.array([], kind) for name, kind in kinds.items()})
        raise ReadError(f"{where}: {_fault(data, layout, error)}.") from error


def text_column(values: pa.ChunkedArray | pa.Array) -> pd.Series:
    """Return Arrow text as a pandas column of the schema's text dtype."""
    return pd.Series(pd.array(values.cast(pa.large_string()), dtype=schema.TEXT))


def _fault(data: bytes, layout: Layout, error: Exception) -> str:
    """Say which row has the wrong number of cells, by a second and slower look."""
    faults: list[pyarrow.csv.InvalidRow] = []
    with contextlib.suppress(pa.ArrowInvalid):
        _read_csv(data, layout, dict.fromkeys(layout.columns, pa.string()), faults)
    if not faults:
        return f"cannot be read as a table ({' '.join(str(error).split())[:160].rstrip('.')})"
    row = faults[0]
    return (
        f"line {row.number:,} has {row.actual_columns} cells where {row.expected_columns} were "
        f"expected: {row.text[:80]!r}"
    )


def _read_csv(
    data: bytes, layout: Layout, kinds: dict[str, pa.DataType], faults: list | None
) -> pa.Table:
    def note(row: pyarrow.csv.InvalidRow) -> str:
        faults.append(row)
        return "skip"

    return pyarrow.csv.read_csv(
        pa.BufferReader(data),
        read_options=pyarrow.csv.ReadOptions(
            use_threads=faults is None,
            block_size=BLOCK_BYTES,
            skip_rows=layout.skip,
            column_names=list(layout.columns),
        ),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=layout.separator,
            quote_char='"' if layout.is_quoted else False,
            newlines_in_values=layout.has_long_texts,
            invalid_row_handler=None if faults is None else note,
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=kinds,
            include_columns=list(kinds),
            check_utf8=False,
            strings_can_be_null=True,
            null_values=[""],
            quoted_strings_can_be_null=False,
        ),
    )
