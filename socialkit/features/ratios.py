"""Counts, facts and ratios in which what is not known stays so."""

from typing import TypeVar

import narwhals as nw
import numpy as np
import pandas as pd

Column = TypeVar("Column", pd.Series, nw.Expr)


def ratio(above: Column, below: Column) -> Column:
    """Divide two columns, in memory or as expressions; NA where the denominator is 0 or unknown.

    Examples
    --------
    >>> ratio(pd.Series([1, 1, None]), pd.Series([2, 0, 2])).tolist()
    [0.5, <NA>, <NA>]
    """
    if isinstance(below, nw.Expr):
        below = below.cast(nw.Float64)
        return above.cast(nw.Float64) / nw.when(below > 0).then(below)
    # On plain rows: pandas would look through an index of a million ids at every step.
    top, base = (one.astype("Float64").reset_index(drop=True) for one in (above, below))
    return (top / base.where(base > 0)).set_axis(below.index)


def counts(values: np.ndarray, *, known: np.ndarray) -> pd.arrays.IntegerArray:
    """Return whole numbers, NA where they are not `known`.

    Examples
    --------
    >>> counts(np.array([3, 0]), known=np.array([True, False])).tolist()
    [3, <NA>]
    """
    return pd.arrays.IntegerArray(np.asarray(values, dtype=np.int64), ~np.asarray(known))


def flags(values: np.ndarray, *, known: np.ndarray) -> pd.arrays.BooleanArray:
    """Return whether it is so, NA where that is not `known`.

    Examples
    --------
    >>> flags(np.array([True, False]), known=np.array([True, False])).tolist()
    [True, <NA>]
    """
    return pd.arrays.BooleanArray(np.asarray(values, dtype=bool), ~np.asarray(known, dtype=bool))
