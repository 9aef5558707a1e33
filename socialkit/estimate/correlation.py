"""Whether two orders agree."""

import numpy as np
import pandas as pd
from scipy import stats

from socialkit.estimate.bootstrap import percentile_interval, resampled
from socialkit.estimate.checks import critical_value, finite_numbers, paired
from socialkit.estimate.number import MIN_BOOTSTRAP, Estimate, unknown


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

    Ties get their average rank. Rows where either is NA are left out. The interval is the
    bootstrap's middle part (percentile): the acceleration that BCa wants would rank the
    rows anew without each of them.

    Parameters
    ----------
    x, y
        Two columns on the same index.
    level
        Confidence level, 0-1.
    resamples, seed
        Of the bootstrap.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        From -1 to 1. Not known with fewer than five rows or when all of one column tie;
        the interval is not known when too many resamples tie.

    Raises
    ------
    SocialkitError
        When a column holds anything but numbers.

    References
    ----------
    Spearman 1904, American Journal of Psychology 15:72, doi:10.2307/1412159.

    Examples
    --------
    >>> quantity = pd.Series([10, 20, 30, 40, 50])
    >>> round(rank_correlation(quantity, quantity**2).value, 3)
    1.0
    """
    critical_value(level)
    both = paired(x, y, ("x", "y")).dropna()
    first, second = finite_numbers(both["x"]), finite_numbers(both["y"])
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    n = len(first)
    if n < MIN_BOOTSTRAP or np.ptp(first) == 0 or np.ptp(second) == 0:
        few = "fewer than five accounts can be compared"
        reason = few if n < MIN_BOOTSTRAP else "all accounts are alike"
        return unknown(note or reason, n=n, frame=frame, unit="correlation")
    value = float(_spearman(first, second))
    low, high = percentile_interval(resampled((first, second), _spearman, resamples, seed), level)
    name = "Spearman, bootstrap percentile"
    return Estimate(value, low, high, level, name, n, None, frame, note, "correlation")


def _spearman(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the correlation along the last axis; NaN where all of one tie."""
    ranks = [stats.rankdata(values, axis=-1) for values in (x, y)]
    a, b = (rank - rank.mean(axis=-1, keepdims=True) for rank in ranks)
    spread = np.sqrt((a**2).sum(axis=-1) * (b**2).sum(axis=-1))
    flat = spread == 0
    return np.where(flat, np.nan, (a * b).sum(axis=-1) / np.where(flat, 1.0, spread))
