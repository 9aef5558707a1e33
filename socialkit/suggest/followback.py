"""How likely an account is to follow back: what it was seen to do, and what its counts say."""

import numpy as np
import pandas as pd

from socialkit import audience, estimate, graph, practice
from socialkit.audience.frame import NO_ACCOUNT
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

PSEUDO_FOLLOWERS = 2
"""The counts of a profile weigh as much as so many followers whose follow was looked up."""
NO_FOLLOWING, NO_FOLLOWERS = "whom the account follows", "all the followers of the account"
NOBODY = "nobody it follows has such a chance"
NO_CHANCE = "how those it follows treat others who follow them"
DRAWN = "taken as drawn from many who could be followed"
_BANDS = {"below 1 in 3": (0.0, 1 / 3), "1 in 3 to 1 in 2": (1 / 3, 0.5), "above": (0.5, 1.01)}


def follow_back(snapshot: Snapshot) -> pd.DataFrame:
    """Estimate for every account which share of its followers it follows back.

    follow_back = (m + 2 p) / (n + 2)

    Of n followers it can be seen whether the account follows them back, and m it does. p is
    what its reported counts alone would say: nobody returns a larger share than
    min(1, following / followers), and p is half of that, the middle of what is possible. For
    who follows as many as follow it, or whose counts are not known, that is Laplace's rule of
    succession; where n is 0 and the counts are not known it is NA.

    Returns
    -------
    pandas.DataFrame
        On the accounts' own index: `looked_up` (n, Int64), `returned` (m, Int64),
        `follow_back` (Float64, 0-1). It ranks; it is no probability that holds everywhere.

    References
    ----------
    Laplace 1814, Essai philosophique sur les probabilites (rule of succession).
    Yang, Harkreader, Gu 2013, IEEE TIFS 8(8), doi:10.1109/TIFS.2013.2267732 (bi-link ratio).

    Examples
    --------
    >>> import socialkit as sk
    >>> chances = follow_back(sk.datasets.load("therapists"))
    >>> bool(chances["follow_back"].dropna().between(0, 1).all())
    True
    """
    practice.no_single_follower("tell whether single followers follow back")
    codes, size = snapshot.codes, len(snapshot.accounts)
    back = graph.returned(snapshot).to_numpy(dtype=bool)
    seen = is_looked_up(snapshot)
    counted = {
        name: pd.array(np.bincount(codes.followed[ties], minlength=size), dtype="Int64")
        for name, ties in (("looked_up", seen), ("returned", seen & back))
    }
    out = pd.DataFrame(counted, index=snapshot.accounts.index)
    chance = succession(out["returned"], out["looked_up"], half_of_possible(snapshot))
    return out.assign(follow_back=chance)


def succession(returned: pd.Series, looked_up: pd.Series, half: pd.Series) -> pd.Series:
    """Return (m + 2 p) / (n + 2); NA where nothing was looked up and the counts are not known."""
    is_blank = half.isna() & (looked_up == 0)
    share = (returned + PSEUDO_FOLLOWERS * half.fillna(0.5)) / (looked_up + PSEUDO_FOLLOWERS)
    return share.astype("Float64").mask(is_blank)


def half_of_possible(snapshot: Snapshot) -> pd.Series:
    """Return min(1, following / followers) / 2, as reported; NA without followers."""
    accounts = snapshot.accounts
    followers = accounts["followers_count"].astype("Float64")
    ratio = accounts["following_count"].astype("Float64") / followers.where(followers > 0)
    return ratio.clip(upper=1) / 2


def is_looked_up(snapshot: Snapshot) -> np.ndarray:
    """Tell of each follow whether one returned would be in the data.

    It would where the list of whom the followed account follows is whole, or the list of
    who follows the follower.
    """
    codes = snapshot.codes
    lists = graph.following_lists(snapshot).to_numpy(dtype=bool)
    is_census = whole_follower_lists(snapshot)
    return lists[codes.followed] | is_census[codes.follower]


def whole_follower_lists(snapshot: Snapshot) -> np.ndarray:
    """Tell of whom every follower is in the data, be it in a network that holds all ties."""
    accounts = snapshot.accounts
    count = np.bincount(snapshot.codes.followed, minlength=len(accounts))
    is_short = (count < graph.LEAST_OF_CENSUS * accounts["followers_count"]).fillna(False)
    is_whole = (accounts["list_frame"] == "census").fillna(False).to_numpy(dtype=bool)
    if accounts["is_focal"].isna().all():
        is_whole = is_whole | (count > 0)
    return is_whole & ~is_short.to_numpy(dtype=bool)


def follow_back_check(
    snapshot: Snapshot, account: str | None = None, *, level: float = 0.95
) -> pd.DataFrame:
    """Hold the estimate against what those do whom the account follows already.

    The tie to the account itself is left out of each estimate, which so cannot know.

    Parameters
    ----------
    snapshot
        The network.
    account
        An id or handle; None chooses as `socialkit.audience.choose` does.
    level
        Confidence level of the intervals.

    Returns
    -------
    pandas.DataFrame
        Indexed by `estimated` (the chance to follow back, in three bands, and ``"all"``):
        the share that does, 0-1. Columns as `socialkit.estimate.table`. The intervals take
        those followed as a sample of the many who could have been. NA where the list of
        followers is not whole, and the note says so.

    Raises
    ------
    UnknownNameError
        When no account has that id or handle.

    Examples
    --------
    >>> import socialkit as sk
    >>> check = sk.suggest.follow_back_check(sk.datasets.load("therapists"))
    >>> check.index.tolist()
    ['below 1 in 3', '1 in 3 to 1 in 2', 'above', 'all']
    """
    account_id = audience.choose(snapshot, account)
    reason, chance, is_back = _of_followed(snapshot, account_id)
    rows: dict[str, Estimate] = {}
    inside = {name: (chance >= low) & (chance < high) for name, (low, high) in _BANDS.items()}
    empty = NOBODY if np.isfinite(chance).any() else NO_CHANCE
    for name, chosen in (inside | {"all": np.ones(len(chance), dtype=bool)}).items():
        share = estimate.proportion(
            int(is_back[chosen].sum()), int(chosen.sum()), level=level,
            frame="those the account follows", note=DRAWN if chosen.any() else empty,
        )  # fmt: skip
        rows[name] = estimate.unknown(reason) if reason else share.with_noun("accounts")
    return estimate.table(rows, name="estimated")


def _of_followed(snapshot: Snapshot, account_id: str | None) -> tuple[str, np.ndarray, np.ndarray]:
    """Return the estimate for each account followed, without its own tie, and the truth."""
    nothing = np.array([]), np.array([], dtype=bool)
    if account_id is None:
        return NO_ACCOUNT, *nothing
    row, codes = snapshot.accounts.index.get_loc(account_id), snapshot.codes
    ties = np.flatnonzero(codes.follower == row)
    if not len(ties):
        return NO_FOLLOWING, *nothing
    if not whole_follower_lists(snapshot)[row]:
        return NO_FOLLOWERS, *nothing
    followed = codes.followed[ties]
    is_back = graph.returned(snapshot).to_numpy(dtype=bool)[ties]
    known = follow_back(snapshot).iloc[followed]
    half = half_of_possible(snapshot).iloc[followed]
    chance = succession(known["returned"] - is_back, known["looked_up"] - 1, half)
    return "", chance.to_numpy(dtype=float, na_value=np.nan), is_back
