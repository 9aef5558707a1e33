"""Results of a scan: in memory with the schema's dtypes, or on disk, whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import narwhals as nw
import numpy as np
import pandas as pd

from socialkit import schema
from socialkit.errors import SaveError, SocialkitError
from socialkit.scans.engine import Engine

TIMES = tuple(
    column.name
    for columns in schema.TABLES.values()
    for column in columns
    if column.dtype == schema.TIME
)
"""Columns that hold times, as microseconds since 1970 (UTC) while they are lazy."""


def as_schema(table: pd.DataFrame) -> pd.DataFrame:
    """Return a collected table with the dtypes of the schema; NA for null and NaN."""
    return pd.DataFrame({name: _column(str(name), table[name]) for name in table.columns})


def _column(name: str, values: pd.Series) -> pd.Series:
    if name in TIMES and not pd.api.types.is_datetime64_any_dtype(values.dtype):
        whole = values.astype("Int64")
        moments = pd.Series(whole.fillna(0).to_numpy(dtype="datetime64[us]"), index=values.index)
        return moments.where(whole.notna().to_numpy(dtype=bool)).dt.tz_localize("UTC")
    if pd.api.types.is_bool_dtype(values.dtype):
        return values.astype(schema.FLAG)
    if pd.api.types.is_integer_dtype(values.dtype):
        return values.astype(schema.COUNT)
    if pd.api.types.is_float_dtype(values.dtype):
        numbers = values.to_numpy(dtype=float, na_value=np.nan)
        known = pd.arrays.FloatingArray(numbers, np.isnan(numbers))
        return pd.Series(known, index=values.index, name=name)
    return values.astype(schema.TEXT)


def written(engine: Engine, frame: nw.LazyFrame, path: Path) -> Path:
    """Write a frame beside `path`, then put it in its place."""
    path = path.absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise SaveError(f"could not write {path}: {error.strerror or error}.") from error
    try:
        engine.write(frame, beside / path.name)
        _put(beside, path)
    except (OSError, SocialkitError) as error:
        raise SaveError(
            f"could not write {path}: {error} What stood there is untouched."
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return path


def _put(beside: Path, path: Path) -> None:
    """Exchange, so that at each moment either the older or the newer table stands there."""
    old = beside / f"{path.name}.before"
    move: Callable[[Path, Path], None] = os.replace
    if path.is_dir():
        move(path, old)
    try:
        move(beside / path.name, path)
    except OSError:
        if old.exists():
            move(old, path)
        raise
