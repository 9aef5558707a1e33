"""What the measurements were held against before they were made, and which of it came true."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from benchmarks.scale.plan import ARRAYS, DISK, FLOW, OURS, TASKS, WHOLE, libraries
from benchmarks.scale.ratios import Costs

LEAST_TIMES, MOST_TIMES, MOST_GROWTH = 25.0, 1.5, 1.15
MOST_WHOLE = {"M": (math.inf, 1.0), "L": (20.0, 4.0), "XL": (120.0, 12.0)}
"""Seconds and GB that the seven tasks may take in one process."""
MOST_DISK_GB = 4.0


class Aim(NamedTuple):
    """An aim, what came out (NaN: not measured) and where it was worst."""

    words: str
    found: float
    bound: float
    at_least: bool = False
    where: str = ""

    @property
    def verdict(self) -> str:
        """Whether it came true."""
        if math.isnan(self.found):
            return "not measured"
        is_met = self.found >= self.bound if self.at_least else self.found <= self.bound
        return "yes" if is_met else "**no**"


def aims(costs: Costs, follows: Mapping[str, int]) -> list[Aim]:
    """Return every aim with what was measured."""
    found = [Aim("M: times faster than by hand, all seven", costs.times_faster("M", "whole"),
                 LEAST_TIMES, at_least=True)]  # fmt: skip
    for size, (seconds, gigabytes) in MOST_WHOLE.items():
        cost = costs.of(size, "whole", OURS)
        if seconds < math.inf:
            found.append(Aim(f"{size}: seconds, all seven", cost.seconds, seconds))
        found.append(Aim(f"{size}: GB, all seven", cost.gigabytes, gigabytes))
    disk = costs.of("XL", "disk", OURS).gigabytes
    found.append(Aim("XL: GB from disk", disk, MOST_DISK_GB))
    return [*found, _slowest(costs, list(follows)), _steepest(costs, follows)]


def _slowest(costs: Costs, sizes: list[str]) -> Aim:
    """Find the task and network in which the best library is farthest ahead."""
    times = {
        f"{TASKS[task].words}, {size}": costs.times_library(size, task)
        for task in TASKS
        for size in sizes
        if libraries(task)
    }
    where, worst = _largest(times)
    words = "seconds over those of the best library, worst array task"
    return Aim(words, worst, MOST_TIMES, where=where)


def _steepest(costs: Costs, follows: Mapping[str, int]) -> Aim:
    """Find the task whose seconds grow fastest over all networks measured."""
    growth = {
        one.words: costs.growth(task, follows)
        for task, one in (FLOW | ARRAYS | WHOLE | DISK).items()
    }
    where, worst = _largest(growth)
    sizes = f"{min(follows, key=follows.get)} to {max(follows, key=follows.get)}"
    return Aim(f"exponent of seconds from {sizes}, worst task", worst, MOST_GROWTH, where=where)


def _largest(values: Mapping[str, float]) -> tuple[str, float]:
    known = {name: value for name, value in values.items() if not math.isnan(value)}
    return max(known.items(), key=lambda one: one[1], default=("", math.nan))
