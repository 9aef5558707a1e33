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


class _Ties(NamedTuple):
    """Contacts row after row: those of account a are ``contact[start[a]:start[a + 1]]``."""

    start: np.ndarray
    contact: np.ndarray


def two_hops(snapshot: Snapshot, rows: np.ndarray) -> TwoHops:
    """Find everybody who shares a contact with some accounts, and weigh what they share.

    Contacts of an account are those it follows and those that follow it, as in
    `socialkit.quality.relatedness`, whose counts these are. Only ties at contacts of the
    accounts asked for are ever put in order, and each account is one pass over arrays.

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
    size = len(snapshot.accounts)
    ties = _near(snapshot, rows)
    degree = np.diff(ties.start)
    weight = np.zeros(size)
    joins = degree > 1  # who knows nobody else joins nobody, and ln 1 is no weight
    weight[joins] = 1 / np.log(degree[joins])
    found = [_of_one(ties, degree, weight, row) for row in rows]
    lengths = [len(other) for other, _, _ in found]
    parts = [np.concatenate(part) for part in zip(*found, strict=True)] if found else _NOTHING
    return TwoHops(np.repeat(rows, lengths), parts[0], parts[1], parts[2].round(_DIGITS))


def contacts_of(snapshot: Snapshot, account_id: str) -> tuple[int, int]:
    """Count the contacts of an account, and those of whom another tie is known."""
    codes, row = snapshot.codes, snapshot.accounts.index.get_loc(account_id)
    near = np.unique(
        np.concatenate(
            [codes.followed[codes.follower == row], codes.follower[codes.followed == row]]
        )
    )
    near = near[near != row]
    degrees = graph.degrees(snapshot).iloc[near]
    many = degrees["indegree"] + degrees["outdegree"] - degrees["mutual_count"]
    return len(near), int((many > 1).sum())


_NOTHING = [np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0)]


def _near(snapshot: Snapshot, rows: np.ndarray) -> _Ties:
    """Return the contacts of the accounts and of their contacts, each once; no one else's."""
    follower, followed = snapshot.codes.follower, snapshot.codes.followed
    size = len(snapshot.accounts)
    is_near = np.zeros(size, dtype=bool)
    is_near[rows] = True
    own = is_near[follower] | is_near[followed]
    is_near[follower[own]] = True
    is_near[followed[own]] = True
    ends = [(one[is_near[one]], other[is_near[one]]) for one, other in
            ((follower, followed), (followed, follower))]  # fmt: skip
    keys = np.unique(np.concatenate([a.astype(np.int64) * size + b for a, b in ends]))
    one, contact = np.divmod(keys, max(size, 1))
    is_tie = one != contact
    start = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(one[is_tie], minlength=size), out=start[1:])
    return _Ties(start, contact[is_tie])


def _of_one(
    ties: _Ties, degree: np.ndarray, weight: np.ndarray, row: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count for everybody the contacts shared with one account, and add up their weights."""
    contacts = ties.contact[ties.start[row] : ties.start[row + 1]]
    contacts = contacts[degree[contacts] > 1]
    many = degree[contacts]
    # All contacts of all contacts, side by side: where each run starts, and how far along.
    shift = ties.start[contacts] - np.cumsum(many) + many
    hop = ties.contact[np.repeat(shift, many) + np.arange(many.sum())]
    shared = np.bincount(hop, minlength=len(degree))
    closeness = np.bincount(hop, weights=np.repeat(weight[contacts], many), minlength=len(degree))
    shared[row] = 0
    other = np.flatnonzero(shared)
    return other, shared[other], closeness[other]
