"""What an account does itself: what it posts, and how many it follows."""

import pandas as pd

from socialkit import estimate
from socialkit.audience.exchange import exchange
from socialkit.audience.frame import Frame, frame
from socialkit.audience.profile import NO_ACCOUNT
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

NO_POSTS = "the account's own posts"
NO_KIND = "what kind of posts they are"
NO_LINK = "whether posts link anywhere"
NO_SITE = "which site is the account's own"
COUNTED_AS_COMMENTS = "on this network an answer is a comment, counted below"
NOT_A_POST = "on this network an answer is a comment, not a post"
WITHOUT_REPLIES = frozenset(
    {"facebook", "feed", "instagram", "threads", "tiktok", "wordpress", "youtube"}
)
"""Networks whose exports hold no answers among the posts, unless a reader puts them there."""
_KINDS = ("reply", "original", "quote", "repost")
_LINKS = ("link", "own_site")


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
        `socialkit.estimate.table`. Where answers are comments and none stands among the
        posts, the posts tell no `reply`, `quote` or `repost`: these are NA, never 0.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> table = sk.audience.conduct(snapshot, sk.audience.choose(snapshot))
    >>> bool(table.loc[["reply", "original", "quote", "repost"], "value"].sum().round(9) == 1)
    True
    """
    if account_id is None:
        rows = {name: estimate.unknown(NO_ACCOUNT) for name in (*_KINDS, *_LINKS)}
        return estimate.table(rows | {"following_gap": estimate.unknown(NO_ACCOUNT, unit="count")})
    account_id = snapshot.account_id(account_id)
    posts = snapshot.posts
    posts = posts[(posts["account_id"] == account_id).to_numpy(dtype=bool)]
    rows = _mix(posts, level)
    if _answers_by_comment(snapshot, account_id, posts):
        answers = exchange(snapshot, account_id).loc[["comment", "reply"], "given"]
        reason = COUNTED_AS_COMMENTS if answers.notna().any() else NOT_A_POST
        rows |= dict.fromkeys(("reply", "quote", "repost"), estimate.unknown(reason))
    return estimate.table(rows | {"following_gap": _gap(snapshot, account_id)})


def _mix(posts: pd.DataFrame, level: float) -> dict[str, Estimate]:
    flags = {name: (posts["kind"] == name).where(posts["kind"].notna()) for name in _KINDS}
    flags |= {"link": posts["has_link"], "own_site": posts["links_own_site"]}
    site = NO_LINK if posts["has_link"].isna().all() else NO_SITE
    reasons = dict.fromkeys(_KINDS, NO_KIND) | {"link": NO_LINK, "own_site": site}
    if posts.empty:
        reasons = dict.fromkeys(flags, NO_POSTS)
    return {
        name: _share(flag.astype("boolean"), level, reasons[name]) for name, flag in flags.items()
    }


def _share(flag: pd.Series, level: float, reason: str) -> Estimate:
    known, total = flag.dropna(), len(flag)
    if len(known) < total:
        words = f"the {len(known):,} of {total:,} posts for which it is known"
    else:
        words = f"all {total:,} posts in the data" if total > 1 else "the only post in the data"
    return estimate.proportion(
        int(known.sum()), len(known), len(known), level=level,
        frame=words if len(known) else "", note="" if len(known) else reason,
    )  # fmt: skip


def _answers_by_comment(snapshot: Snapshot, account_id: str, posts: pd.DataFrame) -> bool:
    """Whether answers are comments on this network, and the posts therefore hold none."""
    row = snapshot.accounts.loc[account_id]
    platform = str(row.get("x_platform", snapshot.platform)).partition("-")[0]
    return (
        platform in WITHOUT_REPLIES
        and bool(posts["kind"].notna().any())
        and bool((posts["kind"].dropna() == "original").all())
    )


def _gap(snapshot: Snapshot, account_id: str) -> Estimate:
    row = snapshot.accounts.loc[account_id]
    reported = row[["following_count", "followers_count"]]
    if reported.notna().all():
        gap, words = int(reported.iloc[0] - reported.iloc[1]), "as reported by the platform"
    else:
        seen = frame(snapshot, account_id)
        following = int((snapshot.follows["follower_id"] == account_id).sum())
        if seen.kind != "census" or not following:
            return estimate.unknown(_without_gap(reported, seen, following), unit="count")
        gap, words = following - seen.seen, "as listed"
    return Estimate(gap, gap, gap, 1.0, "counted", 1, 1, words, "", "count")


def _without_gap(reported: pd.Series, seen: Frame, following: int) -> str:
    """Say which of the two numbers lacks; a reported one is never held against a listed one."""
    if pd.isna(reported["following_count"]) and not following:
        return "how many the account follows"
    if seen.seen and seen.kind != "census":
        return "whether the list of followers is whole"
    if pd.isna(reported["followers_count"]) and seen.kind != "census":
        return "how many followers there are"
    return "both numbers counted in the same way"
