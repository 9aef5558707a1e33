"""Cells of a workbook: numbers, dates and texts as Excel keeps them."""

from datetime import UTC, datetime

from openpyxl.utils.datetime import from_excel

from socialkit.readers import moments, twitterprofile, values

_FIRST_DAY, _LAST_DAY = 32_874, 73_415  # 1990 and 2100, in Excel's days


def vertex(cell: object, *, is_twitter: bool) -> str | None:
    """Return the id of a vertex: a Twitter handle in lower case, any other name as it is."""
    text = values.name(_text(cell))
    return values.handle(text, twitterprofile.HANDLE) if is_twitter else text


def text(cell: object) -> str | None:
    """Return a cell's text; None when it is empty or holds anything else."""
    return values.text(_text(cell))


def count(cell: object) -> int | None:
    """Return a whole number from 0."""
    is_whole = isinstance(cell, float) and cell.is_integer()
    return twitterprofile.count(int(cell) if is_whole else cell)


def post_id(cell: object) -> str | None:
    """Return a post's id; a number that Excel has rounded is none."""
    return twitterprofile.account_id(cell.lstrip("'") if isinstance(cell, str) else cell)


def moment(cell: object) -> int | None:
    """Read a date, which NodeXL gives in UTC: as a date, Excel's number of days, or a text."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not _FIRST_DAY <= cell < _LAST_DAY:
            return None
        cell = from_excel(cell)
    if isinstance(cell, datetime):
        aware = cell.replace(tzinfo=UTC) if cell.tzinfo is None else cell
        return moments.iso(aware.isoformat())
    return twitterprofile.moment(cell) if isinstance(cell, str) else None


def _text(cell: object) -> str | None:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    return cell if isinstance(cell, str) else None
