"""Means and totals, with intervals from resampling."""

import math

import numpy as np
import pandas as pd

from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.estimate.bootstrap import bca_by_formula, bca_interval, expanded, resampled
from socialkit.estimate.checks import check_counts, critical_value, finite_numbers
from socialkit.estimate.number import MIN_BOOTSTRAP, Estimate, joined, unknown
from socialkit.estimate.redrawn import Draws

MEAN_TARGETS = ("population", "superpopulation")
MOST_RESAMPLED, NEARLY_NORMAL = 10_000, 0.01
"""With more values than that, and means no more skewed than that, no resampling is needed."""
ALIKE = "all values are alike, so they cannot show how far the number may lie off"


def mean(
    values: pd.Series,
    *,
    population: int | None = None,
    of: str = "population",
    level: float = 0.95,
    resamples: int = 999,
    seed: int = 0,
    frame: str = "",
    note: str = "",
    unit: str = "score",
    draws: Draws | None = None,
) -> Estimate:
    """Estimate a mean, with a bootstrap interval (BCa, widened for few values).

    Of more than 10,000 values the same interval is worked out by formula, unless a few of
    them weigh so much that the mean is skewed.

    Of the population, the interval says how far the mean of all N may lie from the mean of
    the n drawn at random without replacement: both its arms are shortened by
    sqrt((N - n) / (N - 1)), so a census has none. Of the superpopulation, it says how far
    the mean would move with another set of n that came about in the same way, as many as
    are in all, and has a width even where everyone was counted.

    Parameters
    ----------
    values
        One number for each one counted. NA are left out and lower `n`; row order does
        not matter.
    population
        How many there are in all, N, when the counted are a random part (or all) of them.
    of
        ``"population"`` or ``"superpopulation"``.
    level
        Confidence level, 0-1.
    resamples, seed
        Of the bootstrap.
    frame, note, unit
        Words that stay with the number.
    draws
        Rows drawn once for many means, with their own `resamples` and `seed`: faster, and
        the same answer.

    Returns
    -------
    Estimate
        Not known without values; without an interval for fewer than five, or when all
        are alike and not everyone was counted.

    Raises
    ------
    SocialkitError
        When the values are not numbers, or there are more of them than the population.
    UnknownNameError
        When `of` is neither.

    References
    ----------
    Efron 1987, JASA 82:171, doi:10.1080/01621459.1987.10478410.
    DiCiccio, Efron 1996, Statistical Science 11:189, doi:10.1214/ss/1032280214.
    Hesterberg 2015, The American Statistician 69:371, doi:10.1080/00031305.2015.1089789.
    Cochran 1977, Sampling Techniques, 3rd edition, section 2.6. Wiley.

    Examples
    --------
    >>> quality = pd.Series([0.2, 0.4, 0.5, 0.6, 0.8])
    >>> print(mean(quality))
    0.50 (0.24-0.74), n = 5
    >>> print(mean(quality, population=5))
    0.50 (every one counted), n = 5
    """
    if of not in MEAN_TARGETS:
        raise UnknownNameError("target", of, MEAN_TARGETS)
    critical_value(level)
    numbers = np.sort(finite_numbers(values))
    n = len(numbers)
    check_counts(0, n, population)
    if n == 0:
        return unknown(note or "nobody was counted", frame=frame, unit=unit)
    value = math.fsum(numbers) / n
    left = _left_to_chance(n, population) if of == "population" else 1.0
    low, high, how = value, value, "BCa bootstrap"
    if left > 0:
        low, high, how = _interval(numbers, value, level, draws or (resamples, seed))
        low, high = value - left * (value - low), value + left * (high - value)
    alike = n >= MIN_BOOTSTRAP and math.isnan(low)
    name = {0.0: "every one counted", 1.0: how}.get(left, f"{how}, finite population")
    if of == "superpopulation":
        name = f"{how}, superpopulation"
    note = joined(note, ALIKE if alike else "")
    return Estimate(value, low, high, level, name, n, population, frame, note, unit)


def total(
    values: pd.Series,
    *,
    population: int,
    level: float = 0.95,
    resamples: int = 999,
    seed: int = 0,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate the sum over a whole population from values drawn at random: N x mean.

    Parameters
    ----------
    values
        One number for each one counted; NA are left out and lower `n`.
    population
        How many there are in all, N.
    level, resamples, seed, frame, note
        As for `mean`, which also says how the interval is made.

    Returns
    -------
    Estimate
        A count; a census has no width.

    Raises
    ------
    SocialkitError
        When the values are not numbers, or there are more of them than the population.

    References
    ----------
    Cochran 1977, Sampling Techniques, 3rd edition, section 2.5. Wiley.

    Examples
    --------
    >>> print(total(pd.Series([1, 0, 3, 2, 4, 2]), population=60))
    120 (53-197), n = 6 of 60
    """
    if population is None:
        raise SocialkitError("a total needs the size of the population.")
    average = mean(
        values, population=population, level=level, resamples=resamples, seed=seed,
        frame=frame, note=note, unit="count",
    )  # fmt: skip
    return average.times(population)


def _left_to_chance(n: int, population: int | None) -> float:
    """Return sqrt((N - n) / (N - 1)), by which drawing without replacement narrows."""
    if population is None:
        return 1.0
    return 0.0 if population == n else math.sqrt((population - n) / (population - 1))


def _interval(
    numbers: np.ndarray, value: float, level: float, draws: Draws | tuple[int, int]
) -> tuple[float, float, str]:
    """Return both ends, and how they were found."""
    how = "BCa bootstrap"
    if len(numbers) < MIN_BOOTSTRAP or numbers[0] == numbers[-1]:
        return math.nan, math.nan, how
    away = numbers - value
    away /= np.abs(away).max()  # squares of very small numbers would vanish
    # For a mean, what the jackknife finds is a sixth of the skewness over sqrt(n).
    acceleration = (away**3).sum() / (6 * (away**2).sum() ** 1.5)
    level = expanded(level, len(numbers))
    if len(numbers) > MOST_RESAMPLED and abs(acceleration) < NEARLY_NORMAL:
        error = float(numbers.std()) / math.sqrt(len(numbers))
        return *bca_by_formula(value, error, acceleration, level), "BCa by formula"
    if isinstance(draws, Draws):
        if draws.keep(len(numbers)):
            return *draws.interval(numbers, value, acceleration, level), how
        draws = (draws.resamples, draws.seed)
    drawn = resampled((numbers,), _mean, *draws)
    return *bca_interval(drawn, value, acceleration, level), how


def _mean(values: np.ndarray) -> np.ndarray:
    return values.mean(axis=-1)
