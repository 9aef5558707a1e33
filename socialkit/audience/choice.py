"""Whose audience it is: the account to look at, and who follows it."""

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.audience.frame import frame
from socialkit.snapshot import Snapshot


def choose(snapshot: Snapshot, account: str | None = None) -> str | None:
    """Return the id of the account to look at.

    Parameters
    ----------
    snapshot
        The network.
    account
        An id or handle; None takes the focal account with most followers in the data.
        Among equals it takes the one of which more is known: the profiles and last posts
        of its followers, then its own. The profile parts what is still equal, and the id
        only where that is alike too. Without
        any follower list it takes the one account whose own conduct was collected: the
        owner of an export that does not list followers.

    Returns
    -------
    str or None
        None when nothing was asked for and no account stands out.

    Raises
    ------
    UnknownNameError
        When no account has that id or handle.

    Examples
    --------
    >>> import socialkit as sk
    >>> sk.audience.choose(sk.datasets.load("therapists")) is not None
    True
    """
    if account is not None:
        return snapshot.account_id(account)
    focal = snapshot.focal
    if focal.empty:
        return _owner(snapshot.accounts)
    keys = ["followers_count", "handle", "name", "group", "created_at"]
    ranks = {"seen": _indegree(snapshot), **_known_facts(snapshot)}
    known = snapshot.accounts.loc[focal, keys].assign(**ranks)
    first = known.sort_index().sort_values([*ranks, *keys], ascending=False, kind="stable")
    return str(first.index[0])


_FACTS = ("bio", "has_default_image", "followers_count", "following_count", "posts_count")


def _known_facts(snapshot: Snapshot) -> dict[str, pd.Series]:
    """Count what is known of each account's followers, and of the account: profile, last post."""
    accounts, codes = snapshot.accounts, snapshot.codes
    of_posts = accounts["last_post_at"].notna() | accounts["posts_seen"].fillna(False)
    own = (accounts[list(_FACTS)].notna().sum(axis=1) + of_posts).astype("int64")
    of_each = own.to_numpy()[codes.follower]
    followers = np.bincount(codes.followed, weights=of_each, minlength=len(accounts))
    return {"of_followers": pd.Series(followers, index=accounts.index), "of_itself": own}


def _owner(accounts: pd.DataFrame) -> str | None:
    """Return the only account whose conduct was collected, or else whose list is known to lack."""
    conduct = accounts["posts_seen"].fillna(False).astype(bool)
    conduct |= accounts["interactions_seen"].notna()
    for known in (conduct, accounts["is_focal"].notna()):
        if known.sum() == 1:
            return str(accounts.index[known.to_numpy(dtype=bool)][0])
    return None


def follower_ids(snapshot: Snapshot, account_id: str | None = None) -> pd.Index:
    """List who follows an account, or any focal account, in the accounts' order.

    Without an account and without focal accounts, every account is listed.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> len(sk.audience.follower_ids(snapshot)) > len(snapshot.focal)
    True
    """
    practice.no_single_follower("list single followers")
    chosen = snapshot.focal if account_id is None else [snapshot.account_id(account_id)]
    everyone = snapshot.accounts.index
    if not len(chosen):
        return everyone
    codes = snapshot.codes
    into = everyone.isin(chosen)[codes.followed]
    return everyone[np.unique(codes.follower[into])]


def follower_words(snapshot: Snapshot, account_id: str | None = None) -> str:
    """Say in words whom `follower_ids` lists, for beside a number counted on them.

    Examples
    --------
    >>> import socialkit as sk
    >>> sk.audience.follower_words(sk.datasets.load("therapists"))
    'followers seen of any of 40 accounts'
    """
    if account_id is not None:
        return frame(snapshot, account_id).words
    focal = len(snapshot.focal)
    if focal == 0:
        return "accounts in the data"
    return f"followers seen of {'one account' if focal == 1 else f'any of {focal:,} accounts'}"


def _indegree(snapshot: Snapshot) -> pd.Series:
    count = np.bincount(snapshot.codes.followed, minlength=len(snapshot.accounts))
    return pd.Series(count, index=snapshot.accounts.index)
