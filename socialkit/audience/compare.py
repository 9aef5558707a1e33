"""Quantity against quality: the focal accounts side by side."""

from collections.abc import Mapping

import pandas as pd

from socialkit import quality
from socialkit.audience.audiences import Audiences
from socialkit.audience.corners import MIN_ACCOUNTS, QUADRANTS
from socialkit.scans import Scan
from socialkit.snapshot import Snapshot


def compare(
    snapshot: Snapshot | Scan,
    *,
    weights: str | Mapping[str, float] = "balanced",
    dormant_days: int = quality.DORMANT_DAYS,
    unreachable_below: float = quality.UNREACHABLE_BELOW,
    extrapolate: str | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare the focal accounts: how many followers each has, and how good they are.

    Parameters
    ----------
    snapshot
        The network, in memory or scanned; of a `Scan` the followers of the focal accounts
        must fit in memory.
    weights
        Of the facets in `quality`, as in `socialkit.quality.score`.
    dormant_days
        Days without a public post that make a follower dormant, and at which the facet
        `active` of `quality` is one half.
    unreachable_below
        Whose `reachable` (0-1) lies below this looks like junk.
    extrapolate
        ``"head"`` lets each list of which only the head was seen speak for all followers
        reported, as in `profile`, and `frame` says for which; the others stay as they are.
    level
        Confidence level of the intervals.
    seed
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        One row per focal account, indexed by `account_id`, most effective followers
        first: `handle`, `group`, `quantity` (followers seen; the reported number for a
        random sample), `quality` (mean, 0-1), `effective_followers` and the shares
        `engaged`, `dormant` and `junk` (unreachable), each with `_low` and `_high`;
        `coverage` (mean share of evidence), `n` (followers scored), `frame`, `quadrant`
        (as `quadrants` draws them) and `is_notable` (the extremes of the two telling
        quadrants).

    Notes
    -----
    Who interacts with an account and whom it follows back enter `quality` only when they
    are known for every account compared: means made of different things do not compare.
    `effective_followers` is NA where, on average, less than half of the evidence is known.

    Raises
    ------
    UnknownNameError
        When there is no such way to extrapolate, preset of weights or facet.
    SocialkitError
        When a weight, `dormant_days` or `unreachable_below` is no number that could be meant.

    Examples
    --------
    >>> import socialkit as sk
    >>> table = sk.audience.compare(sk.datasets.load("therapists"))
    >>> len(table)
    40
    """
    audiences = Audiences(snapshot, extrapolate=extrapolate, level=level, seed=seed)
    return audiences.compare(
        weights, dormant_days=dormant_days, unreachable_below=unreachable_below
    )


def quadrants(comparison: pd.DataFrame) -> pd.DataFrame:
    """Say where the lines between small and large, hollow and excellent lie.

    The lines are the medians of `quantity` and `quality` among the accounts compared: they
    tell better from worse here, not good from bad in general.

    Parameters
    ----------
    comparison
        As `compare` returns it.

    Returns
    -------
    pandas.DataFrame
        Indexed by `quadrant`: `accounts`, and the bounds `quantity_low`,
        `quantity_high`, `quality_low`, `quality_high`; NA with fewer than four accounts.

    Examples
    --------
    >>> import socialkit as sk
    >>> table = sk.audience.compare(sk.datasets.load("therapists"))
    >>> int(sk.audience.quadrants(table)["accounts"].sum())
    40
    """
    known = comparison.dropna(subset=["quantity", "quality"])
    enough = len(known) >= MIN_ACCOUNTS
    middle = known["quantity"].median() if enough else pd.NA
    split = known["quality"].median() if enough else pd.NA
    most = known["quantity"].max() if enough else pd.NA
    least = known["quantity"].min() if enough else pd.NA
    small, large = (least, middle), (middle, most)
    hollow, excellent = (0.0 if enough else pd.NA, split), (split, 1.0 if enough else pd.NA)
    bounds = [small + excellent, large + excellent, small + hollow, large + hollow]
    names = ["quantity_low", "quantity_high", "quality_low", "quality_high"]
    index = pd.Index(QUADRANTS, name="quadrant")
    out = pd.DataFrame(bounds, columns=names, index=index).astype("Float64")
    count = comparison["quadrant"].value_counts().reindex(QUADRANTS, fill_value=0).astype("Int64")
    out.insert(0, "accounts", count.to_numpy() if enough else pd.NA)
    out["accounts"] = out["accounts"].astype("Int64")
    return out
