"""The four tables of a snapshot: their columns, dtypes, units and rules.

`accounts` and `posts` are indexed by their id; `follows` and `interactions` have a plain
row number. Every column but the keys may be NA, which always means *not known*. A column
of one's own is carried along when its name starts with ``x_``.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit.errors import SchemaError

VERSION = 1

TEXT = pd.StringDtype("pyarrow")
COUNT = pd.Int64Dtype()
FLAG = pd.BooleanDtype()
TIME = pd.DatetimeTZDtype("us", "UTC")

LIST_ORDERS = ("newest_first", "oldest_first", "unknown")
LIST_FRAMES = ("census", "head", "random", "unknown")
SIDES = ("both", "in", "out")
POST_KINDS = ("original", "reply", "repost", "quote")
INTERACTION_KINDS = ("reply", "mention", "repost", "quote", "like", "comment")

ROWS_NAMED = 5


class Column(NamedTuple):
    """One column: its name, dtype, meaning (with unit), and whether NA is forbidden."""

    name: str
    dtype: object
    meaning: str
    is_key: bool = False


def _one_of(values: tuple[str, ...]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(list(values))


ACCOUNTS = (
    Column("account_id", TEXT, "the platform's id, always text", is_key=True),
    Column("handle", TEXT, "user name without the leading @"),
    Column("name", TEXT, "display name"),
    Column("bio", TEXT, "self-description; empty text means known to be empty"),
    Column("location", TEXT, "stated place; empty text means known to be empty"),
    Column("url", TEXT, "web site in the profile; empty text means known to be empty"),
    Column("created_at", TIME, "when the account was opened (UTC)"),
    Column("followers_count", COUNT, "followers, as reported by the platform"),
    Column("following_count", COUNT, "accounts followed, as reported by the platform"),
    Column("posts_count", COUNT, "public posts ever, as reported by the platform"),
    Column("listed_count", COUNT, "lists it stands on, as reported by the platform"),
    Column("last_post_at", TIME, "when it last posted in public (UTC)"),
    Column("is_protected", FLAG, "whether its posts are for approved followers only"),
    Column("has_default_image", FLAG, "whether it still has the platform's stand-in picture"),
    Column("is_verified", FLAG, "whether the platform has vetted it"),
    Column("lang", TEXT, "language code"),
    Column("group", TEXT, "industry, profession or community"),
    Column("is_focal", FLAG, "whether its follower list was collected"),
    Column("list_order", _one_of(LIST_ORDERS), "order of a focal account's follower list"),
    Column("list_frame", _one_of(LIST_FRAMES), "which part of that list was seen"),
    Column("posts_seen", FLAG, "whether its own posts are in the posts table"),
    Column("interactions_seen", _one_of(SIDES), "which of its interactions were collected"),
)
FOLLOWS = (
    Column("follower_id", TEXT, "who follows", is_key=True),
    Column("followed_id", TEXT, "who is followed", is_key=True),
    Column("followed_at", TIME, "when the follow began (UTC)"),
    Column("position", COUNT, "place in the followed account's list, 0 = first as listed"),
)
POSTS = (
    Column("post_id", TEXT, "the platform's id, always text", is_key=True),
    Column("account_id", TEXT, "who posted", is_key=True),
    Column("posted_at", TIME, "when (UTC)"),
    Column("kind", _one_of(POST_KINDS), "original, reply, repost or quote"),
    Column("has_link", FLAG, "whether it links anywhere"),
    Column("links_own_site", FLAG, "whether it links to the site in the author's profile"),
    Column("likes_count", COUNT, "likes received"),
    Column("replies_count", COUNT, "replies received"),
    Column("reposts_count", COUNT, "reposts received"),
    Column("quotes_count", COUNT, "quotes received"),
)
INTERACTIONS = (
    Column("source_id", TEXT, "who acted", is_key=True),
    Column("target_id", TEXT, "towards whom", is_key=True),
    Column("kind", _one_of(INTERACTION_KINDS), "what was done"),
    Column("at", TIME, "when, or the last time when several are counted (UTC)"),
    Column("count", COUNT, "how many times (1 or more)"),
)

TABLES = {
    "accounts": ACCOUNTS,
    "follows": FOLLOWS,
    "posts": POSTS,
    "interactions": INTERACTIONS,
}
INDEX = {"accounts": "account_id", "posts": "post_id"}
REFERENCES = {
    "follows": ("follower_id", "followed_id"),
    "posts": ("account_id",),
    "interactions": ("source_id", "target_id"),
}


def describe() -> pd.DataFrame:
    """List every column of every table.

    Returns
    -------
    pandas.DataFrame
        Indexed by table and column: dtype, whether it must be known, meaning with unit.

    Examples
    --------
    >>> describe().loc[("follows", "position"), "meaning"]
    "place in the followed account's list, 0 = first as listed"
    """
    rows = [
        (table, column.name, _dtype_word(column.dtype), column.is_key, column.meaning)
        for table, columns in TABLES.items()
        for column in columns
    ]
    names = ["table", "column", "dtype", "must_be_known", "meaning"]
    return pd.DataFrame(rows, columns=names).set_index(["table", "column"])


def empty(table: str) -> pd.DataFrame:
    """Return one of the four tables with its columns and dtypes and no rows."""
    frame = pd.DataFrame({c.name: pd.Series([], dtype=c.dtype) for c in TABLES[table]})
    return frame.set_index(INDEX[table]) if table in INDEX else frame


def conform(table: str, given: pd.DataFrame | None, faults: list[str]) -> pd.DataFrame:
    """Return `given` with exactly the schema's columns and dtypes, in the schema's order.

    Missing columns come back as NA. What cannot be turned into the right dtype without
    loss is described in `faults` and comes back as NA. The caller's rows keep their order.
    """
    if given is None:
        return empty(table)
    frame = _with_key_columns(table, given, faults)
    known = [column.name for column in TABLES[table]]
    extra = [name for name in frame.columns if str(name).startswith("x_")]
    for name in frame.columns:
        if name not in known and name not in extra:
            faults.append(f"{table}: unknown column {name!r} (columns of your own start with x_)")
    out = {}
    for column in TABLES[table]:
        if column.name not in frame.columns:
            out[column.name] = pd.Series(pd.NA, index=frame.index, dtype=column.dtype)
            if column.is_key:
                faults.append(f"{table}.{column.name}: the column is missing")
        else:
            out[column.name] = _cast(table, column, frame[column.name], faults)
    out |= {name: frame[name] for name in extra}
    tidy = pd.DataFrame(out, index=frame.index)
    return tidy.set_index(INDEX[table]) if table in INDEX else tidy


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


def _with_key_columns(table: str, given: pd.DataFrame, faults: list[str]) -> pd.DataFrame:
    if not isinstance(given, pd.DataFrame):
        raise SchemaError([f"{table}: expected a pandas DataFrame, got {type(given).__name__}"])
    if not given.columns.is_unique:
        twice = sorted({str(name) for name in given.columns[given.columns.duplicated()]})
        faults.append(f"{table}: each column may stand once, not so {', '.join(twice)}")
        given = given.loc[:, ~given.columns.duplicated()]
    key = INDEX.get(table)
    if key and key not in given.columns and given.index.nlevels == 1:
        return given.rename_axis(index=key).reset_index()
    return given.reset_index(drop=True)


def _cast(table: str, column: Column, values: pd.Series, faults: list[str]) -> pd.Series:
    where = f"{table}.{column.name}"
    if isinstance(values.dtype, pd.CategoricalDtype) and values.dtype == column.dtype:
        # Equal dtypes may still list their categories in another order.
        return values.cat.set_categories(column.dtype.categories)
    if values.dtype == column.dtype:
        return values
    if values.isna().all():
        return pd.Series(pd.NA, index=values.index, dtype=column.dtype)
    try:
        if column.dtype == TEXT:
            return _cast_text(where, column, values, faults)
        if column.dtype == TIME:
            return _cast_time(where, values, faults)
        if isinstance(column.dtype, pd.CategoricalDtype):
            allowed = list(column.dtype.categories)
            bad = values.notna() & ~values.isin(allowed)
            if bad.any():
                faults.append(f"{where}: must be one of {', '.join(allowed)}{_rows(bad)}")
            return values.astype(object).where(~bad & values.notna(), None).astype(column.dtype)
        if column.dtype == COUNT and pd.api.types.is_bool_dtype(values.dtype):
            raise TypeError
        if pd.api.types.is_float_dtype(values.dtype) and (values.abs() >= 2**63).any():
            raise OverflowError
        return values.astype(column.dtype)
    except (TypeError, ValueError, OverflowError):
        bad = values.map(lambda value: not _fits(value, column.dtype))
        bad = bad if bad.any() else ~bad
        faults.append(f"{where}: expected {_dtype_word(column.dtype)}{_rows(bad)}")
        return pd.Series(pd.NA, index=values.index, dtype=column.dtype)


def _cast_text(where: str, column: Column, values: pd.Series, faults: list[str]) -> pd.Series:
    if isinstance(values.dtype, pd.StringDtype):
        return values.astype(TEXT)
    # An object column may hold numbers among its texts: look at every value of it.
    objects = values.astype(object)
    bad = values.notna() & ~objects.map(lambda value: isinstance(value, str)).astype(bool)
    if bad.any():
        hint = " (read ids as text: large numbers lose digits)" if column.is_key else ""
        faults.append(f"{where}: expected text{hint}{_rows(bad)}")
    return objects.where(~bad & values.notna(), None).astype(TEXT)


def _cast_time(where: str, values: pd.Series, faults: list[str]) -> pd.Series:
    times = pd.to_datetime(values) if values.dtype == object else values
    if not pd.api.types.is_datetime64_any_dtype(times.dtype):
        raise TypeError
    if times.dt.tz is None:
        faults.append(f"{where}: times need a time zone; give UTC")
        return pd.Series(pd.NaT, index=values.index, dtype=TIME)
    return times.astype(TIME)


def _fits(value: object, dtype: object) -> bool:
    """Whether one value alone could stand in a column of `dtype`; names the culprits."""
    if not pd.api.types.is_scalar(value):
        return False
    if pd.isna(value):
        return True
    if dtype == COUNT:
        is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
        return is_number and float(value).is_integer() and abs(value) < 2**63
    if dtype == FLAG:
        return value in (True, False)
    return isinstance(value, datetime)


def _check_values(
    table: str, frame: pd.DataFrame, taken_at: pd.Timestamp, faults: list[str]
) -> None:
    flat = frame.reset_index() if table in INDEX else frame
    for column in TABLES[table]:
        values, where = flat[column.name], f"{table}.{column.name}"
        if column.is_key and not any(fault.startswith(f"{where}:") for fault in faults):
            bad = values.isna() | (values == "").fillna(True)
            if bad.any():
                faults.append(f"{where}: must be known{_rows(bad)}")
        if column.name == INDEX.get(table):
            bad = values.duplicated() & values.notna()
            if bad.any():
                faults.append(f"{where}: must be unique{_rows(bad)}")
        if column.dtype == COUNT:
            least = 1 if column.name == "count" else 0
            bad = (values < least).fillna(False)
            if bad.any():
                faults.append(f"{where}: must be {least} or more{_rows(bad)}")
        if column.dtype == TIME:
            bad = values > taken_at
            if bad.any():
                moment = f"{taken_at:%Y-%m-%d %H:%M}"
                faults.append(f"{where}: lies after taken_at ({moment}){_rows(bad)}")


def _codes(ids: pd.Index, table: str, values: pd.Series, faults: list[str]) -> np.ndarray:
    """Return the row of each value in `ids`; one pass over both, so no join is needed."""
    if not ids.is_unique or ids.hasnans:
        return np.full(len(values), -1, dtype=np.int32)  # said already, as a fault of accounts
    both = pd.concat([ids.to_series(), values], ignore_index=True).array
    codes = pd.factorize(both)[0][len(ids) :].astype(np.int32)
    bad = pd.Series(codes >= len(ids), index=values.index) & values.notna().to_numpy()
    if bad.any():
        faults.append(f"{table}.{values.name}: not in accounts{_rows(bad)}")
    return codes


def _check_follows(
    follower: np.ndarray, followed: np.ndarray, accounts: int, faults: list[str]
) -> None:
    known = (follower >= 0) & (followed >= 0) & (follower < accounts) & (followed < accounts)
    loops = known & (follower == followed)
    if loops.any():
        faults.append(f"follows: an account cannot follow itself{_rows(pd.Series(loops))}")
    packed = follower[known].astype(np.int64) * accounts + followed[known]
    ordered = np.sort(packed)
    if (ordered[1:] == ordered[:-1]).any():
        twice = np.zeros(len(known), dtype=bool)
        twice[known] = pd.Series(packed).duplicated()
        faults.append(f"follows: each pair may stand once{_rows(pd.Series(twice))}")


def _rows(bad: pd.Series) -> str:
    rows = np.flatnonzero(bad.to_numpy(dtype=bool))
    named = ", ".join(str(row) for row in rows[:ROWS_NAMED])
    more = ", ..." if len(rows) > ROWS_NAMED else ""
    count = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
    return f" ({count}: {named}{more})"


def _dtype_word(dtype: object) -> str:
    if isinstance(dtype, pd.CategoricalDtype):
        return "one of " + ", ".join(dtype.categories)
    words = {TEXT: "text", COUNT: "whole number", FLAG: "true/false", TIME: "time (UTC)"}
    return words[dtype]
