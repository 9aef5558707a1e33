"""Which bricks are blocks: the most prominent first, until none is left."""

from typing import NamedTuple

import numpy as np

from socialkit.fingerprint.bricks import Audience
from socialkit.fingerprint.candidates import FEWEST, candidates
from socialkit.fingerprint.edges import refined
from socialkit.fingerprint.judging import Judged, judged

MOST_BLOCKS = 50


class Found(NamedTuple):
    """A block: rows of its members, the rows it spans, and how it stands out."""

    rows: np.ndarray
    first: int
    last: int
    score: float
    usual: float


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


def _most_prominent(audience: Audience) -> Judged | None:
    """Return the block that gains most, or a clearly denser one that gains half as much.

    Without the second rule two groups that stand apart in the list, with dates not far from
    one another, would be taken for one loose block.
    """
    sought = (refined(audience, brick) for brick in candidates(audience))
    weighed = [judged(audience, *pair) for pair in sought if pair is not None]
    blocks = [one for one in weighed if one is not None]
    if not blocks:
        return None
    lead = max(blocks, key=lambda one: one.gain)
    denser = [
        one for one in blocks if one.gain >= 0.5 * lead.gain and one.density >= 1.3 * lead.density
    ]
    return max(denser, key=lambda one: one.density, default=lead)
