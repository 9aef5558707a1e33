"""The followers of all focal accounts, from tables in memory or out of it."""

from collections.abc import Iterator
from typing import NamedTuple

import narwhals as nw
import numpy as np
import pandas as pd

from socialkit import features
from socialkit.graph import in_lists
from socialkit.quality.scoring import COLUMNS
from socialkit.scans import Scan
from socialkit.snapshot import Snapshot

TIES_AT_ONCE = 500_000
"""So many followers are described at a time: what is worked out on the way takes memory."""


class FocalFollowers(NamedTuple):
    """The focal accounts, and what a comparison needs of their followers, tie by tie.

    Attributes
    ----------
    focal
        The rows of the focal accounts.
    seen
        How many followers of each were seen.
    parts
        One row per tie, the columns of the score; those of one account stand together, and the
        accounts in the order of `focal`. At least one part, be it without rows.
    """

    focal: pd.DataFrame
    seen: list[int]
    parts: Iterator[pd.DataFrame]


def focal_and_followers(network: Snapshot | Scan) -> FocalFollowers:
    """Return the focal accounts and their followers, part by part.

    Of a `Scan`, only these accounts and what a comparison needs of these ties come into memory.
    """
    return _out_of_memory(network) if isinstance(network, Scan) else _in_memory(network)


def _in_memory(snapshot: Snapshot) -> FocalFollowers:
    rows = snapshot.accounts.index.get_indexer(snapshot.focal)
    lists = in_lists(snapshot)[rows]
    seen = np.diff(lists.indptr)
    followed = np.repeat(rows, seen)
    parts = (
        features.described_ties(snapshot, lists.indices[ties], followed[ties], columns=COLUMNS)
        for ties in (slice(*lists.indptr[[one.start, one.stop]]) for one in _runs(seen.tolist()))
    )
    return FocalFollowers(snapshot.accounts.iloc[rows], seen.tolist(), parts)


def _out_of_memory(scan: Scan) -> FocalFollowers:
    focal = scan.focal_accounts
    ties = scan.keep(features.follower_features(scan).select("account_id", *COLUMNS))
    counted = scan.collect(ties.group_by("account_id").agg(seen=nw.len()))
    seen = counted.set_index("account_id")["seen"].reindex(focal.index, fill_value=0).tolist()
    parts = (_collected(scan, ties, focal.index[one]) for one in _runs(seen))
    return FocalFollowers(focal, seen, parts)


def _collected(scan: Scan, ties: nw.LazyFrame, ids: pd.Index) -> pd.DataFrame:
    known = scan.collect(ties.filter(nw.col("account_id").is_in(ids.tolist())))
    place = ids.get_indexer(known.pop("account_id"))
    order = np.argsort(place, kind="stable")
    grouped = {name: values.array.take(order) for name, values in known.items()}
    return pd.DataFrame(grouped, copy=False)


def _runs(seen: list[int]) -> list[slice]:
    """Cut the accounts into runs of about as many ties; one with more stands alone."""
    part = np.cumsum([0, *seen])[:-1] // TIES_AT_ONCE
    starts = [0, *(np.flatnonzero(np.diff(part)) + 1).tolist()]
    return [slice(*ends) for ends in zip(starts, [*starts[1:], len(seen)], strict=True)]
