"""The number itself: a value, its interval, what it was counted on, and how it is said."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

import pandas as pd

UNKNOWN = "not in this export"


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
    >>> from socialkit import estimate
    >>> print(estimate.proportion(50, 400, population=2000))
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
        return _percent(number)
    return f"{number:,.0f}" if unit == "count" else f"{number:.2f}"


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


def table(estimates: Mapping[str, Estimate], *, name: str = "measure") -> pd.DataFrame:
    """Set named estimates under one another.

    Returns
    -------
    pandas.DataFrame
        One row per estimate, indexed by its name; columns as the attributes of `Estimate`
        (numbers as Float64 and Int64 with NA for unknown) and `in_words`.

    Examples
    --------
    >>> from socialkit import estimate
    >>> table({"dormant": estimate.proportion(3, 10)}).loc["dormant", "in_words"]
    '30 % (11-60 %), 3 of 10'
    """
    index = pd.Index(list(estimates), name=name, dtype="str")
    columns = [field.name for field in fields(Estimate)]
    rows = pd.DataFrame([asdict(one) for one in estimates.values()], index, columns)
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
