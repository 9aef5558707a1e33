"""Which lists of ties were collected: where a follow that is not there was looked for."""

import numpy as np
import pandas as pd

from socialkit import practice
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
    return len(snapshot.focal) > 0 or (len(snapshot.follows) > 0 and not is_stated)


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
    accounts, codes = snapshot.accounts, snapshot.codes
    focal = accounts["is_focal"].fillna(False).to_numpy(dtype=bool)
    own = np.bincount(codes.follower[~focal[codes.followed]], minlength=len(accounts)) > 0
    count = np.bincount(codes.follower, minlength=len(accounts))
    reported = accounts["following_count"]
    is_short = (count < LEAST_OF_CENSUS * reported).fillna(False)
    is_whole = (own | (reported <= count).fillna(False)) & ~is_short
    return is_whole.astype("boolean").rename("has_following_list")
