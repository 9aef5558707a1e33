"""Intervals from resampling the rows that a number was worked out from."""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from scipy import special, stats

_NUMBERS_AT_ONCE = 200_000
"""So many stay in a processor's cache, which is several times as fast as memory."""


def resampled(
    columns: tuple[np.ndarray, ...],
    statistic: Callable[..., np.ndarray],
    resamples: int,
    seed: int,
) -> np.ndarray:
    """Return `statistic` of rows drawn with replacement, `resamples` times, in small batches.

    The columns must come in an order that follows from what they hold.
    """
    rng, n = np.random.default_rng(seed), len(columns[0])
    batch = max(1, min(resamples, _NUMBERS_AT_ONCE // n))
    drawn = []
    for start in range(0, resamples, batch):
        rows = rng.integers(0, n, size=(min(batch, resamples - start), n))
        drawn.append(statistic(*(column[rows] for column in columns)))
    return np.concatenate(drawn)


@lru_cache(maxsize=4096)
def expanded(level: float, n: int) -> float:
    """Return the level to ask of a bootstrap of a mean so that few values get what is due.

    Resampling n values spreads by sqrt((n - 1) / n) too little, and knows no Student's t:
    z gives way to sqrt(n / (n - 1)) t.

    References
    ----------
    Hesterberg 2015, The American Statistician 69:371, doi:10.1080/00031305.2015.1089789.
    """
    reach = math.sqrt(n / (n - 1)) * stats.t.isf((1 - level) / 2, n - 1)
    return float(1 - 2 * stats.norm.sf(reach))


def percentile_interval(drawn: np.ndarray, level: float) -> tuple[float, float]:
    """Return the middle `level` of the values; NaN when half of them are not known."""
    known = drawn[~np.isnan(drawn)]
    if len(known) < len(drawn) / 2:
        return math.nan, math.nan
    tail = (1 - level) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return float(low), float(high)


def bca_interval(
    drawn: np.ndarray, value: float, acceleration: float, level: float
) -> tuple[float, float]:
    """Return the bias-corrected and accelerated interval.

    Written out because `scipy.stats.bootstrap` finds the acceleration by leaving out each
    row in turn, n rows of n, which no audience of a hundred thousand allows; the formulas
    and, where both can run, the numbers are the same.

    References
    ----------
    Efron 1987, JASA 82:171, doi:10.1080/01621459.1987.10478410.
    """
    low, high = np.quantile(drawn, bca_ranks(drawn, value, acceleration, level))
    return float(low), float(high)


def bca_by_formula(
    value: float, error: float, acceleration: float, level: float
) -> tuple[float, float]:
    """Return what `bca_interval` of a mean tends to with endlessly many resamples.

    The resampled means of many values are nearly normal, with a skewness of six times the
    acceleration (Cornish and Fisher); bias correction and ranks are as in `bca_ranks`. Above
    some thousand values this is closer than a thousand resamples, whose ends are themselves
    found by chance.

    Parameters
    ----------
    value, error
        The mean and its standard error.
    acceleration
        A sixth of the skewness of the values over sqrt(n).
    level
        Confidence level.

    References
    ----------
    DiCiccio, Efron 1996, Statistical Science 11:189, doi:10.1214/ss/1032280214.
    """
    tail = (1 - level) / 2
    shifted = acceleration + special.ndtri(np.array([tail, 1 - tail]))
    place = acceleration + shifted / (1 - acceleration * shifted)
    low, high = value + error * (place + acceleration * (place**2 - 1))
    return float(low), float(high)


def bca_ranks(
    drawn: np.ndarray, value: float, acceleration: float, level: float
) -> tuple[float, float]:
    """Return at which share of the drawn values either end of the BCa interval stands."""
    below = ((drawn < value).mean() + (drawn <= value).mean()) / 2
    bias = special.ndtri(below)
    tail = (1 - level) / 2
    shifted = bias + special.ndtri(np.array([tail, 1 - tail]))
    low, high = special.ndtr(bias + shifted / (1 - acceleration * shifted))
    return float(low), float(high)
