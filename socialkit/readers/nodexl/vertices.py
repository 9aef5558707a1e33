"""The sheet Vertices: one account a row."""

from collections.abc import Callable

from socialkit.readers.gathered import Gathered
from socialkit.readers.nodexl import cellvalues
from socialkit.readers.nodexl.workbook import Rows, Sheets
from socialkit.readers.nodexl.workbook import rows as sheet_rows

_COLUMNS: dict[str, tuple[str, Callable[[object], object]]] = {
    "name": ("name", cellvalues.text),
    "followers": ("followers_count", cellvalues.count),
    "followed": ("following_count", cellvalues.count),
    "tweets": ("posts_count", cellvalues.count),
    "listed count": ("listed_count", cellvalues.count),
    "favorites": ("x_favourites_count", cellvalues.count),
    "description": ("bio", cellvalues.text),
    "location": ("location", cellvalues.text),
    "web": ("url", cellvalues.text),
    "time zone": ("x_time_zone", cellvalues.text),
    "joined twitter date (utc)": ("created_at", cellvalues.moment),
    "vertex group": ("group", cellvalues.text),
}
_TWITTER = {"joined twitter date (utc)", "tweets", "latest tweet"}


def rows(sheets: Sheets) -> Rows:
    """Return the sheet's columns and rows; none of either when it is missing."""
    return sheet_rows(sheets, "vertices", "vertex") or Rows([], iter(()))


def is_twitter(columns: list[str]) -> bool:
    """Whether the columns are those that NodeXL fills from Twitter."""
    return bool(_TWITTER & set(columns))


def gather(gathered: Gathered, found: Rows, *, is_twitter: bool) -> None:
    """Add the accounts of the sheet."""
    vertex = found.columns.index("vertex") if found.columns else 0
    places = [
        (found.columns.index(title), column, read)
        for title, (column, read) in _COLUMNS.items()
        if title in found.columns
    ]
    unreadable = 0
    for row in found.below:
        if row[vertex] is None:
            continue
        account_id = cellvalues.vertex(row[vertex], is_twitter=is_twitter)
        if account_id is None:
            unreadable += 1
            continue
        facts = {column: read(row[place]) for place, column, read in places}
        gathered.account(account_id, handle=account_id if is_twitter else None, **facts)
    gathered.note("Vertices left out for want of a readable name: {count}.", unreadable)
