"""Samples whose members had different chances to be drawn."""

import math

import numpy as np
import pandas as pd

from socialkit.errors import SocialkitError
from socialkit.estimate.checks import check_counts, critical_value, finite_numbers, paired
from socialkit.estimate.number import MIN_BOOTSTRAP, Estimate, joined, of_all, unknown
from socialkit.estimate.proportions import bounds

INDEPENDENT = "as if each was drawn independently of the others"


def horvitz_thompson(
    values: pd.Series,
    inclusion: pd.Series,
    *,
    population: int | None = None,
    level: float = 0.95,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate the sum over a population whose members had different chances to be drawn.

    total = sum(y_i / pi_i), with the variance sum((1 - pi_i) y_i^2 / pi_i^2) of members
    drawn independently of one another (Poisson sampling), which also serves, on the wide
    side, for most draws of a fixed size; interval by the normal approximation.

    Parameters
    ----------
    values
        What each one drawn holds; 1 and 0 count a trait.
    inclusion
        The chance each one drawn had of being drawn, above 0 and at most 1, on the same
        index.
    population
        How many there are in all, for the words only.
    level
        Confidence level, 0-1.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        A count; not known when any value is not, since a sum cannot leave it out. Without
        an interval for fewer than five, or when all values are 0.

    Raises
    ------
    SocialkitError
        When a chance is not above 0 and at most 1, or not known.

    References
    ----------
    Horvitz, Thompson 1952, JASA 47:663, doi:10.1080/01621459.1952.10483446.

    Examples
    --------
    >>> likes, chance = pd.Series([3, 8, 7, 2, 5]), pd.Series([0.3, 0.8, 0.5, 0.2, 0.5])
    >>> print(horvitz_thompson(likes, chance))
    54 (25-89), n = 5
    """
    z = critical_value(level)
    y, chances = _drawn(values, inclusion, population)
    missing = int(np.isnan(y).sum())
    if not len(y) or missing:
        reason = f"{missing} of those drawn are not known" if missing else "nobody was counted"
        return unknown(note or reason, n=len(y), frame=frame, unit="count")
    value = math.fsum(y / chances)
    error = math.sqrt(math.fsum((1 - chances) * (y / chances) ** 2))
    certain = bool((chances == 1).all())
    low, high = _normal(value, error, len(y), z, certain)
    if not math.isnan(low) and (y >= 0).all():
        low = max(low, math.fsum(y))  # those seen are there
    population = len(y) if certain and population is None else population
    name, note = "Horvitz-Thompson", joined(note, "" if certain else INDEPENDENT)
    return Estimate(value, low, high, level, name, len(y), population, frame, note, "count")


def hajek(
    values: pd.Series,
    inclusion: pd.Series,
    *,
    population: int | None = None,
    level: float = 0.95,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate a mean or share in a population with different chances to be drawn.

    mean = sum(y_i / pi_i) / sum(1 / pi_i), with the linearised variance for members drawn
    independently, n / (n - 1) sum((1 - pi_i) (y_i - mean)^2 / pi_i^2) / sum(1 / pi_i)^2:
    with equal chances n / N it is the variance of a simple random sample. The interval of
    a share (values True and False) is Wilson's on the n that a simple sample of that
    variance would have; that of a mean is the normal approximation.

    Parameters
    ----------
    values
        What each one drawn holds; those not known are left out. Truth values make a share.
    inclusion
        The chance each one drawn had of being drawn, above 0 and at most 1, on the same
        index.
    population
        How many there are in all, for the words only.
    level
        Confidence level, 0-1.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        A share for truth values, else a score. A score has no interval for fewer than
        five values, or when all are alike.

    Raises
    ------
    SocialkitError
        When a chance is not above 0 and at most 1, or not known.

    References
    ----------
    Särndal, Swensson, Wretman 1992, Model Assisted Survey Sampling, section 5.7. Springer.

    Examples
    --------
    >>> dormant = pd.Series([True, False, False, True, False, False])
    >>> print(hajek(dormant, pd.Series([0.5, 0.5, 0.5, 0.1, 0.1, 0.1])))
    33 % (7-76 %), weighted: 2 of 6
    """
    z = critical_value(level)
    is_share = pd.api.types.is_bool_dtype(pd.Series(values).dtype)
    y, chances = _drawn(values, inclusion, population)
    y, chances = y[~np.isnan(y)], chances[~np.isnan(y)]
    n, unit = len(y), "share" if is_share else "score"
    if n == 0:
        return unknown(note or "nobody was counted", frame=frame, unit=unit)
    size = math.fsum(1 / chances)
    value = math.fsum(y / chances) / size
    certain = bool((chances == 1).all())
    spread = math.fsum((1 - chances) * ((y - value) / chances) ** 2) * n / max(n - 1, 1)
    error = math.sqrt(spread) / size
    counted = f"weighted: {int(y.sum()):,} of {n:,}{of_all(n, population)}" if is_share else ""
    if is_share and not certain:
        low, high = _wilson(value, error, chances, level)
    else:
        low, high = _normal(value, error, n, z, certain)
    population = n if certain and population is None else population
    note = joined(note, "" if certain else INDEPENDENT)
    return Estimate(value, low, high, level, "Hajek", n, population, frame, note, unit, counted)


def _drawn(
    values: pd.Series, inclusion: pd.Series, population: int | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the values, NaN where not known, and the chances, checked, in one order."""
    both = paired(values, inclusion, ("y", "chance"))
    finite_numbers(both["y"])
    chances = finite_numbers(both["chance"])
    if len(chances) < len(both) or not ((chances > 0) & (chances <= 1)).all():
        raise SocialkitError("each one drawn needs a chance above 0 and at most 1.")
    check_counts(0, len(both), population)
    y = both["y"].astype("Float64").to_numpy(dtype=float, na_value=math.nan)
    order = np.lexsort((chances, y))
    return y[order], chances[order]


def _normal(value: float, error: float, n: int, z: float, certain: bool) -> tuple[float, float]:
    if not certain and (n < MIN_BOOTSTRAP or error == 0):
        return math.nan, math.nan
    return value - z * error, value + z * error


def _wilson(value: float, error: float, chances: np.ndarray, level: float) -> tuple[float, float]:
    """Return Wilson's interval on the n of a simple sample with the same standard error."""
    if error > 0:
        return bounds(value, value * (1 - value) / error**2, "wilson", level)
    alike = math.fsum((1 - chances) / chances**2) / math.fsum(1 / chances) ** 2
    return bounds(round(value), 1 / alike, "wilson", level)
