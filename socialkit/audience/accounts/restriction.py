"""What a narrower range alone does to a rank correlation."""

import math

import numpy as np
from scipy import stats

_MOST_DRAWN, _LEAST_RESAMPLES = 2_000_000, 50


def restricted_correlation(
    rho: float, n: int, kept: int, *, level: float = 0.95, resamples: int = 999, seed: int = 0
) -> tuple[float, float, float]:
    """Return what a rank correlation is among the largest alone, if nothing else is at work.

    Two columns tied by a Gaussian copula with rank correlation `rho` (so r = 2 sin(pi rho /
    6)) are drawn for `n` accounts, without ties, and only the `kept` largest of the first
    are looked at. These are drawn at once: seen from the top, the account below them lies at
    a quantile that is Beta(kept + 1, n - kept), and they lie evenly above it.

    Parameters
    ----------
    rho
        Spearman's rank correlation among all, -1 to 1.
    n, kept
        How many accounts there are, and how many of the largest are looked at, 2 or more.
    level
        Which middle part of the simulated correlations the last two numbers hold, 0-1.
    resamples, seed
        Of the simulation; fewer are drawn when `kept` is large, since they differ less.

    Returns
    -------
    tuple of float
        The mean of the simulated correlations, and the ends of their middle part.

    References
    ----------
    Pearson 1903. On the influence of natural selection on the variability and correlation of
    organs. Philosophical Transactions A 200:1. doi:10.1098/rsta.1903.0001
    Kruskal 1958. Ordinal measures of association. JASA 53:814.
    doi:10.1080/01621459.1958.10501481

    Examples
    --------
    >>> mean, low, high = restricted_correlation(0.55, 6000, 600)
    >>> round(mean, 1)
    0.2
    """
    rng = np.random.default_rng(seed)
    r = 2 * math.sin(math.pi * rho / 6)
    shape = (max(_LEAST_RESAMPLES, min(resamples, _MOST_DRAWN // kept)), kept)
    bound = 1.0 if kept == n else rng.beta(kept + 1, n - kept, size=(shape[0], 1))
    x = stats.norm.isf(bound * rng.uniform(size=shape))
    y = r * x + math.sqrt(max(1 - r**2, 0.0)) * rng.standard_normal(shape)
    apart = stats.rankdata(x, axis=1) - stats.rankdata(y, axis=1)
    drawn = 1 - 6 * (apart**2).sum(axis=1) / (kept * (kept**2 - 1.0))
    tail = (1 - level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return float(drawn.mean()), float(low), float(high)
