"""The order in which followers came, and what it says about when."""

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.audience.frame import NO_ACCOUNT
from socialkit.errors import MissingDataError
from socialkit.snapshot import Snapshot

ORDERS = ("newest_first", "oldest_first")
_MICROSECONDS = 86_400_000_000  # in a day


def follow_time_bounds(snapshot: Snapshot, account_id: str) -> pd.DataFrame:
    """Bound from below when each follower of an account began to follow it.

    Nobody follows before the own account is open, nor before those who stand earlier in the
    list. So the follow of rank r came no earlier than

        L_r = max(created_at of the followers of rank 0, ..., r).

    Of a list seen in part (see `socialkit.audience.frame`) the bounds hold as well, but are
    looser, and ranks count within the part that was seen.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; an id or handle.

    Returns
    -------
    pandas.DataFrame
        Indexed by `account_id` of the follower, oldest follower first: `rank` (Int64, 0 for
        the oldest follower), `created_at` of its account, and `followed_after`, the bound.
        A follower whose `created_at` is not known keeps its rank and takes the bound of
        those before it; NA before the first that is known.

    Raises
    ------
    MissingDataError
        When no followers, no order of the list or no places in it are in the data.
    UnknownNameError
        When there is no such account.

    References
    ----------
    Meeder, Karrer, Sayedi, Ravi, Borgs, Chayes 2011. We know who you followed last summer.
    WWW. https://doi.org/10.1145/1963405.1963479

    Examples
    --------
    >>> import socialkit as sk
    >>> from socialkit import fingerprint
    >>> snapshot = sk.datasets.load("therapists")
    >>> bounds = fingerprint.follow_time_bounds(snapshot, sk.audience.choose(snapshot))
    >>> bool(bounds["followed_after"].dropna().is_monotonic_increasing)
    True
    """
    practice.no_single_follower("tell when single followers came")
    followers = in_follow_order(snapshot, account_id)
    bound = followers["created_at"].cummax().ffill()
    return followers.assign(followed_after=bound)


def in_follow_order(snapshot: Snapshot, account_id: str | None) -> pd.DataFrame:
    """Return `rank` and `created_at` of an account's followers, oldest follower first.

    Followers whose place in the list is not known are left out: they have no rank.
    """
    if account_id is None:
        raise MissingDataError(f"{NO_ACCOUNT}; name one, or collect its follower list first.")
    account_id = snapshot.account_id(account_id)
    accounts, follows = snapshot.accounts, snapshot.follows
    into = snapshot.codes.followed == accounts.index.get_loc(account_id)
    order = accounts.at[account_id, "list_order"]
    _require_order(account_id, into.any(), order, follows.loc[into, "position"])
    position = follows.loc[into, "position"]
    rows = snapshot.codes.follower[into][position.notna()]
    created = accounts["created_at"].iloc[rows]
    place = position.dropna().to_numpy(dtype=np.int64)
    if order == "newest_first":
        place = -place
    # Who shares a place in the list is put by date, so that the order of rows decides nothing.
    arrival = np.lexsort((created.index, created.to_numpy("datetime64[us]"), place))
    rank = pd.array(range(len(arrival)), dtype="Int64")
    return created.iloc[arrival].to_frame().assign(rank=rank)[["rank", "created_at"]]


def _require_order(account_id: str, has_followers: bool, order: object, places: pd.Series) -> None:
    if not has_followers:
        raise MissingDataError(
            f"the data hold no followers of {account_id!r}; collect its follower list first."
        )
    if order not in ORDERS:
        raise MissingDataError(
            f"the order of the follower list of {account_id!r} is not known, so nobody can say "
            "who came first; accounts.list_order must be newest_first or oldest_first."
        )
    if places.isna().all():
        raise MissingDataError(
            f"the places in the follower list of {account_id!r} are not known; follows.position "
            "must hold them."
        )


def why(error: MissingDataError) -> str:
    """Return what is missing, without what a programmer could do about it."""
    return str(error).split(";")[0].rstrip(".")


def days(created_at: pd.Series) -> np.ndarray:
    """Return moments as days since the earliest of them, so that no calendar date decides."""
    moments = created_at.to_numpy("datetime64[us]").astype(np.int64)
    earliest = moments.min() if len(moments) else 0
    return (moments - earliest) / _MICROSECONDS
