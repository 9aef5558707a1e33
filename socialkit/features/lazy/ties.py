"""Ties per account, counted where the tables are."""

import narwhals as nw

from socialkit.features.lazy.counting import beside, how_many, one_row, whole
from socialkit.graph import LEAST_OF_CENSUS
from socialkit.scans import Scan, dyads

TIES = ("indegree", "outdegree", "mutual_count", "focal_followed", "focal_unseen", "by_focal")
"""Counts of each account: followers, followed, both; focal accounts it follows, those of them
of whom it was not collected what comes in, and focal accounts that follow it."""


def ties(scan: Scan) -> nw.LazyFrame:
    """Count the ties of every account that has any: `key`, `TIES`, and `is_listed`.

    `is_listed` says whose own following list was collected whole, or is known to be empty, as
    `graph.following_lists` has it; it is told of every account.
    """
    focal = scan.once(focal_accounts)
    marked = focal.select(
        followed="key", focal=nw.lit(1), unseen=(~nw.col("is_seen")).cast(nw.Int32)
    )
    follows = scan.follows.select("follower", "followed")
    out = (
        follows.join(marked, on="followed", how="left")
        .group_by("follower")
        .agg(
            outdegree=nw.len(),
            focal_followed=whole(nw.col("focal").sum()),
            focal_unseen=whole(nw.col("unseen").sum()),
        )
    )
    by_focal = follows.join(focal.select(follower="key"), on="follower")
    mutual = scan.once(dyads).filter(nw.col("times") == 2)
    ends = nw.concat([mutual.select(key=nw.col(name)) for name in ("one", "other")])
    counted = scan.accounts.select("key", "following_count")
    for tally in (
        out.rename({"follower": "key"}),
        how_many(follows, "followed", "indegree"),
        how_many(by_focal, "followed", "by_focal"),
        how_many(ends, "key", "mutual_count"),
    ):
        counted = beside(counted, tally)
    filled = counted.with_columns(whole(nw.col(name).fill_null(0)).alias(name) for name in TIES)
    return scan.keep(filled.select("key", *TIES, is_listed=_is_listed()))


def unlisted(scan: Scan) -> nw.LazyFrame:
    """Count the focal accounts each account follows whose own following list is not whole."""
    listed = scan.once(ties).select("key", "is_listed")
    focal = scan.once(focal_accounts).select("key").join(listed, on="key")
    missing = focal.filter(~nw.col("is_listed")).select(followed="key")
    follows = scan.follows.select("follower", "followed").join(missing, on="followed")
    return scan.keep(how_many(follows, "follower", "focal_unlisted"))


def focal_accounts(scan: Scan) -> nw.LazyFrame:
    """Return the `key` of each focal account, and whether what comes in was collected of it."""
    focal = scan.accounts.filter(nw.col("is_focal"))
    is_seen = nw.col("interactions_seen").is_in(["both", "in"]).fill_null(False)
    return scan.keep(focal.select("key", is_seen=is_seen))


def has_follower_lists(scan: Scan) -> bool:
    """Tell whether somebody's followers were collected, as `graph.has_follower_lists` does."""
    stated = (~nw.col("is_focal").is_null()).cast(nw.Int64).sum()
    is_stated = int(one_row(scan, scan.accounts.select(stated=stated))["stated"]) > 0
    return len(scan.focal) > 0 or (scan.rows["follows"] > 0 and not is_stated)


def everyone(scan: Scan, kind: str) -> bool:
    """Tell whether all focal accounts were ``"is_seen"`` or ``"is_listed"``, if there are any."""
    focal = scan.once(focal_accounts)
    if kind == "is_listed":
        focal = focal.select("key").join(scan.once(ties).select("key", "is_listed"), on="key")
    lacking = (~nw.col(kind)).cast(nw.Int64).sum()
    return len(scan.focal) > 0 and int(one_row(scan, focal.select(lacking=lacking))["lacking"]) == 0


def _is_listed() -> nw.Expr:
    count, reported = nw.col("outdegree"), nw.col("following_count")
    has_own = count > nw.col("focal_followed")
    is_short = (count < reported * LEAST_OF_CENSUS).fill_null(False)
    return (has_own | (reported <= count).fill_null(False)) & ~is_short
