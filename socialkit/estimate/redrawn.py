"""Rows of a bootstrap drawn once, for the means of many columns as long."""

import numpy as np

from socialkit.estimate.bootstrap import bca_ranks

_MOST_DRAWS = 200_000_000
"""More rows than this, drawn and counted, would fill the memory of a small computer."""
_AT_ONCE = 64_000
_NEAR = 1e-11
"""Two sums of the same numbers in another order differ by less than this share of them."""


class Draws:
    """The rows that a bootstrap draws of n, kept for every n that it was asked for.

    `socialkit.estimate.mean` draws the same rows for every column of the same length. Kept,
    and counted, the means of all resamples become one product of a matrix and a vector;
    the few of them that the ends of the interval hang on are then summed up in the order in
    which they are drawn, so that the interval is the same to the last digit.

    Parameters
    ----------
    resamples, seed
        Of the bootstrap.

    Examples
    --------
    >>> import pandas as pd
    >>> from socialkit import estimate
    >>> values, draws = pd.Series([0.2, 0.4, 0.5, 0.6, 0.8]), Draws()
    >>> estimate.mean(values, draws=draws) == estimate.mean(values)
    True
    """

    def __init__(self, *, resamples: int = 999, seed: int = 0) -> None:
        self.resamples, self.seed = resamples, seed
        self._kept: dict[int, tuple[np.ndarray, list[dict[str, object]]]] = {}
        self._room, self._rng = _MOST_DRAWS, np.random.default_rng(seed)

    def keep(self, n: int) -> bool:
        """Draw rows of n, unless that is done; tell whether there was room for them."""
        if n not in self._kept and n * self.resamples > self._room:
            return False
        if n not in self._kept:
            self._room -= n * self.resamples
            rng, before = np.random.default_rng(self.seed), []
            counts = np.empty((self.resamples, n), dtype=np.uint8)
            for one in counts:
                before.append(rng.bit_generator.state)
                # Nobody is drawn 256 times in as many draws as there are rows.
                one[:] = np.bincount(rng.integers(0, n, size=n), minlength=n)
            self._kept[n] = counts, before
        return True

    def interval(
        self, numbers: np.ndarray, value: float, acceleration: float, level: float
    ) -> tuple[float, float]:
        """Return the BCa interval of the mean of numbers in ascending order."""
        counts, before = self._kept[len(numbers)]
        drawn = _products(counts, numbers) / len(numbers)
        near = _NEAR * max(abs(numbers[0]), abs(numbers[-1]))

        def settle(places: np.ndarray) -> None:
            """Sum up those close to a place in the order in which they are drawn."""
            for one in np.flatnonzero((np.abs(drawn[:, None] - places) <= near).any(axis=1)):
                self._rng.bit_generator.state = before[one]
                drawn[one] = numbers[self._rng.integers(0, len(numbers), len(numbers))].mean()

        settle(np.array([value]))
        ranks = bca_ranks(drawn, value, acceleration, level)
        places = np.asarray(ranks) * (self.resamples - 1)
        around = np.concatenate([np.floor(places), np.ceil(places)]).astype(np.int64)
        settle(np.sort(drawn)[around])
        low, high = np.quantile(drawn, ranks)
        return float(low), float(high)


def _products(counts: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Multiply the counts of each resample with the numbers, in parts that fit a cache."""
    total, batch = len(counts), max(1, _AT_ONCE // len(numbers))
    room, out = np.empty((batch, len(numbers))), np.empty(total)
    for start in range(0, total, batch):
        part = room[: min(batch, total - start)]
        np.copyto(part, counts[start : start + batch])
        np.dot(part, numbers, out=out[start : start + len(part)])
    return out
