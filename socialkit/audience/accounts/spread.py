"""Intervals of how unequally something is held: of a census, of a part, of a random sample."""

import math
from collections.abc import Callable

import numpy as np

from socialkit.audience.accounts import inequality
from socialkit.audience.accounts.received import Held
from socialkit.estimate import Estimate
from socialkit.estimate.number import joined

LEAST_DRAWN = 400
"""With fewer than this, bootstrap intervals of so skewed numbers cover far too seldom."""
HANGS_ON_FEW = "it hangs on the few who hold most, who may be missing from a part: no interval"
HEAVY = "the few who hold most may be missing from a part, so it can be off by more than that"
TOO_FEW = f"a part of fewer than {LEAST_DRAWN} gives no interval that could be relied on"

Statistic = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""From values and rows of counts to rows of numbers, one column for each row of counts."""


def estimates(
    given: Held, statistic: Statistic, draw: dict[str, float], *, with_interval: bool = True
) -> list[Estimate]:
    """Estimate each row of a statistic; a census has no width, a small part no interval."""
    values, counts = given.values, given.counts
    found = [float(value) for value in statistic(values, counts[None, :])[:, 0]]
    level, is_census = draw["level"], given.n == given.population
    is_drawn = with_interval and not is_census and given.n >= LEAST_DRAWN
    if is_drawn:
        name, note = "BCa bootstrap", joined(given.note, HEAVY)
        drawn = inequality.resampled(statistic, values, counts, draw["resamples"], draw["seed"])
        left_out = inequality.without_one(statistic, values, counts)
        rows = zip(found, drawn, left_out, strict=True)
        bounds = [
            _shortened(row[0], inequality.interval(*row, counts, level), given) for row in rows
        ]
    elif is_census:
        name, note, bounds = "every one counted", given.note, [(one, one) for one in found]
    else:
        name, note = "no interval", TOO_FEW if with_interval else HANGS_ON_FEW
        bounds = [(math.nan, math.nan)] * len(found)
    return [
        Estimate(value, low, high, level, name, given.n, given.population, given.frame, note)
        for value, (low, high) in zip(found, bounds, strict=True)
    ]


def _shortened(value: float, ends: tuple[float, float], given: Held) -> tuple[float, float]:
    """Draw the ends in where a known share of the whole was drawn."""
    if given.population is None:
        return ends
    left = math.sqrt((given.population - given.n) / (given.population - 1))
    return value - left * (value - ends[0]), value + left * (ends[1] - value)
