"""The columns of the schema in DuckDB's SQL: what stands there, and what cannot stand there."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from socialkit import schema
from socialkit.schema.tables import dtype_word

_SQL = {schema.TEXT: "VARCHAR", schema.COUNT: "BIGINT", schema.FLAG: "BOOLEAN"}
_NOTHING = '"NULL"'
"""What DuckDB calls the type of a column in which nothing stands."""
_SAFE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
_WHOLE = (*_SAFE, "HUGEINT", "UBIGINT", "UHUGEINT")
_REAL = ("FLOAT", "DOUBLE", "DECIMAL")
_EXACT = {
    schema.COUNT: _SAFE,
    schema.FLAG: ("BOOLEAN",),
    schema.TIME: ("TIMESTAMP WITH TIME ZONE",),
}
"""From which types each kind of column is read without any doubt."""
_ZONED = r"\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d(:?\d\d)?)$"
_NUMBER = r"^\s*[+-]?\d+(\.0*)?\s*$"
_SPELLED = {
    schema.TIME: f"CASE WHEN regexp_matches({{x}}, '{_ZONED}') "
    "THEN epoch_us(TRY_CAST({x} AS TIMESTAMPTZ)) END",
    schema.COUNT: f"CASE WHEN regexp_matches({{x}}, '{_NUMBER}') "
    "THEN TRY_CAST(TRY_CAST({x} AS DECIMAL(38, 6)) AS BIGINT) END",
    schema.FLAG: "CASE WHEN lower({x}) IN ('true', '1', '1.0') THEN true "
    "WHEN lower({x}) IN ('false', '0', '0.0') THEN false END",
}
"""How each kind of column is read from text, {x}; a time must say its zone."""
_OF_NUMBERS = {
    # Up to 2^63: a float of exactly that size is no whole number of 64 bits any more.
    schema.COUNT: "CASE WHEN isfinite({x}) AND {x} = floor({x}) AND abs({x}) < 9.2e18 "
    "THEN TRY_CAST({given} AS BIGINT) END",
    schema.FLAG: "CASE WHEN {x} = 1 THEN true WHEN {x} = 0 THEN false END",
}
"""How counts and facts are read from numbers of other types."""


class Cast(NamedTuple):
    """How a column is read: the SQL of its value, and a fault for rows that have none.

    `is_exact` says that no row can be at fault.
    """

    name: str
    sql: str
    given: str
    fault: str
    is_exact: bool


def casts(table: str, types: dict[str, str], *, is_text: bool) -> Iterator[Cast]:
    """Yield every column of a table, those of one's own too, from columns of these SQL types.

    `is_text` says that the file knew no types, so that text is read as what it should be.
    """
    for column in schema.TABLES[table]:
        kind = types.get(column.name, _NOTHING).upper()
        if kind == _NOTHING:
            yield Cast(column.name, f"CAST(NULL AS {_target(column)})", "", "", True)
            continue
        sql, is_exact = _read(column, kind, is_text)
        fault = f"{table}.{column.name}: expected {_wanted(column, kind)}"
        yield Cast(column.name, sql, quoted(column.name), fault, is_exact)
    for name in (name for name in types if name.startswith("x_")):
        yield _own(table, name, types[name].upper())


def _own(table: str, name: str, kind: str) -> Cast:
    """Carry a column of one's own along; one of them is read here, as a number."""
    given = quoted(name)
    if name == schema.DIGIT_SHARE:
        number = f"TRY_CAST({given} AS DOUBLE)"
        known = f"CASE WHEN isfinite({number}) THEN {number} END"
        return Cast(name, known, given, f"{table}.{name}: expected a number", False)
    is_text = kind == _NOTHING or kind.startswith("ENUM")
    return Cast(name, f"CAST({given} AS VARCHAR)" if is_text else given, given, "", True)


def quoted(name: str) -> str:
    """Return a name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def _target(column: schema.Column) -> str:
    """Return the SQL type in which a column is kept; times are microseconds."""
    return "BIGINT" if column.dtype == schema.TIME else _SQL.get(column.dtype, "VARCHAR")


def _wanted(column: schema.Column, kind: str) -> str:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return "text"
    if column.dtype == schema.TIME and kind.startswith("TIMESTAMP") and "ZONE" not in kind:
        return "times with a time zone; give UTC"
    hint = " (read ids as text: large numbers lose digits)" if column.is_key else ""
    return dtype_word(column.dtype) + hint


def _read(column: schema.Column, kind: str, is_text: bool) -> tuple[str, bool]:
    """Return the SQL that reads a column of this type, and whether that cannot fail."""
    given = quoted(column.name)
    if kind == "VARCHAR" and is_text and column.dtype in _SPELLED:
        return _SPELLED[column.dtype].format(x=given), False
    if kind in _EXACT.get(column.dtype, ("VARCHAR",)) or _is_text(column, kind):
        micros = column.dtype == schema.TIME
        return (f"epoch_us({given})" if micros else f"CAST({given} AS {_target(column)})"), True
    is_number = kind in _WHOLE or kind.startswith(_REAL)
    if is_number and column.dtype in _OF_NUMBERS:
        return _OF_NUMBERS[column.dtype].format(x=f"CAST({given} AS DOUBLE)", given=given), False
    return f"CAST(NULL AS {_target(column)})", False


def _is_text(column: schema.Column, kind: str) -> bool:
    return _target(column) == "VARCHAR" and kind.startswith("ENUM")
