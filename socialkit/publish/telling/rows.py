"""The rows of a drawn table as plain numbers, whatever columns it has."""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from socialkit.publish.telling import shares
from socialkit.publish.telling.aloud import plain


class Row(NamedTuple):
    """One number with its interval, and what it was counted on."""

    name: str
    value: float
    low: float
    high: float
    n: float
    population: float
    note: str

    @property
    def is_known(self) -> bool:
        """Whether there is a number at all."""
        return not math.isnan(self.value)

    @property
    def is_whole(self) -> bool:
        """Whether every one was counted, so that the interval has no width."""
        return self.value == self.low == self.high

    @property
    def has_interval(self) -> bool:
        """Whether there is an interval with a width."""
        return self.low < self.high

    def in_words(self) -> str:
        """Say the row's share with its uncertainty."""
        return shares.share(self.value, self.low, self.high)

    def in_short(self) -> str:
        """Say the row's share without its interval."""
        return shares.short(self.value, self.low, self.high)


def rows_of(drawn: pd.DataFrame, *, value: str = "value") -> list[Row]:
    """Return the rows of a table, in its order, with NaN for what it does not hold."""
    low, high = ("low", "high") if value == "value" else (f"{value}_low", f"{value}_high")
    columns = [numbers(drawn, name) for name in (value, low, high, "n", "population")]
    notes = drawn["note"] if "note" in drawn else [""] * len(drawn)
    texts = ["" if pd.isna(one) else plain(one) for one in notes]
    names = [name_of(one) for one in drawn.index]
    return [Row(*cells) for cells in zip(names, *columns, texts, strict=True)]


def numbers(drawn: pd.DataFrame, name: str) -> list[float]:
    """Return a column as floats, NaN where it is not known or not there."""
    if name not in drawn:
        return [math.nan] * len(drawn)
    return pd.to_numeric(drawn[name]).astype("Float64").astype(float).to_list()


def name_of(label: object, *, most: int = 60) -> str:
    """Return the name of a row as one line; the last part of a name of several."""
    return plain(label[-1] if isinstance(label, tuple) else label, most=most)


def named(rows: Iterable[Row], names: Mapping[str, object]) -> dict[str, Row]:
    """Return those rows whose names are known, in the order of the names."""
    found = {row.name: row for row in rows}
    return {name: found[name] for name in names if name in found}


def largest(rows: Iterable[Row]) -> list[Row]:
    """Return the known rows, the largest first; equals in the order given."""
    return sorted((row for row in rows if row.is_known), key=lambda row: -row.value)
