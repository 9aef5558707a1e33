"""The few steps in which arrays in memory and expressions of an engine differ.

A formula of this room is written once, on columns: NumPy arrays, in which NaN stands for NA,
or narwhals expressions, which DuckDB or Spark work out where the tables are. Arrays are used
in memory because sliders are moved there: an expression on a small table is mostly overhead.
"""

from collections.abc import Callable, Iterable, Mapping

import narwhals as nw
import numpy as np
import pandas as pd

from socialkit.quality.needed import needed, there

Column = np.ndarray | nw.Expr
Columns = Mapping[str, Column]
Table = dict[str, np.ndarray] | nw.LazyFrame
IDS = ("account_id", "follower_id")
"""Columns by which a lazy table, which has no index, names its rows."""


def as_numbers(features: pd.DataFrame | nw.LazyFrame, columns: Iterable[str]) -> Table:
    """Return columns of a table as floats of 0 or more; a lazy table stays lazy, with its ids.

    No count or age is below 0; a clock that was slow must not make it so.

    Raises
    ------
    MissingDataError
        When a column is missing.
    """
    if not isinstance(features, nw.LazyFrame):
        known = needed(features, columns).astype("float64").clip(lower=0)
        return {name: known[name].to_numpy() for name in known}
    names = there(features, columns)
    numbers = (nw.col(name).cast(nw.Float64) for name in names)
    lazy = features.select(*ids_of(features), *numbers)
    return lazy.with_columns(
        nw.when(nw.col(name) < 0).then(nw.lit(0.0)).otherwise(nw.col(name)).alias(name)
        for name in names
    )


def ids_of(features: nw.LazyFrame) -> list[str]:
    """Return which columns of a lazy table name its rows."""
    return [name for name in IDS if name in features.columns]


def step(table: Table, formula: Callable[[Columns], Mapping[str, Column]]) -> Table:
    """Put beside the columns of a table what a formula makes of them."""
    if isinstance(table, nw.LazyFrame):
        return table.with_columns(**formula({name: nw.col(name) for name in table.columns}))
    return table | formula(table)


def is_known(column: Column) -> Column:
    """Tell where a column is not NA."""
    return ~column.is_null() if isinstance(column, nw.Expr) else ~np.isnan(column)


def or_zero(column: Column) -> Column:
    """Put 0 where a column is NA."""
    return column.fill_null(0) if isinstance(column, nw.Expr) else np.nan_to_num(column)


def where(is_so: Column, column: Column, otherwise: Column | float = np.nan) -> Column:
    """Return a column where it is so; elsewhere another one, or NA."""
    if not isinstance(is_so, nw.Expr):
        return np.where(is_so, column, otherwise)
    chosen = nw.when(is_so).then(column)
    return (
        chosen
        if isinstance(otherwise, float) and np.isnan(otherwise)
        else chosen.otherwise(otherwise if isinstance(otherwise, nw.Expr) else nw.lit(otherwise))
    )


def number(is_so: Column) -> Column:
    """Return 1 where it is so, else 0; what is not known is not so."""
    return is_so.cast(nw.Float64) if isinstance(is_so, nw.Expr) else is_so.astype(float)


def log10(column: Column) -> Column:
    """Return the decimal logarithm."""
    return column.log(10) if isinstance(column, nw.Expr) else np.log10(column)


def logistic(column: Column) -> Column:
    """Return 1 / (1 + exp(-column)); what comes in here is far from where exp overflows."""
    grown = (-column).exp() if isinstance(column, nw.Expr) else np.exp(-column)
    return 1 / (grown + 1)
