"""The ties among some accounts without their direction: the graph that is divided."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit.errors import UnknownNameError
from socialkit.snapshot import Snapshot

TIES = ("any", "mutual")
WEIGHTS = ("follows", "interactions")


class Ties(NamedTuple):
    """Pairs of accounts that are tied, each pair once, whoever follows whom.

    Attributes
    ----------
    accounts
        Rows of the accounts table: all that were looked at, tied or not.
    rows
        Rows of the accounts table: those that have a tie, in canonical order.
    ends
        The two ends of each tie as places in `rows`, smaller one first, sorted.
    weights
        What each tie weighs; None where each weighs the same.
    """

    accounts: np.ndarray
    rows: np.ndarray
    ends: np.ndarray
    weights: np.ndarray | None


def looked_at(snapshot: Snapshot, account_id: str | None) -> np.ndarray:
    """Return the rows of an account's followers, the incoming side; of all without account.

    The account itself is left out: it is tied to every follower, which tells none apart.
    """
    if account_id is None:
        return np.arange(len(snapshot.accounts))
    codes, ego = snapshot.codes, snapshot.accounts.index.get_loc(account_id)
    return np.unique(codes.follower[codes.followed == ego])


def ties_among(snapshot: Snapshot, accounts: np.ndarray, ties: str, weights: str | None) -> Ties:
    """Return the ties among accounts, ends as rows of the accounts table."""
    if ties not in TIES:
        raise UnknownNameError("kind of ties", ties, TIES)
    if weights is not None and weights not in WEIGHTS:
        raise UnknownNameError("weights", weights, WEIGHTS)
    size, codes = len(snapshot.accounts), snapshot.codes
    inside = np.zeros(size, dtype=bool)
    inside[accounts] = True
    among = inside[codes.follower] & inside[codes.followed]
    keys, follows = np.unique(
        _pair(codes.follower[among], codes.followed[among], size), return_counts=True
    )
    if ties == "mutual":
        keys, follows = keys[follows == 2], follows[follows == 2]
    weight = {
        None: lambda: None,
        "follows": lambda: follows.astype(float),
        "interactions": lambda: 1.0 + _interactions(snapshot, keys),
    }[weights]()
    ends = np.stack([keys // size, keys % size], axis=1) if size else np.zeros((0, 2), np.int64)
    return Ties(accounts, np.unique(ends), ends, weight)


def in_order(ties: Ties, rows: np.ndarray) -> Ties:
    """Return the ties with their ends as places in `rows`, in the order that gives."""
    place = np.zeros(int(rows.max()) + 1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    ends = np.sort(place[ties.ends], axis=1)
    order = np.lexsort((ends[:, 1], ends[:, 0]))
    weights = None if ties.weights is None else ties.weights[order]
    return ties._replace(rows=rows, ends=ends[order], weights=weights)


def _pair(one: np.ndarray, other: np.ndarray, size: int) -> np.ndarray:
    return np.minimum(one, other).astype(np.int64) * size + np.maximum(one, other)


def _interactions(snapshot: Snapshot, keys: np.ndarray) -> np.ndarray:
    """Count what the two ends of each tie did towards one another; at least once where NA."""
    codes = snapshot.codes
    counts = snapshot.interactions["count"].fillna(1).to_numpy(dtype=float)
    pairs = pd.Series(counts).groupby(_pair(codes.source, codes.target, len(snapshot.accounts)))
    return pairs.sum().reindex(keys).fillna(0).to_numpy(dtype=float)
