"""Features as points: put in one order, taken to logs, set to one scale, gaps filled."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.impute import KNNImputer

FEW_VALUES, COMMON = 20, 0.05
FARTHEST = 4.0
_NORMAL = 1.349
"""Interquartile range of the standard normal distribution: a scaled column has spread 1."""


class Known(NamedTuple):
    """What is known of the accounts, by content: neither rows, columns nor ids have an order.

    Attributes
    ----------
    values
        One row per account in the canonical order, one column per feature, by name.
    order
        At which row of the caller each of them stands.
    times
        How many times the whole table repeats itself; `distinct` takes it once.
    """

    values: np.ndarray
    order: np.ndarray
    times: int

    @property
    def distinct(self) -> np.ndarray:
        """Return the rows of the table taken once."""
        return self.values[:: self.times]


class Scale(NamedTuple):
    """How a column becomes a coordinate: taken to logs or not, less its middle, by its spread."""

    is_log: bool
    is_whole: bool
    step: float
    middle: float
    spread: float

    def applied(self, values: np.ndarray, shift: np.ndarray | float) -> np.ndarray:
        """Return coordinates; `shift` (0-1) says where in its own step a value stands."""
        moved = values + (shift if self.is_whole else (np.asarray(shift) - 0.5) * self.step)
        logs = np.log1p(moved) if self.is_log else moved
        return np.clip((logs - self.middle) / self.spread, -FARTHEST, FARTHEST)


def canonical(known: pd.DataFrame, fewest: int) -> Known:
    """Put accounts in the order of their features, and find how often the table repeats itself.

    A table in which each account stands twice says no more than one in which it stands
    once; it is not taken apart below `fewest` accounts, where few values make many alike.
    """
    columns = known[sorted(known.columns)].to_numpy(dtype=float, na_value=np.nan)
    filled = np.where(np.isnan(columns), -np.inf, columns)
    order = np.lexsort(filled.T[::-1])
    common = int(np.gcd.reduce(_run_lengths(filled[order])))
    fitting = [n for n in range(1, common + 1) if common % n == 0 and len(columns) >= n * fewest]
    return Known(columns[order], order, max(fitting, default=1))


def _run_lengths(rows: np.ndarray) -> np.ndarray:
    """Return how many equal rows stand together, run after run."""
    is_other = (rows[1:] != rows[:-1]).any(axis=1)
    return np.diff(np.concatenate([[0], np.flatnonzero(is_other) + 1, [len(rows)]]))


def scales(values: np.ndarray) -> list[Scale]:
    """Find the scale of each column: robust, by median and interquartile range.

    Counts and days are taken to log(1 + x); shares (0-1) and what can be negative are not.
    """
    out = []
    for column in values.T:
        seen = column[~np.isnan(column)]
        is_log = seen.min() >= 0 and seen.max() > 1
        is_whole = bool(is_log and (seen == np.round(seen)).all())
        found = Scale(is_log, is_whole, 0.0 if is_log else _step(seen), 0.0, 1.0)
        logs = np.log1p(seen + 0.5 * is_whole) if is_log else seen
        least, low, middle, high, most = np.quantile(logs, [0.025, 0.25, 0.5, 0.75, 0.975])
        # Where most are 0, as with interactions, the quartiles say nothing about the rest.
        spread = max((high - low) / _NORMAL, np.std(np.clip(logs, least, most))) or np.std(logs)
        out.append(found._replace(middle=float(middle), spread=float(spread)))
    return out


def _step(seen: np.ndarray) -> float:
    """Return the distance of the common values of a column that takes few; 0 for one of many."""
    values, counts = np.unique(seen, return_counts=True)
    common = values[counts >= COMMON * len(seen)]
    if len(values) > FEW_VALUES or len(common) < 2:
        return 0.0
    # Two common values may lie close by chance, as 3 of 4 and 4 of 5 filled in do.
    return float(np.median(np.diff(common)))


def spread_out(values: np.ndarray, how: list[Scale], seed: int) -> np.ndarray:
    """Return points in which equal counts do not lie on one another, and gaps are filled.

    Each value is moved at random within its own step (1 to 2 for a count of 1), so that a
    kind is no more than a step of the scale. What is not known is taken from the account
    nearest in what is known (hot deck), which keeps the shape of the cloud: a mean or a
    median would make a kind of those of whom the same is unknown.
    """
    rng = np.random.default_rng(seed)
    shifts = rng.random(values.shape)
    columns = [scale.applied(values[:, place], shifts[:, place]) for place, scale in enumerate(how)]
    return KNNImputer(n_neighbors=1).fit_transform(np.column_stack(columns))


def placed(values: np.ndarray, how: list[Scale]) -> np.ndarray:
    """Return each value at the middle of its step, so that equals stay equal; NaN if unknown."""
    return np.column_stack(
        [scale.applied(values[:, place], 0.5) for place, scale in enumerate(how)]
    )
