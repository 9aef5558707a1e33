"""Bring a table into the schema's columns and dtypes, or say which rows do not fit."""

from datetime import datetime

import numpy as np
import pandas as pd

from socialkit.errors import SchemaError
from socialkit.schema.tables import (
    COUNT,
    FLAG,
    INDEX,
    REFERENCES,
    TABLES,
    TEXT,
    TIME,
    Column,
    dtype_word,
    empty,
)

ROWS_NAMED = 5


def rows(bad: pd.Series) -> str:
    """Name the first rows that are at fault, and how many there are."""
    rows = np.flatnonzero(bad.to_numpy(dtype=bool))
    named = ", ".join(str(row) for row in rows[:ROWS_NAMED])
    more = ", ..." if len(rows) > ROWS_NAMED else ""
    count = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
    return f" ({count}: {named}{more})"


def conform(table: str, given: pd.DataFrame | None, faults: list[str]) -> pd.DataFrame:
    """Return `given` with exactly the schema's columns and dtypes, in the schema's order.

    Missing columns come back as NA. What cannot be turned into the right dtype without
    loss is described in `faults` and comes back as NA. The caller's rows keep their order.
    """
    if given is None:
        return empty(table)
    frame = _with_key_columns(table, given, faults)
    known = [column.name for column in TABLES[table]]
    extra = [name for name in frame.columns if str(name).startswith("x_")]
    for name in frame.columns:
        if name not in known and name not in extra:
            faults.append(f"{table}: unknown column {name!r} (columns of your own start with x_)")
    out = {}
    for column in TABLES[table]:
        if column.name not in frame.columns:
            out[column.name] = pd.Series(pd.NA, index=frame.index, dtype=column.dtype)
            if column.is_key:
                faults.append(f"{table}.{column.name}: the column is missing")
        else:
            out[column.name] = _cast(table, column, frame[column.name], faults)
    out |= {name: frame[name] for name in extra}
    tidy = pd.DataFrame(out, index=frame.index, copy=False)  # large tables are not doubled
    return _indexed(tidy, given, INDEX[table]) if table in INDEX else tidy


def _indexed(tidy: pd.DataFrame, given: pd.DataFrame, key: str) -> pd.DataFrame:
    """Index the table by its key; an index that is right is kept, with what it has learned."""
    if given.index.name == key and given.index.dtype == TEXT and key not in given.columns:
        return tidy.drop(columns=key).set_axis(given.index)
    return tidy.set_index(key)


def _with_key_columns(table: str, given: pd.DataFrame, faults: list[str]) -> pd.DataFrame:
    if not isinstance(given, pd.DataFrame):
        raise SchemaError([f"{table}: expected a pandas DataFrame, got {type(given).__name__}"])
    if not given.columns.is_unique:
        twice = sorted({str(name) for name in given.columns[given.columns.duplicated()]})
        faults.append(f"{table}: each column may stand once, not so {', '.join(twice)}")
        given = given.loc[:, ~given.columns.duplicated()]
    key = INDEX.get(table)
    if key and key not in given.columns and given.index.nlevels == 1:
        return given.rename_axis(index=key).reset_index()
    return given.reset_index(drop=True)


def _cast(table: str, column: Column, values: pd.Series, faults: list[str]) -> pd.Series:
    where = f"{table}.{column.name}"
    if isinstance(values.dtype, pd.CategoricalDtype) and values.dtype == column.dtype:
        # Equal dtypes may still list their categories in another order.
        return values.cat.set_categories(column.dtype.categories)
    if values.dtype == column.dtype or _is_reference(table, column, values):
        return values
    if values.isna().all():
        return pd.Series(pd.NA, index=values.index, dtype=column.dtype)
    try:
        if column.dtype == TEXT:
            return _cast_text(where, column, values, faults)
        if column.dtype == TIME:
            return _cast_time(where, values, faults)
        if isinstance(column.dtype, pd.CategoricalDtype):
            allowed = list(column.dtype.categories)
            bad = values.notna() & ~values.isin(allowed)
            if bad.any():
                faults.append(f"{where}: must be one of {', '.join(allowed)}{rows(bad)}")
            return values.astype(object).where(~bad & values.notna(), None).astype(column.dtype)
        if column.dtype == COUNT and pd.api.types.is_bool_dtype(values.dtype):
            raise TypeError
        if pd.api.types.is_float_dtype(values.dtype) and (values.abs() >= 2**63).any():
            raise OverflowError
        return values.astype(column.dtype)
    except (TypeError, ValueError, OverflowError):
        bad = values.map(lambda value: not _fits(value, column.dtype))
        bad = bad if bad.any() else ~bad
        faults.append(f"{where}: expected {dtype_word(column.dtype)}{rows(bad)}")
        return pd.Series(pd.NA, index=values.index, dtype=column.dtype)


def _is_reference(table: str, column: Column, values: pd.Series) -> bool:
    """Tell ids that stand as categories, each text once: the quick way to hand them in."""
    is_categorical = isinstance(values.dtype, pd.CategoricalDtype)
    return (
        is_categorical
        and column.name in REFERENCES.get(table, ())
        and isinstance(values.cat.categories.dtype, pd.StringDtype)
    )


def _cast_text(where: str, column: Column, values: pd.Series, faults: list[str]) -> pd.Series:
    if isinstance(values.dtype, pd.StringDtype):
        return values.astype(TEXT)
    # An object column may hold numbers among its texts: look at every value of it.
    objects = values.astype(object)
    bad = values.notna() & ~objects.map(lambda value: isinstance(value, str)).astype(bool)
    if bad.any():
        hint = " (read ids as text: large numbers lose digits)" if column.is_key else ""
        faults.append(f"{where}: expected text{hint}{rows(bad)}")
    return objects.where(~bad & values.notna(), None).astype(TEXT)


def _cast_time(where: str, values: pd.Series, faults: list[str]) -> pd.Series:
    times = pd.to_datetime(values) if values.dtype == object else values
    if not pd.api.types.is_datetime64_any_dtype(times.dtype):
        raise TypeError
    if times.dt.tz is None:
        faults.append(f"{where}: times need a time zone; give UTC")
        return pd.Series(pd.NaT, index=values.index, dtype=TIME)
    return times.astype(TIME)


def _fits(value: object, dtype: object) -> bool:
    """Whether one value alone could stand in a column of `dtype`; names the culprits."""
    if not pd.api.types.is_scalar(value):
        return False
    if pd.isna(value):
        return True
    if dtype == COUNT:
        is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
        return is_number and float(value).is_integer() and abs(value) < 2**63
    if dtype == FLAG:
        return value in (True, False)
    return isinstance(value, datetime)
