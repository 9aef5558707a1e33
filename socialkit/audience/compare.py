"""Quantity against quality: the focal accounts side by side."""

import math

import numpy as np
import pandas as pd

from socialkit import features, quality
from socialkit.audience.extrapolation import extrapolated
from socialkit.audience.frame import Frame, frame
from socialkit.audience.profile import segment_shares
from socialkit.audience.segments import classify
from socialkit.audience.worth import quantity_of, worth
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

QUADRANTS = (
    "small but excellent",
    "large and excellent",
    "small and hollow",
    "large but hollow",
)
NOTABLE = 3
MIN_ACCOUNTS = 4


def compare(
    snapshot: Snapshot, *, extrapolate: str | None = None, level: float = 0.95, seed: int = 0
) -> pd.DataFrame:
    """Compare the focal accounts: how many followers each has, and how good they are.

    Parameters
    ----------
    snapshot
        The network.
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
        When there is no such way to extrapolate.

    Examples
    --------
    >>> import socialkit as sk
    >>> table = sk.audience.compare(sk.datasets.load("therapists"))
    >>> len(table)
    40
    """
    ties = features.follower_features(snapshot)
    classified = classify(ties).assign(**_comparable_scores(ties))
    by_account = classified.index.get_level_values("account_id")
    places = pd.Series(np.arange(len(classified))).groupby(by_account).indices
    nobody = np.array([], dtype=np.int64)
    rows = []
    for account_id in snapshot.focal:
        followers = classified.iloc[places.get(account_id, nobody)]
        seen = extrapolated(frame(snapshot, account_id), extrapolate, where_possible=True)
        estimates = segment_shares(followers, seen, level=level)
        estimates |= worth(followers, seen, level=level, seed=seed)
        rows.append(_row(seen, estimates, followers["coverage"]))
    table = pd.DataFrame(rows, columns=_COMPARED, index=snapshot.focal)
    table = pd.concat([snapshot.accounts.loc[snapshot.focal, ["handle", "group"]], table], axis=1)
    return _with_quadrants(_typed(table).pipe(_best_first))


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


def _comparable_scores(ties: pd.DataFrame) -> dict[str, pd.Series]:
    """Score followers on what is known for every account, so that the means compare."""
    common = ties.copy(deep=False)
    by_account = ties.index.get_level_values("account_id")
    for column in ("engaged_with_focal", "followed_by_focal"):
        known = ties[column].notna().groupby(by_account).all()
        if not known.all():
            common[column] = pd.array([pd.NA] * len(ties), dtype="Int64")
    scored = quality.score(common)
    return {name: scored[name] for name in ("quality", "coverage")}


_MEASURES = {
    "quality": "mean_quality",
    "effective_followers": "effective_followers",
    "engaged": "engaged",
    "dormant": "dormant",
    "junk": "unreachable",
}
_COMPARED = [
    "quantity",
    *(f"{name}{end}" for name in _MEASURES for end in ("", "_low", "_high")),
    "coverage",
    "n",
    "frame",
]


def _row(seen: Frame, estimates: dict[str, Estimate], coverage: pd.Series) -> list[object]:
    chosen = [estimates[name] for name in _MEASURES.values()]
    numbers = [x for one in chosen for x in (one.value, one.low, one.high)]
    mean_coverage = math.fsum(coverage) / len(coverage) if len(coverage) else math.nan
    quantity = quantity_of(seen)
    return [
        math.nan if quantity is None else quantity,
        *numbers,
        mean_coverage,
        estimates["mean_quality"].n,
        seen.words,
    ]


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    whole = ("quantity", "n")
    numbers = {
        name: pd.array(table[name].to_numpy(dtype=float, na_value=math.nan), dtype="Float64")
        for name in _COMPARED
        if name != "frame"
    }
    out = table.assign(**numbers)
    return out.astype({name: "Int64" for name in whole} | {"frame": out["handle"].dtype})


def _best_first(table: pd.DataFrame) -> pd.DataFrame:
    """Order by worth; ids only part accounts that are alike in every number."""
    keys = ["effective_followers", "quantity", "quality", "engaged", "dormant", "junk"]
    keys += ["handle", "group"]
    return table.sort_index().sort_values(keys, ascending=False, kind="stable")


def _with_quadrants(table: pd.DataFrame) -> pd.DataFrame:
    known = table.dropna(subset=["quantity", "quality"])
    quadrant = pd.Series(pd.NA, index=table.index, dtype=table["handle"].dtype)
    if len(known) >= MIN_ACCOUNTS:
        large = known["quantity"] > known["quantity"].median()
        excellent = known["quality"] >= known["quality"].median()
        names = np.select(
            [~large & excellent, large & excellent, ~large & ~excellent], QUADRANTS[:3],
            default=QUADRANTS[3],
        )  # fmt: skip
        quadrant.loc[known.index] = names
    out = table.assign(quadrant=quadrant)
    best = out[quadrant.eq(QUADRANTS[0]).fillna(False)].nlargest(NOTABLE, "quality")
    worst = out[quadrant.eq(QUADRANTS[3]).fillna(False)].nsmallest(NOTABLE, "quality")
    notable = out.index.isin(best.index.union(worst.index))
    return out.assign(is_notable=pd.array(notable, dtype="boolean"))
