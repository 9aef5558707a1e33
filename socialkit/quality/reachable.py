"""The facet `reachable`: does a person seem to be there? Evidence, added up as log-odds."""

import math
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from socialkit.quality.columns import (
    Column,
    Columns,
    Table,
    is_known,
    log10,
    logistic,
    number,
    or_zero,
    step,
    where,
)


class Evidence(NamedTuple):
    """One piece of evidence, in log-odds: 0 at `neutral`, up to `supports`, down to `-against`.

    Counts and days enter as log10(x + 1); `decades` says over how many tenfold steps the
    evidence turns. Facts have neither: they are true or not. What does not stand alone counts
    only where something else is known: a bare name on a list is no profile.
    """

    name: str
    column: str
    against: float
    supports: float
    neutral: float | None = None
    decades: float = 0.0
    more_is_better: bool = True
    stands_alone: bool = True


# The bounds are rounded on purpose: they set what matters most, not the third digit, and
# `quality.sensitivity` shows that halving or doubling one moves few ranks.
# - ratio: fine up to 2:1 (Camisani-Calzolari), suspect from 50:1 on (Socialbakers).
# - following: nobody keeps up with more than 1,500 accounts (HypeAuditor); that few are
#   followed says little, since junk can wait for its orders.
# - followers: 30 (Camisani-Calzolari). Many are easily bought, so they add little.
# - posts: none at all is suspect (Socialbakers), 50 are fine (Camisani-Calzolari); 6 lie in
#   the middle of the two on the log scale.
# - age: bought accounts are young (Cresci et al. 2015); years of age prove nothing.
# - handle: one sign in five a digit says little; long numbers are what is left when programs
#   make up names. Many people have them, so it is weak, and by itself no evidence at all.
# - facts: hardly anybody is without a picture, many without a bio, most without a site. So
#   what most people have speaks against those without it, and what few have for those with it.
REACHABLE = (
    Evidence("following_ratio", "following_count", 5.0, 1.5, 5, 0.6, more_is_better=False),
    Evidence("following", "following_count", 3.0, 0.5, 1500, 0.25, more_is_better=False),
    Evidence("followers", "followers_count", 2.0, 0.7, 30, 0.5),
    Evidence("posts", "posts_count", 3.0, 2.5, 6, 0.7),
    Evidence("age", "age_days", 1.5, 0.5, 180, 0.4),
    Evidence("picture", "has_picture", 1.5, 0.3),
    Evidence("biography", "has_bio", 0.8, 0.8),
    Evidence("website", "has_url", 0.1, 0.6),
    Evidence("place", "has_location", 0.2, 0.5),
    Evidence("name", "has_name", 0.6, 0.1, stands_alone=False),
    Evidence(
        "handle",
        "handle_digit_share",
        1.0,
        0.3,
        0.2,
        0.03,
        more_is_better=False,
        stands_alone=False,
    ),
)
UNREACHABLE_BELOW = 0.5
"""Whose `reachable` lies below this looks more like junk than like a person."""
PRIOR_LOG_ODDS = 0.5
"""Before any evidence: most followers are people. In part only, as pieces overlap."""


def log_odds(known: Table, evidence: tuple[Evidence, ...] = REACHABLE) -> Table:
    """Put each piece of evidence beside what is known, in log-odds; NA where its columns are."""

    def with_profile(columns: Columns) -> dict[str, Column]:
        is_profile = _any_known(columns, (one.name for one in evidence if one.stands_alone))
        weak = (one.name for one in evidence if not one.stands_alone)
        return {name: where(is_profile, columns[name]) for name in weak}

    pieces = step(known, lambda columns: {one.name: _piece(one, columns) for one in evidence})
    return step(pieces, with_profile) if any(not one.stands_alone for one in evidence) else pieces


def reachable(columns: Columns, evidence: tuple[Evidence, ...] = REACHABLE) -> Column:
    """Return the facet, 0-1, from the pieces of `log_odds`; NA where none is known."""
    total = sum((or_zero(columns[one.name]) for one in evidence), start=PRIOR_LOG_ODDS)
    return where(_any_known(columns, (one.name for one in evidence)), logistic(total))


def known_share(columns: Columns, evidence: tuple[Evidence, ...] = REACHABLE) -> Column:
    """Return how much of the evidence is known, 0-1: each piece counts by its whole reach."""
    # Both sums in the same order, so that all of it is 1 to the last digit.
    known = sum(reach(one) * number(is_known(columns[one.name])) for one in evidence)
    return known / sum(reach(one) for one in evidence)


def reach(one: Evidence) -> float:
    """Return how far a piece of evidence can move the log-odds, from worst to best."""
    return one.against + one.supports


def _any_known(columns: Columns, names: Iterable[str]) -> Column:
    return reduce(or_, (is_known(columns[name]) for name in names))


def _piece(one: Evidence, columns: Columns) -> Column:
    value = columns[one.column]
    if one.neutral is None:
        return reach(one) * value - one.against
    if one.name == "following_ratio":
        # Starting at the neutral ratio, an account with no ties is neither good nor bad.
        value = log10(value + one.neutral) - log10(columns["followers_count"] + 1)
        neutral = math.log10(one.neutral)
    else:
        value, neutral = log10(value + 1), math.log10(one.neutral + 1)
    steps = (value - neutral) / (one.decades if one.more_is_better else -one.decades)
    # Shifted so that what speaks for and against cancel where steps = 0.
    return reach(one) * logistic(steps + math.log(one.against / one.supports)) - one.against
