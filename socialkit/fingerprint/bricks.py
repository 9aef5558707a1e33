"""Bricks: stretches of a follower list by stretches of creation dates, and how usual they are."""

from typing import NamedTuple

import numpy as np

ENOUGH_REACHED = 50  # followers who could lie in a band of dates before their share is trusted
FEWEST_BESIDE = 50  # rows looked at on either side of a brick, however short it is


class Audience(NamedTuple):
    """Followers with a creation date, oldest follower first; in days since the earliest date."""

    created: np.ndarray
    bound: np.ndarray  # the earliest each can have followed

    @property
    def grain(self) -> float:
        """How finely dates are told, in days: about 30 when only months are known."""
        return float(np.diff(np.unique(self.created)).min(initial=self.created.max()))


class Brick(NamedTuple):
    """Followers of the rows first..last whose accounts were opened from low to high."""

    first: int
    last: int
    low: float
    high: float

    def inside(self, created: np.ndarray) -> np.ndarray:
        """Return the rows of its members."""
        run = created[self.first : self.last + 1]
        return self.first + np.flatnonzero((run >= self.low) & (run <= self.high))

    def counted(self, created: np.ndarray) -> tuple[int, int]:
        """Return how many members it has, of how many followers in its rows."""
        return len(self.inside(created)), self.last - self.first + 1


class Rest(NamedTuple):
    """All followers outside a run, each column sorted: what is usual in this audience."""

    created: np.ndarray
    bound: np.ndarray
    age: np.ndarray  # days from opening the account to the bound of the follow
    place: np.ndarray  # created / bound
    level: float  # bound in the middle of the run

    def share(self, low: np.ndarray | float, high: np.ndarray | float) -> np.ndarray:
        """Bound from above the share of the run that would lie in a band of dates as usual.

        It is the largest of three habits of the rest: its share of accounts opened on those
        dates, among the followers who came late enough for it (a month when everybody
        joined the network); its share of accounts of that age when they followed (an
        audience of newcomers); and its share of accounts at that place between the earliest
        date and the bound (while the network is young, all dates lie close together). The
        first is left out while few came late enough.
        """
        reached = len(self.bound) - np.searchsorted(self.bound, low, "left")
        by_date = upper_share(between(self.created, low, high), reached)
        youngest = np.maximum(self.level - low, 0)
        by_age = upper_share(between(self.age, self.level - high, youngest), len(self.age))
        level = max(self.level, 1e-9)
        by_place = upper_share(between(self.place, low / level, high / level), len(self.place))
        dated = np.where(reached >= ENOUGH_REACHED, by_date, 0)
        return np.minimum(np.maximum(np.maximum(by_age, by_place), dated), 0.999)


def rest_of(audience: Audience, brick: Brick) -> Rest:
    """Return the followers outside a brick's rows."""
    outside = np.ones(len(audience.created), dtype=bool)
    outside[brick.first : brick.last + 1] = False
    created, bound = audience.created[outside], audience.bound[outside]
    place = created / np.maximum(bound, 1e-9)
    level = float(audience.bound[(brick.first + brick.last) // 2])
    return Rest(np.sort(created), np.sort(bound), np.sort(bound - created), np.sort(place), level)


def beside(audience: Audience, brick: Brick) -> tuple[float, int]:
    """Bound from above the share of a brick's dates among the followers next to its rows.

    As many rows as the brick has, or `FEWEST_BESIDE`, are looked at on either side; before
    it only those who came when all its dates were past. Returns the share, and how many
    there were to tell it.
    """
    created, bound = audience
    reach = max(brick.last - brick.first + 1, FEWEST_BESIDE)
    before = slice(max(brick.first - reach, 0), brick.first)
    earlier = created[before][bound[before] >= brick.high]
    later = created[brick.last + 1 : brick.last + 1 + reach]
    dates = np.concatenate([earlier, later])
    members = int(((dates >= brick.low) & (dates <= brick.high)).sum())
    return float(min(upper_share(members, len(dates)), 0.999)), len(dates)


def between(
    ordered: np.ndarray, low: np.ndarray | float, high: np.ndarray | float
) -> np.ndarray | int:
    """Count the values of a sorted array from low to high, both ends included."""
    return np.searchsorted(ordered, high, "right") - np.searchsorted(ordered, low, "left")


def upper_share(count: np.ndarray | int, of: np.ndarray | int) -> np.ndarray | float:
    """Return a share that is one standard error (of a count) too large, and never 0."""
    return (count + np.sqrt(count) + 1) / (of + 1)


def gain(members: np.ndarray, run: int, usual: np.ndarray | float) -> np.ndarray:
    """Return the log-likelihood ratio (nats) of the share seen against the usual share.

    k log(q / p) + (n - k) log((1 - q) / (1 - p)) with q = k / n; -1 where q is below p.
    """
    seen = members / run
    others = run - members
    some = np.where(others > 0, (1 - seen) / (1 - usual), 1.0)
    value = members * np.log(np.maximum(seen, 1e-12) / usual) + others * np.log(some)
    return np.where(seen > usual, value, -1.0)
