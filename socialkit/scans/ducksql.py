"""The SQL by which DuckDB takes the four tables in."""

import pandas as pd

from socialkit import schema
from socialkit.scans.casts import Cast, quoted
from socialkit.scans.engine import Files

KEYS = {
    "follows": {"follower_id": "follower", "followed_id": "followed"},
    "posts": {"account_id": "author"},
    "interactions": {"source_id": "source", "target_id": "target"},
}
"""By which name a key stands for which id."""


def keyed(table: str, source: str, columns: list[Cast]) -> str:
    """Return the SQL of a table with keys: row numbers of the accounts in place of ids."""
    chosen = {one.name: f"{one.sql} AS {quoted(one.name)}" for one in columns}
    listed = ", ".join(chosen.values())
    if table == "accounts":
        return f"SELECT CAST(row_number() OVER () - 1 AS INTEGER) AS key, {listed} FROM {source}"
    keys = KEYS[table]
    ends = ", ".join(f"{end}.key AS {end}" for end in keys.values())
    others = "".join(f", given.{quoted(name)}" for name in chosen if name not in keys)
    joins = " ".join(
        f"LEFT JOIN ids AS {end} ON {end}.account_id = given.{quoted(column)}"
        for column, end in keys.items()
    )
    return f"SELECT {ends}{others} FROM (SELECT {listed} FROM {source}) AS given {joins}"


def unreadable(source: str, columns: list[Cast]) -> str:
    """Return the SQL that counts, for each column, what stands there and cannot be read.

    NaN counts as nothing.
    """
    counts = (
        f"count(*) FILTER (WHERE {one.given} IS NOT NULL AND ({one.sql}) IS NULL "
        f"AND lower(CAST({one.given} AS VARCHAR)) <> 'nan')"
        for one in columns
    )
    return f"SELECT {', '.join(counts)} FROM {source}"


def reader(files: Files) -> str:
    """Return the SQL that reads the files of a table; CSV comes as text."""
    paths = (str(path).replace("'", "''") for path in files.paths)
    listed = ", ".join(f"'{path}'" for path in paths)
    if files.kind == "parquet":
        return f"read_parquet([{listed}], union_by_name = true, hive_partitioning = false)"
    return (
        f"read_csv([{listed}], header = true, all_varchar = true, union_by_name = true, "
        "allow_quoted_nulls = false, hive_partitioning = false)"
    )


def _stands(one: Cast) -> str:
    """Return the SQL of whether something stands there; NaN counts as nothing."""
    return f"{one.given} IS NOT NULL AND lower(CAST({one.given} AS VARCHAR)) <> 'nan'"


class Stream:
    """A table of which DuckDB sees the Arrow side only, so that all kinds are read alike."""

    def __init__(self, table: object) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)


def without_index(table: str, native: object) -> object:
    """Give the index of a pandas table as the column it is."""
    is_indexed = isinstance(native, pd.DataFrame) and table in schema.INDEX
    if is_indexed and schema.INDEX[table] not in native.columns:
        return native.rename_axis(index=schema.INDEX[table]).reset_index()
    return native
