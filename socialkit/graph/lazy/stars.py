"""Connected components by joins: large stars and small stars in turn."""

import narwhals as nw

from socialkit import practice
from socialkit.scans import Scan


def components(scan: Scan) -> nw.LazyFrame:
    """Find which accounts hang together by follows, whoever follows whom.

    Every tie (high, low) of two accounts is hung, in turn, on the lowest account that `low`
    is tied to (the large star) and on the lowest that `high` is tied to (the small star),
    until nothing moves: then everybody hangs on the lowest account of the component. It takes
    few rounds, on long paths too, and ties get fewer from round to round.

    Parameters
    ----------
    scan
        The network.

    Returns
    -------
    narwhals.LazyFrame
        `account_id` and `component`, kept where the tables are; in no order. Components are
        numbered from 1 by size, largest first, ties by the smallest account id.

    References
    ----------
    Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii (2014). Connected components in
    MapReduce and beyond. SOCC. https://doi.org/10.1145/2670979.2670997

    Examples
    --------
    >>> import pandas as pd
    >>> accounts = pd.DataFrame({"account_id": ["ann", "ben", "cem"]})
    >>> follows = pd.DataFrame({"follower_id": ["cem"], "followed_id": ["ben"]})
    >>> with Scan(accounts, follows, taken_at="2026-01-01T00:00Z") as network:
    ...     network.collect(components(network).sort("account_id"))["component"].tolist()
    [2, 1, 1]
    """
    practice.no_single_follower("say which component single followers are in")
    return scan.once(_numbered)


def _numbered(scan: Scan) -> nw.LazyFrame:
    stars = _stars(scan)
    accounts = scan.accounts.select("key", "account_id")
    hung = accounts.join(stars, left_on="key", right_on="high", how="left")
    hung = hung.select("account_id", root=nw.coalesce("low", "key"))
    roots = hung.group_by("root").agg(size=nw.len(), first=nw.col("account_id").min())
    ranked = roots.with_columns(smallness=-nw.col("size").cast(nw.Int64))
    numbers = ranked.with_row_index("component", order_by=["smallness", "first"])
    number = nw.col("component").cast(nw.Int64) + 1
    named = hung.join(numbers.select("root", component=number), on="root")
    kept = scan.engine.keep(named.select("account_id", "component"))
    scan.engine.drop(stars)
    return kept


def _stars(scan: Scan) -> nw.LazyFrame:
    """Return each account that is not the lowest of its component, and that lowest one."""
    engine = scan.engine
    ties = engine.keep(_distinct(_ties(scan)))
    while not _is_done(scan, ties):
        large = engine.keep(_distinct(_large_star(ties)))
        engine.drop(ties)
        ties = engine.keep(_distinct(_small_star(large)))
        engine.drop(large)
    return ties


def _ties(scan: Scan) -> nw.LazyFrame:
    """Return every tie as (high, low), by the order of the keys."""
    ends = ("follower", "followed")
    ties = scan.follows.select(high=nw.max_horizontal(*ends), low=nw.min_horizontal(*ends))
    return ties.filter(nw.col("high") != nw.col("low"))


def _large_star(ties: nw.LazyFrame) -> nw.LazyFrame:
    """Hang `high` on the lowest that `low` is tied to, itself included."""
    joined = ties.join(_lowest(ties), left_on="low", right_on="of", how="left")
    return joined.select("high", low=nw.coalesce("lowest", "low"))


def _small_star(ties: nw.LazyFrame) -> nw.LazyFrame:
    """Hang `high`, and all that it is tied to below, on the lowest of those."""
    lowest = _lowest(ties)
    joined = ties.join(lowest, left_on="high", right_on="of")
    below = joined.filter(nw.col("low") != nw.col("lowest")).select(high="low", low="lowest")
    return nw.concat([below, lowest.select(high="of", low="lowest")], how="vertical")


def _lowest(ties: nw.LazyFrame) -> nw.LazyFrame:
    return ties.group_by("high").agg(lowest=nw.col("low").min()).select("lowest", of="high")


def _distinct(ties: nw.LazyFrame) -> nw.LazyFrame:
    # Grouping combines before rows travel; `unique` would sort them all first.
    return ties.group_by("high", "low").agg(times=nw.len()).select("high", "low")


def _is_done(scan: Scan, ties: nw.LazyFrame) -> bool:
    """Tell whether everybody has one tie at most downwards, to somebody who has none."""
    below = ties.group_by("high").agg(low=nw.col("low").min(), ties=nw.len())
    hanging = below.select(above="high", hangs=nw.lit(1))
    chained = below.join(hanging, left_on="low", right_on="above", how="left")
    crowded = nw.col("ties").cast(nw.Int64) - 1 + nw.col("hangs").fill_null(0).cast(nw.Int64)
    left = scan.collect(chained.select(left=crowded.sum().cast(nw.Int64)))
    return int(left["left"].iloc[0]) == 0
