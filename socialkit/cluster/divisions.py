"""Into how many kinds a cloud of points falls, if into any."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from threadpoolctl import threadpool_limits

CLEARLY = 0.01
CLOUDS, CLOUD_SIZE, ABOVE_CLOUDS = 20, 500, 0.03
NEARLY = 0.8
"""A finer division is taken while its silhouette is at least this part of the best one."""
SILHOUETTE_SAMPLE = 2000


def fit(points: np.ndarray, count: int, seed: int, *, starts: int = 10) -> np.ndarray:
    """Return the k-means cluster of each point."""
    # Threads that wait for one another take thirty times as long on a busy computer, and
    # sums in one order are the same on every one.
    with threadpool_limits(1):
        return KMeans(count, n_init=starts, random_state=seed).fit_predict(points)


def silhouette(points: np.ndarray, found: np.ndarray) -> float:
    """Return the mean silhouette on evenly spaced rows: no second random choice."""
    step = max(1, len(points) // SILHOUETTE_SAMPLE)
    some, labels = points[::step], found[::step]
    if not 2 <= len(np.unique(labels)) < len(some):
        return -1.0
    return float(silhouette_score(some, labels))


def of_one_cloud(points: np.ndarray, counts: Iterable[int], seed: int) -> pd.Series:
    """Return the best silhouettes that k-means finds where there are no kinds at all.

    Clouds drawn from one normal distribution with the covariance of the points are cut the
    same way: cutting a long cloud in two parts it rather well, and means nothing.
    """
    rng = np.random.default_rng(seed)
    size = min(len(points), CLOUD_SIZE)
    spread = np.atleast_2d(np.cov(points.T))
    found = []
    for _ in range(CLOUDS):
        cloud = rng.multivariate_normal(points.mean(axis=0), spread, size=size, method="eigh")
        cloud = np.clip(cloud, -3, 3)
        found.append({k: silhouette(cloud, fit(cloud, k, seed, starts=3)) for k in counts})
    return pd.DataFrame(found).max().astype("Float64").rename_axis("k")


def finest(silhouettes: pd.Series) -> int | None:
    """Return the largest k that stands out and parts the accounts nearly as well as the best.

    A k stands out when its silhouette clearly tops those of the next smaller and larger k;
    the best k always does.
    """
    if silhouettes.isna().all():
        return None
    neighbours = pd.concat([silhouettes.shift(1), silhouettes.shift(-1)], axis=1)
    stands_out = neighbours.notna().all(axis=1) & (silhouettes > neighbours.max(axis=1) + CLEARLY)
    near = (silhouettes >= NEARLY * silhouettes.max()).fillna(False)
    best = (silhouettes == silhouettes.max()).fillna(False)
    stands_out = stands_out.fillna(False)
    return int(silhouettes.index[best | (stands_out & near)].max())
