"""A table in words: numbers rounded, with their intervals, and what is not known said so."""

import re
from html import escape
from typing import ClassVar

import pandas as pd

from socialkit.estimate import UNKNOWN
from socialkit.schema import TEXT

_NO_DECIMALS_FROM, _FEW_DECIMALS_FROM = 100, 10


class Table(pd.DataFrame):
    """A table of texts that a notebook shows whole, with the name of its rows on top.

    Attributes
    ----------
    frame
        In words, what every number in it was counted on; its caption.
    """

    _metadata: ClassVar[list[str]] = ["frame"]
    frame = ""

    @property
    def _constructor(self) -> type["Table"]:
        return Table

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            table = self._labelled().to_html(index=False, border=0, na_rep=UNKNOWN)
        if not self.frame:
            return table
        caption = f"<caption>{escape(self._caption())}</caption>"
        return re.sub(r"<table[^>]*>", lambda found: f"{found[0]}\n  {caption}", table, count=1)

    def __repr__(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            table = self.to_string()
        return f"{self._caption()}\n{table}" if self.frame else table

    def _caption(self) -> str:
        return f"Counted on: {self.frame}"

    def _labelled(self) -> pd.DataFrame:
        names = [name or "" for name in self.index.names]
        return pd.DataFrame(self).reset_index(names=names, allow_duplicates=True)


def table(
    values: pd.DataFrame | pd.Series, *, digits: int = 2, empty: str = UNKNOWN, frame: str = ""
) -> Table:
    """Set numbers out for people: rounded, with their intervals, and unknown in words.

    Parameters
    ----------
    values
        Any table; a column alone becomes a table of one column.
    digits
        Decimals below 10; from 10 on one less, from 100 on none.
    empty
        What a table without rows says instead.
    frame
        In words, on what all its numbers were counted; its caption. Not needed where the
        rows say that themselves.

    Returns
    -------
    Table
        Same rows and index, every cell text: whole numbers with thousands separators,
        times as dates (UTC), true as "yes", NA as "not in this export". A number with its
        interval in columns of the same name and ``_low`` and ``_high`` (or `value`, `low`
        and `high`) becomes one column such as "0.41 (0.38-0.44)", or "0.41" alone where
        the interval has no width. A table without rows becomes one row that says so.

    Examples
    --------
    >>> table(pd.Series([1234, None], ["seen", "reported"], "Int64", "followers"))
                       followers
    seen                   1,234
    reported  not in this export
    """
    if isinstance(values, pd.Series):
        values = values.to_frame("value" if values.name is None else values.name)
    if values.empty:
        return Table(
            {"result": [empty or UNKNOWN]}, index=pd.Index(["nothing to show"]), dtype=TEXT
        )
    words = values.astype(object).map(lambda value: _in_words(value, digits)).astype(TEXT)
    out = Table(_joined(values, words))
    out.frame = frame
    return out


def _joined(values: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Put each number and the two ends of its interval into one column."""
    for name in values.columns:
        low, high = ("low", "high") if name == "value" else (f"{name}_low", f"{name}_high")
        if low in words.columns and high in words.columns:
            to = words[low].str.startswith("-").map({True: " to ", False: "-"}).astype(TEXT)
            interval = words[name] + " (" + words[low] + to + words[high] + ")"
            known = (values[low].notna() & (values[low] < values[high])).fillna(False)
            known = known.to_numpy(dtype=bool)
            words = words.assign(**{name: words[name].where(~known, interval)})
            words = words.drop(columns=[low, high])
    return words


def _in_words(value: object, digits: int) -> str:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return UNKNOWN
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if pd.api.types.is_integer(value):
        return f"{value:,}"
    if pd.api.types.is_float(value):
        text = f"{value:,.{_decimals(abs(value), digits)}f}"
        return text.lstrip("-") if not text.strip("-0.") else text
    if isinstance(value, pd.Timestamp):
        is_day = value == value.normalize()
        return f"{value:%Y-%m-%d}" if is_day else f"{value:%Y-%m-%d %H:%M}"
    return str(value)


def _decimals(size: float, digits: int) -> int:
    if size >= _NO_DECIMALS_FROM:
        return 0
    return max(digits - 1, 0) if size >= _FEW_DECIMALS_FROM else digits
