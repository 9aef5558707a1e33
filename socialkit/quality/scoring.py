"""The score: four facets, smooth evidence, and how much of the evidence was there."""

from collections.abc import Mapping

import narwhals as nw
import pandas as pd

from socialkit import practice
from socialkit.quality import facets, reachable
from socialkit.quality.columns import (
    Column,
    Columns,
    Table,
    as_numbers,
    ids_of,
    is_known,
    number,
    or_zero,
    step,
    where,
)
from socialkit.quality.needed import DORMANT_DAYS, checked_days
from socialkit.quality.presets import weights_of
from socialkit.quality.reachable import REACHABLE, Evidence

MIN_COVERAGE = 0.2
"""With less of the evidence than this there is no `quality`, however good that little looks."""
_BEHIND = ("days_since_post", "engaged_with_focal", "followed_by_focal")
COLUMNS = tuple(dict.fromkeys([*(one.column for one in REACHABLE), *_BEHIND]))
"""Which columns the score needs."""
CONDUCT = ("active", "engaged", "related")
SCORED = ("quality", "coverage", "reachable", *CONDUCT)
"""The columns of the score; the first facet is made of the pieces of evidence."""
CLOSENESS = {"adamic_adar": 1.0, "bio_similarity": 10.0}
"""The columns of `relatedness` that count in `related` where the features hold them, and how much:
a tenth of likeness between bios is common among colleagues, and rare among strangers."""


def score(
    features: pd.DataFrame | nw.LazyFrame,
    weights: str | Mapping[str, float] = "balanced",
    *,
    dormant_days: int = DORMANT_DAYS,
) -> pd.DataFrame | nw.LazyFrame:
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
        Of a LazyFrame (the features of a `Scan`) a LazyFrame, which keeps the ids.

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
    chosen = weights_of(weights)
    found = found_of(features, dormant_days=dormant_days)
    scored = weighed(seen_facets(found), chosen)
    if isinstance(scored, nw.LazyFrame):
        return scored.select(*ids_of(features), *SCORED)
    return _in_memory(scored, features.index)


def pieces(
    features: pd.DataFrame,
    *,
    dormant_days: int = DORMANT_DAYS,
    evidence: tuple[Evidence, ...] = REACHABLE,
) -> pd.DataFrame:
    """Return the log-odds of each piece of evidence, and the facets of conduct; NaN if unknown."""
    found = found_of(features, dormant_days=dormant_days, evidence=evidence)
    names = [*(one.name for one in evidence), *CONDUCT]
    return pd.DataFrame({name: found[name] for name in names}, index=features.index)


def combined(
    parts: pd.DataFrame,
    weights: dict[str, float],
    *,
    evidence: tuple[Evidence, ...] = REACHABLE,
) -> pd.DataFrame:
    """Weigh the parts, as `pieces` returns them, into the table of `score`."""
    found = {name: parts[name].to_numpy() for name in parts}
    return _in_memory(weighed(seen_facets(found, evidence), weights), parts.index)


def found_of(
    features: pd.DataFrame | nw.LazyFrame,
    *,
    dormant_days: float = DORMANT_DAYS,
    evidence: tuple[Evidence, ...] = REACHABLE,
) -> Table:
    """Put the pieces of evidence and the facets of conduct beside the numbers they rest on."""
    closeness = {name: much for name, much in CLOSENESS.items() if name in features.columns}
    days = checked_days(dormant_days)
    known = as_numbers(features, (*COLUMNS, *closeness))
    return step(
        reachable.log_odds(known, evidence),
        lambda columns: {
            "active": facets.active(columns, days),
            "engaged": facets.engaged(columns),
            "related": facets.related(columns, closeness),
        },
    )


def seen_facets(found: Table, evidence: tuple[Evidence, ...] = REACHABLE) -> Table:
    """Put `reachable` beside the pieces, and as `seen` how much of its evidence was there."""
    return step(
        found,
        lambda columns: {
            "reachable": reachable.reachable(columns, evidence),
            "seen": reachable.known_share(columns, evidence),
        },
    )


def weighed(found: Table, weights: Mapping[str, float]) -> Table:
    """Put `quality` and `coverage` beside the facets and `seen`."""
    return step(found, lambda columns: _weighed(columns, weights))


def _weighed(facet: Columns, weights: Mapping[str, float]) -> dict[str, Column]:
    used = {name: weight for name, weight in weights.items() if weight}
    known_of = {name: is_known(facet[name]) for name in weights}
    # A profile, an activity or an interaction must have been seen at all.
    is_seen = known_of["reachable"] | known_of["active"] | (or_zero(facet["engaged"]) > 0)
    known = sum(weight * number(known_of[name]) for name, weight in used.items())
    total = sum(weight * or_zero(facet[name]) for name, weight in used.items())
    seen = {name: number(one) for name, one in known_of.items()} | {"reachable": facet["seen"]}
    # All of it is 1 to the last digit: the weights add up in the same order.
    coverage = sum(weight * seen[name] for name, weight in used.items()) / sum(used.values())
    told = is_seen & (coverage >= MIN_COVERAGE) & (known > 0)
    quality = where(told, total / where(known > 0, known))
    return {"quality": quality, "coverage": where(is_seen, coverage, 0.0)}


def _in_memory(scored: Columns, index: pd.Index) -> pd.DataFrame:
    table = pd.DataFrame({name: scored[name] for name in SCORED}, index=index)
    return table.astype("Float64")
