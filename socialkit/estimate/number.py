"""The number itself: a value, its interval, what it was counted on, and how it is said."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import pandas as pd

UNKNOWN = "not in this export"
MIN_BOOTSTRAP = 5
"""Fewer values than this cannot show their own spread: no interval is given."""
_COLUMNS = ("value", "low", "high", "level", "method", "n", "population", "frame", "note", "unit")
_SUFFIX = {"share": " %", "difference": " points", "days": " days"}


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
        ``"share"`` (0-1, printed in percent), ``"difference"`` (of two shares, -1 to 1,
        printed in percentage points), ``"score"`` (0-1), ``"count"``, ``"days"`` or
        ``"correlation"``.
    counted
        In words, the counts themselves; without them `n` is printed.

    Examples
    --------
    >>> from socialkit import estimate
    >>> share = estimate.proportion(50, 400, population=2000, frame="newest first")
    >>> print(share.with_noun("followers"))
    12 % (10-16 %), 50 of 400 of 2,000 followers, newest first
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
    counted: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a value at all."""
        return not math.isnan(self.value)

    def times(self, factor: float, *, unit: str = "count") -> "Estimate":
        """Return the estimate with its value and interval multiplied by `factor`."""
        value, low, high = self.value * factor, self.low * factor, self.high * factor
        return replace(self, value=value, low=low, high=high, unit=unit)

    def with_noun(self, noun: str) -> "Estimate":
        """Return the estimate saying what was counted, such as ``"followers"``."""
        return replace(self, counted=f"{self._counted()} {noun}") if self.known else self

    def __str__(self) -> str:
        if not self.known:
            return f"{UNKNOWN}: {self.note}" if self.note else UNKNOWN
        counted = "" if self.method == "counted" else self._counted()
        return ", ".join(part for part in (self._amount(), counted, self.frame) if part)

    def _amount(self) -> str:
        value, low, high = (_written(x, self.unit) for x in (self.value, self.low, self.high))
        suffix = _SUFFIX.get(self.unit, "")
        if self.method == "counted":
            return f"{value}{suffix}"
        return f"{value}{suffix} ({self._interval(low, high, suffix)})"

    def _interval(self, low: str, high: str, suffix: str) -> str:
        if math.isnan(self.low):
            return "too few for an interval" if self.n < MIN_BOOTSTRAP else "no interval"
        if math.isnan(self.high):
            return f"{low}{suffix} or more"
        if self.low == self.high and self.n == self.population:
            return "every one counted"
        joint = " to " if self.low < 0 or self.unit == "difference" else "-"
        return f"{low}{joint}{high}{suffix}"

    def _counted(self) -> str:
        return self.counted or f"n = {self.n:,}{of_all(self.n, self.population)}"


def of_all(n: int, population: int | None) -> str:
    """Return " of 2,000" when fewer than all were counted."""
    return "" if population in (None, n) else f" of {population:,}"


def _written(number: float, unit: str) -> str:
    if math.isnan(number):
        return "?"
    if unit == "share":
        return _percent(number)
    if unit == "difference":
        sign = "-" if number < 0 else "+" if number > 0 else ""
        return sign + _percent(abs(number))
    return f"{number:,.0f}" if unit in ("count", "days") else f"{number:.2f}"


def _percent(share: float) -> str:
    """Write a share in percent; never 0 for some, nor 100 for less than all."""
    if 0 < share < 0.005:
        return f"{100 * share:.1g}"
    if 0.995 <= share < 1:
        return f"{math.floor(1000 * share) / 10:.1f}"
    return f"{100 * share:.0f}"


def unknown(note: str, *, n: int = 0, frame: str = "", unit: str = "share") -> Estimate:
    """Return an estimate of something that cannot be known, with the reason."""
    nan = math.nan
    return Estimate(nan, nan, nan, method="none", n=n, frame=frame, note=note, unit=unit)


def joined(*notes: str) -> str:
    """Return the notes there are, one after the other."""
    return "; ".join(note for note in notes if note)


def table(estimates: Mapping[str, Estimate], *, name: str = "measure") -> pd.DataFrame:
    """Set named estimates under one another.

    Returns
    -------
    pandas.DataFrame
        One row per estimate, indexed by its name; columns as the attributes of `Estimate`
        up to `unit` (numbers as Float64 and Int64 with NA for unknown) and `in_words`.

    Examples
    --------
    >>> from socialkit import estimate
    >>> table({"dormant": estimate.proportion(3, 10)}).loc["dormant", "in_words"]
    '30 % (11-60 %), 3 of 10'
    """
    index = pd.Index(list(estimates), name=name, dtype="str")
    rows = pd.DataFrame([asdict(one) for one in estimates.values()], index, list(_COLUMNS))
    for column in ("value", "low", "high", "level"):
        rows[column] = pd.array(rows[column].tolist(), dtype="Float64")
    for column in ("n", "population"):
        rows[column] = pd.array([_or_na(x) for x in rows[column]], dtype="Int64")
    rows["n"] = rows["n"].where(
        rows["value"].notna() | (rows["n"] > 0)
    )  # nobody counted: NA, not 0
    rows["in_words"] = [str(one) for one in estimates.values()]
    return rows


def _or_na(count: object) -> object:
    return pd.NA if pd.isna(count) else int(count)
