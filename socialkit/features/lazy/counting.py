"""Counting by key: what all tallies of a `Scan` are made of."""

import narwhals as nw
import pandas as pd

from socialkit.scans import Scan


def how_many(frame: nw.LazyFrame, by: str, name: str) -> nw.LazyFrame:
    """Count the rows for each value of a column of keys, which becomes `key`."""
    return frame.group_by(by).agg(nw.len().alias(name)).rename({by: "key"})


def beside(frame: nw.LazyFrame, tally: nw.LazyFrame) -> nw.LazyFrame:
    """Put a tally beside the accounts; null where it counted nothing."""
    return frame.join(tally, on="key", how="left")


def whole(column: nw.Expr) -> nw.Expr:
    """Return a sum as a whole number of 64 bits; engines differ in what they make of one."""
    return column.cast(nw.Int64)


def times(is_so: nw.Expr) -> nw.Expr:
    """Count, within a group, how often it is so; what is not known is not so."""
    return whole(is_so.fill_null(False).cast(nw.Int64).sum())


def one_row(scan: Scan, frame: nw.LazyFrame) -> pd.Series:
    """Return the one row of totals, 0 for sums over nothing."""
    return scan.collect(frame).fillna(0).iloc[0]
