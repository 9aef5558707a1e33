"""Which lists of ties were collected: where a follow that is not there was looked for."""

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.graph.lists import in_lists, out_lists
from socialkit.snapshot import Snapshot

LEAST_OF_CENSUS = 0.9
"""A complete list may lack accounts that are suspended or deleted, but not a tenth of them."""


def has_follower_lists(snapshot: Snapshot) -> bool:
    """Whether somebody's followers were collected, be it all ties of a network.

    An export that holds only what its owner does (posts, or the accounts it follows) says
    of nobody how many follow them, and one without any tie says nothing of ties; what it
    does not hold is not zero.

    Examples
    --------
    >>> import socialkit as sk
    >>> has_follower_lists(sk.datasets.load("therapists"))
    True
    """
    is_stated = snapshot.accounts["is_focal"].notna().any()
    return len(snapshot.focal) > 0 or (len(snapshot.facts("follows")) > 0 and not is_stated)


def follows_seen(snapshot: Snapshot, account_id: str) -> int:
    """Count whom an account is seen to follow.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> who = snapshot.focal[0]
    >>> follows_seen(snapshot, who) == (snapshot.follows["follower_id"] == who).sum()
    True
    """
    row = snapshot.accounts.index.get_loc(account_id)
    return int(snapshot.lists.start[row + 1] - snapshot.lists.start[row])


def following_lists(snapshot: Snapshot) -> pd.Series:
    """Tell whose own following list was collected whole, or is known to be empty.

    A follow of an account whose follower list was not collected can only come from the
    follower's own list; one of a focal account may come from that account's list. A list
    that lacks a tenth of the `following_count` reported is a part of it and no more.

    Returns
    -------
    pandas.Series
        boolean, indexed by `account_id`.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> bool(following_lists(snapshot)[snapshot.focal].all())
    True
    """
    practice.no_single_follower("list the ties of single followers")
    is_whole = snapshot.once(_lists_own)
    return pd.Series(is_whole, snapshot.accounts.index, dtype="boolean", name="has_following_list")


def _lists_own(snapshot: Snapshot) -> np.ndarray:
    accounts, count = snapshot.accounts, np.diff(out_lists(snapshot).indptr)
    focal = np.flatnonzero(accounts["is_focal"].fillna(False).to_numpy(dtype=bool))
    # Only these follows can come from the lists of focal accounts; any further one is its own.
    of_focal = np.bincount(in_lists(snapshot)[focal].indices, minlength=len(accounts))
    reported = accounts["following_count"].to_numpy(dtype=float, na_value=np.nan)
    is_whole = ((count > of_focal) | (reported <= count)) & ~(count < LEAST_OF_CENSUS * reported)
    is_whole.setflags(write=False)
    return is_whole
