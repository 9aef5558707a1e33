"""How closed the circle around an account is: whether its contacts know one another."""

import numpy as np
import pandas as pd
from scipy import sparse

from socialkit import practice
from socialkit.graph.lists import blocks, contact_lists, sorted_lists
from socialkit.snapshot import Snapshot

_CONTACTS_AT_ONCE = 2**22
"""Contacts laid side by side in one pass, which bounds the memory it takes."""


def local_clustering(snapshot: Snapshot) -> pd.Series:
    """Measure the share of each account's contacts, two by two, that are tied themselves.

    ``2 T / (k (k - 1))``, where k accounts follow this one or are followed by it, and T pairs
    of them are tied, whoever follows whom; as `networkx.clustering` of the undirected graph.
    Each triangle is found once, from its end with the fewest contacts, whose lists are short
    (Latapy).

    Parameters
    ----------
    snapshot
        The network.

    Returns
    -------
    pandas.Series
        Float64 (0-1) indexed by `account_id`; NA with fewer than two contacts. Where only some
        lists were collected, ties among the contacts are missing, and it is too low.

    References
    ----------
    Watts, Strogatz (1998). Collective dynamics of small-world networks. Nature 393:440-442.
    https://doi.org/10.1038/30918
    Latapy (2008). Main-memory triangle computations for very large (sparse (power-law))
    graphs. Theoretical Computer Science 407:458-473. https://doi.org/10.1016/j.tcs.2008.07.017

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> bool(sk.graph.local_clustering(snapshot).dropna().between(0, 1).all())
    True
    """
    practice.no_single_follower("measure the ties among a single follower's contacts")
    ids, (contacts, triangles) = snapshot.accounts.index, snapshot.once(_triangles)
    pairs = contacts * (contacts - 1)
    share = 2 * triangles / np.maximum(pairs, 1)
    values = pd.arrays.FloatingArray(share, pairs == 0)
    return pd.Series(values, index=ids, name="local_clustering")


def _triangles(snapshot: Snapshot) -> tuple[np.ndarray, np.ndarray]:
    """Count each account's contacts, and the triangles it stands in."""
    lists, size = contact_lists(snapshot), len(snapshot.accounts)
    contacts = np.diff(lists.indptr).astype(np.int64)
    place = np.empty(size, dtype=lists.indices.dtype)
    place[np.argsort(contacts, kind="stable")] = np.arange(size)
    one, other = np.repeat(place, contacts), place[lists.indices]
    del lists
    is_up = one < other
    one, other = one[is_up], other[is_up]
    found = _closed(sorted_lists(one, other, size))
    return contacts, found[place]


def _closed(up: sparse.csr_array) -> np.ndarray:
    """Count the triangles of each row; each tie stands once, in the row of its lower end.

    What both ends of a tie have in common above them closes a triangle.
    """
    many = np.diff(up.indptr).astype(np.int64)
    found = np.zeros(len(many), dtype=np.int64)
    for first, last in blocks(many**2 + up @ many, _CONTACTS_AT_ONCE):
        low = np.repeat(np.arange(first, last), many[first:last])
        high = up.indices[up.indptr[first] : up.indptr[last]].astype(np.int64)
        tops = up[low].multiply(up[high])
        closed = np.diff(tops.indptr)
        closes = closed > 0
        for end in (low, high):
            np.add.at(found, end[closes], closed[closes])
        found += np.bincount(tops.indices, minlength=len(many))
    return found
