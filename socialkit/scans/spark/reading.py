"""What Spark takes as a table: files, DataFrames of its own, tables in memory."""

import csv
from typing import TYPE_CHECKING

import narwhals as nw
import pandas as pd

from socialkit import schema
from socialkit.errors import SchemaError
from socialkit.scans.engine import Files
from socialkit.scans.spark.casts import quoted

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_PLAIN = str.maketrans({one: f"\\{one}" for one in "\\*?[]{},"})
"""A bracket or a star in the name of a folder is only a letter."""


def read(session: "SparkSession", table: str, given: object) -> "DataFrame":
    """Return a table as a Spark DataFrame, from wherever it is; without columns for None.

    Raises
    ------
    SchemaError
        When it is nothing that Spark can read.
    """
    if given is None:
        return session.createDataFrame([], "nothing string")
    if isinstance(given, Files):
        return _files(session, given)
    native = native_of(given)
    if is_spark(native):
        return native
    if isinstance(native, pd.DataFrame):
        native = nw.from_native(_plain(table, native)).to_arrow()
    if hasattr(native, "to_arrow_table"):
        native = native.to_arrow_table()
    if not hasattr(native, "__arrow_c_stream__"):
        word = type(native).__name__
        raise SchemaError([f"{table}: Spark cannot read a {word}; give a Spark DataFrame"])
    return session.createDataFrame(native)


def native_of(given: object) -> object:
    """Return what stands behind a narwhals frame; anything else as it is."""
    return given.to_native() if isinstance(given, nw.LazyFrame | nw.DataFrame) else given


def is_spark(native: object) -> bool:
    """Tell whether a table is Spark's, without loading Spark."""
    return type(native).__module__.partition(".")[0] == "pyspark"


def _files(session: "SparkSession", given: Files) -> "DataFrame":
    paths = [f"file://{path.absolute()}".translate(_PLAIN) for path in given.paths]
    if given.kind == "parquet":
        return session.read.option("mergeSchema", len(paths) > 1).parquet(*paths)
    options = {"header": True, "enforceSchema": False, "multiLine": True, "escape": '"'}
    options["nullValue"] = "\x01"  # so that "" in quotes is text, known to be empty
    # Spark finds the names of the columns by itself, but not behind a plain bracket.
    with given.paths[0].open(encoding="utf-8-sig", newline="") as file:
        head = next(csv.reader(file), [])
    columns = ", ".join(f"{quoted(name)} STRING" for name in head)
    return session.read.options(**options).csv(paths, schema=columns)


def _plain(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give the index of a pandas table as the column it is, and categories as text."""
    key = schema.INDEX.get(table)
    if key is not None and key not in frame.columns:
        frame = frame.rename_axis(index=key).reset_index()
    texts = frame.select_dtypes("category").columns
    return frame.astype(dict.fromkeys(texts, schema.TEXT)).reset_index(drop=True)
