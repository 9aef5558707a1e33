"""Each array task by SciPy and by DuckDB, from the same int arrays as socialkit.

What a library needs to build its own structure from the arrays is part of its time, as it
is of ours; so is handing the answer out as an array. How long the call takes without the
building is kept too.
"""

import math
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from benchmarks.scale.plan import PEOPLE_ASKED, SEED
from benchmarks.scale.sizes import Ends

DAMPING, PRECISE = 0.85, 1e-12
BEST = 20
"""So many are suggested to each account."""
T = TypeVar("T")


class Way(NamedTuple, Generic[T]):
    """How a library does a task: it builds its structure, and answers from that and the ends."""

    build: Callable[[Ends], T]
    call: Callable[[T, Ends], object]

    def __call__(self, ends: Ends) -> object:
        """Answer from the ends alone."""
        return self.call(self.build(ends), ends)


def adjacency(ends: Ends) -> sparse.csr_array:
    """Return the adjacency matrix, a one for each follow."""
    ones = np.ones(len(ends.follower), dtype=np.int32)
    shape = (ends.accounts, ends.accounts)
    return sparse.csr_array((ones, (ends.follower, ends.followed)), shape=shape)


def asked(accounts: int) -> np.ndarray:
    """Return for which accounts candidates are looked for: drawn at random, in order."""
    rng = np.random.default_rng(SEED)
    return np.sort(rng.choice(accounts, size=min(PEOPLE_ASKED, accounts), replace=False))


def scipy_degrees(follows: sparse.csr_array, _: Ends) -> tuple[np.ndarray, ...]:
    """Count followers, followed and mutual ties, and the reciprocity of each account."""
    mutual = follows.multiply(follows.T.tocsr()).sum(axis=1)
    inward, outward = follows.sum(axis=0), follows.sum(axis=1)
    return inward, outward, mutual, 2 * mutual / np.maximum(inward + outward, 1)


def scipy_mutual(follows: sparse.csr_array, _: Ends) -> sparse.csr_array:
    """Return the ties that run both ways."""
    return follows.multiply(follows.T.tocsr()).tocsr()


def scipy_pagerank(follows: sparse.csr_array, ends: Ends) -> np.ndarray:
    """Return PageRank by power iteration, as networkx does it."""
    size, outward = ends.accounts, follows.sum(axis=1)
    share = sparse.dia_array((1 / np.maximum(outward, 1)[None, :], [0]), shape=follows.shape)
    passed = (share @ follows).T.tocsr()
    rank, change = np.full(size, 1 / size), math.inf
    while change > PRECISE:
        afresh = (1 - DAMPING + DAMPING * rank[outward == 0].sum()) / size
        before, rank = rank, DAMPING * (passed @ rank) + afresh
        change = np.abs(rank - before).sum()
    return rank


def scipy_components(follows: sparse.csr_array, _: Ends) -> np.ndarray:
    """Return the number of the component of each account."""
    return csgraph.connected_components(follows, connection="weak")[1]


def scipy_candidates(follows: sparse.csr_array, ends: Ends) -> dict[int, np.ndarray]:
    """Return for some accounts whom most of those they follow follow, the best twenty."""
    rows, followers = asked(ends.accounts), follows.sum(axis=0).astype(np.int64)
    own = follows[rows]
    steps = own @ follows
    steps = (steps - steps.multiply(own)).tocsr()
    steps.eliminate_zeros()
    found = {}
    for place, row in enumerate(rows.tolist()):
        inside = slice(steps.indptr[place], steps.indptr[place + 1])
        other, through = steps.indices[inside], steps.data[inside].astype(np.int64)
        worth = np.where(other == row, -1, (through << 32) - followers[other])
        best = np.argpartition(worth, -BEST)[-BEST:] if len(worth) > BEST else slice(None)
        other, worth = other[best], worth[best]
        found[row] = other[np.argsort(-worth)][: (worth > 0).sum()]
    return found


def duckdb_follows(ends: Ends) -> object:
    """Return a connection to a database in memory that sees the arrays as a table."""
    import duckdb
    import pyarrow as pa

    columns = {"follower": pa.array(ends.follower), "followed": pa.array(ends.followed)}
    connection = duckdb.connect()
    connection.register("follows", pa.table(columns))
    return connection


def duckdb_degrees(connection: object, _: Ends) -> dict[str, np.ndarray]:
    """Count followers, followed and mutual ties by grouping and joining in SQL."""
    return connection.sql(_DEGREES).fetchnumpy()


_DEGREES = """
    with ends as (
        select followed as account, 1 as inward, 0 as outward, 0 as mutual from follows
        union all select follower, 0, 1, 0 from follows
        union all select one.followed, 0, 0, 1 from follows one join follows other
            on one.follower = other.followed and one.followed = other.follower)
    select account, sum(inward) as inward, sum(outward) as outward, sum(mutual) as mutual
    from ends group by account"""

SCIPY = {
    "degrees": Way(adjacency, scipy_degrees),
    "mutual": Way(adjacency, scipy_mutual),
    "pagerank": Way(adjacency, scipy_pagerank),
    "components": Way(adjacency, scipy_components),
    "candidates": Way(adjacency, scipy_candidates),
}
DUCKDB = {"degrees": Way(duckdb_follows, duckdb_degrees)}
