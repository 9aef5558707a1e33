"""The four tables of a snapshot: their columns, dtypes, units and rules.

`accounts` and `posts` are indexed by their id; `follows` and `interactions` have a plain
row number. Every column but the keys may be NA, which always means *not known*. A column
of one's own is carried along when its name starts with ``x_``.
"""

from socialkit.schema.casting import conform
from socialkit.schema.rules import Lists, check
from socialkit.schema.tables import (
    ACCOUNTS,
    COUNT,
    DIGIT_SHARE,
    FLAG,
    FOLLOWS,
    INDEX,
    INTERACTION_KINDS,
    INTERACTIONS,
    LIST_FRAMES,
    LIST_ORDERS,
    POST_KINDS,
    POSTS,
    REFERENCES,
    SIDES,
    TABLES,
    TEXT,
    TIME,
    VERSION,
    WITHHELD,
    Column,
    describe,
    empty,
)

__all__ = [
    "ACCOUNTS",
    "COUNT",
    "DIGIT_SHARE",
    "FLAG",
    "FOLLOWS",
    "INDEX",
    "INTERACTIONS",
    "INTERACTION_KINDS",
    "LIST_FRAMES",
    "LIST_ORDERS",
    "POSTS",
    "POST_KINDS",
    "REFERENCES",
    "SIDES",
    "TABLES",
    "TEXT",
    "TIME",
    "VERSION",
    "WITHHELD",
    "Column",
    "Lists",
    "check",
    "conform",
    "describe",
    "empty",
]
