"""How good an audience is, how many whole followers that makes, and what that rests on."""

import math

import pandas as pd

from socialkit import estimate
from socialkit.audience.frame import Frame, about_followers
from socialkit.estimate import Draws, Estimate

RESAMPLED = "the interval says how far another audience of this size could lie off"
LEAST_COVERAGE = 0.5
"""With less of the evidence than this, on average, followers are not counted by their worth."""
FACETS = {
    "reachable": ("profile", "are reachable"),
    "active": ("last posts", "are active"),
    "engaged": ("interactions", "interact"),
    "related": ("followed back", "are followed back"),
}
"""Each facet of quality for a reader: what it rests on, and what else it would tell."""


def worth(
    scored: pd.DataFrame, seen: Frame, *, level: float = 0.95, seed: int = 0
) -> dict[str, Estimate]:
    """Estimate the mean quality of followers, and how many whole followers that makes.

    Parameters
    ----------
    scored
        As `socialkit.audience.classify` returns them.
    seen
        Which followers these are.
    level
        Confidence level of the intervals.
    seed
        Of the bootstrap.

    Returns
    -------
    dict of Estimate
        `mean_quality`, whose note says on which questions it rests where some lack, and
        `effective_followers`, not known with less than half of the evidence.
    """
    note = _note(scored, seen) if scored["quality"].notna().any() else "what followers are like"
    mean = mean_quality(scored["quality"], seen, note=note, level=level, seed=seed)
    coverage = math.fsum(scored["coverage"]) / max(len(scored), 1)
    return {"mean_quality": mean, "effective_followers": effective(mean, coverage, seen)}


def mean_quality(
    values: pd.Series,
    seen: Frame,
    *,
    note: str = "",
    level: float = 0.95,
    seed: int = 0,
    draws: Draws | None = None,
) -> Estimate:
    """Estimate the mean quality of an audience from the quality of the followers seen."""
    mean = estimate.mean(
        values, population=seen.population, of="superpopulation", level=level, seed=seed,
        note=note, draws=draws,
    )  # fmt: skip
    return about_followers(mean, seen)


def effective(mean: Estimate, coverage: float, seen: Frame) -> Estimate:
    """Estimate how many whole followers a mean quality makes, given their mean coverage."""
    quantity = quantity_of(seen)
    if quantity is None:
        return estimate.unknown("how many followers there are", n=mean.n, unit="count")
    if mean.known and coverage < LEAST_COVERAGE:
        reason = f"enough about these followers ({coverage:.0%} of the evidence is known)"
        return estimate.unknown(reason.replace("%", " %"), n=mean.n, unit="count")
    return mean.times(quantity)


def quantity_of(seen: Frame) -> int | None:
    """Return how many followers an estimate speaks for.

    Those of a census or of the part seen; all reported for a random sample, whose own size
    says nothing about the audience, and for a head that was to be extrapolated.
    """
    for_all = seen.kind == "random" or seen.is_extrapolated
    return seen.population if for_all else seen.seen


def _note(scored: pd.DataFrame, seen: Frame) -> str:
    """Say on what the quality rests, where most lack some of it, and for whom it speaks."""
    is_sound = seen.kind in ("census", "random")
    return "; ".join(part for part in (_basis(scored), "" if is_sound else seen.note) if part)


def _basis(scored: pd.DataFrame) -> str:
    share = {facet: scored[facet].notna().mean() for facet in FACETS}
    has = [FACETS[facet][0] for facet, known in share.items() if known >= 0.5]
    lacks = [FACETS[facet][1] for facet, known in share.items() if known < 0.5]
    if not lacks:
        return RESAMPLED
    of_most = " for most" if any(0 < known < 0.5 for known in share.values()) else ""
    rests = f"rests on {_joined(has, 'and')}; " if has else ""
    return f"{rests}whether they {_joined(lacks, 'or')} is not known{of_most}; {RESAMPLED}"


def _joined(words: list[str], last: str) -> str:
    return f" {last} ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
