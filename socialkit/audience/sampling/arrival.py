"""Who came first and who came last, as far as a follower list tells."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from socialkit.snapshot import Snapshot

NO_ORDER = "in which order followers came"
_NEWER = {"newest_first": -1.0, "oldest_first": 1.0}


class Arrival(NamedTuple):
    """How new each follower is (larger is newer, NaN not known), and what tells it.

    In the order of the follows table, as `features.follower_features` returns followers.
    """

    newness: np.ndarray
    told_by: str

    def newest(self, size: int) -> np.ndarray:
        """Tell who is among the `size` newest followers.

        Followers who came at the same moment are never parted: where that would take more
        of them than `size`, it takes none, so that the order of rows decides nothing.
        """
        return _first(-self.newness, size)

    def ends(self, parts: int) -> tuple[np.ndarray, np.ndarray]:
        """Tell who is in the newest and who in the oldest of so many equal parts."""
        size = int((~np.isnan(self.newness)).sum()) // parts
        return _first(-self.newness, size), _first(self.newness, size)


def _first(places: np.ndarray, size: int) -> np.ndarray:
    return stats.rankdata(places, method="max", nan_policy="omit") <= size


def arrival(snapshot: Snapshot, account_id: str) -> Arrival:
    """Return how new each follower of an account is.

    By the place in the list where its order is known, else by the date of the follow;
    whichever of the two is known of more followers.
    """
    row = snapshot.accounts.index.get_loc(account_id)
    follows = snapshot.facts("follows")[snapshot.codes.followed == row]
    dates = follows["followed_at"]
    newness = np.where(dates.isna(), np.nan, dates.to_numpy("datetime64[us]").astype(np.int64))
    by_date = Arrival(newness, "the dates of their follows")
    sign = _NEWER.get(str(snapshot.accounts["list_order"].iloc[row]))
    if sign is None or follows["position"].notna().sum() < dates.notna().sum():
        return by_date
    places = pd.array(follows["position"], dtype="Float64").to_numpy(float, na_value=np.nan)
    return Arrival(sign * places, "their places in the list")
