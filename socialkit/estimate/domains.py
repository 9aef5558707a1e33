"""Shares within a part of a population whose size is not known (a domain)."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd

from socialkit.estimate.number import Estimate
from socialkit.estimate.proportions import bounds
from socialkit.estimate.unequal import hajek


def domain_share(
    has: pd.Series,
    part: pd.Series,
    strata: pd.DataFrame,
    *,
    level: float = 0.95,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate how many of a part of the audience have a trait, the part's size unknown.

    R = sum(w y d) / sum(w d), with d = 1 in the part, y = 1 with the trait and w = N_h / n_h.
    With z = d (y - R), SE^2 = sum(N_h^2 (1 - n_h / N_h) s_zh^2 / n_h) / sum(w d)^2, and the
    interval is Wilson's on the n that a simple sample of that variance would have. Where all
    or none have the trait that variance is 0, and the interval is that of `hajek`.

    Parameters
    ----------
    has, part
        For each one drawn, whether it has the trait, and whether it is in the part.
    strata
        For each one drawn, its `stratum` and `stratum_size`.
    level
        Confidence level, 0-1.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        A share, 0-1; not known when nobody drawn is in the part.

    References
    ----------
    Särndal, Swensson, Wretman 1992, Model Assisted Survey Sampling, sections 5.6 and 5.8.
    Springer.

    Examples
    --------
    >>> drawn = pd.DataFrame({"stratum": list("aaaabbbb"), "stratum_size": [40] * 4 + [8] * 4})
    >>> has, part = pd.Series([1, 1, 0, 0, 1, 1, 1, 0]), pd.Series([1, 1, 1, 0, 1, 1, 1, 1])
    >>> print(domain_share(has == 1, part == 1, drawn, frame="made up"))
    68 % (25-93 %), weighted: 5 of 7, made up
    """
    inside = part.to_numpy(dtype=bool)
    stratum = pd.factorize(strata["stratum"])[0]
    drawn, size = np.bincount(stratum), strata["stratum_size"].to_numpy(dtype=float)
    chance = pd.Series(drawn[stratum] / size, strata.index)
    plain = hajek(has[inside].astype(bool), chance[inside], level=level, frame=frame, note=note)
    if not 0 < plain.value < 1 or (chance == 1).all():
        return plain
    z = np.where(inside, has.to_numpy(dtype=float) - plain.value, 0)
    off = z - (np.bincount(stratum, z) / drawn)[stratum]
    spread = np.bincount(stratum, off**2) / np.maximum(drawn - 1, 1)
    # Each row adds its part of its stratum's sum, which has n_h rows.
    parts = size**2 * (1 - chance) * (spread / drawn**2)[stratum]
    variance = math.fsum(parts) / math.fsum(1 / chance[inside]) ** 2
    if variance == 0:
        return plain
    seen_as = plain.value * (1 - plain.value) / variance
    low, high = bounds(plain.value, seen_as, "wilson", level)
    return replace(plain, low=low, high=high, method="stratified ratio", note=note)
