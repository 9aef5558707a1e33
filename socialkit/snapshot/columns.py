"""Stored columns as they are kept in memory: ids as categories, counts with a mask."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa


def as_frame(table: pa.Table) -> pd.DataFrame:
    """Return a table as pandas has it; long columns of counts in a third of the usual time."""
    counts = [field.name for field in table.schema if field.type == pa.int64()]
    if len(counts) == table.num_columns:
        return table.to_pandas()
    frame = table.drop_columns(counts).to_pandas()
    for name in counts:
        frame[name] = _whole_numbers(table.column(name))
    return frame[[name for name in table.column_names if name in frame]]


def _whole_numbers(column: pa.ChunkedArray) -> pd.arrays.IntegerArray:
    values = column.fill_null(0).to_numpy()
    return pd.arrays.IntegerArray(values, column.is_null().to_numpy())


def as_categories(column: pa.ChunkedArray, accounts: pd.Index) -> pd.Series:
    """Return a column of ids as categories, which are the ids of `accounts`.

    Parameters
    ----------
    column
        Ids, coded by a dictionary as Parquet stores them.
    accounts
        All ids, each once.

    Returns
    -------
    pandas.Series
        Categorical; plain text where an id is missing or not among the accounts, so that
        whoever checks the table can say where.
    """
    codes = np.empty(len(column), dtype=np.int32)
    for rows, found in _parts(column, accounts):
        codes[rows] = found
    if (codes < 0).any():
        return pd.Series(column.cast(pa.large_string()).to_pandas(), dtype=accounts.dtype)
    dtype = pd.CategoricalDtype(accounts)
    return pd.Series(pd.Categorical.from_codes(codes, dtype=dtype, validate=False))


def _parts(column: pa.ChunkedArray, accounts: pd.Index) -> Iterator[tuple[slice, np.ndarray]]:
    """Yield the rows of each part of the column with its codes; -1 for unknown ids and none."""
    ids = pa.array(accounts.array, type=pa.large_string())
    start, before, place = 0, None, None
    for chunk in column.chunks:
        address = chunk.dictionary.buffers()[-1].address if len(chunk.dictionary) else None
        if address is None or address != before:  # the parts of one row group share a dictionary
            before, place = address, _places(chunk.dictionary, ids, accounts)
        at = chunk.indices.fill_null(-1) if chunk.null_count else chunk.indices
        at = at.to_numpy(zero_copy_only=False)
        known = at if place is None else np.append(place, np.int32(-1))[at]
        yield slice(start, start + len(chunk)), known
        start += len(chunk)


def _places(dictionary: pa.Array, ids: pa.Array, accounts: pd.Index) -> np.ndarray | None:
    """Return the place of each entry among the ids, -1 if none; nothing if they are the ids."""
    entries = dictionary.cast(pa.large_string())
    if entries.equals(ids):
        return None
    if len(entries) < len(ids) / 4:
        return accounts.get_indexer(pd.Index(entries, dtype=accounts.dtype)).astype(np.int32)
    both = pd.array(pa.concat_arrays([ids, entries]), dtype=accounts.dtype)
    place = pd.factorize(both)[0][len(ids) :]
    return np.where(place < len(ids), place, -1).astype(np.int32)
