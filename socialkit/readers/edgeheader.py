"""The header of an edge list: which column follows which, and what to do without one."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import csvfile
from socialkit.readers.cells import check_width

EXPECTED = "expected a header such as follower,followed"

_FOLLOWER = {"follower", "source", "from", "src", "fan", "subscriber"}
_FOLLOWED = {"followed", "followee", "target", "to", "dst", "dest"}
_FOLLOWED |= {"follows", "following", "friend"}
_EITHER = {"user", "account", "screen_name"}
_PAIRED = {"follower", "followed", "followee", "follows", "following", "friend", "fan"}


class Header(NamedTuple):
    """How an edge list is laid out, and which columns are its two ends."""

    layout: csvfile.Layout
    follower: str
    followed: str
    is_there: bool

    @property
    def ends(self) -> tuple[str, str]:
        """The two columns, follower first."""
        return self.follower, self.followed

    @property
    def type_column(self) -> str | None:
        """Gephi's column that says whether a row is directed."""
        others = [name for name in self.layout.columns if name not in self.ends]
        return next((name for name in others if plain_name(name) == "type"), None)

    def notes(self) -> list[str]:
        """Return what a reader must know about the columns."""
        used = (*self.ends, self.type_column)
        extra = [name for name in self.layout.columns if name not in used]
        if not self.is_there:
            notes = ["The list has no header; read as follower first, followed second."]
            return notes + ["Not read: the third column, taken to be a weight."] * bool(extra)
        word = "column" if len(extra) == 1 else "columns"
        more = ", ..." if len(extra) > 9 else ""
        return [f"Not read: the {word} {', '.join(extra[:9])}{more}."] if extra else []


def ends_of(columns: Sequence[str]) -> tuple[int, int] | None:
    """Return the places of follower and followed in a header; None when it does not say."""
    plain = [plain_name(column) for column in columns]
    left = [place for place, name in enumerate(plain) if name in _FOLLOWER]
    right = [place for place, name in enumerate(plain) if name in _FOLLOWED]
    if len(left) == len(right) == 1:
        return left[0], right[0]
    either = [place for place, name in enumerate(plain) if name in _EITHER]
    one = [*left, *right]
    if len(one) == len(either) == 1 and plain[one[0]] in _PAIRED and len(columns) <= 3:
        return (left[0], either[0]) if left else (either[0], right[0])
    return None


def header(data: bytes, where: str) -> Header:
    """Find out how an edge list is laid out.

    Raises
    ------
    ReadError
        When its first row neither says which way the rows run nor can be a row itself.
    """
    skip, line = _first_line(data)
    if not line:
        raise ReadError(f"{where}: holds no rows; {EXPECTED}.")
    sep = csvfile.separator(line)
    row = csvfile.cells(line, sep)
    check_width(len(row), where)
    places = ends_of(row)
    has_header = places is not None
    if places is None:
        if len(row) not in (2, 3) or not _may_be_data(row, sep):
            raise ReadError(f"{where}, line {skip + 1:,}: found {line[:60]!r}; {EXPECTED}.")
        places = (0, 1)
    columns = tuple(row) if has_header else ("follower", "followed", "third")[: len(row)]
    if len(set(columns)) < len(columns):
        raise ReadError(f"{where}, line {skip + 1:,}: the header names a column twice.")
    layout = csvfile.Layout(sep or " ", skip + has_header, columns, is_quoted=sep in (",", ";"))
    return Header(layout, columns[places[0]], columns[places[1]], has_header)


def _first_line(data: bytes) -> tuple[int, str]:
    """Return how many comment or blank lines stand first, and the line after them."""
    start = skip = 0
    while start < len(data):
        stop = data.find(b"\n", start)
        stop = len(data) if stop < 0 else stop
        line = data[start:stop].strip()
        if line and not line.startswith((b"#", b"%")):
            return skip, line.decode("utf-8", "replace")
        start, skip = stop + 1, skip + 1
    return skip, ""


def _may_be_data(row: list[str], sep: str | None) -> bool:
    if all(cell.isdecimal() for cell in row[:2]):
        return True
    third_is_number = len(row) == 2 or re.fullmatch(r"[+-]?\d+(\.\d+)?", row[2]) is not None
    return sep in (None, "\t") and all(row[:2]) and third_is_number


def plain_name(column: str) -> str:
    """Return a column's name in lower case, without an ending such as ``_id``."""
    plain = re.sub(r"[\s-]+", "_", column.strip().lower())
    return plain.removesuffix("_id").removesuffix("id") or plain
