"""Where a brick begins and ends: its edges in the list and in time."""

import numpy as np

from socialkit.fingerprint.bricks import Audience, Brick, Rest, gain, rest_of, upper_share

WIDEST_DAYS = 75.0  # accounts of one purchase are opened within weeks, and so is a season's crowd
WIDEST_PART = 0.2  # of the time between the earliest account and the follow
FEWEST_OUTSIDE = 20  # followers that must be left to say what is usual
ROUNDS = 5  # of fitting dates to rows and rows to dates; few need more than two
GRID = 48  # edges tried at a time
CORNER = 3  # rows beyond either end in which a member may stand that both edges cut off
EXCESS = 3.0  # how much denser than usual the margin of a brick is to belong to it


def refined(audience: Audience, brick: Brick) -> tuple[Brick, float] | None:
    """Move a brick's edges to where it stands out most; None when it stands out nowhere.

    Returns the brick and its gain (see `bricks.gain`): dates are fitted to the rows, then
    rows to the dates, as long as that gains.
    """
    best = None
    for _ in range(ROUNDS):
        size = len(audience.created)
        run = brick.last - brick.first + 1
        if size - run < max(FEWEST_OUTSIDE, size // 20):
            break
        rest = rest_of(audience, brick)
        band = _densest_band(np.sort(audience.created[brick.first : brick.last + 1]), rest)
        found = None if band is None else _densest_run(audience, brick._replace(**band), rest)
        if found is None or (best is not None and found[1] <= best[1]):
            break
        best = found
        if found[0] == brick:
            break
        brick = found[0]
    return best


def _densest_band(run: np.ndarray, rest: Rest) -> dict[str, float] | None:
    """Return the low and high date between which the run stands out most.

    Pairs of dates on a grid are tried, then pairs on ever finer grids around the best one.
    """
    widest = _widest(rest)
    lows = highs = np.unique(np.linspace(0, len(run) - 1, GRID).astype(np.int64))
    while True:
        low, high = (side.ravel() for side in np.meshgrid(lows, highs, indexing="ij"))
        able = (high - low >= 3) & (run[high] - run[low] <= widest)
        low, high = low[able], high[able]
        if not len(low):
            return None
        gains = gain(high - low + 1, len(run), rest.share(run[low], run[high]))
        best = int(np.argmax(gains))
        if gains[best] <= 0:
            return None
        mesh = max(np.diff(lows).max(initial=1), np.diff(highs).max(initial=1))
        if mesh <= 1:
            return {"low": float(run[low[best]]), "high": float(run[high[best]])}
        lows, highs = (_around(edge[best], mesh, len(run)) for edge in (low, high))


def _widest(rest: Rest) -> float:
    """Return how many days the dates of a brick may span."""
    return min(WIDEST_DAYS, WIDEST_PART * rest.level)


def _around(edge: int, mesh: int, size: int) -> np.ndarray:
    """Return a finer grid around an edge; its mesh shrinks at every call."""
    grid = np.linspace(edge - mesh, edge + mesh, min(GRID, 2 * mesh + 1))
    return np.unique(np.clip(grid.astype(np.int64), 0, size - 1))


def _densest_run(audience: Audience, brick: Brick, rest: Rest) -> tuple[Brick, float] | None:
    """Return the rows in which the brick's dates stand out most, and the gain there."""
    usual = float(rest.share(brick.low, brick.high))
    members, run = brick.counted(audience.created)
    hits = np.flatnonzero((audience.created >= brick.low) & (audience.created <= brick.high))
    best = None
    for seen in (min(max(members / run, 0.3), 0.95), 0.5):
        if seen > 1.1 * usual:
            first, last, _ = best_run(hits, seen, usual)
            rows = hits[last] - hits[first] + 1
            value = float(gain(last - first + 1, rows, usual))
            if best is None or value > best[1]:
                best = brick._replace(first=int(hits[first]), last=int(hits[last])), value
    return best


def best_run(hits: np.ndarray, seen: float, usual: float) -> tuple[int, int, float]:
    """Find the run of rows that speaks most for a share `seen` against the `usual` share.

    A row that is a hit scores log(seen / usual), another log((1 - seen) / (1 - usual)). The
    best total over all runs is found in one pass (maximum-sum segment). While the usual
    share holds, a total above t comes up with probability at most rows * exp(-t), for each
    start is a likelihood ratio with mean 1 (Ville's inequality).

    Returns the first and last hit, as places in `hits`, and the total.
    """
    hit, miss = np.log(seen / usual), np.log((1 - seen) / (1 - usual))
    number = np.arange(len(hits))
    before = hit * number + miss * (hits - number)
    lowest = np.minimum.accumulate(before)
    total = before + hit - lowest
    last = int(np.argmax(total))
    first = int(np.flatnonzero(before[: last + 1] == lowest[last])[0])
    return first, last, float(total[last])


def widened(audience: Audience, brick: Brick) -> Brick:
    """Let a brick take in its own margin where that is denser than usual.

    The edges at which a brick stands out most are a little too narrow: they cut off members
    where these are thinner than in its middle.
    """
    for around in (0, 0, CORNER):
        rest = rest_of(audience, brick)
        members, _ = brick.counted(audience.created)
        run = np.sort(audience.created[max(brick.first - around, 0) : brick.last + around + 1])
        margin = max(0.5 * (brick.high - brick.low), 2.0)
        above = run[(run > brick.high) & (run <= brick.high + margin)]
        below = run[(run < brick.low) & (run >= brick.low - margin)][::-1]
        others = len(run) - members + 1
        high = _reach(above, rest.share(brick.high, above), rest, others, brick.high)
        low = _reach(below, rest.share(below, brick.low), rest, others, brick.low)
        if high - low > _widest(rest):
            break
        found = _rows_around(audience, brick._replace(low=low, high=high), rest)
        if found.first <= brick.last and found.last >= brick.first:
            brick = found
    return brick


def _reach(dates: np.ndarray, usual: np.ndarray, rest: Rest, others: int, edge: float) -> float:
    """Return how far a margin belongs: dates ordered outwards, with the share usual up to each."""
    if not len(dates):
        return edge
    expected = others * (usual - upper_share(0, len(rest.created)))
    score = np.log(EXCESS) * np.arange(1, len(dates) + 1) - (EXCESS - 1) * expected
    best = int(np.argmax(score))
    return float(dates[best]) if score[best] > 0 else edge


def _rows_around(audience: Audience, brick: Brick, rest: Rest) -> Brick:
    usual = float(rest.share(brick.low, brick.high))
    members, run = brick.counted(audience.created)
    seen = min(max(members / run, 1.2 * usual, 0.3), 0.95)
    if seen <= usual:
        return brick
    hits = np.flatnonzero((audience.created >= brick.low) & (audience.created <= brick.high))
    first, last, _ = best_run(hits, seen, usual)
    return brick._replace(first=int(hits[first]), last=int(hits[last]))
