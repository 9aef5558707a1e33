"""Which bricks are blocks: so dense that chance and the audience's habits do not explain them."""

from typing import NamedTuple

import numpy as np

from socialkit.fingerprint.bricks import ENOUGH_REACHED, Audience, Brick, rest_of
from socialkit.fingerprint.candidates import FEWEST, SCALES, candidates
from socialkit.fingerprint.edges import refined, widened

FALSE_ALARMS = 0.02
"""Bound on the chance that a search names a block, while the usual shares hold."""
DENSITIES = (0.25, 0.5, 0.9)  # shares of a run against which the usual share is tested
LEAST_DENSITY = 0.12
LEAST_ODDS = 8.0
"""How much the odds of lying in the band must exceed the usual odds."""
THIN_DENSITY = 0.2
LEAST_THIN_ODDS = 16.0
WIDE_DAYS = 30.0
LEAST_WIDE_DENSITY = 0.4
FEWEST_WIDE = 10
WIDE_FACTOR = 2.0
"""Over weeks a season's crowd may gather by itself, so there the threshold is twice as high,
unless much of the run was opened then."""
FRESH_DAYS = 14.0
"""An account opened within so many days of its follow is a newcomer's."""
LEAST_FRESH_DENSITY = 0.6
FEWEST_FRESH = 8
MOST_BLOCKS = 50


class Found(NamedTuple):
    """A block: rows of its members, the rows it spans, and how it stands out."""

    rows: np.ndarray
    first: int
    last: int
    score: float
    usual: float


class _Judged(NamedTuple):
    brick: Brick
    gain: float
    score: float
    usual: float
    density: float


def detect(created: np.ndarray) -> list[Found]:
    """Find the blocks among followers, given the days on which their accounts were opened.

    The most prominent is found first and its members are set aside; then the next, until
    none is left. The bounds stay those of the whole audience.

    Parameters
    ----------
    created
        Days since the earliest, oldest follower first, without NaN.
    """
    bound = np.maximum.accumulate(created)
    left = np.arange(len(created))
    found: list[Found] = []
    while len(found) < MOST_BLOCKS and len(left) >= 4 * FEWEST:
        best = _most_prominent(Audience(created[left], bound[left]))
        if best is None:
            break
        inside = best.brick.inside(created[left])
        first, last = left[best.brick.first], left[best.brick.last]
        found.append(Found(left[inside], int(first), int(last), best.score, best.usual))
        left = np.delete(left, inside)
    return found


def _most_prominent(audience: Audience) -> _Judged | None:
    """Return the block that gains most, or a clearly denser one that gains half as much.

    Without the second rule two groups that stand apart in the list, with dates not far from
    one another, would be taken for one loose block.
    """
    sought = (refined(audience, brick) for brick in candidates(audience))
    judged = [_judge(audience, *pair) for pair in sought if pair is not None]
    blocks = [one for one in judged if one is not None]
    if not blocks:
        return None
    lead = max(blocks, key=lambda one: one.gain)
    denser = [
        one for one in blocks if one.gain >= 0.5 * lead.gain and one.density >= 1.3 * lead.density
    ]
    return max(denser, key=lambda one: one.density, default=lead)


def _judge(audience: Audience, core: Brick, value: float) -> _Judged | None:
    """Return what speaks for a brick, or None when it is no block."""
    brick = widened(audience, core)
    members, run = brick.counted(audience.created)
    usual = float(rest_of(audience, brick).share(brick.low, brick.high))
    score = max(_score(audience, one) for one in (core, brick))
    density = members / run
    odds = (members + 0.5) / (run - members + 0.5) * (1 - usual) / usual
    is_fresh = brick.high > audience.bound[brick.last] - FRESH_DAYS
    least_odds = LEAST_ODDS if density >= THIN_DENSITY else LEAST_THIN_ODDS
    threshold = _threshold(audience, brick, is_fresh)
    if _is_like_a_season(audience, brick):
        threshold *= WIDE_FACTOR
    is_block = members >= FEWEST and density >= LEAST_DENSITY and odds >= least_odds
    if not is_block or score < threshold or (is_fresh and not _is_beyond_a_rush(members, run)):
        return None
    return _Judged(brick, value, score, usual, density)


def _is_like_a_season(audience: Audience, brick: Brick) -> bool:
    """Tell whether a band is wide, and the run not filled by it.

    Where few others came late enough to show how usual its dates are, ten members are asked
    for besides.
    """
    if brick.high - brick.low <= WIDE_DAYS:
        return False
    members, run = brick.counted(audience.created)
    before = int((audience.bound[: brick.first] >= brick.low).sum())
    reached = before + len(audience.bound) - 1 - brick.last
    is_told = reached >= ENOUGH_REACHED or members >= FEWEST_WIDE
    return not (members / run >= LEAST_WIDE_DENSITY and is_told)


def _score(audience: Audience, brick: Brick) -> float:
    """Return the log-likelihood ratio (nats) of the best of three set densities.

    These are set beforehand, so that the ratio has mean 1 while the usual share holds; the
    choice among them costs log 3.
    """
    members, run = brick.counted(audience.created)
    usual = float(rest_of(audience, brick).share(brick.low, brick.high))
    ratios = [
        members * np.log(seen / usual) + (run - members) * np.log((1 - seen) / (1 - usual))
        for seen in DENSITIES
    ]
    return float(max(ratios) - np.log(len(DENSITIES)))


def _threshold(audience: Audience, brick: Brick, is_fresh: bool) -> float:
    """Return the score that chance exceeds in `FALSE_ALARMS` of all searches at most.

    Bonferroni over the starts of a run (see `edges.best_run`), the scales, and the bands of
    the brick's width, counted four times as they may begin anywhere. Bands of newcomers all
    lie next to the bound, so they are fewer.
    """
    width = max(brick.high - brick.low, 1.0)
    span = audience.created.max() - audience.created.min()
    reach = FRESH_DAYS + width if is_fresh else span
    tests = len(audience.created) * len(SCALES) * (4 * reach / width + 2)
    return float(np.log(tests / FALSE_ALARMS))


def _is_beyond_a_rush(members: int, run: int) -> bool:
    """Tell whether newcomers are clearly most of a run.

    When crowds join a network, up to half of those who follow in a good week may be
    newcomers, all of the same dates. Only a clear majority is called a block: 60 % and more
    than half at two standard errors.
    """
    is_clear = members - 0.5 * run >= 1.96 * 0.5 * np.sqrt(run)
    return members >= FEWEST_FRESH and members / run >= LEAST_FRESH_DENSITY and bool(is_clear)
