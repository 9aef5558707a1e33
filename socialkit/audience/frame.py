"""Whose audience it is, and which part of it was seen."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit.graph import LEAST_OF_CENSUS
from socialkit.snapshot import Snapshot

_ORDERS = {"newest_first": "newest first", "oldest_first": "oldest first"}


class Frame(NamedTuple):
    """Which followers of an account were seen: `seen` of `reported`, and in words."""

    kind: str
    seen: int
    reported: int | None
    population: int | None
    words: str
    note: str


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
    chosen = snapshot.focal if account_id is None else [snapshot.account_id(account_id)]
    everyone = snapshot.accounts.index
    if not len(chosen):
        return everyone
    codes = snapshot.codes
    into = everyone.isin(chosen)[codes.followed]
    return everyone[np.unique(codes.follower[into])]


def frame(snapshot: Snapshot, account_id: str) -> Frame:
    """Say which of an account's followers were seen, and of how many.

    A census covers the whole list; a head is the part a platform shows first and says
    nothing of the rest; only a census or a random sample has a `population` to speak for.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> sk.audience.frame(snapshot, snapshot.focal[0]).kind
    'census'
    """
    account_id = snapshot.account_id(account_id)
    row = snapshot.accounts.loc[account_id]
    seen = int(_indegree(snapshot).loc[account_id])
    kind = "unknown" if pd.isna(row["list_frame"]) else str(row["list_frame"])
    reported = None if pd.isna(row["followers_count"]) else int(row["followers_count"])
    order = _ORDERS.get(row["list_order"], "")
    if kind == "census" and reported is not None and seen < LEAST_OF_CENSUS * reported:
        kind = "unknown"  # whoever called it complete did not compare it with the number reported
    of = _of_reported(seen, reported)
    who = {
        "census": f"all {seen:,} followers listed",
        "random": f"random sample of {seen:,} followers{of}",
        "head": f"first {seen:,} followers listed{of}",
        "unknown": f"{seen:,} followers seen{of}",
    }[kind]
    population = {"census": seen, "random": reported}.get(kind)
    if population is not None and population < seen:
        population = None
    notes = {
        "census": "every follower was seen; only how each is classed can err",
        "random": "a random sample; the interval says how far it can be off",
        "head": "speaks for the part of the list that was seen, not for the rest",
        "unknown": "which part of the list was seen is not known",
    }
    words = ", ".join(part for part in (who, order) if part)
    return Frame(kind, seen, reported, population, words, notes[kind])


def _of_reported(seen: int, reported: int | None) -> str:
    if reported is None or reported == seen:
        return ""
    return f" of {reported:,} reported" if reported > seen else f" ({reported:,} reported)"


def _indegree(snapshot: Snapshot) -> pd.Series:
    count = np.bincount(snapshot.codes.followed, minlength=len(snapshot.accounts))
    return pd.Series(count, index=snapshot.accounts.index)
