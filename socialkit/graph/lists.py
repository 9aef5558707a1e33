"""Who follows whom as two sparse matrices, made once: the lists on which all counting runs."""

from itertools import pairwise

import numpy as np
from scipy import sparse

from socialkit.snapshot import Snapshot


def out_lists(snapshot: Snapshot) -> sparse.csr_array:
    """Return whom each account follows: row after row, the rows of the followed, rising.

    With `in_lists` this takes as much memory as the codes of the follows. Each is made when it
    is first asked for, and kept with the snapshot; nobody may change it.

    Returns
    -------
    scipy.sparse.csr_array
        An int8 one in the follower's row, the followed's column; indices int32.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> out_lists(snapshot).nnz == len(snapshot.follows)
    True
    """
    return snapshot.once(_out_lists)


def in_lists(snapshot: Snapshot) -> sparse.csr_array:
    """Return who follows each account: row after row, the rows of the followers, rising.

    Returns
    -------
    scipy.sparse.csr_array
        The transpose of `out_lists`, as rows.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> (in_lists(snapshot) != out_lists(snapshot).T).nnz
    0
    """
    return snapshot.once(_in_lists)


def mutual_counts(snapshot: Snapshot) -> np.ndarray:
    """Count each account's mutual ties, row by row of the accounts table."""
    return snapshot.once(_mutual_counts)


def contact_counts(snapshot: Snapshot) -> np.ndarray:
    """Count whom each account follows or is followed by, each contact once."""
    both = out_lists(snapshot), in_lists(snapshot)
    ends = sum(np.diff(lists.indptr).astype(np.int64) for lists in both)
    return ends - mutual_counts(snapshot)


def contact_lists(snapshot: Snapshot, rows: np.ndarray | None = None) -> sparse.csr_array:
    """Return the contacts of some accounts, those they follow and those that follow them.

    Parameters
    ----------
    rows
        Rows of the accounts table; None takes all.

    Returns
    -------
    scipy.sparse.csr_array
        One row per account asked for, a column for each account: 2 for a mutual tie, else 1.
    """
    both = out_lists(snapshot), in_lists(snapshot)
    out, into = both if rows is None else (lists[rows] for lists in both)
    return out + into


def rows_of(start: np.ndarray, indices: np.ndarray, columns: int) -> sparse.csr_array:
    """Return a matrix of ones from lists already in order, which are not copied."""
    ones = np.ones(len(indices), dtype=np.int8)
    matrix = sparse.csr_array((ones, indices, start), shape=(len(start) - 1, columns))
    matrix.has_canonical_format = True
    return matrix


def sorted_lists(one: np.ndarray, other: np.ndarray, size: int) -> sparse.csr_array:
    """Put pairs of rows in order, by the one and then by the other.

    One sort of both numbers packed into one is faster than SciPy's way through counting, three
    times over: its reads and writes stay side by side.
    """
    packed = one.astype(np.int64)
    packed <<= 32
    packed |= other
    packed.sort()
    start = np.searchsorted(packed, np.arange(size + 1, dtype=np.int64) << 32)
    kind = _index_kind(len(packed))
    return rows_of(start.astype(kind), packed.astype(np.int32).astype(kind, copy=False), size)


def blocks(cost: np.ndarray, budget: int) -> list[tuple[int, int]]:
    """Cut rows into runs that each cost about so much; a row that costs more stands alone."""
    total = np.append(0, np.cumsum(cost, dtype=np.int64))
    steps = np.searchsorted(total, np.arange(0, total[-1], budget), side="right") - 1
    cuts = np.unique(np.concatenate([[0], steps, [len(cost)]])).tolist()
    return list(pairwise(cuts))


def _out_lists(snapshot: Snapshot) -> sparse.csr_array:
    start, followed = snapshot.lists
    kind = _index_kind(len(followed))
    return rows_of(start.astype(kind), followed.astype(kind, copy=False), len(start) - 1)


def _index_kind(count: int) -> type:
    """Return what SciPy counts so many entries with; a mixture it would copy."""
    return np.int32 if count <= np.iinfo(np.int32).max else np.int64


def _in_lists(snapshot: Snapshot) -> sparse.csr_array:
    codes = snapshot.codes
    return sorted_lists(codes.followed, codes.follower, len(snapshot.accounts))


def _mutual_counts(snapshot: Snapshot) -> np.ndarray:
    mutual = out_lists(snapshot).multiply(in_lists(snapshot))
    counts = np.diff(mutual.indptr).astype(np.int64)
    counts.setflags(write=False)
    return counts
