"""PageRank by joins: in each round every follow carries a share of the follower's rank."""

import narwhals as nw

from socialkit import practice
from socialkit.errors import SocialkitError
from socialkit.progress import Steps
from socialkit.scans import Scan

PAGERANK_TOLERANCE = 1e-12
"""A round that changes the ranks by no more than this, added up over all, is the last one."""


def pagerank(scan: Scan, *, damping: float = 0.85) -> nw.LazyFrame:
    """Measure each account's share of a reader who keeps clicking on to followed accounts.

    The same rule, start and tolerance as `socialkit.graph.pagerank` in memory. The follows
    are laid out by follower once; what moves in a round is one sum per followed account.

    Parameters
    ----------
    scan
        The network.
    damping
        Probability (0 up to, not including, 1) of going on.

    Returns
    -------
    narwhals.LazyFrame
        `account_id` and `pagerank` (sums to 1), kept where the tables are; in no order.

    Raises
    ------
    SocialkitError
        When `damping` is out of range.

    References
    ----------
    Brin, Page (1998). The anatomy of a large-scale hypertextual web search engine.
    Computer Networks 30. https://doi.org/10.1016/S0169-7552(98)00110-X

    Examples
    --------
    >>> import pandas as pd
    >>> accounts = pd.DataFrame({"account_id": ["ann", "ben"]})
    >>> follows = pd.DataFrame({"follower_id": ["ben"], "followed_id": ["ann"]})
    >>> with Scan(accounts, follows, taken_at="2026-01-01T00:00Z") as network:
    ...     ranks = network.collect(pagerank(network).sort("account_id"))
    >>> ranks["pagerank"].round(3).tolist()
    [0.649, 0.351]
    """
    practice.no_single_follower("measure the standing of single followers")
    if not 0 <= damping < 1:
        raise SocialkitError(f"damping must be at least 0 and less than 1, got {damping}.")
    return scan.once(_named, float(damping))


def _named(scan: Scan, damping: float) -> nw.LazyFrame:
    ranks = _converged(scan, damping).select("key", pagerank="rank")
    names = scan.accounts.select("key", "account_id")
    return names.join(ranks, on="key").select("account_id", "pagerank")


def _converged(scan: Scan, damping: float) -> nw.LazyFrame:
    engine, accounts = scan.engine, scan.rows["accounts"]
    shares = _shares(scan)
    ranks = _start(scan, shares)
    _, stopped = _totals(scan, ranks)
    change = float("inf")
    with Steps("PageRank", None) as steps:
        while change > PAGERANK_TOLERANCE and accounts:
            steps.next()
            afresh = (1 - damping + damping * stopped) / accounts
            before, ranks = ranks, engine.keep(_round(ranks, shares, damping, afresh), by="key")
            engine.drop(before)
            change, stopped = _totals(scan, ranks)
    engine.drop(shares)
    return ranks


def _shares(scan: Scan) -> nw.LazyFrame:
    """Return the follows, and the share of the follower's rank that each one carries.

    Everybody is in it as a tie to herself as well, which carries nothing: so one join and one
    sum find the new ranks, of those too whom nobody follows. `loop` is 1 in these ties, or 2
    where the reader stops, and 0 in all others.
    """
    outdegree = scan.follows.group_by("follower").agg(outdegree=nw.len())
    follows = scan.follows.select("follower", "followed").join(outdegree, on="follower")
    share = 1.0 / nw.col("outdegree").cast(nw.Float64)
    carrying = follows.select("follower", "followed", share=share, loop=nw.lit(0, nw.Int32))
    accounts = scan.accounts.select("key", follower="key")
    known = accounts.join(outdegree, on="follower", how="left")
    stops = nw.when(nw.col("outdegree").is_null()).then(nw.lit(2)).otherwise(nw.lit(1))
    loops = known.select("follower", followed="key", share=nw.lit(0.0), loop=stops.cast(nw.Int32))
    return scan.engine.keep(nw.concat([carrying, loops], how="vertical"), by="follower")


def _start(scan: Scan, shares: nw.LazyFrame) -> nw.LazyFrame:
    """Return everybody with the same rank, and whether the reader stops there."""
    rank = nw.lit(1 / max(scan.rows["accounts"], 1))
    everybody = shares.filter(nw.col("loop") > 0)
    start = everybody.select(
        stops=nw.col("loop") == 2, rank=rank, change=nw.lit(0.0), key="follower"
    )
    return scan.engine.keep(start, by="key")


def _round(
    ranks: nw.LazyFrame, shares: nw.LazyFrame, damping: float, afresh: float
) -> nw.LazyFrame:
    # Both stand laid out by the same key, and `ranks` stands in the plan once: so Spark moves
    # nothing to join them, and only one sum for each account and part has to travel.
    ties = shares.join(ranks.select("key", "rank"), left_on="follower", right_on="key")
    passed_on = nw.col("rank") * nw.col("share")
    own = nw.when(nw.col("loop") > 0).then(nw.col("rank")).otherwise(nw.lit(0.0))
    received = ties.group_by("followed").agg(
        received=passed_on.sum(), before=own.sum(), loop=nw.col("loop").max()
    )
    rank = nw.col("received") * damping + afresh
    return received.select(
        stops=nw.col("loop") == 2,
        rank=rank,
        change=(rank - nw.col("before")).abs(),
        key="followed",
    )


def _totals(scan: Scan, ranks: nw.LazyFrame) -> tuple[float, float]:
    """Return how much the ranks moved in all, and how much of them stands where one stops."""
    stopped = nw.when(nw.col("stops")).then(nw.col("rank")).otherwise(nw.lit(0.0))
    row = scan.collect(ranks.select(change=nw.col("change").sum(), stopped=stopped.sum()))
    return float(row["change"].iloc[0]), float(row["stopped"].iloc[0])
