"""What an account does itself: what it posts, and how many it follows."""

import pandas as pd

from socialkit import estimate, features, graph, schema
from socialkit.audience.frame import Frame, frame
from socialkit.audience.owner.ownposts import NO_ACCOUNT, OwnPosts, own_posts
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

TARGETS = {"engaging": 0.75, "own": 0.25}
"""The practitioners' rule of thumb: three quarters engaging, one quarter one's own."""
NO_POSTS = "the account's own posts"
NO_KIND = "what kind of posts they are"
NO_LINK = "whether posts link anywhere"
NO_SITE = "which site is the account's own"
ONE_SIDE = (
    "both sides of the mix: on this network answers stand in a list of their own, "
    "and these data hold only one of the two"
)
NOT_TOLD = "whether there are any: this network has none, or its data do not tell"
NO_VOICE = "nothing but reposts: no voice of its own"
WITHOUT_MENTIONS = "posts that mention somebody cannot be told from the others"
_SHARES = ("engaging", "own", "reply", "original", "quote", "repost", "link", "own_site")


def conduct(snapshot: Snapshot, account_id: str | None, *, level: float = 0.95) -> pd.DataFrame:
    """Describe what an account posts, and how many more it follows than follow it.

    A post is engaging when it answers somebody, or is an original that mentions somebody
    (a mention made at the same moment); it is one's own when it is any other original.
    With quotes and reposts these make the whole: engaging + own + quote + repost = 1.

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
        Indexed by `measure`: `engaging` and `own`, the four kinds `reply`, `original`,
        `quote` and `repost` (all shares of the posts whose kind is known), `link` and
        `own_site` (shares that link anywhere, or to its own site), and `following_gap`
        (accounts followed minus followers, as reported or else, where both lists were seen
        in full, as listed). Columns as `socialkit.estimate.table`, and `target`, the
        practitioners' share where there is one. Only where nothing says that there are
        more posts than were seen does a share count as a census. A kind that the network
        does not have, or whose list may lack, is NA, never 0 (`features.post_mix`).

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> table = sk.audience.conduct(snapshot, sk.audience.choose(snapshot))
    >>> bool(table.loc[["engaging", "own", "quote", "repost"], "value"].sum().round(9) == 1)
    True
    """
    if account_id is None:
        rows = {name: estimate.unknown(NO_ACCOUNT) for name in _SHARES}
        return _with_targets(rows | {"following_gap": estimate.unknown(NO_ACCOUNT, unit="count")})
    account_id = snapshot.account_id(account_id)
    own = own_posts(snapshot, [account_id])[account_id]
    rows = {**_engaging(snapshot, account_id, own, level), **_kinds(own, level)}
    rows |= _links(own, level)
    return _with_targets(rows | {"following_gap": _gap(snapshot, account_id)})


def _with_targets(rows: dict[str, Estimate]) -> pd.DataFrame:
    table = estimate.table(rows)
    return table.assign(target=pd.array([TARGETS.get(name) for name in rows], dtype="Float64"))


def _engaging(
    snapshot: Snapshot, account_id: str, own: OwnPosts, level: float
) -> dict[str, Estimate]:
    """Set posts that turn to somebody against those that do not."""
    mix = own.mix
    if pd.isna(mix["reply"]) or pd.isna(mix["original"]):
        return dict.fromkeys(TARGETS, estimate.unknown(_why(own, "reply")))
    naming, unplaced = _mentioning(snapshot, account_id)
    engaging, all_turns = mix["reply"] + (naming or 0), mix["reply"] + mix["original"]
    note = WITHOUT_MENTIONS if naming is None else ""
    if unplaced:
        most = min(engaging + unplaced, all_turns)
        note = f"{unplaced:,} more mentions belong to no post by their date; with them at most "
        note += f"{most:,} of {mix['kinds_known']:,} posts are engaging"
    counts = {"engaging": engaging, "own": all_turns - engaging}
    return {
        name: _share(count, mix["kinds_known"], own, level, note=note)
        for name, count in counts.items()
    }


def _mentioning(snapshot: Snapshot, account_id: str) -> tuple[int | None, int]:
    """Count the originals made at the moment of a mention, and the mentions left over."""
    codes, acts, posts = snapshot.codes, snapshot.interactions, snapshot.posts
    row = snapshot.accounts.index.get_loc(account_id)
    is_mention = (acts["kind"] == "mention").to_numpy(dtype=bool)
    mine = is_mention & (codes.source == row) & (codes.target != row)
    if not mine.any():
        return None, 0
    at, authored = acts["at"][mine], codes.author == row
    moments = posts["posted_at"][authored]
    is_original = (posts["kind"][authored] == "original").to_numpy(dtype=bool)
    naming = is_original & moments.isin(at.dropna()).to_numpy()
    placed = at.isin(moments.dropna()).to_numpy()
    return int(naming.sum()), int(acts["count"][mine].fillna(1).sum() - placed.sum())


def _kinds(own: OwnPosts, level: float) -> dict[str, Estimate]:
    """Share the posts by kind; what the data cannot tell is not known."""
    known, reposts = own.mix["kinds_known"], own.mix["repost"]
    voiceless = pd.notna(reposts) and known > 0 and reposts == known
    return {
        kind: estimate.unknown(_why(own, kind))
        if pd.isna(own.mix[kind])
        else _share(
            own.mix[kind], known, own, level,
            note=NO_VOICE if kind == "repost" and voiceless else "",
        )
        for kind in ("reply", "original", "quote", "repost")
    }  # fmt: skip


def _why(own: OwnPosts, kind: str) -> str:
    """Say why these posts do not tell a kind."""
    if not own.seen:
        return NO_POSTS
    if not own.mix["kinds_known"]:
        return NO_KIND
    if own.network in features.ANSWERS_APART and own.mix[list(schema.POST_KINDS)].isna().all():
        return ONE_SIDE
    return NOT_TOLD


def _links(own: OwnPosts, level: float) -> dict[str, Estimate]:
    no_site = NO_SITE if own.mix["links_known"] else NO_LINK
    rows = {}
    for name, known, reason in (
        ("link", own.mix["links_known"], NO_LINK),
        ("own_site", own.mix["own_site_known"], no_site),
    ):
        count = own.mix[name]
        rows[name] = (
            estimate.unknown(reason if own.seen else NO_POSTS)
            if pd.isna(count)
            else _share(count, known, own, level)
        )
    return rows


def _share(count: int, known: int, own: OwnPosts, level: float, *, note: str = "") -> Estimate:
    return estimate.proportion(
        int(count), int(known), int(known) if own.is_whole else None, level=level,
        frame=own.known_for(int(known)), note="; ".join(part for part in (note, own.note) if part),
    )  # fmt: skip


def _gap(snapshot: Snapshot, account_id: str) -> Estimate:
    row = snapshot.accounts.loc[account_id]
    reported = row[["following_count", "followers_count"]]
    if reported.notna().all():
        gap, words = int(reported.iloc[0] - reported.iloc[1]), "as reported by the platform"
    else:
        seen = frame(snapshot, account_id)
        following = graph.follows_seen(snapshot, account_id)
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
