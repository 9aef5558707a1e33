"""What the four tables hold: columns, dtypes, units and allowed values."""

from typing import NamedTuple

import pandas as pd

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

WITHHELD = "…"
"""Stands for a text that was taken out: no letters, no digits, so nothing can be read from it."""

DIGIT_SHARE = "x_handle_digit_share"
"""A column beside `handle` where that was taken out: how much of it were digits, 0-1."""


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
    Column("seen_at", TIME, "when it was seen, where not at the snapshot's taken_at (UTC)"),
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
        (table, column.name, dtype_word(column.dtype), column.is_key, column.meaning)
        for table, columns in TABLES.items()
        for column in columns
    ]
    names = ["table", "column", "dtype", "must_be_known", "meaning"]
    return pd.DataFrame(rows, columns=names).set_index(["table", "column"])


def empty(table: str) -> pd.DataFrame:
    """Return one of the four tables with its columns and dtypes and no rows."""
    frame = pd.DataFrame({c.name: pd.Series([], dtype=c.dtype) for c in TABLES[table]})
    return frame.set_index(INDEX[table]) if table in INDEX else frame


def dtype_word(dtype: object) -> str:
    """Say in plain words what a column of this dtype holds."""
    if isinstance(dtype, pd.CategoricalDtype):
        return "one of " + ", ".join(dtype.categories)
    words = {TEXT: "text", COUNT: "whole number", FLAG: "true/false", TIME: "time (UTC)"}
    return words[dtype]
