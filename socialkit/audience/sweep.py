"""How much of an audience's picture hangs on the one threshold for dormancy."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from socialkit import estimate, features
from socialkit.audience.frame import NO_ACCOUNT, frame
from socialkit.audience.profile import segment_counts, segment_shares, with_counts
from socialkit.audience.segments import SEGMENTS, classify
from socialkit.errors import SocialkitError
from socialkit.snapshot import Snapshot

THRESHOLDS = (31, 60, 90, 120)
"""Days of silence that audits in use call dormant, from a month to a third of a year."""


def sweep(
    snapshot: Snapshot,
    account_id: str | None,
    *,
    thresholds: Iterable[int] = THRESHOLDS,
    level: float = 0.95,
) -> pd.DataFrame:
    """Divide an audience into its segments once for each threshold of dormancy.

    The threshold moves followers between `dormant` and `silent` (and `unknown`, where it is
    not known who interacts); `engaged` and `unreachable` do not hang on it.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose audience; with None every row is not known, and says so.
    thresholds
        Days without a public post that make a follower dormant, each once.
    level
        Confidence level of the intervals.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure` (the five `SEGMENTS`) and `days` (ascending); columns as
        `profile`, whose rows these are.

    Raises
    ------
    SocialkitError
        When the thresholds are not whole numbers of days from 1 on, or none is given.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> table = sk.audience.sweep(snapshot, sk.audience.choose(snapshot))
    >>> table.loc["dormant", "value"].is_monotonic_decreasing
    True
    """
    days = _whole_days(thresholds)
    if account_id is None:
        unknown = {name: estimate.unknown(NO_ACCOUNT) for name in SEGMENTS}
        table = with_counts(estimate.table(unknown), {})
        return _by_measure(dict.fromkeys(days, table))
    account_id = snapshot.account_id(account_id)
    seen = frame(snapshot, account_id)
    followers = features.follower_features(snapshot, [account_id])
    tables = {}
    for day in days:
        classified = classify(followers, dormant_days=day)
        shares = estimate.table(segment_shares(classified, seen, level=level))
        tables[day] = with_counts(shares, segment_counts(classified))
    return _by_measure(tables)


def _whole_days(thresholds: Iterable[int]) -> list[int]:
    days = list(thresholds) if isinstance(thresholds, Iterable) else [thresholds]
    whole = all(
        isinstance(day, int | np.integer) and not isinstance(day, bool) and day >= 1 for day in days
    )
    if not (days and whole):
        raise SocialkitError(
            f"thresholds are whole numbers of days from 1 on, such as {THRESHOLDS}; got {days}."
        )
    return sorted({int(day) for day in days})


def _by_measure(tables: dict[int, pd.DataFrame]) -> pd.DataFrame:
    """Set the tables of all thresholds under one another, measure by measure."""
    table = pd.concat(tables, names=["days"]).swaplevel()
    order = pd.MultiIndex.from_product([SEGMENTS, tables], names=["measure", "days"])
    return table.reindex(order)
