"""The moment that data show, when no file says it."""

from collections.abc import Iterable

import pandas as pd

from socialkit import schema
from socialkit.snapshot import UNDATED, UNDATED_NOTE


def newest(tables: Iterable[pd.DataFrame]) -> tuple[pd.Timestamp, str]:
    """Return the newest time in some tables, and a note on it; `UNDATED` when there is none.

    Never the date of a file: copying it must not make an audience older.
    """
    times = [
        values.max()
        for table in tables
        for _, values in table.items()
        if values.dtype == schema.TIME and values.notna().any()
    ]
    if not times:
        return UNDATED, UNDATED_NOTE
    day = f"{max(times):%Y-%m-%d}"
    return max(times), f"No file says when the data were taken; their newest date, {day}, is used."
