"""From single measurements to medians, ratios, and how cost grows with the network."""

import math
from collections.abc import Mapping
from statistics import linear_regression, median
from typing import NamedTuple

from benchmarks.scale.plan import BY_HAND, OURS, libraries


class Cost(NamedTuple):
    """What a task costs one way: seconds (median), peak memory (median), or why not known."""

    seconds: float
    gigabytes: float
    times: int
    over: str = ""
    laps: Mapping[str, float] | None = None

    @property
    def known(self) -> bool:
        """Whether it was measured."""
        return self.times > 0


NOT_RUN = Cost(math.nan, math.nan, 0)


class Costs:
    """The costs of all tasks, from the lines of the results.

    Parameters
    ----------
    rows
        As `runs.Results` keeps them.
    """

    def __init__(self, rows: list[dict]) -> None:
        self._rows = rows

    def of(self, size: str, task: str, way: str) -> Cost:
        """Return what a task costs one way."""
        same = [
            row for row in self._rows if (row["size"], row["task"], row["way"]) == (size, task, way)
        ]
        over = next((row["over"] for row in same if "over" in row), "")
        done = [row for row in same if "over" not in row]
        if over or not done:
            return NOT_RUN._replace(over=over)
        laps = {name: median(row["laps"][name] for row in done) for name in done[0]["laps"]}
        seconds, gigabytes = (median(row[name] for row in done) for name in ("seconds", "peak_gb"))
        return Cost(seconds, gigabytes, len(done), laps=laps)

    def best_library(self, size: str, task: str) -> tuple[str, Cost]:
        """Return the library that takes the fewest seconds, and what it costs."""
        found = [(way, self.of(size, task, way)) for way in libraries(task)]
        known = [(way, cost) for way, cost in found if cost.known]
        return min(known, key=lambda one: one[1].seconds, default=("", NOT_RUN))

    def times_faster(self, size: str, task: str) -> float:
        """Return how many times longer by hand takes than we do; NaN where not measured."""
        return self.of(size, task, BY_HAND).seconds / self.of(size, task, OURS).seconds

    def times_library(self, size: str, task: str) -> float:
        """Return how many times longer we take than the best library; NaN where not measured."""
        return self.of(size, task, OURS).seconds / self.best_library(size, task)[1].seconds

    def growth(self, task: str, follows: Mapping[str, int], way: str = OURS) -> float:
        """Return the exponent with which seconds grow with the follows; NaN below two sizes."""
        return exponent(
            {many: cost.seconds for size, many in follows.items()
             if (cost := self.of(size, task, way)).known}
        )  # fmt: skip


def exponent(seconds: Mapping[int, float]) -> float:
    """Fit b in seconds = a * follows^b, by least squares of the logarithms.

    Examples
    --------
    >>> round(exponent({100: 1.0, 1_000: 10.0, 10_000: 100.0}), 6)
    1.0
    >>> exponent({100: 1.0})
    nan
    """
    if len(seconds) < 2:
        return math.nan
    points = [[math.log(value) for value in part] for part in zip(*seconds.items(), strict=True)]
    return linear_regression(*points).slope
