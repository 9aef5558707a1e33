"""Where an account stands in the whole network: its rank and its core."""

from collections.abc import Iterator

import narwhals as nw
import numpy as np
import pandas as pd
from scipy import sparse

from socialkit import practice
from socialkit.errors import SocialkitError
from socialkit.graph import lazy
from socialkit.graph.lazy.ranks import PAGERANK_TOLERANCE
from socialkit.graph.lists import blocks, in_lists, out_lists
from socialkit.progress import Steps
from socialkit.scans import Scan
from socialkit.snapshot import Snapshot

_TIES_AT_ONCE = 2**17
"""So many ones fit into a processor's own memory, and serve every block of rows in turn."""


def pagerank(snapshot: Snapshot | Scan, *, damping: float = 0.85) -> pd.Series | nw.LazyFrame:
    """Measure each account's share of a reader who keeps clicking on to followed accounts.

    The reader goes on with probability `damping` and starts afresh at any account else, as
    she does from an account that follows nobody; as `networkx.pagerank`. Block after block
    of accounts is worked out from the newest values of all others (Gauss-Seidel; Arasu and
    others), which takes about half as many rounds, until a round changes no more than 1e-12.

    Parameters
    ----------
    snapshot
        The network.
    damping
        Probability (0 up to, not including, 1) of going on.

    Returns
    -------
    pandas.Series
        Float64 indexed by `account_id`; sums to 1. Of a `Scan` a narwhals LazyFrame of
        `account_id` and `pagerank`.

    Raises
    ------
    SocialkitError
        When `damping` is out of range.

    References
    ----------
    Brin, Page (1998). The anatomy of a large-scale hypertextual web search engine.
    Computer Networks 30. https://doi.org/10.1016/S0169-7552(98)00110-X
    Arasu, Novak, Tomkins, Tomlin (2002). PageRank computation and the structure of the web:
    experiments and algorithms. WWW '02, poster track.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> float(round(sk.graph.pagerank(snapshot).sum(), 9))
    1.0
    """
    practice.no_single_follower("measure the standing of single followers")
    if isinstance(snapshot, Scan):
        return lazy.pagerank(snapshot, damping=damping)
    if not 0 <= damping < 1:
        raise SocialkitError(f"damping must be at least 0 and less than 1, got {damping}.")
    accounts = len(snapshot.accounts)
    outdegree = np.diff(out_lists(snapshot).indptr)
    passes_on, ends = damping / np.maximum(outdegree, 1), np.flatnonzero(outdegree == 0)
    rank, change = np.full(accounts, 1 / max(accounts, 1)), np.inf
    parts = list(_parts(in_lists(snapshot)))
    passed = rank * passes_on
    with Steps("PageRank", None) as steps:
        while change > PAGERANK_TOLERANCE and accounts:
            steps.next()
            afresh, change = (1 - damping + damping * rank[ends].sum()) / accounts, 0.0
            for part, followers in parts:
                now = followers @ passed + afresh
                change += np.abs(now - rank[part]).sum()
                rank[part], passed[part] = now, now * passes_on[part]
            total = rank.sum()
            rank, passed = rank / total, passed / total
    return pd.Series(rank, index=snapshot.accounts.index, dtype="Float64", name="pagerank")


def core_number(snapshot: Snapshot) -> pd.Series:
    """Find the innermost core each account belongs to.

    The k-core is the largest part of the network in which everyone has at least k ties,
    followers and followed accounts added up; as `networkx.core_number`.

    Parameters
    ----------
    snapshot
        The network.

    Returns
    -------
    pandas.Series
        Int64 indexed by `account_id`; 0 for isolates.

    References
    ----------
    Batagelj, Zaversnik (2011). Fast algorithms for determining (generalized) core groups in
    social networks. ADAC 5. https://doi.org/10.1007/s11634-010-0079-y

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> cores = sk.graph.core_number(snapshot)
    >>> bool((cores <= sk.graph.degrees(snapshot).sum(axis=1)).all())
    True
    """
    practice.no_single_follower("measure the standing of single followers")
    cores = _peeled(out_lists(snapshot), in_lists(snapshot))
    return pd.Series(cores, index=snapshot.accounts.index, dtype="Int64", name="core_number")


def _parts(lists: sparse.csr_array) -> Iterator[tuple[slice, sparse.csr_array]]:
    """Cut a matrix into blocks of rows that share one array of ones and copy no list."""
    start, indices, size = lists.indptr, lists.indices, lists.shape[1]
    cuts = blocks(np.diff(start), _TIES_AT_ONCE)
    ones = np.ones(max((start[last] - start[first] for first, last in cuts), default=0))
    for first, last in cuts:
        inside, shape = slice(start[first], start[last]), (last - first, size)
        rows = start[first : last + 1] - start[first]
        block = (ones[: inside.stop - inside.start], indices[inside], rows)
        yield slice(first, last), sparse.csr_array(block, shape=shape)


def _peeled(out: sparse.csr_array, into: sparse.csr_array) -> np.ndarray:
    """Take away, level by level, everyone who has no more ties left than the level.

    Each round takes all of them at once as array operations. Who is away keeps the level at
    which it left, and that is its core; so whoever has more ties than the level is still here.
    """
    left = np.diff(out.indptr).astype(np.int64) + np.diff(into.indptr)
    staying, level = np.arange(len(left)), 0
    while len(staying):
        level = max(level, int(left[staying].min()))
        leaving = staying[left[staying] <= level]
        while len(leaving):
            left[leaving] = level
            ends = np.concatenate([out[leaving].indices, into[leaving].indices]).astype(np.int64)
            ends = ends[left[ends] > level]
            np.subtract.at(left, ends, 1)
            leaving = np.unique(ends[left[ends] <= level])
        staying = staying[left[staying] > level]
    return left
