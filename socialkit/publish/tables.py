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
        the interval has no width. A table without rows becomes one row that says so. Rows
        named by moments are named by their days.

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
    out = Table(_joined(values, digits))
    if isinstance(out.index, pd.DatetimeIndex):
        days = ["no date" if pd.isna(one) else _moment(one) for one in out.index]
        out.index = pd.Index(days, dtype=TEXT, name=out.index.name)
    out.frame = frame
    return out


def _joined(values: pd.DataFrame, digits: int) -> pd.DataFrame:
    """Write all in words, each number and the two ends of its interval in one column."""
    columns = [list(values.iloc[:, place]) for place in range(values.shape[1])]
    words = [[_in_words(value, digits) for value in column] for column in columns]
    place_of = {name: place for place, name in enumerate(values.columns)}
    ends: set[int] = set()
    for name, place in place_of.items():
        low, high = ("low", "high") if name == "value" else (f"{name}_low", f"{name}_high")
        if low in place_of and high in place_of:
            between = place_of[low], place_of[high]
            wide = map(_is_wide, *(columns[one] for one in between))
            rows = zip(words[place], wide, *(words[one] for one in between), strict=True)
            words[place] = [_with_interval(*row) for row in rows]
            ends.update(between)
    kept = [place for place in range(len(words)) if place not in ends]
    texts = pd.DataFrame({place: pd.array(words[place], dtype=TEXT) for place in kept})
    return texts.set_axis(values.columns[kept], axis=1).set_axis(values.index)


def _is_wide(low: object, high: object) -> bool:
    return bool(pd.notna(low) and pd.notna(high) and low < high)


def _with_interval(word: str, is_wide: bool, low: str, high: str) -> str:
    if not is_wide:
        return word
    return f"{word} ({low}{' to ' if low.startswith('-') else '-'}{high})"


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
        return _moment(value)
    return str(value)


def _moment(moment: pd.Timestamp) -> str:
    is_day = moment == moment.normalize()
    return f"{moment:%Y-%m-%d}" if is_day else f"{moment:%Y-%m-%d %H:%M}"


def _decimals(size: float, digits: int) -> int:
    if size >= _NO_DECIMALS_FROM:
        return 0
    return max(digits - 1, 0) if size >= _FEW_DECIMALS_FROM else digits
