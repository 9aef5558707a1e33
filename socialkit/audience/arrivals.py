"""When the followers of today came, as far as their follows are dated."""

import pandas as pd

from socialkit.audience.frame import NO_ACCOUNT, follower_share, frame
from socialkit.audience.periods import by_period, check_period, nothing_dated
from socialkit.snapshot import Snapshot

NO_DATES = "since when followers follow"
LEFT = "who left again is in no list, so early periods look smaller than they were"


def arrivals(
    snapshot: Snapshot, account_id: str | None, *, by: str | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Count the followers of today by the day, week, month, quarter or year they came in.

    Lists hold those who still follow. What is counted is therefore not how the account grew,
    but how old today's following is.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; with None the table is empty of numbers, and says why.
    by
        ``"day"``, ``"week"`` (from Monday on), ``"month"``, ``"quarter"`` or ``"year"``, in
        UTC. None takes the shortest that needs at most 48 of them and holds
        five dates on average.
    level
        Confidence level of the intervals.

    Returns
    -------
    pandas.DataFrame
        Indexed by the moment a period begins (UTC, ascending, no period left out between the
        first and the last follow; the index is named as the period). Columns as
        `socialkit.estimate.table` for the share that came in the period, of the followers
        whose follow is dated; `count`, how many that is; and `is_over` (boolean), whether the
        period had ended when the data were taken. One row without a number where no follow
        is dated; its `note` says why.

    Raises
    ------
    SocialkitError
        When `by` is no period.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> came = arrivals(snapshot, sk.audience.choose(snapshot), by="year")
    >>> bool(came["value"].sum().round(9) == 1.0)
    True
    """
    check_period(by)
    if account_id is None:
        return nothing_dated(NO_ACCOUNT, by)
    account_id = snapshot.account_id(account_id)
    seen = frame(snapshot, account_id)
    of_account = snapshot.codes.followed == snapshot.accounts.index.get_loc(account_id)
    dates = snapshot.facts("follows").loc[of_account, "followed_at"].dropna()
    if dates.empty:
        return nothing_dated(NO_DATES, by)
    table = by_period(
        dates, lambda came: follower_share(came, len(dates), seen, level=level), snapshot, by
    )
    return table.assign(note=LEFT if seen.kind == "census" else table["note"] + f"; {LEFT}")
