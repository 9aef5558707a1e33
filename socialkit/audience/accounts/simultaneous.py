"""Intervals that hold together: made for several groups at once, over the accounts in each.

Each interval is worked out twice, from the group's own spread and from the spread within all
groups together, and the wider one is kept. A group of three that happen to be alike would
else claim more than three accounts can tell, and calm groups would lend their calm to an
unruly one. Where groups differ in spread and numbers are skewed, as shares are, either alone
misses more often than it claims (of shares in eight groups of three to eight accounts Welch's
in up to a third of the comparisons, the common spread in up to a seventh); the wider of the two
did not.
"""

import math
from collections.abc import Mapping
from functools import cache
from itertools import combinations

import numpy as np
from scipy import stats

FEWEST = 3
"""With fewer accounts than this a group has no interval."""

Bounds = tuple[float, float, float]
"""A number and the two ends of its interval, NaN where there are none."""


def means(
    groups: Mapping[str, np.ndarray], *, level: float = 0.95, fewest: int = FEWEST
) -> dict[str, Bounds]:
    """Return the mean of each group, with intervals that hold together at `level`.

    Student's t, each interval at level 1 - (1 - level) / m for the m groups of `fewest`
    accounts or more (Bonferroni).

    Examples
    --------
    >>> found = means({"a": np.array([1.0, 2, 3]), "b": np.array([4.0])})
    >>> [round(number, 2) for number in found["a"]], found["b"][0]
    ([2.0, -0.48, 4.48], 4.0)
    """
    m, pooled, freedom = _family(groups, fewest)
    out = {}
    for name, values in groups.items():
        n = len(values)
        own = _reach(_variance(values) / n, n - 1, level, m)
        shared = _reach(pooled / n, freedom, level, m)
        out[name] = _around(math.fsum(values) / n, own, shared, is_enough=n >= fewest)
    return out


def against_the_others(
    groups: Mapping[str, np.ndarray], *, level: float = 0.95
) -> dict[str, Bounds]:
    """Return by how much each group's mean exceeds that of all accounts of other groups.

    Welch's t, each interval at level 1 - (1 - level) / m for m groups (Bonferroni).

    References
    ----------
    Welch 1947, Biometrika 34:28, doi:10.1093/biomet/34.1-2.28.

    Examples
    --------
    >>> pair = {"a": np.array([1.0, 2, 3]), "b": np.array([4.0, 5, 6])}
    >>> [round(number, 1) for number in against_the_others(pair)["a"]]
    [-3.0, -5.9, -0.1]
    """
    m, pooled, freedom = _family(groups)
    out = {}
    for name, values in groups.items():
        others = [held for other, held in groups.items() if other != name]
        rest = np.sort(np.concatenate(others)) if others else np.array([])
        n, k = len(values), len(rest)
        if k == 0:
            out[name] = (math.nan, math.nan, math.nan)
            continue
        first, second = _variance(values) / n, _variance(rest) / k
        own = _reach(first + second, _welch(first, second, n, k), level, m)
        shared = _reach(pooled * (1 / n + 1 / k), freedom, level, m)
        value = math.fsum(values) / n - math.fsum(rest) / k
        out[name] = _around(value, own, shared, is_enough=min(n, k) >= FEWEST)
    return out


def pairs(
    groups: Mapping[str, np.ndarray], *, level: float = 0.95
) -> dict[tuple[str, str], Bounds]:
    """Return by how much the mean of one group exceeds another's, for all pairs.

    Tukey and Kramer's intervals (of the common spread) or Games and Howell's (of the two
    groups' own), whichever is wider; the group with the larger mean stands first.

    References
    ----------
    Tukey 1949, Biometrics 5:99, doi:10.2307/3001913.
    Games, Howell 1976, Journal of Educational Statistics 1:113, doi:10.2307/1164979.

    Examples
    --------
    >>> found = pairs({"a": np.array([1.0, 2, 3]), "b": np.array([4.0, 5, 6])})
    >>> [round(number, 1) for number in found["b", "a"]]
    [3.0, 0.7, 5.3]
    """
    average = {name: math.fsum(values) / len(values) for name, values in groups.items()}
    order = sorted(average, key=lambda name: (-average[name], name))
    enough = [name for name in order if len(groups[name]) >= FEWEST]
    reach = _tukey([groups[name] for name in enough], level)
    place = {name: row for row, name in enumerate(enough)}
    out = {}
    for row, first in enumerate(order):
        for second in order[row + 1 :]:
            known = first in place and second in place
            half = float(reach[place[first], place[second]]) if known else math.nan
            value = average[first] - average[second]
            out[first, second] = (value, value - half, value + half)
    return out


def _tukey(samples: list[np.ndarray], level: float) -> np.ndarray:
    """Return how far the interval of each pair reaches either way; NaN where nothing differs."""
    size = len(samples)
    reach = np.full((size, size), math.nan)
    _, pooled, freedom = _family(dict(enumerate(samples)))
    if size < 2 or not pooled > 0:
        return reach
    for row, column in combinations(range(size), 2):
        n, k = len(samples[row]), len(samples[column])
        first, second = _variance(samples[row]) / n, _variance(samples[column]) / k
        shared = _range(level, size, freedom) * math.sqrt(pooled * (1 / n + 1 / k))
        # Bonferroni's t is never below the studentised range, which is slow to compute.
        own = _reach(first + second, _welch(first, second, n, k), level, size * (size - 1) // 2)
        if own > shared:
            own = _range(level, size, _welch(first, second, n, k)) * math.sqrt(first + second)
        reach[row, column] = reach[column, row] = np.fmax(own, shared)
    return reach


def _range(level: float, size: int, freedom: float) -> float:
    """Return the studentised range over the root of 2; its df are rounded down, to two digits."""
    step = 10.0 ** (math.floor(math.log10(freedom)) - 1)
    return _studentised_range(level, size, round(math.floor(freedom / step) * step, 6))


@cache
def _studentised_range(level: float, size: int, freedom: float) -> float:
    return float(stats.studentized_range.ppf(level, size, freedom)) / math.sqrt(2)


def _family(groups: Mapping[object, np.ndarray], fewest: int = FEWEST) -> tuple[int, float, int]:
    """Return how many intervals hold together, and the variance within groups with its df."""
    freedom = sum(len(values) - 1 for values in groups.values())
    squares = math.fsum(_variance(values) * (len(values) - 1) for values in groups.values())
    m = sum(len(values) >= fewest for values in groups.values())
    return m, squares / freedom if freedom else math.nan, freedom


def _variance(values: np.ndarray) -> float:
    return float(values.var(ddof=1)) if len(values) > 1 and np.ptp(values) > 0 else 0.0


def _welch(first: float, second: float, n: int, k: int) -> float:
    parts = first**2 / max(n - 1, 1) + second**2 / max(k - 1, 1)
    return (first + second) ** 2 / parts if parts > 0 else math.nan


def _reach(variance: float, freedom: float, level: float, m: int) -> float:
    """Return t times the standard error; NaN where nothing shows a spread."""
    if not variance > 0 or not freedom > 0:
        return math.nan
    return float(stats.t.isf((1 - level) / (2 * max(m, 1)), freedom)) * math.sqrt(variance)


def _around(value: float, own: float, shared: float, *, is_enough: bool) -> Bounds:
    half = float(np.fmax(own, shared)) if is_enough else math.nan
    return value, value - half, value + half
