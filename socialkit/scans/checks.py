"""The rules of the schema, as expressions: every fault of every table, said at once."""

from typing import TYPE_CHECKING

import narwhals as nw
import pandas as pd

from socialkit import schema
from socialkit.errors import SchemaError
from socialkit.progress import Steps
from socialkit.scans.dyads import dyads
from socialkit.scans.engine import in_words

if TYPE_CHECKING:
    from socialkit.scans.scanned import Scan

ENDS = {
    "accounts": {},
    "follows": {"follower": "follower_id", "followed": "followed_id"},
    "posts": {"author": "account_id"},
    "interactions": {"source": "source_id", "target": "target_id"},
}
"""Which id stands behind each key of a table."""
_EPOCH = pd.Timestamp(0, tz="UTC")


def check(scan: "Scan", faults: list[str], steps: Steps) -> dict[str, int]:
    """Hold the tables of a scan against the rules, and return how many rows each has.

    Raises
    ------
    SchemaError
        Naming every fault: table, column and how many rows.
    """
    rows = {}
    for table in schema.TABLES:
        steps.next(f"checking {table}")
        frame = getattr(scan, table)
        asked = _asked(table, scan.taken_at)
        answer = scan.collect(frame.select(n=nw.len(), **{k: e.sum() for k, e in asked.items()}))
        counted = {name: int(value) for name, value in answer.fillna(0).iloc[0].items()}
        rows[table] = counted.pop("n")
        told = {fault.partition(":")[0] for fault in faults}
        for fault in (one for one in asked if counted[one]):
            if fault.partition(":")[0] not in told:  # else it is said already
                faults.append(f"{fault} ({in_words(counted[fault])})")
        faults += _twins(scan, table) + _strangers(scan, table)
    if not any(fault.startswith("follows") for fault in faults):
        faults += _pairs(scan)
    if faults:
        raise SchemaError(faults)
    return rows


def _asked(table: str, taken_at: pd.Timestamp) -> dict[str, nw.Expr]:
    """Return, by the fault, an expression of the rows that have it, as 0 or 1."""
    found = {}
    for key, column in ENDS[table].items():
        found[f"{table}.{column}: must be known and in accounts"] = nw.col(key).is_null()
    for column in schema.TABLES[table]:
        value, where = nw.col(column.name), f"{table}.{column.name}"
        if column.name == schema.INDEX.get(table):
            found[f"{where}: must be known"] = value.is_null() | (value == "")
        elif column.dtype == schema.COUNT:
            least = 1 if column.name == "count" else 0
            found[f"{where}: must be {least} or more"] = value < least
        elif column.dtype == schema.TIME:
            moment = f"{taken_at:%Y-%m-%d %H:%M}"
            found[f"{where}: lies after taken_at ({moment})"] = value > micros(taken_at)
        elif isinstance(column.dtype, pd.CategoricalDtype):
            allowed = list(column.dtype.categories)
            found[f"{where}: must be one of {', '.join(allowed)}"] = ~value.is_in(allowed)
    if table == "follows":
        same = nw.col("follower") == nw.col("followed")
        found["follows: an account cannot follow itself"] = same
    return {fault: is_bad.cast(nw.Int64) for fault, is_bad in found.items()}


def micros(moment: pd.Timestamp) -> int:
    """Return a moment as microseconds since 1970 (UTC)."""
    return (moment - _EPOCH) // pd.Timedelta(microseconds=1)


def _twins(scan: "Scan", table: str) -> list[str]:
    """Tell of ids that stand twice."""
    if table not in schema.INDEX:
        return []
    name = schema.INDEX[table]
    ids = getattr(scan, table).select(name).filter(~nw.col(name).is_null())
    many = ids.group_by(name).agg(times=nw.len()).filter(nw.col("times") > 1)
    twice = int(scan.collect(many.select(n=nw.len()))["n"].iloc[0])
    return [f"{table}.{name}: must be unique ({twice:,} stand twice or more)"] if twice else []


def _strangers(scan: "Scan", table: str) -> list[str]:
    """Tell of ids that are not in the accounts, where keys do not say so by being null."""
    if not scan.engine.keys_are_ids:
        return []
    faults = []
    for key, column in ENDS[table].items():
        ids = getattr(scan, table).select(key).filter(~nw.col(key).is_null())
        lost = ids.join(scan.accounts.select("key"), left_on=key, right_on="key", how="anti")
        count = int(scan.collect(lost.select(n=nw.len()))["n"].iloc[0])
        faults += [f"{table}.{column}: not in accounts ({in_words(count)})"] if count else []
    return faults


def _pairs(scan: "Scan") -> list[str]:
    """Tell of follows that stand twice."""
    one_way = (nw.col("times") > 2) | ((nw.col("times") == 2) & (nw.col("forward") != 1))
    twice = scan.once(dyads).filter(one_way)
    count = int(scan.collect(twice.select(n=nw.len()))["n"].iloc[0])
    return [f"follows: each pair may stand once ({count:,} stand twice or more)"] if count else []
