"""Text cells become columns of the schema, or one's own columns with a tidy dtype."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd

from socialkit import schema
from socialkit.errors import ReadError

MAX_COLUMNS = 1_000

_WHOLE = r"[+-]?\d{1,18}(?:\.0*)?"
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_TIME = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
_ZONE = r"(?:[Zz]|[+-]\d\d:?\d\d|\+00)"
_FLAGS = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}


def typed(table: str, given: pd.DataFrame, where: str) -> pd.DataFrame:
    """Give text columns the dtypes of one of the four tables.

    Parameters
    ----------
    table
        Name of the table, such as ``"accounts"``.
    given
        Text columns, named as in the schema or, for columns of one's own, with ``x_``.
    where
        The file, for messages.

    Returns
    -------
    pandas.DataFrame
        Rows and columns as given, with the schema's dtypes.

    Raises
    ------
    ReadError
        Naming the file, the column, the row and the value that does not fit.
    """
    dtypes = {column.name: column.dtype for column in schema.TABLES[table]}
    check_header(table, given.columns, where)
    return pd.DataFrame(
        {
            name: _cast(values, dtypes[name], f"{where}, column {name}")
            if name in dtypes
            else tidy(values)
            for name, values in given.items()
        },
        index=given.index,
    )


def check_header(table: str, columns: Iterable[str], where: str) -> None:
    """Raise a ReadError that names the first unknown or missing column."""
    known = [column.name for column in schema.TABLES[table]]
    columns = list(columns)
    for name in columns:
        if name not in known and not name.startswith("x_"):
            longer = [column for column in known if column.startswith(name.lower())]
            close = longer or get_close_matches(name.lower(), known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}."
            raise ReadError(
                f"{where}: unknown column {name!r}; {hint} Columns of your own start with x_."
            )
    for column in schema.TABLES[table]:
        if column.is_key and column.name not in columns:
            found = ", ".join(columns)
            raise ReadError(f"{where}: the column {column.name} is missing; found {found}.")


def tidy(values: pd.Series) -> pd.Series:
    """Give a text column the narrowest of whole number, number, true/false and text."""
    present = values.dropna()
    if present.empty:
        return values.astype(schema.TEXT)
    if present.str.fullmatch(r"[+-]?(?:0|[1-9]\d{0,17})").all():
        return values.astype(schema.COUNT)
    if present.str.fullmatch(_NUMBER).all() and not present.str.fullmatch(r"0\d+").any():
        return values.astype("Float64")
    lower = values.str.lower()
    if lower.dropna().isin(["true", "false"]).all():
        return lower.map(_FLAGS).astype(schema.FLAG)
    return values.astype(schema.TEXT)


def own_columns(given: pd.DataFrame, table: str, where: str) -> pd.DataFrame:
    """Name columns as the schema does where they match, with ``x_`` in front where not.

    Raises
    ------
    ReadError
        When there are more columns than anybody has a use for.
    """
    check_width(len(given.columns), where)
    known = [column.name for column in schema.TABLES[table]]
    names: dict[str, None] = {}
    for column in given.columns:
        plain = re.sub(r"\W+", "_", str(column).strip().lower()).strip("_") or "column"
        plain = plain if plain in known else f"x_{plain.removeprefix('x_')}"
        while plain in names:
            plain = f"{plain if plain.startswith('x_') else 'x_' + plain}_"
        names[plain] = None
    return given.set_axis(list(names), axis="columns")


def check_width(count: int, where: str) -> None:
    """Raise a ReadError when a table has more columns than anybody has a use for."""
    if count > MAX_COLUMNS:
        raise ReadError(f"{where}: has {count:,} columns; keep at most {MAX_COLUMNS:,} of them.")


def _cast(values: pd.Series, dtype: object, where: str) -> pd.Series:
    values = values.astype(schema.TEXT)
    if dtype == schema.TEXT:
        return values
    if dtype == schema.COUNT:
        _refuse(values, values.str.fullmatch(_WHOLE), where, "a whole number such as 120")
        return values.str.replace(r"\.0*$", "", regex=True).astype(schema.COUNT)
    if dtype == schema.FLAG:
        lower = values.str.strip().str.lower()
        _refuse(values, lower.isin(list(_FLAGS)), where, "true or false")
        return lower.map(_FLAGS).astype(schema.FLAG)
    if dtype == schema.TIME:
        return _cast_time(values, where)
    allowed = list(dtype.categories)
    _refuse(values, values.isin(allowed), where, f"one of {', '.join(allowed)}")
    return values.astype(object).where(values.notna(), None).astype(dtype)


def _cast_time(values: pd.Series, where: str) -> pd.Series:
    has_zone = values.str.fullmatch(_TIME + _ZONE)
    naive = values.str.fullmatch(f"{_TIME}|\\d{{4}}-\\d\\d-\\d\\d").fillna(False)
    if naive.any():
        row = int(naive.to_numpy(dtype=bool).argmax())
        value = str(values.iloc[row])
        better = (value if ":" in value else f"{value}T00:00").replace(" ", "T") + "Z"
        raise ReadError(
            f"{where}, row {row + 1:,}: the time {value!r} has no time zone; for UTC add Z: "
            f"{better}."
        )
    expected = "a time with its zone such as 2026-01-31T18:00Z"
    _refuse(values, has_zone, where, expected)
    times = pd.to_datetime(values, utc=True, errors="coerce", format="ISO8601")
    _refuse(values, times.notna(), where, expected)
    return times.astype(schema.TIME)


def _refuse(values: pd.Series, fits: pd.Series, where: str, expected: str) -> None:
    bad = values.notna() & ~fits.fillna(False).astype(bool)
    if bad.any():
        row = int(bad.to_numpy(dtype=bool).argmax())
        value = str(values.iloc[row])[:60]
        raise ReadError(f"{where}, row {row + 1:,}: expected {expected}, found {value!r}.")
