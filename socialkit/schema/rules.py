"""Hold four tables against the schema's rules, and against one another."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from socialkit.errors import SchemaError
from socialkit.schema.casting import rows
from socialkit.schema.tables import COUNT, INDEX, REFERENCES, TABLES, TIME


def check(
    tables: dict[str, pd.DataFrame], taken_at: pd.Timestamp, found: Iterable[str] = ()
) -> dict[str, np.ndarray]:
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
    _check_follows(codes["follows.follower_id"], codes["follows.followed_id"], len(ids), faults)
    if faults:
        raise SchemaError(faults)
    return codes


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
        if column.name == INDEX.get(table):
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
    both = pd.concat([ids.to_series(), values], ignore_index=True).array
    codes = pd.factorize(both)[0][len(ids) :].astype(np.int32)
    bad = pd.Series(codes >= len(ids), index=values.index) & values.notna().to_numpy()
    if bad.any():
        faults.append(f"{table}.{values.name}: not in accounts{rows(bad)}")
    return codes


def _check_follows(
    follower: np.ndarray, followed: np.ndarray, accounts: int, faults: list[str]
) -> None:
    known = (follower >= 0) & (followed >= 0) & (follower < accounts) & (followed < accounts)
    loops = known & (follower == followed)
    if loops.any():
        faults.append(f"follows: an account cannot follow itself{rows(pd.Series(loops))}")
    packed = follower[known].astype(np.int64) * accounts + followed[known]
    ordered = np.sort(packed)
    if (ordered[1:] == ordered[:-1]).any():
        twice = np.zeros(len(known), dtype=bool)
        twice[known] = pd.Series(packed).duplicated()
        faults.append(f"follows: each pair may stand once{rows(pd.Series(twice))}")
