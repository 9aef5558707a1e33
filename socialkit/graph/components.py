"""Which accounts hang together, whatever the direction of the ties."""

import narwhals as nw
import numpy as np
import pandas as pd
from scipy import sparse

from socialkit import practice
from socialkit.graph import lazy
from socialkit.graph.lists import out_lists
from socialkit.scans import Scan
from socialkit.snapshot import Snapshot


def components(snapshot: Snapshot | Scan) -> pd.Series | nw.LazyFrame:
    """Tell the parts of the network apart that hang together, whatever the direction of ties.

    These are the weakly connected components, as `networkx.weakly_connected_components`.

    Parameters
    ----------
    snapshot
        The network.

    Returns
    -------
    pandas.Series
        Int64 indexed by `account_id`: 1 for the largest part, and so on; of parts of the same
        size the one with the smallest id goes first. An isolate is a part of its own. Of a
        `Scan` a narwhals LazyFrame of `account_id` and `component`.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> int(sk.graph.components(snapshot).min())
    1
    """
    practice.no_single_follower("list the ties of single followers")
    if isinstance(snapshot, Scan):
        return lazy.components(snapshot)
    ids, part = snapshot.accounts.index, snapshot.once(connected_parts)
    size = np.bincount(part)
    first = _first_ids(ids, part, size)
    number = np.empty(len(size), dtype=np.int64)
    number[np.lexsort((first, -size))] = np.arange(1, len(size) + 1)
    return pd.Series(number[part], index=ids, dtype="Int64", name="component")


def connected_parts(snapshot: Snapshot) -> np.ndarray:
    """Return for each row of the accounts table a number of the part it belongs to."""
    if not len(snapshot.accounts):
        return np.zeros(0, dtype=np.int32)
    part = sparse.csgraph.connected_components(out_lists(snapshot), directed=False)[1]
    part.setflags(write=False)
    return part


def _first_ids(ids: pd.Index, part: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return how early the smallest id of each part comes; 0 where no other is as large."""
    first = np.zeros(len(size), dtype=np.int64)
    is_alone = np.bincount(size, minlength=1)[size] == 1
    rows = np.flatnonzero(~is_alone[part])
    in_order = rows[ids[rows].argsort()]
    found, place = np.unique(part[in_order], return_index=True)
    first[found] = place
    return first
