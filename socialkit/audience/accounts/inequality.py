"""Measures of inequality, worked out for many resamples at once.

Whoever holds the same amount is alike, so everything is worked out on the different amounts
(`values`, rising) and on how many hold each (`counts`, one row for each resample).
"""

import math
from collections.abc import Callable

import numpy as np

from socialkit.estimate.bootstrap import bca_interval

_AT_ONCE = 1_000_000


def gini(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return 2 sum(i x_(i)) / (n sum x) - (n + 1) / n for each row of counts."""
    upto = np.cumsum(counts, axis=1)
    n, total = upto[:, -1], counts @ values
    # Those who hold the same amount stand at the ranks upto - count + 1 ... upto.
    ranks = counts * (upto - counts) + counts * (counts + 1) / 2
    return _ratio(2 * (ranks @ values), n * total) - (n + 1) / n


def gini_corrected(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the Gini times n / (n - 1), which reaches 1 when one holds everything."""
    n = counts.sum(axis=1)
    return gini(values, counts) * _ratio(n, n - 1.0)


def effective_share(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return (sum x)^2 / (n sum(x^2)): the effective number over n."""
    return _ratio((counts @ values) ** 2, counts.sum(axis=1) * (counts @ values**2))


def effective_number(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return (sum x)^2 / sum(x^2), which is 1 / HHI."""
    return effective_share(values, counts) * counts.sum(axis=1)


def h_index(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the largest h such that h of them hold at least h each."""
    at_least = np.cumsum(counts[:, ::-1], axis=1)[:, ::-1]
    return np.minimum(at_least, np.floor(values)).max(axis=1).astype(float)


def held_by_least(values: np.ndarray, counts: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return what those hold who hold least: one row for each share of them (Lorenz)."""
    n, total = counts.sum(axis=1), counts @ values
    before = np.cumsum(counts, axis=1) - counts
    rows = [
        _ratio(np.clip(share * n[:, None] - before, 0, counts) @ values, total) for share in shares
    ]
    return np.stack(rows)


def resampled(
    statistic: Callable[[np.ndarray, np.ndarray], np.ndarray],
    values: np.ndarray,
    counts: np.ndarray,
    resamples: int,
    seed: int,
) -> np.ndarray:
    """Return the statistic of as many drawn with replacement, `resamples` times."""
    rng, n = np.random.default_rng(seed), int(counts.sum())
    batch = max(1, _AT_ONCE // len(values))
    sizes = [min(batch, resamples - start) for start in range(0, resamples, batch)]
    draws = (rng.multinomial(n, counts / n, size=size) for size in sizes)
    return np.concatenate([statistic(values, drawn) for drawn in draws], axis=-1)


def interval(
    value: float,
    drawn: np.ndarray,
    left_out: np.ndarray,
    counts: np.ndarray,
    level: float,
) -> tuple[float, float]:
    """Return the BCa interval of a statistic; NaN where the resamples do not differ.

    `left_out` holds the statistic without one of those who hold each amount (the grouped
    jackknife), and `counts` how many those are.
    """
    away = (counts * left_out).sum() / counts.sum() - left_out
    spread = (counts * away**2).sum()
    below = ((drawn < value).mean() + (drawn <= value).mean()) / 2
    if np.ptp(drawn) == 0 or not 0 < below < 1 or not spread > 0:
        return math.nan, math.nan
    acceleration = (counts * away**3).sum() / (6 * spread**1.5)
    low, high = bca_interval(drawn, value, float(acceleration), level)
    return min(low, value), max(high, value)


def without_one(
    statistic: Callable[[np.ndarray, np.ndarray], np.ndarray],
    values: np.ndarray,
    counts: np.ndarray,
) -> np.ndarray:
    """Return the statistic without one of those who hold each amount, in small batches."""
    batch = max(1, _AT_ONCE // len(values))
    parts = []
    for start in range(0, len(values), batch):
        rows = np.arange(start, min(start + batch, len(values)))
        left = np.tile(counts, (len(rows), 1))
        left[np.arange(len(rows)), rows] -= 1
        parts.append(statistic(values, left))
    return np.concatenate(parts, axis=-1)


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Divide; NaN where there is nothing to divide by."""
    return above / np.where(below > 0, below, math.nan)
