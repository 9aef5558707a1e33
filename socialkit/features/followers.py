"""What can be counted about each follower of an account: one row per tie."""

from typing import NamedTuple

import narwhals as nw
import numpy as np
import pandas as pd

from socialkit import graph, practice
from socialkit.features import lazy
from socialkit.features.accounts import account_features
from socialkit.features.engagement import (
    ENGAGEMENT_WINDOW_DAYS,
    inbound_seen,
    pair_totals,
    recent,
)
from socialkit.features.ratios import counts
from socialkit.scans import Scan
from socialkit.snapshot import Snapshot

_LEVELS = ["account_id", "follower_id"]


class Followers(NamedTuple):
    """Followers of some accounts: their rows, those accounts' rows, and what is known of them."""

    follower: np.ndarray
    followed: np.ndarray
    known: pd.DataFrame


def follower_features(
    snapshot: Snapshot | Scan,
    account_ids: list[str] | pd.Index | None = None,
    *,
    window_days: int = ENGAGEMENT_WINDOW_DAYS,
) -> pd.DataFrame | nw.LazyFrame:
    """Describe each follower of some accounts, as a follower of that account.

    Parameters
    ----------
    snapshot
        The network.
    account_ids
        Whose followers; the focal accounts by default.
    window_days
        As in `account_features`.

    Returns
    -------
    pandas.DataFrame
        One row per tie, indexed by `account_id` and `follower_id`, in the order of the
        follows table. The columns are those of `account_features`, but
        `engaged_with_focal` and `followed_by_focal` (0 or 1) are about this one account.
        An account with two of them as followers stands in two rows. Of a `Scan` it is a
        LazyFrame, with both ids as columns.

    Raises
    ------
    UnknownNameError
        When an account is not in the snapshot.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> followers = sk.features.follower_features(snapshot, snapshot.focal[:1])
    >>> followers.index.names
    FrozenList(['account_id', 'follower_id'])
    """
    practice.no_single_follower("describe single followers")
    if isinstance(snapshot, Scan):
        ids = snapshot.focal if account_ids is None else map(snapshot.account_id, account_ids)
        return lazy.follower_features(snapshot, list(ids), window_days)
    given = snapshot.focal if account_ids is None else account_ids
    rows = snapshot.accounts.index.get_indexer([snapshot.account_id(one) for one in given])
    found = followers_of(snapshot, rows, window_days=window_days)
    ids = snapshot.accounts.index
    index = pd.MultiIndex.from_arrays(
        [ids.take(found.followed), ids.take(found.follower)], names=_LEVELS
    )
    return found.known.set_axis(index)


def followers_of(
    snapshot: Snapshot,
    rows: np.ndarray,
    *,
    columns: tuple[str, ...] | None = None,
    window_days: int = ENGAGEMENT_WINDOW_DAYS,
) -> Followers:
    """Describe the followers of the accounts in some rows, in the order of the follows table.

    Parameters
    ----------
    rows
        Of the accounts table.
    columns
        Of `account_features`; all of them by default.

    Returns
    -------
    Followers
        `known` has a plain row number: millions of pairs of ids would take most of the time.
    """
    codes = snapshot.codes
    is_chosen = np.zeros(len(snapshot.accounts), dtype=bool)
    is_chosen[rows] = True
    ties = np.flatnonzero(is_chosen[codes.followed])
    follower, followed = codes.follower[ties], codes.followed[ties]
    everyone = account_features(snapshot, window_days=window_days)
    names = list(everyone.columns if columns is None else columns)
    of_ties = {
        "engaged_with_focal": _engaged(snapshot, follower, followed, window_days),
        "followed_by_focal": _followed_back(snapshot, follower, followed),
    }
    known = {name: of_ties[name] if name in of_ties else everyone[name].array.take(follower)
             for name in names}  # fmt: skip
    return Followers(follower, followed, pd.DataFrame(known, copy=False))


def _engaged(
    snapshot: Snapshot, follower: np.ndarray, followed: np.ndarray, window_days: int
) -> pd.arrays.IntegerArray:
    """Count how often each follower turned to the account; NA where nobody looked."""
    turned = recent(snapshot, window_days)
    engaged = pair_totals(*turned, follower, followed, len(snapshot.accounts))
    return counts(engaged, known=inbound_seen(snapshot)[followed] | (engaged > 0))


def _followed_back(
    snapshot: Snapshot, follower: np.ndarray, followed: np.ndarray
) -> pd.arrays.IntegerArray:
    """Tell by 1 and 0 whom the account follows too; NA where its own list is not known."""
    returned = graph.follows_back(snapshot, follower, followed)
    listed = graph.following_lists(snapshot).to_numpy(dtype=bool)[followed]
    return counts(returned, known=listed | returned)
