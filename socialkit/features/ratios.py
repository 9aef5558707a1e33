"""Counts, facts and ratios in which what is not known stays so."""

import numpy as np
import pandas as pd


def ratio(above: pd.Series, below: pd.Series) -> pd.Series:
    """Divide two columns; NA where the denominator is 0 or not known.

    Examples
    --------
    >>> ratio(pd.Series([1, 1, None]), pd.Series([2, 0, 2])).tolist()
    [0.5, <NA>, <NA>]
    """
    below = below.astype("Float64")
    return above.astype("Float64") / below.where(below > 0)


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
