"""The score: four facets, smooth evidence, and how much of the evidence was there."""

import math
from typing import NamedTuple

import narwhals as nw
import pandas as pd

from socialkit.quality.needed import DORMANT_DAYS, needed

MIN_COVERAGE = 0.2
"""With less of the evidence than this there is no `quality`, however good that little looks."""

FACET_WEIGHTS = {"reachable": 0.4, "active": 0.3, "engaged": 0.2, "related": 0.1}
"""How much each facet counts in `quality`."""


class _Evidence(NamedTuple):
    """Smooth evidence from one column: -1 (junk-like) to 1 (person-like) about a midpoint."""

    column: str
    weight: float
    midpoint: float
    scale: float
    is_count: bool


# Counts and days enter as log10(x + 1). The first is following against followers: log10 of
# their ratio, midpoint 0.9 (eight to one), as such NA only where either count is.
_REACHABLE = (
    _Evidence("following_count", 3.0, 0.9, -0.6, True),
    _Evidence("followers_count", 1.5, 1.3, 0.6, True),
    _Evidence("posts_count", 1.0, 0.8, 0.6, True),
    _Evidence("age_days", 0.5, 2.0, 0.6, True),
    _Evidence("has_picture", 1.0, 0.5, 0.5, False),
    _Evidence("has_bio", 1.0, 0.5, 0.5, False),
    _Evidence("has_url", 0.4, 0.5, 1.0, False),
    _Evidence("has_location", 0.4, 0.5, 1.0, False),
)
_STEEPNESS = 4.0
_ACTIVE_MIDPOINT, _ACTIVE_SCALE = math.log10(DORMANT_DAYS + 1), 0.25

_COLUMNS = tuple(
    dict.fromkeys(
        [
            *(one.column for one in _REACHABLE),
            "days_since_post",
            "engaged_with_focal",
            "followed_by_focal",
        ]
    )
)


def score(features: pd.DataFrame) -> pd.DataFrame:
    """Score how good each follower is, from 0 to 1, and how much evidence that rests on.

    Four facets, each 0-1: `reachable` (a person seems to be there: no hard cut, each piece
    of evidence e in -1..1 counts by its weight, 1 / (1 + exp(-4 sum(w e) / sum(w)))),
    `active` (falls with the days since the last public post, one half at 60 days),
    `engaged` (n / (n + 1) for n interactions) and `related` (is it followed back).

    quality = sum(weight * facet) / sum(weight), over the facets with evidence. That nobody
    saw an interaction, or a follow back, counts only beside other evidence.

    Parameters
    ----------
    features
        As `socialkit.features.account_features` or `follower_features` return them.

    Returns
    -------
    pandas.DataFrame
        On the caller's own index, Float64: `quality` (NA with less than a fifth of the evidence),
        `coverage` (0-1: the weight of the evidence that was there), and the facets.

    Raises
    ------
    MissingDataError
        When a column is missing.

    References
    ----------
    Cresci et al. 2015, Decision Support Systems 80:56, doi:10.1016/j.dss.2015.09.003.

    Examples
    --------
    >>> import socialkit as sk
    >>> features = sk.features.account_features(sk.datasets.load("therapists"))
    >>> sk.quality.score(features).columns.tolist()
    ['quality', 'coverage', 'reachable', 'active', 'engaged', 'related']
    """
    known = nw.from_native(needed(features, _COLUMNS))
    pieces = known.select(*_evidence(), _active(), _engaged(), _related())
    facets = pieces.with_columns(*_reachable()).with_columns(
        nw.when(nw.col("known") > 0).then(nw.col("reachable")).alias("reachable")
    )
    weighted = [weight * nw.col(facet) for facet, weight in FACET_WEIGHTS.items()]
    present = [weight * _is_known(facet) for facet, weight in FACET_WEIGHTS.items()]
    of_all = nw.col("known") / sum(one.weight for one in _REACHABLE)
    seen = [FACET_WEIGHTS["reachable"] * of_all, *present[1:]]
    quality = nw.sum_horizontal(*weighted) / nw.sum_horizontal(*present)
    scored = facets.with_columns(
        nw.when(_has_evidence()).then(quality).alias("quality"),
        nw.when(_has_evidence()).then(nw.sum_horizontal(*seen)).otherwise(0.0).alias("coverage"),
    ).with_columns(nw.when(nw.col("coverage") >= MIN_COVERAGE).then(nw.col("quality")))
    return scored.select("quality", "coverage", *FACET_WEIGHTS).to_native().astype("Float64")


def _has_evidence() -> nw.Expr:
    """Tell whether a profile, an activity or an interaction was seen at all."""
    person = ~nw.col("reachable").is_null() | ~nw.col("active").is_null()
    return person | (nw.col("engaged") > 0).fill_null(False)


def _log10(value: nw.Expr) -> nw.Expr:
    return (value + 1).log(base=10)


def _smooth(value: nw.Expr) -> nw.Expr:
    """tanh, written with exp, which every table engine has."""
    return 1 - 2 / ((2 * value).exp() + 1)


def _is_known(name: str) -> nw.Expr:
    return (~nw.col(name).is_null()).cast(nw.Float64)


def _evidence() -> list[nw.Expr]:
    """Return each piece of evidence of `_REACHABLE`, -1 to 1, under a name of its own."""
    pieces = []
    for one in _REACHABLE:
        value = nw.col(one.column)
        if one.column == "following_count":
            value = _log10(value) - _log10(nw.col("followers_count"))
        elif one.is_count:
            value = _log10(value)
        piece = _smooth((value - one.midpoint) / one.scale)
        pieces.append(piece.alias(_piece(one)))
    return pieces


def _piece(one: _Evidence) -> str:
    return f"evidence of {one.column}"


def _reachable() -> tuple[nw.Expr, nw.Expr]:
    """Return the facet, and the weight of the evidence that is known."""
    known = nw.sum_horizontal(*(one.weight * _is_known(_piece(one)) for one in _REACHABLE))
    total = nw.sum_horizontal(*(one.weight * nw.col(_piece(one)) for one in _REACHABLE))
    facet = 1 / (1 + (-_STEEPNESS * total / known).exp())
    return facet.alias("reachable"), known.alias("known")


def _active() -> nw.Expr:
    """Fall from 1 with the days since the last public post; one half at `DORMANT_DAYS`.

    An account that never posted counts from its opening, once old enough to be dormant.
    """
    is_silent = (nw.col("posts_count") == 0) & (nw.col("age_days") > DORMANT_DAYS)
    never = nw.when(is_silent).then(nw.col("age_days"))
    days = nw.coalesce("days_since_post", never)
    facet = 1 / (1 + ((_log10(days) - _ACTIVE_MIDPOINT) / _ACTIVE_SCALE).exp())
    return facet.alias("active")


def _engaged() -> nw.Expr:
    count = nw.col("engaged_with_focal")
    return (count / (count + 1)).alias("engaged")


def _related() -> nw.Expr:
    count = nw.col("followed_by_focal")
    followed = nw.when(count > 0).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
    return nw.when(~count.is_null()).then(followed).alias("related")
