"""Into how many kinds a cloud of points falls: divisions that a valley parts."""

import math
import warnings
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from sklearn.cluster import kmeans_plusplus
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import silhouette_score

FLOOR = 0.03
"""Least variance of a kind in a feature, where that of most features is near 1."""
MIN_SIZE, MIN_SHARE = 8, 0.01
DEEPEST = 0.8
"""Two kinds are parted where accounts between them lie less densely than this part of either's."""
GAIN, MOST_STEPS = 2e-3, 100
"""A step that gains less of the mean log likelihood is the last one."""
_GRID = 41


class Division(NamedTuple):
    """A mixture of kinds: in each kind, the features spread on their own around a centre."""

    shares: np.ndarray
    centres: np.ndarray
    variances: np.ndarray
    likelihood: float

    @property
    def k(self) -> int:
        """How many kinds."""
        return len(self.shares)

    def kind(self, points: np.ndarray) -> np.ndarray:
        """Return the likeliest kind of each point, judged by its known coordinates alone."""
        logs = np.tile(np.log(np.maximum(self.shares, 1e-300)), (len(points), 1))
        for place, column in enumerate(points.T):
            spread = self.variances[:, place]
            squares = (column[:, None] - self.centres[:, place]) ** 2 / spread
            logs += np.nan_to_num(-0.5 * (squares + np.log(spread)), nan=0.0)
        return logs.argmax(axis=1)


def fitted(points: np.ndarray, k: int, seed: int, start: Division | None = None) -> Division:
    """Fit a mixture by expectation and maximisation, from k-means++ or from `start`."""
    moments = np.hstack([points * points, points, np.ones((len(points), 1))])
    if start is None:
        _, rows = kmeans_plusplus(points, k, random_state=seed)
        first = _of_moments(moments[rows], np.ones(k))
        start = Division(np.full(k, 1 / len(points)), *first[1:], 0.0)
    else:
        start = start._replace(shares=start.shares / start.shares.sum())
    return _maximised(moments, start)


def _maximised(moments: np.ndarray, start: Division) -> Division:
    """Go from one division to a likelier one until that gains nothing more.

    The same steps as `sklearn.mixture.GaussianMixture` with diagonal covariances takes,
    several times as fast on a thousand points: all that a step needs are two products with
    the squares, the values and a one of each point.
    """
    found, before = start, -np.inf
    for _ in range(MOST_STEPS):
        chances, likelihood = _expected(moments, found)
        shares, centres, variances = _of_moments(chances @ moments, chances.sum(axis=1))
        found = Division(shares / shares.sum(), centres, variances, likelihood)
        if abs(likelihood - before) < GAIN:
            return found
        before = likelihood
    warnings.warn("a division into kinds had not settled", ConvergenceWarning, stacklevel=2)
    return found


def _expected(moments: np.ndarray, division: Division) -> tuple[np.ndarray, float]:
    """Return with which chance each point belongs to each kind, and the mean log likelihood."""
    centres, exact = division.centres, 1 / division.variances
    constant = np.log(division.shares) - 0.5 * (
        centres.shape[1] * math.log(2 * math.pi) - np.log(exact).sum(axis=1)
        + (centres * centres * exact).sum(axis=1)
    )  # fmt: skip
    logs = np.hstack([-0.5 * exact, centres * exact, constant[:, None]]) @ moments.T
    highest = logs.max(axis=0)
    logs -= highest
    np.exp(logs, out=logs)
    total = logs.sum(axis=0)
    logs /= total
    return logs, float((np.log(total) + highest).mean())


def _of_moments(sums: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the weights, centres and variances of kinds from their sums of squares and values."""
    weights = weights + 10 * np.finfo(float).eps
    means = sums / weights[:, None]
    half = means.shape[1] // 2
    squares, values = means[:, :half], means[:, half : 2 * half]
    return weights, values, squares - values**2 + FLOOR


def starts(points: np.ndarray, coarser: Division) -> Iterator[Division]:
    """Yield the starts of a finer division: each kind halved along each feature."""
    kind = coarser.kind(points)
    for one in range(coarser.k):
        mine = points[kind == one]
        for column in mine.T if len(mine) >= 2 * MIN_SIZE else ():
            is_low = column <= np.median(column)
            if is_low.all():
                continue
            halves = [mine[is_low], mine[~is_low]]
            yield Division(
                np.append(np.delete(coarser.shares, one), [coarser.shares[one] / 2] * 2),
                np.vstack([np.delete(coarser.centres, one, 0), *(h.mean(0) for h in halves)]),
                np.vstack(
                    [np.delete(coarser.variances, one, 0), *(h.var(0) + FLOOR for h in halves)]
                ),
                0.0,
            )


def are_parted(points: np.ndarray, kind: np.ndarray, k: int) -> bool:
    """Tell whether every kind has its size, and a valley between it and every other."""
    members = [points[kind == one] for one in range(k)]
    if min(len(mine) for mine in members) < max(MIN_SIZE, MIN_SHARE * len(points)):
        return False
    return all(
        valley(members[one], members[other]) < DEEPEST for one in range(k) for other in range(one)
    )


def valley(one: np.ndarray, other: np.ndarray) -> float:
    """Return how densely accounts lie between two kinds, as a part of the lower summit.

    Both are projected on the line that tells them apart best (a linear discriminant with
    the features on their own); 1 is no valley at all: one cloud cut in two. Each kind counts
    as one whole, whatever its size: beside a large kind the summit of a small one would
    drown in the other's slope, however far they are apart.
    """
    line = (one.mean(0) - other.mean(0)) / ((one.var(0) + other.var(0)) / 2 + FLOOR)
    first, second = one @ line, other @ line
    if min(first.std(), second.std()) == 0:
        return 0.0
    grid = np.linspace(np.median(second), np.median(first), _GRID)
    density = _density(first, grid) + _density(second, grid)
    lowest = int(density.argmin())
    summits = density[: lowest + 1].max(), density[lowest:].max()
    return float(density.min() / min(summits))


def _density(places: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Return a kernel density, up to a common factor, with Silverman's width for each kind."""
    wide = 0.9 * places.std() * len(places) ** -0.2
    return np.exp(-0.5 * ((grid[:, None] - places) / wide) ** 2).mean(axis=1) / wide


def silhouette(points: np.ndarray, kind: np.ndarray) -> float:
    """Return the mean silhouette; -1 where there are not at least two kinds.

    Each feature is measured in its spread within the kinds, so that one which varies much
    in all of them does not hide what tells them apart.
    """
    kinds = np.unique(kind)
    if not 2 <= len(kinds) < len(points):
        return -1.0
    within = sum((kind == one).sum() * points[kind == one].var(axis=0) for one in kinds)
    return float(silhouette_score(points / np.sqrt(within / len(points) + FLOOR), kind))
