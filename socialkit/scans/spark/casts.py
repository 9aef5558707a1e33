"""The columns of the schema in Spark's SQL: what stands there, and what cannot stand there."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from socialkit import schema
from socialkit.schema.tables import dtype_word

_KINDS = {schema.TEXT: "STRING", schema.COUNT: "BIGINT", schema.FLAG: "BOOLEAN"}
_WHOLE = ("tinyint", "smallint", "int", "bigint")
_REAL = r"float|double|decimal\(.*\)"
_ZONED = r"(Z|[+-][0-9]{2}(:?[0-9]{2})?)$"
_NUMBER = r"^ *[+-]?[0-9]+([.]0*)? *$"
_KEYS = {
    "accounts": (("account_id", "key"), ("account_id", "account_id")),
    "follows": (("follower_id", "follower"), ("followed_id", "followed")),
    "posts": (("account_id", "author"),),
    "interactions": (("source_id", "source"), ("target_id", "target")),
}


class Cast(NamedTuple):
    """How a column is read: the SQL of its value, and the fault of rows that have none.

    `fault` is empty where no row can be at fault.
    """

    name: str
    sql: str
    fault: str


def casts(table: str, types: dict[str, str], *, is_text: bool) -> Iterator[Cast]:
    """Yield every column of a table, those of one's own too, from columns of these Spark types.

    `is_text` says that the file knew no types, so that text is read as what it should be.
    """
    for column in schema.TABLES[table]:
        kind = types.get(column.name, "void")
        nothing = f"CAST(NULL AS {_kind(column)})"
        if kind == "void":
            yield Cast(column.name, nothing, "")
            continue
        exact, attempt = _read(column, kind, is_text)
        if exact:
            yield Cast(column.name, exact, "")
        else:
            fault = f"{table}.{column.name}: expected {_wanted(column, kind)}"
            yield Cast(column.name, attempt or nothing, fault)
    yield from (Cast(name, quoted(name), "") for name in types if name.startswith("x_"))


def faulty(columns: list[Cast]) -> dict[str, str]:
    """Return, by the fault, the SQL that counts the rows that have it; NaN counts as nothing."""
    return {
        one.fault: f"count_if(lower(CAST({quoted(one.name)} AS STRING)) <> 'nan' "
        f"AND ({one.sql}) IS NULL)"
        for one in columns
        if one.fault
    }


def keyed(table: str, columns: list[Cast]) -> list[str]:
    """Return the SQL of every column, with the ids as the keys."""
    read = {one.name: one.sql for one in columns}
    ends = [f"{read[name]} AS {key}" for name, key in _KEYS[table]]
    named = {name for name, _ in _KEYS[table]}
    others = [f"{sql} AS {quoted(name)}" for name, sql in read.items() if name not in named]
    return ends + others


def quoted(name: str) -> str:
    """Return a name as Spark's SQL takes it; a dot in it is only a dot."""
    return "`" + name.replace("`", "``") + "`"


def _kind(column: schema.Column) -> str:
    return "BIGINT" if column.dtype == schema.TIME else _KINDS.get(column.dtype, "STRING")


def _wanted(column: schema.Column, kind: str) -> str:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return "text"
    if column.dtype == schema.TIME and kind == "timestamp_ntz":
        return "times with a time zone; give UTC"
    hint = " (read ids as text: large numbers lose digits)" if column.is_key else ""
    return dtype_word(column.dtype) + hint


def _read(column: schema.Column, kind: str, is_text: bool) -> tuple[str, str]:
    """Return the SQL that reads a column of this type: one that cannot fail, or one that can."""
    given = quoted(column.name)
    is_text = is_text and kind == "string"
    if column.dtype == schema.TIME:
        return _time(given, kind, is_text)
    if column.dtype == schema.COUNT:
        return _count(given, kind, is_text)
    if column.dtype == schema.FLAG:
        return _flag(given, kind, is_text)
    is_known = kind == "string" or kind.startswith(("varchar", "char"))
    return (f"CAST({given} AS STRING)" if is_known else ""), ""


def _time(given: str, kind: str, is_text: bool) -> tuple[str, str]:
    if kind == "timestamp":
        return f"unix_micros({given})", ""
    moment = f"unix_micros(try_cast({given} AS TIMESTAMP))"
    return "", f"CASE WHEN {given} RLIKE '{_ZONED}' THEN {moment} END" if is_text else ""


def _count(given: str, kind: str, is_text: bool) -> tuple[str, str]:
    if kind in _WHOLE:
        return f"CAST({given} AS BIGINT)", ""
    if re.fullmatch(_REAL, kind):
        whole = f"try_cast({given} AS BIGINT)"
        return "", f"CASE WHEN CAST({whole} AS DOUBLE) = CAST({given} AS DOUBLE) THEN {whole} END"
    number = f"try_cast(try_cast({given} AS DECIMAL(38, 6)) AS BIGINT)"
    return "", f"CASE WHEN {given} RLIKE '{_NUMBER}' THEN {number} END" if is_text else ""


def _flag(given: str, kind: str, is_text: bool) -> tuple[str, str]:
    if kind == "boolean":
        return given, ""
    if kind in _WHOLE or re.fullmatch(_REAL, kind):
        return "", f"CASE WHEN {given} = 1 THEN true WHEN {given} = 0 THEN false END"
    yes, no = (f"lower({given}) IN ('{word}', '{n}', '{n}.0')" for word, n in _WORDS)
    return "", f"CASE WHEN {yes} THEN true WHEN {no} THEN false END" if is_text else ""


_WORDS = (("true", 1), ("false", 0))
