"""What a snapshot holds, in words: the known columns and the missing ones."""

from collections.abc import Iterator
from typing import NamedTuple

from socialkit import schema
from socialkit.snapshot import Snapshot


class TableCoverage(NamedTuple):
    """One table: its number of rows, its known columns, the names of the others.

    Each known column comes with its meaning and with the share of rows that have it.
    """

    name: str
    rows: int
    known: list[tuple[str, str, str]]
    missing: list[str]


def table_coverage(snapshot: Snapshot) -> Iterator[TableCoverage]:
    """Tell for each of the four tables which columns are known, and how much of them.

    Parameters
    ----------
    snapshot
        Any snapshot.

    Examples
    --------
    >>> import pandas as pd
    >>> accounts = pd.DataFrame({"handle": ["Ann", None]}, index=["1", "2"])
    >>> first, *_ = table_coverage(Snapshot(accounts, taken_at="2026-01-01T00:00Z"))
    >>> first.rows, [(column, share) for column, _, share in first.known]
    (2, [('account_id', '100 %'), ('handle', '50 %')])
    """
    meanings = schema.describe()["meaning"]
    for name, columns in snapshot.coverage().groupby(level="table", sort=False):
        counts = columns.droplevel("table")
        rows = int(counts["rows"].iloc[0])
        known = [
            (column, meanings.get((name, column), "a column of the source's own"), _share(*pair))
            for column, *pair in counts[["present", "rows"]].itertuples()
            if pair[0]
        ]
        missing = list(counts.index[counts["present"] == 0]) if rows else []
        yield TableCoverage(name, rows, known, missing)


def _share(present: int, rows: int) -> str:
    """Return a percentage that reads 100 only when it is all, and 0 only when it is none."""
    percent = 100 * present / rows
    if 0 < percent < 1:
        return "under 1 %"
    if 99 < percent < 100:
        return "over 99 %"
    return f"{percent:.0f} %"
