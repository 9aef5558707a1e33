"""Where in an audience a block could be: bands of dates whose followers stand close together."""

import numpy as np

from socialkit.fingerprint.bricks import (
    ENOUGH_REACHED,
    Audience,
    Brick,
    gain,
    upper_share,
)
from socialkit.fingerprint.edges import best_run

SCALES = tuple(2.0**power for power in range(8))
"""Widths (days) of the bands of creation dates that are searched."""
DENSITIES = (0.5, 0.9)  # shares of a run that a band may hold, for which runs are searched
FEWEST = 6  # members of a block
WEAKEST = 15.0  # total of a run, at a usual share set low, below which nothing is looked at
MOST_LOOKED_AT = 300
LEAST_GAIN = 8.0
KEPT = 6


def candidates(audience: Audience) -> list[Brick]:
    """Return the few bricks that stand out most, before their edges are sought.

    Of bricks that overlap, the one that stands out most is kept.
    """
    rough = sorted(_runs(audience.created), key=lambda pair: -pair[0])[:MOST_LOOKED_AT]
    gained = [(_rough_gain(audience, brick), brick) for total, brick in rough if total >= WEAKEST]
    kept: list[Brick] = []
    for value, brick in sorted(gained, key=lambda pair: -pair[0]):
        if value <= LEAST_GAIN or len(kept) == KEPT:
            break
        if not any(_overlap(brick, other) for other in kept):
            kept.append(brick)
    return kept


def _runs(created: np.ndarray) -> list[tuple[float, Brick]]:
    """Search every band of every scale for the run in which it is densest."""
    found = []
    for width in SCALES:
        if 4 * width > created.max() - created.min():
            break
        for shift in (0.0, 0.5):  # so that no group is cut in two by the bands' own edges
            number = np.floor(created / width + shift).astype(np.int64)
            order = np.argsort(number, kind="stable")
            start = np.flatnonzero(np.diff(number[order], prepend=number[order[0]] - 1))
            for rows in np.split(order, start[1:]):
                if len(rows) >= FEWEST:
                    low = (number[rows[0]] - shift) * width
                    found += _runs_of(rows, len(created), low, low + width)
    return found


def _runs_of(
    rows: np.ndarray, followers: int, low: float, high: float
) -> list[tuple[float, Brick]]:
    """Return the densest runs of one band, at a usual share set low: most fall away later."""
    usual = min(max(0.1 * len(rows) / followers, 1 / followers), 0.1)
    found = []
    for seen in DENSITIES:
        first, last, total = best_run(rows, seen, usual)
        if last - first + 1 >= FEWEST:
            found.append((total, Brick(int(rows[first]), int(rows[last]), low, high)))
    return found


def _rough_gain(audience: Audience, brick: Brick) -> float:
    """Return the gain of a brick against the followers outside its rows (`Rest.share`)."""
    created, bound = audience
    run = slice(brick.first, brick.last + 1)
    level = bound[(brick.first + brick.last) // 2]
    age = bound - created
    dated = (created >= brick.low) & (created < brick.high)
    aged = (age >= level - brick.high) & (age <= max(level - brick.low, 0))
    reached = bound >= brick.low
    outside = [int(flags.sum()) - int(flags[run].sum()) for flags in (dated, aged, reached)]
    members, rows = int(dated[run].sum()), brick.last - brick.first + 1
    usual = upper_share(outside[1], len(created) - rows)
    if outside[2] >= ENOUGH_REACHED:
        usual = max(usual, upper_share(outside[0], outside[2]))
    return float(gain(members, rows, min(usual, 0.999)))


def _overlap(one: Brick, other: Brick) -> bool:
    """Tell whether two bricks share dates and more than half of their rows together."""
    shared = min(one.last, other.last) - max(one.first, other.first)
    spanned = max(one.last, other.last) - min(one.first, other.first)
    return 2 * shared > spanned and one.low < other.high and one.high > other.low
