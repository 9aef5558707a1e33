"""What can be counted about each follower of an account: one row per tie."""

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
    ids, codes = snapshot.accounts.index, snapshot.codes
    is_chosen = np.zeros(len(ids), dtype=bool)
    is_chosen[ids.get_indexer([snapshot.account_id(one) for one in given])] = True
    ties = np.flatnonzero(is_chosen[codes.followed])
    follower, followed = codes.follower[ties], codes.followed[ties]
    known = described_ties(snapshot, follower, followed, window_days=window_days)
    index = [ids.take(followed), ids.take(follower)]
    return known.set_axis(pd.MultiIndex.from_arrays(index, names=_LEVELS))


def described_ties(
    snapshot: Snapshot,
    follower: np.ndarray,
    followed: np.ndarray,
    *,
    columns: tuple[str, ...] | None = None,
    window_days: int = ENGAGEMENT_WINDOW_DAYS,
) -> pd.DataFrame:
    """Describe followers as followers of an account, given by rows of the accounts table.

    Parameters
    ----------
    follower, followed
        Both ends of each tie.
    columns
        Of `account_features`; all of them by default.

    Returns
    -------
    pandas.DataFrame
        One row per tie, with a plain row number: millions of pairs of ids would take most of
        the time.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> known = described_ties(snapshot, snapshot.codes.follower[:3], snapshot.codes.followed[:3])
    >>> len(known)
    3
    """
    practice.no_single_follower("describe single followers")
    everyone = account_features(snapshot, window_days=window_days)
    names = list(everyone.columns if columns is None else columns)
    of_ties = {
        "engaged_with_focal": _engaged(snapshot, follower, followed, window_days),
        "followed_by_focal": _followed_back(snapshot, follower, followed),
    }
    known = {name: of_ties[name] if name in of_ties else everyone[name].array.take(follower)
             for name in names}  # fmt: skip
    return pd.DataFrame(known, copy=False)


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
