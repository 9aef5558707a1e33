"""Into how many kinds a cloud of points falls: divisions that a valley parts."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from sklearn.metrics import silhouette_score
from sklearn.mixture import GaussianMixture

FLOOR = 0.03
"""Least variance of a kind in a feature, where that of most features is near 1."""
MIN_SIZE, MIN_SHARE = 8, 0.01
DEEPEST = 0.8
"""Two kinds are parted where accounts between them lie less densely than this part of either's."""
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
    begun = {}
    if start is not None:
        begun = {
            "weights_init": start.shares / start.shares.sum(),
            "means_init": start.centres,
            "precisions_init": 1 / start.variances,
        }
    model = GaussianMixture(
        k, covariance_type="diag", reg_covar=FLOOR, random_state=seed, tol=2e-3, max_iter=100,
        init_params="k-means++", **begun,
    )  # fmt: skip
    model.fit(points)
    return Division(model.weights_, model.means_, model.covariances_, model.lower_bound_)


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
