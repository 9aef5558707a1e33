"""Means and correlations, with intervals from resampling the rows they were counted on."""

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import stats

from socialkit.errors import SocialkitError
from socialkit.estimate.number import Estimate, unknown

MIN_BOOTSTRAP = 5
"""Fewer values than this cannot show their own spread: no interval is given."""


def mean(
    values: pd.Series,
    *,
    population: int | None = None,
    level: float = 0.95,
    resamples: int = 999,
    seed: int = 0,
    frame: str = "",
    note: str = "",
    unit: str = "score",
) -> Estimate:
    """Estimate a mean, with a bootstrap percentile interval.

    The interval says how far the mean would move with another set of the same size drawn
    in the same way, so it has a width even where everyone was counted. NA are left out
    and lower `n`. The values are put in order first: their row order does not matter.

    Raises
    ------
    SocialkitError
        When the values are not numbers.

    References
    ----------
    Efron 1979, Annals of Statistics 7:1, doi:10.1214/aos/1176344552.

    Examples
    --------
    >>> print(mean(pd.Series([0.2, 0.4, 0.5, 0.6, 0.8])))
    0.50 (0.34-0.68), n = 5
    """
    numbers = np.sort(_numbers(values))
    n = len(numbers)
    if n == 0:
        return unknown(note or "nobody was counted", frame=frame, unit=unit)
    low = high = math.nan
    if n >= MIN_BOOTSTRAP:
        low, high = _bootstrap((numbers,), _mean_statistic, level, resamples, seed)
    value = float(math.fsum(numbers) / n)
    return Estimate(
        value, low, high, level, "bootstrap percentile", n, population, frame, note, unit
    )


def rank_correlation(
    x: pd.Series,
    y: pd.Series,
    *,
    level: float = 0.95,
    resamples: int = 999,
    seed: int = 0,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate Spearman's rank correlation of two columns, with a bootstrap interval.

    Ties get their average rank. Rows where either is NA are left out.

    Parameters
    ----------
    x, y
        Two columns on the same index.

    Returns
    -------
    Estimate
        From -1 to 1. Not known with fewer than five rows or when all of one column tie;
        the interval is not known when too many resamples tie.

    References
    ----------
    Spearman 1904, American Journal of Psychology 15:72, doi:10.2307/1412159.

    Examples
    --------
    >>> quantity = pd.Series([10, 20, 30, 40, 50])
    >>> round(rank_correlation(quantity, quantity**2).value, 3)
    1.0
    """
    both = pd.DataFrame({"x": x, "y": y}).dropna()
    first, second = _numbers(both["x"]), _numbers(both["y"])
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    n = len(first)
    if n < MIN_BOOTSTRAP or np.ptp(first) == 0 or np.ptp(second) == 0:
        reason = (
            "fewer than five accounts can be compared"
            if n < MIN_BOOTSTRAP
            else "all accounts are alike"
        )
        return unknown(note or reason, n=n, frame=frame, unit="correlation")
    value = float(_rank_statistic(first, second))
    low, high = _bootstrap((first, second), _rank_statistic, level, resamples, seed)
    name = "Spearman, bootstrap percentile"
    return Estimate(value, low, high, level, name, n, None, frame, note, "correlation")


def _numbers(values: pd.Series) -> np.ndarray:
    try:
        numbers = pd.Series(values).dropna().to_numpy(dtype=float)
    except (TypeError, ValueError) as error:
        raise SocialkitError(f"these values are not all numbers: {error}.") from error
    if not np.isfinite(numbers).all():
        raise SocialkitError("these values are not all finite numbers.")
    return numbers


def _mean_statistic(values: np.ndarray, axis: int = -1) -> np.ndarray:
    return values.mean(axis=axis)


def _rank_statistic(x: np.ndarray, y: np.ndarray, axis: int = -1) -> np.ndarray:
    ranks = [stats.rankdata(values, axis=axis) for values in (x, y)]
    a, b = (rank - rank.mean(axis=axis, keepdims=True) for rank in ranks)
    spread = np.sqrt((a**2).sum(axis=axis) * (b**2).sum(axis=axis))
    flat = spread == 0
    return np.where(flat, np.nan, (a * b).sum(axis=axis) / np.where(flat, 1.0, spread))


def _bootstrap(
    columns: tuple[np.ndarray, ...],
    statistic: Callable[..., np.ndarray],
    level: float,
    resamples: int,
    seed: int,
) -> tuple[float, float]:
    """Return the percentile interval of `statistic` over resampled rows, in small batches."""
    rng, n = np.random.default_rng(seed), len(columns[0])
    batch = max(1, min(resamples, 5_000_000 // n))
    drawn = []
    for start in range(0, resamples, batch):
        rows = rng.integers(0, n, size=(min(batch, resamples - start), n))
        drawn.append(statistic(*(column[rows] for column in columns)))
    values = np.concatenate(drawn)
    values = values[~np.isnan(values)]
    if len(values) < resamples / 2:
        return math.nan, math.nan
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)
