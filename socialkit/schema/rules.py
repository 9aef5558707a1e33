"""Hold four tables against the schema's rules, and against one another."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit.errors import SchemaError
from socialkit.schema.casting import rows
from socialkit.schema.tables import COUNT, INDEX, REFERENCES, TABLES, TIME


class Lists(NamedTuple):
    """Whom each account follows, in order: of row i, ``followed[start[i] : start[i + 1]]``."""

    start: np.ndarray
    followed: np.ndarray


def check(
    tables: dict[str, pd.DataFrame], taken_at: pd.Timestamp, found: Iterable[str] = ()
) -> tuple[dict[str, np.ndarray], Lists]:
    """Hold four conformed tables against the schema's rules, all at once.

    Parameters
    ----------
    taken_at
        No time in the tables may lie after it.
    found
        Faults that `conform` found; they are raised together with those found here.

    Returns
    -------
    dict of numpy.ndarray
        For each reference such as ``"follows.follower_id"``, the int32 row of that account
        in the accounts table: the dense codes on which all counting runs.
    Lists
        The follows put in order, as was needed to find pairs that stand twice.

    Raises
    ------
    SchemaError
        Naming every fault: table, column, the first five rows and how many there are.
    """
    faults = list(found)
    for table, frame in tables.items():
        _check_values(table, frame, taken_at, faults)
    ids = tables["accounts"].index
    codes = {}
    for table, columns in REFERENCES.items():
        for column in columns:
            codes[f"{table}.{column}"] = _codes(ids, table, tables[table][column], faults)
    ends = codes["follows.follower_id"], codes["follows.followed_id"]
    packed = _check_follows(*ends, len(ids), faults)
    if faults:
        raise SchemaError(faults)
    start = np.searchsorted(packed, np.arange(len(ids) + 1, dtype=np.int64) << 32)
    return codes, Lists(start, packed.astype(np.int32))


def _check_values(
    table: str, frame: pd.DataFrame, taken_at: pd.Timestamp, faults: list[str]
) -> None:
    flat = frame.reset_index() if table in INDEX else frame
    for column in TABLES[table]:
        values, where = flat[column.name], f"{table}.{column.name}"
        if column.is_key and not any(fault.startswith(f"{where}:") for fault in faults):
            bad = values.isna() | (values == "").fillna(True)
            if bad.any():
                faults.append(f"{where}: must be known{rows(bad)}")
        if column.name == INDEX.get(table) and not frame.index.is_unique:
            bad = values.duplicated() & values.notna()
            if bad.any():
                faults.append(f"{where}: must be unique{rows(bad)}")
        if column.dtype == COUNT:
            least = 1 if column.name == "count" else 0
            bad = (values < least).fillna(False)
            if bad.any():
                faults.append(f"{where}: must be {least} or more{rows(bad)}")
        if column.dtype == TIME:
            bad = values > taken_at
            if bad.any():
                moment = f"{taken_at:%Y-%m-%d %H:%M}"
                faults.append(f"{where}: lies after taken_at ({moment}){rows(bad)}")


def _codes(ids: pd.Index, table: str, values: pd.Series, faults: list[str]) -> np.ndarray:
    """Return the row of each value in `ids`; one pass over both, so no join is needed."""
    if not ids.is_unique or ids.hasnans:
        return np.full(len(values), -1, dtype=np.int32)  # said already, as a fault of accounts
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes = _codes_of_categories(ids, values.cat)
    else:
        codes = _places(ids, values)
    bad = (codes >= len(ids)) | (codes < 0)
    if bad.any():
        bad = pd.Series(bad, index=values.index) & values.notna().to_numpy()
        faults += [f"{table}.{values.name}: not in accounts{rows(bad)}"] if bad.any() else []
    return codes


def _codes_of_categories(ids: pd.Index, given: pd.Series.cat) -> np.ndarray:
    codes = given.codes.to_numpy(dtype=np.int32)
    if given.categories.is_(ids):  # the very same list, be it seen from elsewhere
        return codes
    place = np.append(_places(ids, given.categories.to_series()), np.int32(-1))
    return place[codes]


def _places(ids: pd.Index, values: pd.Series) -> np.ndarray:
    both = pd.concat([ids.to_series(), values], ignore_index=True).array
    return pd.factorize(both)[0][len(ids) :].astype(np.int32)


def _check_follows(
    follower: np.ndarray, followed: np.ndarray, accounts: int, faults: list[str]
) -> np.ndarray:
    """Find loops and pairs that stand twice; return the pairs in order, packed."""
    known = slice(None)
    if len(follower) and not _all_within(follower, followed, accounts):
        known = (follower >= 0) & (followed >= 0) & (follower < accounts) & (followed < accounts)
    loops = np.zeros(len(follower), dtype=bool)
    loops[known] = follower[known] == followed[known]
    if loops.any():
        faults.append(f"follows: an account cannot follow itself{rows(pd.Series(loops))}")
    packed = _packed(follower[known], followed[known])
    packed.sort()
    if (packed[1:] == packed[:-1]).any():
        twice = np.zeros(len(follower), dtype=bool)
        twice[known] = pd.Series(_packed(follower[known], followed[known])).duplicated()
        faults.append(f"follows: each pair may stand once{rows(pd.Series(twice))}")
    return packed


def _all_within(follower: np.ndarray, followed: np.ndarray, accounts: int) -> bool:
    ends = [(one.min(), one.max()) for one in (follower, followed)]
    return min(low for low, _ in ends) >= 0 and max(high for _, high in ends) < accounts


def _packed(follower: np.ndarray, followed: np.ndarray) -> np.ndarray:
    """Return one number for each pair, so that one sort puts pairs in order."""
    packed = follower.astype(np.int64)
    packed <<= 32
    packed |= followed
    return packed
