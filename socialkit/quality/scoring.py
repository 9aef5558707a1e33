"""The score: four facets, smooth evidence, and how much of the evidence was there."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.quality import facets, reachable
from socialkit.quality.needed import DORMANT_DAYS, checked_days, needed
from socialkit.quality.presets import FACET_WEIGHTS, weights_of
from socialkit.quality.reachable import REACHABLE, Evidence

MIN_COVERAGE = 0.2
"""With less of the evidence than this there is no `quality`, however good that little looks."""
_CONDUCT = ("days_since_post", "engaged_with_focal", "followed_by_focal")
COLUMNS = tuple(dict.fromkeys([*(one.column for one in REACHABLE), *_CONDUCT]))
"""Which columns the score needs."""
CLOSENESS = {"adamic_adar": 1.0, "bio_similarity": 10.0}
"""The columns of `relatedness` that count in `related` where the features hold them, and how much:
a tenth of likeness between bios is common among colleagues, and rare among strangers."""


def score(
    features: pd.DataFrame,
    weights: str | Mapping[str, float] = "balanced",
    *,
    dormant_days: int = DORMANT_DAYS,
) -> pd.DataFrame:
    """Score how good each follower is, from 0 to 1, and how much evidence that rests on.

    Four facets, each 0-1:

    - `reachable`: a person seems to be there. Each piece of evidence adds log-odds, smoothly
      and within bounds, and none decides alone: 1 / (1 + exp(-(0.5 + sum(evidence)))). What
      is not known adds nothing. It ranks; it is no probability that holds everywhere.
    - `active`: falls with the days since the last public post, one half at `dormant_days`.
    - `engaged`: n / (n + 1) for n interactions.
    - `related`: it is followed back; or shares contacts or words of the bio, where
      `relatedness` was joined.

    quality = sum(weight * facet) / sum(weight), over the facets with evidence. That nobody
    saw an interaction, or a follow back, counts only beside other evidence.

    Parameters
    ----------
    features
        As `socialkit.features.account_features` or `follower_features` return them.
    weights
        What one wants of followers: ``"balanced"``, ``"referrals"``, ``"conversation"``,
        ``"reach"`` (see `PRESETS`), or own weights by facet; facets not named count 0.
    dormant_days
        Days without a public post at which `active` is one half.

    Returns
    -------
    pandas.DataFrame
        On the caller's own index, Float64: `quality` (NA with less than a fifth of the evidence),
        `coverage` (0-1: the weight of the evidence that was there), and the facets.

    Raises
    ------
    MissingDataError
        When a column is missing.
    SocialkitError
        When a weight or `dormant_days` is no number that could be meant.

    References
    ----------
    Cresci et al. 2015, Decision Support Systems 80:56, doi:10.1016/j.dss.2015.09.003
    (what tells bought followers, and the published rules whose bounds stand in `REACHABLE`).
    Stringhini, Kruegel, Vigna 2010, ACSAC, doi:10.1145/1920261.1920263 (few followers count
    beside the ratio).

    Examples
    --------
    >>> import socialkit as sk
    >>> features = sk.features.account_features(sk.datasets.load("therapists"))
    >>> sk.quality.score(features).columns.tolist()
    ['quality', 'coverage', 'reachable', 'active', 'engaged', 'related']
    >>> sk.quality.score(features, {"reachable": 2, "engaged": 1})["quality"].between(0, 1).all()
    np.True_
    """
    practice.no_single_follower("score single followers")
    return combined(pieces(features, dormant_days=dormant_days), weights_of(weights))


def pieces(
    features: pd.DataFrame,
    *,
    dormant_days: int = DORMANT_DAYS,
    evidence: tuple[Evidence, ...] = REACHABLE,
) -> pd.DataFrame:
    """Return the log-odds of each piece of evidence, and the facets of conduct; NaN if unknown."""
    closeness = {name: much for name, much in CLOSENESS.items() if name in features.columns}
    # No count or age is below 0; a clock that was slow must not make it so.
    known = needed(features, (*COLUMNS, *closeness)).astype("float64").clip(lower=0)
    conduct = {
        "active": facets.active(known, checked_days(dormant_days)),
        "engaged": facets.engaged(known),
        "related": facets.related(known, closeness),
    }
    return pd.DataFrame(reachable.log_odds(known, evidence) | conduct, index=features.index)


def combined(
    parts: pd.DataFrame,
    weights: dict[str, float],
    *,
    evidence: tuple[Evidence, ...] = REACHABLE,
) -> pd.DataFrame:
    """Weigh the parts, as `pieces` returns them, into the table of `score`."""
    facet, seen = facets_of(parts, evidence)
    quality, coverage = weighed(facet, seen, weights)
    scored = {"quality": quality, "coverage": coverage, **facet}
    return pd.DataFrame(scored, index=parts.index).astype("Float64")


def facets_of(
    parts: pd.DataFrame, evidence: tuple[Evidence, ...] = REACHABLE
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Return the facets, NaN where not known, and how much of each one's evidence was seen."""
    facet = {"reachable": reachable.reachable(parts, evidence)}
    facet |= {name: parts[name].to_numpy() for name in FACET_WEIGHTS if name not in facet}
    seen = {name: ~np.isnan(values) for name, values in facet.items()}
    return facet, seen | {"reachable": reachable.known_share(parts, evidence)}


def weighed(
    facet: Mapping[str, np.ndarray], seen: Mapping[str, np.ndarray], weights: Mapping[str, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Weigh the facets, as `facets_of` returns them, into `quality` and `coverage`."""
    is_known = {name: ~np.isnan(values) for name, values in facet.items()}
    # A profile, an activity or an interaction must have been seen at all.
    has_evidence = is_known["reachable"] | is_known["active"] | (facet["engaged"] > 0)
    known = sum(weight * is_known[name] for name, weight in weights.items())
    total = sum(weight * np.nan_to_num(facet[name]) for name, weight in weights.items())
    coverage = sum(weight * seen[name] for name, weight in weights.items())
    # All of it is 1 to the last digit: the weights add up in the same order.
    coverage = np.where(has_evidence, coverage / sum(weights.values()), 0.0)
    told = has_evidence & (coverage >= MIN_COVERAGE) & (known > 0)
    return np.where(told, total / np.where(known > 0, known, 1), np.nan), coverage
