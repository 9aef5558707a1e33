"""Whether a brick is a block: so dense that chance, habits and crowds do not explain it."""

from typing import NamedTuple

import numpy as np

from socialkit.fingerprint.bricks import (
    ENOUGH_REACHED,
    Audience,
    Brick,
    beside,
    rest_of,
)
from socialkit.fingerprint.candidates import FEWEST, SCALES
from socialkit.fingerprint.edges import FEWEST_OUTSIDE, widened

FALSE_ALARMS = 0.02
"""Bound on the chance that a search names a block, while the usual shares hold."""
DENSITIES = (0.25, 0.5, 0.9)  # shares of a run against which the usual share is tested
LEAST_DENSITY = 0.12
LEAST_ODDS = 8.0
"""How much the odds of lying in the band must exceed the usual odds."""
THIN_DENSITY = 0.2
LEAST_THIN_ODDS = 16.0
LEAST_ODDS_BESIDE = 4.0
"""The same against the followers next to the run: where a wave ebbs, the odds ebb with it."""
WIDE_DAYS = 30.0
LEAST_WIDE_DENSITY = 0.4
FEWEST_WIDE = 10
WIDE_FACTOR = 2.0
"""Over weeks a season's crowd may gather by itself, so there the threshold is twice as high,
unless much of the run was opened then, and well before it followed."""
FRESH_DAYS = 14.0
"""An account opened within so many days of its follow is a newcomer's."""
LEAST_EARLY_DENSITY = 0.4
LEAST_FRESH_DENSITY = 0.6
FEWEST_FRESH = 8


class Judged(NamedTuple):
    """A block with what speaks for it."""

    brick: Brick
    gain: float
    score: float
    usual: float
    density: float


def judged(audience: Audience, core: Brick, value: float) -> Judged | None:
    """Return what speaks for a brick, or None when it is no block."""
    brick = widened(audience, core)
    members, run = brick.counted(audience.created)
    usual = _usual(audience, brick)
    density = members / run
    ratio = _odds(audience, brick) * (1 - usual) / usual
    least_ratio = LEAST_ODDS if density >= THIN_DENSITY else LEAST_THIN_ODDS
    is_dense = members >= FEWEST and density >= LEAST_DENSITY and ratio >= least_ratio
    if not is_dense or _is_like_a_crowd(audience, brick):
        return None
    score = max(_score(audience, one) for one in (core, brick))
    factor = WIDE_FACTOR if _is_like_a_season(audience, brick) else 1.0
    if score < factor * _threshold(audience, brick):
        return None
    return Judged(brick, value, score, usual, density)


def _usual(audience: Audience, brick: Brick) -> float:
    return float(rest_of(audience, brick).share(brick.low, brick.high))


def _odds(audience: Audience, brick: Brick) -> float:
    members, run = brick.counted(audience.created)
    return (members + 0.5) / (run - members + 0.5)


def _is_fresh(audience: Audience, brick: Brick, row: int) -> bool:
    """Tell whether the band was hardly over when the follower of a row came."""
    return brick.high > audience.bound[row] - FRESH_DAYS - audience.grain


def _is_like_a_crowd(audience: Audience, brick: Brick) -> bool:
    """Tell whether people who join a network in crowds could make such a brick by themselves.

    They follow from the day they join, for as long as the wave lasts, and ebb. So where a
    run begins as its accounts are opened, two in five of it must be theirs; and where
    newcomers are still among its last, or nobody next to it could tell whether it ebbs or
    ends, a clear majority.
    """
    members, run = brick.counted(audience.created)
    is_early = _is_fresh(audience, brick, brick.first)
    if is_early and members < LEAST_EARLY_DENSITY * run:
        return True
    share, others = beside(audience, brick)
    is_told = others >= FEWEST_OUTSIDE
    if is_told and _odds(audience, brick) * (1 - share) / share < LEAST_ODDS_BESIDE:
        return True
    is_fresh = _is_fresh(audience, brick, brick.last)
    return (is_fresh or not is_told) and not _is_clear_majority(members, run)


def _is_clear_majority(members: int, run: int) -> bool:
    """Tell whether members are 60 % of a run and more than half at two standard errors.

    When crowds join a network, up to half of those who follow in a good week may be
    newcomers, all of the same dates.
    """
    is_clear = members - 0.5 * run >= 1.96 * 0.5 * np.sqrt(run)
    return members >= FEWEST_FRESH and members / run >= LEAST_FRESH_DENSITY and bool(is_clear)


def _is_like_a_season(audience: Audience, brick: Brick) -> bool:
    """Tell whether a band is wide, and newcomers' or not filling the run.

    Where few others came late enough to show how usual its dates are, ten members are asked
    for besides.
    """
    if brick.high - brick.low + audience.grain <= WIDE_DAYS:
        return False
    members, run = brick.counted(audience.created)
    before = int((audience.bound[: brick.first] >= brick.low).sum())
    reached = before + len(audience.bound) - 1 - brick.last
    is_told = reached >= ENOUGH_REACHED or members >= FEWEST_WIDE
    is_filled = members / run >= LEAST_WIDE_DENSITY and is_told
    return _is_fresh(audience, brick, brick.last) or not is_filled


def _score(audience: Audience, brick: Brick) -> float:
    """Return the log-likelihood ratio (nats) of the best of three set densities.

    These are set beforehand, so that the ratio has mean 1 while the usual share holds; the
    choice among them costs log 3.
    """
    members, run = brick.counted(audience.created)
    usual = _usual(audience, brick)
    ratios = [
        members * np.log(seen / usual) + (run - members) * np.log((1 - seen) / (1 - usual))
        for seen in DENSITIES
    ]
    return float(max(ratios) - np.log(len(DENSITIES)))


def _threshold(audience: Audience, brick: Brick) -> float:
    """Return the score that chance exceeds in `FALSE_ALARMS` of all searches at most.

    Bonferroni over the starts of a run (see `edges.best_run`), the scales, and the bands of
    the brick's width, counted four times as they may begin anywhere. Bands of newcomers all
    lie next to the bound, so they are fewer.
    """
    width = max(brick.high - brick.low, 1.0)
    span = audience.created.max() - audience.created.min()
    reach = FRESH_DAYS + width if _is_fresh(audience, brick, brick.last) else span
    tests = len(audience.created) * len(SCALES) * (4 * reach / width + 2)
    return float(np.log(tests / FALSE_ALARMS))
