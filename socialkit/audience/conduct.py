"""What an account does itself: what it posts, and how many it follows."""

import pandas as pd

from socialkit import estimate
from socialkit.audience.profile import NO_ACCOUNT
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

NO_POSTS = "the account's own posts"
NO_SITE = "which site is the account's own"


def conduct(snapshot: Snapshot, account_id: str | None, *, level: float = 0.95) -> pd.DataFrame:
    """Describe what an account posts, and how many more it follows than follow it.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose conduct; with None every row is not known, and says so.
    level
        Confidence level of the intervals.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure`: `reply`, `original`, `quote` and `repost` (shares of its
        posts by kind), `link` and `own_site` (shares that link anywhere, or to its own
        site), and `following_gap` (accounts followed minus followers, as reported or
        else, where both lists were seen in full, as listed). Columns as
        `socialkit.estimate.table`.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> table = sk.audience.conduct(snapshot, sk.audience.choose(snapshot))
    >>> bool(table.loc[["reply", "original", "quote", "repost"], "value"].sum().round(9) == 1)
    True
    """
    names = ("reply", "original", "quote", "repost", "link", "own_site")
    if account_id is None:
        rows = {name: estimate.unknown(NO_ACCOUNT) for name in names}
        return estimate.table(rows | {"following_gap": estimate.unknown(NO_ACCOUNT, unit="count")})
    account_id = snapshot.account_id(account_id)
    posts = snapshot.posts
    posts = posts[(posts["account_id"] == account_id).to_numpy(dtype=bool)]
    flags = {name: (posts["kind"] == name).where(posts["kind"].notna()) for name in names[:4]}
    flags |= {"link": posts["has_link"], "own_site": posts["links_own_site"]}
    reasons = dict.fromkeys(flags, NO_POSTS) | ({"own_site": NO_SITE} if len(posts) else {})
    rows = {
        name: _share(flag.astype("boolean"), level, reasons[name]) for name, flag in flags.items()
    }
    return estimate.table(rows | {"following_gap": _gap(snapshot, account_id)})


def _share(flag: pd.Series, level: float, reason: str) -> Estimate:
    known = flag.dropna()
    total = len(known)
    words = f"all {total:,} posts in the data" if total > 1 else "the only post in the data"
    note = "" if total else reason
    return estimate.proportion(int(known.sum()), total, total, level=level, frame=words, note=note)


def _gap(snapshot: Snapshot, account_id: str) -> Estimate:
    row = snapshot.accounts.loc[account_id]
    reported = row[["following_count", "followers_count"]]
    if reported.notna().all():
        gap, words = int(reported.iloc[0] - reported.iloc[1]), "as reported by the platform"
    else:
        follows = snapshot.follows
        following = int((follows["follower_id"] == account_id).sum())
        followers = int((follows["followed_id"] == account_id).sum())
        if row["list_frame"] != "census" or not following:
            return estimate.unknown("how many the account follows", unit="count")
        gap, words = following - followers, "as listed"
    return Estimate(gap, gap, gap, 1.0, "counted", 1, 1, words, "", "count")
