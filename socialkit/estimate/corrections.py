"""What a classifier that errs says of the share it was sent to count."""

import math
from typing import NamedTuple

from socialkit.estimate.checks import check_counts, check_share, critical_value
from socialkit.estimate.number import Estimate, joined, of_all, unknown
from socialkit.estimate.rates import ROUNDING, Rates, check_rates, exact_bounds, validated_bounds

EXACT = "sensitivity and specificity taken as exactly known"
CLIPPED = "what fell outside 0-100 % was clipped"
MISFIT = "these error rates do not fit: so few or so many were flagged that no share explains it"


def corrected(
    k: int,
    n: int,
    sensitivity: float,
    specificity: float,
    *,
    validation: tuple[int, int] | None = None,
    population: int | None = None,
    level: float = 0.95,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate the true share from how many a classifier flagged, given its error rates.

    With AP = k / n: share = (AP + Sp - 1) / (Se + Sp - 1) (Rogan and Gladen). Where Se and
    Sp are known the interval maps Wilson's bounds in the same way (Reiczigel); of a known
    population the drawing narrows by (N - n) / (N - 1) but the errors do not, so a census
    still has a width. Given the sizes of the validation sample, the interval is Lang and
    Reiczigel's, which adds the uncertainty of Se and Sp.

    Parameters
    ----------
    k, n
        How many were flagged, of how many classed.
    sensitivity, specificity
        The share flagged among those who have the trait, and the share not flagged among
        those who have it not, 0-1.
    validation
        On how many with and how many without the trait the two rates were measured.
    population
        How many there are in all, when those classed are a random part (or all) of them.
    level
        Confidence level, 0-1.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        A share, 0-1, clipped to that where it must be, which `note` then says; not known
        when `n` is 0 or no share is compatible with the error rates.

    Raises
    ------
    SocialkitError
        When Se + Sp <= 1 (flags then say nothing), or counts or rates are impossible.

    References
    ----------
    Rogan, Gladen 1978, American Journal of Epidemiology 107:71,
    doi:10.1093/oxfordjournals.aje.a112510.
    Reiczigel, Földi, Ózsvári 2010, Epidemiology and Infection 138:1674,
    doi:10.1017/S0950268810000385.
    Lang, Reiczigel 2014, Preventive Veterinary Medicine 113:13,
    doi:10.1016/j.prevetmed.2013.09.015.

    Examples
    --------
    >>> print(corrected(20, 120, 0.9, 0.99))
    18 % (11-26 %), flagged: 20 of 120
    >>> print(corrected(20, 120, 0.9, 0.99, validation=(50, 50)))
    18 % (8-26 %), flagged: 20 of 120
    """
    z = critical_value(level)
    check_counts(k, n, population)
    check_rates(sensitivity, specificity, validation)
    if n == 0:
        return unknown(note or "nobody was counted", frame=frame)
    chance = 1.0 if population is None else (population - n) / max(population - 1, 1)
    rates = Rates(sensitivity, specificity)
    if validation is None:
        low, high = exact_bounds(k / n, n, rates, chance, z)
    else:
        low, high = validated_bounds(k / n, n, rates, validation, chance, z)
    if math.isnan(low) or high < -ROUNDING or low > 1 + ROUNDING:
        return unknown(joined(note, MISFIT), n=n, frame=frame)
    value = rates.share_behind(k / n)
    wanted = value, min(low, value), max(high, value)
    ends = tuple(min(max(x, 0.0), 1.0) for x in wanted)
    clipped = max(abs(end - x) for end, x in zip(ends, wanted, strict=True)) > ROUNDING
    note = joined(note, "" if validation else EXACT, CLIPPED if clipped else "")
    name = "Rogan-Gladen, " + ("Lang-Reiczigel" if validation else "Wilson")
    counted = f"flagged: {k:,} of {n:,}{of_all(n, population)}"
    return Estimate(*ends, level, name, n, population, frame, note, "share", counted)


class PredictiveValues(NamedTuple):
    """How often a classifier is right when it flags, and when it does not."""

    positive: float
    negative: float


def predictive_value(sensitivity: float, specificity: float, prevalence: float) -> PredictiveValues:
    """Tell how often a flag is right, and how often its absence is, at a prevalence.

    positive = Se p / (Se p + (1 - Sp)(1 - p)),
    negative = Sp (1 - p) / (Sp (1 - p) + (1 - Se) p).

    Parameters
    ----------
    sensitivity, specificity
        The share flagged among those who have the trait, and the share not flagged among
        those who have it not, 0-1.
    prevalence
        The share who have the trait, 0-1.

    Returns
    -------
    PredictiveValues
        `positive` and `negative`, 0-1; NaN where nobody would be flagged, or everybody.

    Raises
    ------
    SocialkitError
        When a rate is not between 0 and 1.

    References
    ----------
    Altman, Bland 1994, BMJ 309:102, doi:10.1136/bmj.309.6947.102.

    Examples
    --------
    >>> round(predictive_value(0.95, 0.95, 0.05).positive, 3)
    0.5
    """
    check_rates(sensitivity, specificity, None, useful=False)
    check_share(prevalence, "prevalence")
    have, lack = prevalence, 1 - prevalence
    return PredictiveValues(
        _part(sensitivity * have, (1 - specificity) * lack),
        _part(specificity * lack, (1 - sensitivity) * have),
    )


def _part(one: float, other: float) -> float:
    return one / (one + other) if one + other > 0 else math.nan
