"""How many kinds: stability and silhouette together, against clouds without any."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple, Self

import numpy as np
import pandas as pd

from socialkit.cluster.mixtures import (
    Division,
    are_parted,
    fitted,
    silhouette,
    starts,
)
from socialkit.cluster.stability import DRAWS, FIRST_DRAWS, jaccards

MOST_PERSONAS = 8
NEW_STARTS, CLOUD_STARTS = 10, 3
CLOUDS, CLOUD_SIZE, ABOVE_CLOUDS = 12, 500, 0.05
PAST_BEST = 2
"""So many kinds more than the best division has are tried before the search ends."""
CLEARLY = 6.0
"""A finer division is taken for an information criterion lower by this (Kass, Raftery 1995)."""
VALID, DOUBTFUL = 0.75, 0.60


class Found(NamedTuple):
    """The division taken, how stable its kinds are, and the table of all that were tried."""

    division: Division | None
    jaccards: np.ndarray
    tried: pd.DataFrame

    @classmethod
    def nothing(cls, rows: Sequence[dict[str, float]] = ()) -> Self:
        """Return that no division was found among those tried."""
        return cls(None, np.array([]), _table(rows))


def asked_for(points: np.ndarray, k: int, seed: int) -> Found:
    """Divide into as many kinds as were asked for, however well they part."""
    tries = [fitted(points, k, seed + start) for start in range(2 * NEW_STARTS)]
    full = [one for one in tries if len(np.unique(one.kind(points))) == k]
    if not full:
        return Found.nothing()
    best = max(full, key=lambda one: one.likelihood)
    return _judged(points, best, seed, [_row(points, best)])


def best(points: np.ndarray, seed: int) -> Found:
    """Take the division that the accounts support best, or none.

    Of the divisions whose kinds are all parted by valleys, those count in which the kinds
    come back in bootstrap samples and whose silhouette is above that of clouds without
    kinds. Of them the one with the lowest information criterion is taken, or a coarser one
    that is hardly worse: a finer division must tell clearly more than its numbers cost.
    """
    parted = _parted(points, seed)
    rows = [_row(points, one) for one in parted]
    for place in _in_turn([row["criterion"] for row in rows]):
        first = jaccards(points, parted[place], seed, FIRST_DRAWS)
        chance = of_one_cloud(points, parted[place].k, seed)
        rows[place] |= {"jaccard": first.min(), "by_chance": chance}
        if not _holds(first, rows[place]):
            continue
        found = _judged(points, parted[place], seed, rows)
        rows[place]["jaccard"] = found.jaccards.min()
        if _holds(found.jaccards, rows[place]):
            return found._replace(tried=_table(rows))
    return Found.nothing(rows)


def _in_turn(criteria: list[float]) -> list[int]:
    """Return the order in which divisions, coarse to fine, are tried."""
    enough = min(criteria, default=0.0) + CLEARLY
    return sorted(range(len(criteria)), key=lambda one: max(criteria[one], enough))


def _holds(jaccard: np.ndarray, row: dict[str, float]) -> bool:
    is_stable = jaccard.mean() >= VALID and jaccard.min() >= DOUBTFUL
    return bool(is_stable and row["silhouette"] > row["by_chance"] + ABOVE_CLOUDS)


def _parted(points: np.ndarray, seed: int) -> list[Division]:
    """Return, for each number of kinds, the likeliest division into kinds parted by valleys."""
    out: list[Division] = []
    for k in range(2, MOST_PERSONAS + 1):
        tries = [fitted(points, k, seed + start) for start in range(NEW_STARTS)]
        if out and out[-1].k == k - 1:
            tries += [fitted(points, k, seed, start) for start in starts(points, out[-1])]
        tries.sort(key=lambda one: -one.likelihood)
        parted = (one for one in tries if are_parted(points, one.kind(points), k))
        out += islice(parted, 1)
        if out and k - min(out, key=lambda one: _criterion(points, one)).k >= PAST_BEST:
            break
    return out


def _criterion(points: np.ndarray, division: Division) -> float:
    """Return -2 log likelihood + what the numbers of the division cost.

    Schwarz takes log n for each, which leaves kinds together in small tables though they
    lie well apart; Sclove takes log((n + 2) / 24), which finds too many in large ones. The
    mean of the two is taken.
    """
    size, numbers = len(points), division.k * (2 * points.shape[1] + 1) - 1
    cost = (np.log(size) + np.log((size + 2) / 24)) / 2
    return numbers * cost - 2 * size * division.likelihood


def _row(points: np.ndarray, division: Division) -> dict[str, float]:
    return {
        "k": division.k,
        "silhouette": silhouette(points, division.kind(points)),
        "criterion": _criterion(points, division),
    }


def _judged(
    points: np.ndarray, division: Division, seed: int, rows: list[dict[str, float]]
) -> Found:
    return Found(division, jaccards(points, division, seed, DRAWS), _table(rows))


def _table(rows: Sequence[dict[str, float]]) -> pd.DataFrame:
    columns = ["silhouette", "by_chance", "jaccard", "criterion"]
    index = pd.Index([row["k"] for row in rows], name="k", dtype="int64")
    tried = pd.DataFrame(list(rows), index=range(len(rows)), columns=columns)
    return tried.set_axis(index).astype("Float64")


def of_one_cloud(points: np.ndarray, k: int, seed: int) -> float:
    """Return the best silhouette found where there are no kinds at all.

    Single clouds with the mean and covariance of the points are divided the same way:
    cutting a long cloud in two parts it rather well, and means nothing. Half of them are
    normal; in the others accounts lie as far from the middle as those at hand, in any
    direction, so that long tails do not pass for kinds.
    """
    rng = np.random.default_rng(seed)
    middle, spread = points.mean(axis=0), np.atleast_2d(np.cov(points.T))
    values, axes = np.linalg.eigh(spread)
    root = axes * np.sqrt(values.clip(0))
    far = np.linalg.norm((points - middle) @ axes / np.sqrt(values.clip(1e-9)), axis=1)
    found = [-1.0]
    for number in range(CLOUDS):
        cloud = rng.normal(size=(min(len(points), CLOUD_SIZE), len(middle)))
        if number % 2:
            cloud *= (rng.choice(far, len(cloud)) / np.linalg.norm(cloud, axis=1))[:, None]
        cloud = middle + cloud @ root.T
        tries = (fitted(cloud, k, seed + start) for start in range(CLOUD_STARTS))
        found.append(silhouette(cloud, max(tries, key=lambda one: one.likelihood).kind(cloud)))
    return max(found)
