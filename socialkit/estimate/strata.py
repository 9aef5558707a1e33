"""Samples drawn at random in each stratum of a population."""

import math
from collections.abc import Sequence

import numpy as np

from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.estimate.checks import check_counts, critical_value
from socialkit.estimate.number import Estimate, of_all, unknown
from socialkit.estimate.proportions import proportion

STRATIFIED_METHODS = ("score", "jeffreys")


def stratified(
    k: Sequence[int],
    n: Sequence[int],
    population: Sequence[int],
    *,
    method: str = "score",
    level: float = 0.95,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate a share from random samples drawn in each stratum of a population.

    p = sum(W_h p_h) with W_h = N_h / N, and SE^2 = sum(W_h^2 (1 - f_h) s_h^2 / n_h) with
    f_h = n_h / N_h and s_h^2 = p_h (1 - p_h) n_h / (n_h - 1).

    ``"score"``: the bounds P solve (p - P)^2 = z^2 SE^2(P), as Wilson's do, with the
    strata's shares moved in proportion so that they make P (below p the shares themselves,
    above p their complements). So they stay within 0-1, and a stratum where nobody was found is not
    taken to hold nobody. ``"jeffreys"``: low = p - sqrt(sum(W_h^2 (p_h - l_h)^2)) and high =
    p + sqrt(sum(W_h^2 (u_h - p_h)^2)), with Jeffreys' interval l_h to u_h of each stratum;
    closer where strata follow a good verdict, so that their shares lie near 0 and 1. Written
    out, because scipy and statsmodels have neither.

    Parameters
    ----------
    k, n, population
        Per stratum: how many have the trait, of how many drawn, of how many there are.
        Strata of nobody are left out; one seen in full leaves nothing to chance.
    method
        One of `STRATIFIED_METHODS`.
    level
        Confidence level, 0-1.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        A share of the whole population, 0-1; not known when all strata are empty.

    Raises
    ------
    SocialkitError
        When counts are impossible, or a stratum was not drawn from, or only once, though
        more are in it.
    UnknownNameError
        When there is no such method.

    References
    ----------
    Cochran 1977, Sampling Techniques, 3rd edition, sections 5.3 and 5.10. Wiley.
    Wilson 1927, JASA 22:209, doi:10.1080/01621459.1927.10502953.
    Zou, Huang, Zhang 2009, Computational Statistics and Data Analysis 53:1080,
    doi:10.1016/j.csda.2008.09.033.

    Examples
    --------
    >>> print(stratified([16, 2, 6], [20, 8, 12], [155, 62, 93]))
    60 % (46-73 %), in 3 strata: 24 of 40 of 310
    >>> print(stratified([16, 2, 6], [20, 8, 12], [155, 62, 93], method="jeffreys"))
    60 % (47-72 %), in 3 strata: 24 of 40 of 310
    """
    critical_value(level)
    if method not in STRATIFIED_METHODS:
        raise UnknownNameError("method", method, STRATIFIED_METHODS)
    strata = _strata(k, n, population)
    if not len(strata):
        return unknown(note or "nobody was counted", frame=frame)
    hits, drawn, members = strata.T
    weights, shares = members / members.sum(), hits / drawn
    value = min(math.fsum(weights * shares), 1.0)
    bounds = {"score": _score, "jeffreys": _jeffreys}[method]
    low, high = bounds(strata, weights, value, level)
    n_all, population_all = int(drawn.sum()), int(members.sum())
    name = "every one counted" if n_all == population_all else f"stratified {method}"
    what = "1 stratum" if len(strata) == 1 else f"{len(strata)} strata"
    counted = f"in {what}: {int(hits.sum()):,} of {n_all:,}{of_all(n_all, population_all)}"
    return Estimate(
        value, min(low, value), max(high, value), level, name, n_all, population_all,
        frame, note, "share", counted,
    )  # fmt: skip


def _strata(k: Sequence[int], n: Sequence[int], population: Sequence[int]) -> np.ndarray:
    """Return k, n and N of the strata that anyone is in, one row each, checked."""
    columns = [list(column) for column in (k, n, population)]
    if len({len(column) for column in columns}) > 1:
        raise SocialkitError("give as many k as n as population sizes, one for each stratum.")
    rows = list(zip(*columns, strict=True))
    for place, (hits, drawn, members) in enumerate(rows, 1):
        check_counts(hits, drawn, members)
        if drawn < min(members, 2):
            raise SocialkitError(
                f"stratum {place} has {members} members, of whom {drawn} were drawn: "
                "draw at least two from each stratum, or merge it with another."
            )
    return np.array([row for row in rows if row[2] > 0], dtype=float).reshape(-1, 3)


def _score(
    strata: np.ndarray, weights: np.ndarray, value: float, level: float
) -> tuple[float, float]:
    hits, drawn, members = strata.T
    shares, z = hits / drawn, critical_value(level)
    left = weights**2 * (1 - drawn / members) / np.maximum(drawn - 1, 1)
    return _lower(shares, value, left, z), 1 - _lower(1 - shares, 1 - value, left, z)


def _jeffreys(
    strata: np.ndarray, weights: np.ndarray, value: float, level: float
) -> tuple[float, float]:
    each = [proportion(*map(int, one), "jeffreys", level) for one in strata]
    pairs = list(zip(weights, each, strict=True))
    below = math.hypot(*(weight * (one.value - one.low) for weight, one in pairs))
    above = math.hypot(*(weight * (one.high - one.value) for weight, one in pairs))
    return max(value - below, 0.0), min(value + above, 1.0)


def _lower(shares: np.ndarray, value: float, left: np.ndarray, z: float) -> float:
    """Solve (p - P)^2 = z^2 sum(left p_h (1 - p_h)) for P below p, with p_h = P shares / p."""
    if value <= 0:
        return 0.0
    slopes = shares / value
    first, second = math.fsum(left * slopes), math.fsum(left * slopes**2)
    linear, square = 2 * value + z**2 * first, 1 + z**2 * second
    root = max(linear**2 - 4 * square * value**2, 0.0)
    return max((linear - math.sqrt(root)) / (2 * square), 0.0)
