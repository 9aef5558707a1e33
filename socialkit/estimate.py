"""Numbers that carry their uncertainty: a value, its interval, and what it was counted on."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import numpy as np
import pandas as pd
from scipy import stats

from socialkit.errors import SocialkitError, UnknownNameError

PROPORTION_METHODS = ("wilson", "clopper-pearson", "jeffreys")
UNKNOWN = "not in this export"
MIN_BOOTSTRAP = 5
"""Fewer values than this cannot show their own spread: no interval is given."""


@dataclass(frozen=True)
class Estimate:
    """A number with its interval and what it was counted on.

    Attributes
    ----------
    value, low, high
        The number and the ends of its interval; NaN where not known.
    level
        Confidence level of the interval, 0-1.
    method
        How the interval was made.
    n
        How many were counted.
    population
        How many there are in all, or None when that is not known.
    frame
        In words, which ones were counted.
    note
        What a reader must know besides.
    unit
        ``"share"`` (0-1, printed in percent), ``"score"`` (0-1), ``"count"`` or
        ``"correlation"``.

    Examples
    --------
    >>> print(proportion(50, 400, population=2000))
    12 % (10-16 %), 50 of 400 of 2,000
    """

    value: float
    low: float
    high: float
    level: float = 0.95
    method: str = ""
    n: int = 0
    population: int | None = None
    frame: str = ""
    note: str = ""
    unit: str = "share"

    @property
    def known(self) -> bool:
        """Whether there is a value at all."""
        return not math.isnan(self.value)

    def times(self, factor: float, *, unit: str = "count") -> "Estimate":
        """Return the estimate with its value and interval multiplied by `factor`."""
        value, low, high = self.value * factor, self.low * factor, self.high * factor
        return replace(self, value=value, low=low, high=high, unit=unit)

    def __str__(self) -> str:
        if not self.known:
            return f"{UNKNOWN}: {self.note}" if self.note else UNKNOWN
        return ", ".join(part for part in (self._amount(), self._counted(), self.frame) if part)

    def _amount(self) -> str:
        if self.method == "counted":
            return _written(self.value, self.unit)
        value, low, high = (_written(x, self.unit) for x in (self.value, self.low, self.high))
        percent = " %" if self.unit == "share" else ""
        if math.isnan(self.low):
            return f"{value}{percent} (too few for an interval)"
        if self.unit == "share" and self.n == self.population:
            return f"{value}{percent} (every one counted)"
        joint = " to " if self.low < 0 else "-"
        return f"{value}{percent} ({low}{joint}{high}{percent})"

    def _counted(self) -> str:
        of = "" if self.population in (None, self.n) else f" of {self.population:,}"
        if self.method == "counted":
            return ""
        if self.unit == "share":
            return f"{round(self.value * self.n):,} of {self.n:,}{of}"
        return f"n = {self.n:,}{of}"


def _written(number: float, unit: str) -> str:
    if math.isnan(number):
        return "?"
    if unit == "share":
        return f"{100 * number:.0f}"
    return f"{number:,.0f}" if unit == "count" else f"{number:.2f}"


def unknown(note: str, *, n: int = 0, frame: str = "", unit: str = "share") -> Estimate:
    """Return an estimate of something that cannot be known, with the reason."""
    nan = math.nan
    return Estimate(nan, nan, nan, method="none", n=n, frame=frame, note=note, unit=unit)


def proportion(
    k: int,
    n: int,
    population: int | None = None,
    method: str = "wilson",
    level: float = 0.95,
    *,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate a share from `k` of `n` counted.

    With a known population N the sample is taken for n_eff = n (N - 1) / (N - n), so a
    census (n = N) has an interval of zero width: nothing was left to chance, though each
    one may still be classed wrongly.

    Parameters
    ----------
    k, n
        How many have the trait, of how many counted.
    population
        How many there are in all, when the counted are a random part (or all) of them.
    method
        ``"wilson"``, ``"clopper-pearson"`` or ``"jeffreys"``.
    level
        Confidence level, 0-1.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        A share, 0-1; not known when `n` is 0.

    Raises
    ------
    SocialkitError
        When k > n, n > population or a count is negative.
    UnknownNameError
        When there is no such method.

    References
    ----------
    Wilson 1927, JASA 22:209, doi:10.1080/01621459.1927.10502953.
    Brown, Cai, DasGupta 2001, Statistical Science 16:101, doi:10.1214/ss/1009213286.

    Examples
    --------
    >>> share = proportion(8, 10)
    >>> round(share.low, 4), round(share.high, 4)
    (0.4902, 0.9433)
    """
    if method not in PROPORTION_METHODS:
        raise UnknownNameError("method", method, PROPORTION_METHODS)
    if not 0 < level < 1:
        raise SocialkitError(f"the level must lie between 0 and 1, got {level}.")
    if not 0 <= k <= n or (population is not None and n > population):
        raise SocialkitError(
            f"cannot have {k} of {n} counted, of {population} in all: "
            "each number may be at most the next."
        )
    if n == 0:
        return unknown(note or "nobody was counted", frame=frame)
    share = k / n
    if population == n:
        low = high = share
    else:
        effective = n if population is None else n * (population - 1) / (population - n)
        low, high = _bounds(share, effective, method, level)
    name = f"{method}, every one counted" if population == n else method
    return Estimate(share, low, high, level, name, n, population, frame, note)


def _bounds(share: float, n: float, method: str, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    hits, misses = share * n, (1 - share) * n
    if method == "wilson":
        z = stats.norm.isf(tail)
        centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
        low, high = centre - half, centre + half
    elif method == "clopper-pearson":
        low = stats.beta.ppf(tail, hits, misses + 1) if hits else 0.0
        high = stats.beta.isf(tail, hits + 1, misses) if misses else 1.0
    else:
        low = stats.beta.ppf(tail, hits + 0.5, misses + 0.5)
        high = stats.beta.isf(tail, hits + 0.5, misses + 0.5)
    low = 0.0 if share == 0 else float(max(low, 0.0))
    high = 1.0 if share == 1 else float(min(high, 1.0))
    return low, high


def mean(
    values: pd.Series,
    *,
    population: int | None = None,
    level: float = 0.95,
    resamples: int = 999,
    seed: int = 0,
    frame: str = "",
    note: str = "",
    unit: str = "score",
) -> Estimate:
    """Estimate a mean, with a bootstrap percentile interval.

    The interval says how far the mean would move with another set of the same size drawn
    in the same way, so it has a width even where everyone was counted. NA are left out
    and lower `n`. The values are put in order first: their row order does not matter.

    Raises
    ------
    SocialkitError
        When the values are not numbers.

    References
    ----------
    Efron 1979, Annals of Statistics 7:1, doi:10.1214/aos/1176344552.

    Examples
    --------
    >>> print(mean(pd.Series([0.2, 0.4, 0.5, 0.6, 0.8])))
    0.50 (0.34-0.68), n = 5
    """
    numbers = np.sort(_numbers(values))
    n = len(numbers)
    if n == 0:
        return unknown(note or "nobody was counted", frame=frame, unit=unit)
    low = high = math.nan
    if n >= MIN_BOOTSTRAP:
        low, high = _bootstrap((numbers,), _mean_statistic, level, resamples, seed)
    value = float(math.fsum(numbers) / n)
    return Estimate(
        value, low, high, level, "bootstrap percentile", n, population, frame, note, unit
    )


def rank_correlation(
    x: pd.Series,
    y: pd.Series,
    *,
    level: float = 0.95,
    resamples: int = 999,
    seed: int = 0,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate Spearman's rank correlation of two columns, with a bootstrap interval.

    Ties get their average rank. Rows where either is NA are left out.

    Parameters
    ----------
    x, y
        Two columns on the same index.

    Returns
    -------
    Estimate
        From -1 to 1. Not known with fewer than five rows or when all of one column tie;
        the interval is not known when too many resamples tie.

    References
    ----------
    Spearman 1904, American Journal of Psychology 15:72, doi:10.2307/1412159.

    Examples
    --------
    >>> quantity = pd.Series([10, 20, 30, 40, 50])
    >>> round(rank_correlation(quantity, quantity**2).value, 3)
    1.0
    """
    both = pd.DataFrame({"x": x, "y": y}).dropna()
    first, second = _numbers(both["x"]), _numbers(both["y"])
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    n = len(first)
    if n < MIN_BOOTSTRAP or np.ptp(first) == 0 or np.ptp(second) == 0:
        reason = (
            "fewer than five accounts can be compared"
            if n < MIN_BOOTSTRAP
            else "all accounts are alike"
        )
        return unknown(note or reason, n=n, frame=frame, unit="correlation")
    value = float(_rank_statistic(first, second))
    low, high = _bootstrap((first, second), _rank_statistic, level, resamples, seed)
    name = "Spearman, bootstrap percentile"
    return Estimate(value, low, high, level, name, n, None, frame, note, "correlation")


def table(estimates: Mapping[str, Estimate], *, name: str = "measure") -> pd.DataFrame:
    """Set named estimates under one another.

    Returns
    -------
    pandas.DataFrame
        One row per estimate, indexed by its name; columns as the attributes of `Estimate`
        (numbers as Float64 and Int64 with NA for unknown) and `in_words`.

    Examples
    --------
    >>> table({"dormant": proportion(3, 10)}).loc["dormant", "in_words"]
    '30 % (11-60 %), 3 of 10'
    """
    index = pd.Index(list(estimates), name=name, dtype="str")
    rows = pd.DataFrame([asdict(one) for one in estimates.values()], index=index)
    for column in ("value", "low", "high", "level"):
        rows[column] = pd.array(rows[column].tolist(), dtype="Float64")
    for column in ("n", "population"):
        rows[column] = pd.array([_or_na(x) for x in rows[column]], dtype="Int64")
    rows["in_words"] = [str(one) for one in estimates.values()]
    return rows


def _or_na(count: object) -> object:
    return pd.NA if pd.isna(count) else int(count)


def _numbers(values: pd.Series) -> np.ndarray:
    try:
        return pd.Series(values).dropna().to_numpy(dtype=float)
    except (TypeError, ValueError) as error:
        raise SocialkitError(f"these values are not all numbers: {error}.") from error


def _mean_statistic(values: np.ndarray, axis: int = -1) -> np.ndarray:
    return values.mean(axis=axis)


def _rank_statistic(x: np.ndarray, y: np.ndarray, axis: int = -1) -> np.ndarray:
    ranks = [stats.rankdata(values, axis=axis) for values in (x, y)]
    a, b = (rank - rank.mean(axis=axis, keepdims=True) for rank in ranks)
    spread = np.sqrt((a**2).sum(axis=axis) * (b**2).sum(axis=axis))
    flat = spread == 0
    return np.where(flat, np.nan, (a * b).sum(axis=axis) / np.where(flat, 1.0, spread))


def _bootstrap(
    columns: tuple[np.ndarray, ...], statistic: object, level: float, resamples: int, seed: int
) -> tuple[float, float]:
    """Return the percentile interval of `statistic` over resampled rows, in small batches."""
    rng, n = np.random.default_rng(seed), len(columns[0])
    batch = max(1, min(resamples, 5_000_000 // n))
    drawn = []
    for start in range(0, resamples, batch):
        rows = rng.integers(0, n, size=(min(batch, resamples - start), n))
        drawn.append(statistic(*(column[rows] for column in columns)))
    values = np.concatenate(drawn)
    values = values[~np.isnan(values)]
    if len(values) < resamples / 2:
        return math.nan, math.nan
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)
