"""Moments counted by the day, week, month, quarter or year they lie in."""

from collections.abc import Callable

import pandas as pd

from socialkit import estimate
from socialkit.errors import SocialkitError
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

PERIODS = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}
"""How long a period may be, the shortest first; weeks begin on Monday."""
MOST = 48
"""Periods that a chart has room for."""
LEAST = 5
"""Moments that a period should hold on average, or the bars show little but chance."""


def check_period(by: str | None) -> None:
    """Refuse what is no period."""
    if by is not None and by not in PERIODS:
        raise SocialkitError(f"by is one of {', '.join(PERIODS)}, or None; got {by!r}.")


def by_period(
    dates: pd.Series, said: Callable[[int], Estimate], snapshot: Snapshot, by: str | None
) -> pd.DataFrame:
    """Count moments by period, with those between in which nothing happened.

    Parameters
    ----------
    dates
        Moments (UTC), at least one, none of them NA.
    said
        Makes the estimate of a period from how many moments lie in it.
    snapshot
        Tells when the data were taken.
    by
        One of `PERIODS`; None takes the shortest that needs at most `MOST`
        and holds `LEAST` moments on average.

    Returns
    -------
    pandas.DataFrame
        Indexed by the moment a period begins (UTC, ascending), the index named as the
        period. Columns as `socialkit.estimate.table`, `count` and `is_over`.
    """
    naive = dates.dt.tz_localize(None)
    by = by or _shortest(naive)
    count = _counts(naive, by)
    begin = count.index.start_time
    rows = {begun: said(int(number)) for begun, number in zip(begin, count, strict=True)}
    over = count.index.end_time < snapshot.taken_at.tz_localize(None)
    table = estimate.table(rows, name=by).set_axis(begin.tz_localize("UTC"))
    return _with(table, count.to_numpy(), over, by)


def nothing_dated(reason: str, by: str | None) -> pd.DataFrame:
    """Return the same table with one row that says why nothing is known."""
    table = estimate.table({pd.NaT: estimate.unknown(reason)})
    return _with(table.set_axis(pd.DatetimeIndex([pd.NaT], tz="UTC")), [pd.NA], [pd.NA], by)


def _shortest(dates: pd.Series) -> str:
    """Return the shortest period of which there are few enough, and that holds enough."""
    for name, code in PERIODS.items():
        first, last = (moment.to_period(code) for moment in (dates.min(), dates.max()))
        periods = last.ordinal - first.ordinal + 1
        if periods <= min(MOST, len(dates) / LEAST):
            return name
    return "year"


def _counts(dates: pd.Series, by: str) -> pd.Series:
    """Count dates by period, with 0 for each period between in which there is none."""
    periods = dates.dt.to_period(PERIODS[by])
    every = pd.period_range(periods.min(), periods.max(), freq=PERIODS[by])
    return periods.value_counts().reindex(every, fill_value=0)


def _with(table: pd.DataFrame, count: object, over: object, by: str | None) -> pd.DataFrame:
    whole = table.assign(
        count=pd.array(count, dtype="Int64"), is_over=pd.array(over, dtype="boolean")
    ).rename_axis(by or "month")
    return whole[[*table.columns[:3], "count", *table.columns[3:], "is_over"]]
