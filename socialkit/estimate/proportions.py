"""Shares of a whole, with the intervals made for them."""

import math

from scipy import stats

from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.estimate.number import Estimate, unknown

PROPORTION_METHODS = ("wilson", "clopper-pearson", "jeffreys")


def proportion(
    k: int,
    n: int,
    population: int | None = None,
    method: str = "wilson",
    level: float = 0.95,
    *,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate a share from `k` of `n` counted.

    With a known population N the sample is taken for n_eff = n (N - 1) / (N - n), so a
    census (n = N) has an interval of zero width: nothing was left to chance, though each
    one may still be classed wrongly.

    Parameters
    ----------
    k, n
        How many have the trait, of how many counted.
    population
        How many there are in all, when the counted are a random part (or all) of them.
    method
        ``"wilson"``, ``"clopper-pearson"`` or ``"jeffreys"``.
    level
        Confidence level, 0-1.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        A share, 0-1; not known when `n` is 0.

    Raises
    ------
    SocialkitError
        When k > n, n > population, or a count is negative or not whole.
    UnknownNameError
        When there is no such method.

    References
    ----------
    Wilson 1927, JASA 22:209, doi:10.1080/01621459.1927.10502953.
    Brown, Cai, DasGupta 2001, Statistical Science 16:101, doi:10.1214/ss/1009213286.

    Examples
    --------
    >>> share = proportion(8, 10)
    >>> round(share.low, 4), round(share.high, 4)
    (0.4902, 0.9433)
    """
    if method not in PROPORTION_METHODS:
        raise UnknownNameError("method", method, PROPORTION_METHODS)
    if not 0 < level < 1:
        raise SocialkitError(f"the level must lie between 0 and 1, got {level}.")
    if k != int(k) or n != int(n) or not 0 <= k <= n or (population is not None and n > population):
        raise SocialkitError(
            f"cannot have {k} of {n} counted, of {population} in all: "
            "whole numbers, and each number may be at most the next."
        )
    if n == 0:
        return unknown(note or "nobody was counted", frame=frame)
    share = k / n
    if population == n:
        low = high = share
    else:
        effective = n if population is None else n * (population - 1) / (population - n)
        low, high = _bounds(share, effective, method, level)
    name = f"{method}, every one counted" if population == n else method
    return Estimate(share, low, high, level, name, n, population, frame, note)


def _bounds(share: float, n: float, method: str, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    hits, misses = share * n, (1 - share) * n
    if method == "wilson":
        z = stats.norm.isf(tail)
        centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
        low, high = centre - half, centre + half
    elif method == "clopper-pearson":
        low = stats.beta.ppf(tail, hits, misses + 1) if hits else 0.0
        high = stats.beta.isf(tail, hits + 1, misses) if misses else 1.0
    else:
        low = stats.beta.ppf(tail, hits + 0.5, misses + 0.5)
        high = stats.beta.isf(tail, hits + 0.5, misses + 0.5)
    low = 0.0 if share == 0 else float(max(low, 0.0))
    high = 1.0 if share == 1 else float(min(high, 1.0))
    return low, high
