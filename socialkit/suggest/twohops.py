"""Who stands two steps from an account, for one account or for many in one go."""

from typing import NamedTuple

import numpy as np

from socialkit import graph, practice
from socialkit.snapshot import Snapshot

_DIGITS = 12
"""Sums over the same contacts in another order differ further behind."""


class TwoHops(NamedTuple):
    """Pairs of an account and one that shares contacts with it, as arrays of equal length.

    Attributes
    ----------
    account, other
        Both as rows of the accounts table; whether one follows the other is not asked.
    shared
        How many contacts they share.
    adamic_adar
        sum over the shared contacts of 1 / ln(contacts of that contact).
    """

    account: np.ndarray
    other: np.ndarray
    shared: np.ndarray
    adamic_adar: np.ndarray


def two_hops(snapshot: Snapshot, rows: np.ndarray) -> TwoHops:
    """Find everybody who shares a contact with some accounts, and weigh what they share.

    Contacts of an account are those it follows and those that follow it, as in
    `socialkit.quality.relatedness`, whose counts these are. Each account is one pass over
    the lists of its contacts. `next_follows` asks for many accounts whom to follow.

    Parameters
    ----------
    snapshot
        The network.
    rows
        Rows of the accounts table.

    References
    ----------
    Adamic, Adar 2003, Social Networks 25(3):211, doi:10.1016/S0378-8733(03)00009-1.
    Liben-Nowell, Kleinberg 2007, JASIST 58(7):1019, doi:10.1002/asi.20591.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> found = two_hops(snapshot, np.array([0, 1]))
    >>> bool((found.shared >= 1).all() and (found.account != found.other).all())
    True
    """
    practice.no_single_follower("list contacts of contacts")
    rows = np.unique(np.asarray(rows, dtype=np.int64))
    found = [_of_one(snapshot, row) for row in rows]
    lengths = [len(other) for other, _, _ in found]
    parts = [np.concatenate(part) for part in zip(*found, strict=True)] if found else _NOTHING
    return TwoHops(np.repeat(rows, lengths), parts[0], parts[1], parts[2].round(_DIGITS))


def contacts_of(snapshot: Snapshot, account_id: str) -> tuple[int, int]:
    """Count the contacts of an account, and those of whom another tie is known."""
    row = snapshot.accounts.index.get_loc(account_id)
    near = graph.contact_lists(snapshot, np.array([row])).indices
    return len(near), int((graph.contact_counts(snapshot)[near] > 1).sum())


_NOTHING = [np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0)]


def _of_one(snapshot: Snapshot, row: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    shared, closeness = graph.shared_contacts(snapshot, row)
    other = np.flatnonzero(shared)
    other = other[other != row]
    return other, shared[other], closeness[other]
