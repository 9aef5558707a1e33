"""What can be counted about each account: one row per account."""

import narwhals as nw
import numpy as np
import pandas as pd

from socialkit import graph, practice
from socialkit.features import lazy
from socialkit.features.ages import ages, micros, posts_per_day, silence
from socialkit.features.engagement import (
    ENGAGEMENT_WINDOW_DAYS,
    engagement,
    followed_by_focal,
    mentions_others,
)
from socialkit.features.posts import own_mix, reception
from socialkit.features.profile import profile
from socialkit.features.ratios import ratio
from socialkit.progress import Steps
from socialkit.scans import Scan
from socialkit.scans import micros as micros_of
from socialkit.snapshot import Snapshot


def account_features(
    snapshot: Snapshot | Scan, *, window_days: int = ENGAGEMENT_WINDOW_DAYS
) -> pd.DataFrame | nw.LazyFrame:
    """Count what can be counted about every account.

    Reported counts (``followers_count``...) and counts in the snapshot (``indegree``...)
    are never filled from one another. A ratio whose denominator is 0 is NA.

    Parameters
    ----------
    snapshot
        The network; ages count from its `taken_at`, or from an account's own `seen_at`.
    window_days
        Interactions older than this many days are left out; undated ones are kept.

    Returns
    -------
    pandas.DataFrame
        One row per account, on the accounts' own index and order; of a `Scan` a narwhals
        LazyFrame in no order, with `account_id` as a column. Counts are Int64, the rest
        Float64, facts about the profile boolean:

        - `indegree`, `outdegree`, `mutual_count`: followers, followed and both, as seen;
          without any follower list only the `outdegree` of who is seen to follow is known;
        - `reciprocity`: 2 mutual / (indegree + outdegree);
        - `follow_back_rate`: mutual / indegree;
        - `followers_count`, `following_count`, `listed_count`, `posts_count`: reported;
        - `following_to_followers`: following_count / followers_count;
        - `age_days`, `days_since_post` (as reported, or by the posts table for accounts
          whose posts were collected), `posts_per_day` (posts_count / age_days);
        - `original_share`, `reply_share`, `repost_share`, `quote_share`, `link_share`,
          `own_site_share`: the own mix, 0-1, of the posts in the snapshot;
        - `engaged_with_focal`: times it replied to, mentioned, liked, reposted, quoted or
          commented on the focal accounts; 0 only where that was looked at for every focal
          account that it follows;
        - `followed_by_focal`: how many focal accounts follow it;
        - `is_liked`, `is_reposted`: whether any post of it was; `mentions_others`: whether it
          named another account in a post; no only where all of that was looked at;
        - `has_picture`, `has_name`, `has_bio`, `has_location`, `has_url`, `is_verified`;
        - `profile_completeness`: share of picture, name, bio, place and site filled in,
          of those known;
        - `handle_digit_share`: how much of the handle are digits, 0-1;
        - `bio_says_bot`: whether the bio calls it a bot.

    References
    ----------
    Kwak, Lee, Park, Moon 2010, WWW, doi:10.1145/1772690.1772751 (reciprocity).

    Examples
    --------
    >>> import socialkit as sk
    >>> features = sk.features.account_features(sk.datasets.load("therapists"))
    >>> bool(features["reciprocity"].dropna().between(0, 1).all())
    True
    """
    practice.no_single_follower("describe single followers")
    if isinstance(snapshot, Scan):
        return lazy.account_features(snapshot, window_days)
    if window_days == ENGAGEMENT_WINDOW_DAYS:
        return snapshot.once(_described).copy(deep=False)
    return _described(snapshot, window_days)


def _described(snapshot: Snapshot, window_days: int = ENGAGEMENT_WINDOW_DAYS) -> pd.DataFrame:
    accounts = snapshot.accounts
    parts = {
        "ties": lambda: _network(snapshot),
        "counts": lambda: _reported(accounts),
        "activity": lambda: _activity(snapshot),
        "posts": lambda: own_mix(snapshot) | reception(snapshot),
        "interactions": lambda: {
            "mentions_others": mentions_others(snapshot),
            "engaged_with_focal": engagement(snapshot, window_days),
            "followed_by_focal": followed_by_focal(snapshot),
        },
        "profiles": lambda: profile(accounts),
    }
    columns: dict[str, object] = {}
    with Steps("account table", len(parts)) as steps:
        for name, part in parts.items():
            steps.next(name)
            columns |= part()
    return pd.DataFrame(columns, index=accounts.index)


def _reported(accounts: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the counts as the platform reports them, and the ratio of the two sides."""
    following = ratio(accounts["following_count"], accounts["followers_count"])
    return {name: accounts[name] for name in _REPORTED} | {"following_to_followers": following}


_REPORTED = ("followers_count", "following_count", "listed_count", "posts_count")


def silent_days(features: pd.DataFrame | nw.LazyFrame) -> pd.Series | nw.LazyFrame:
    """Count the days without a public post.

    For an account that never posted these are the days since it was opened; NA where the
    last post is not known. Of a LazyFrame it is one, which keeps the ids.

    Examples
    --------
    >>> import pandas as pd
    >>> columns = {"days_since_post": [3, None], "posts_count": [9, 0], "age_days": [50, 80]}
    >>> silent_days(pd.DataFrame(columns).astype("Float64")).tolist()
    [3.0, 80.0]
    """
    practice.no_single_follower("list when single followers fell silent")
    if isinstance(features, nw.LazyFrame):
        ids = [name for name in ("account_id", "follower_id") if name in features.columns]
        return features.select(*ids, silent_days=silence())
    known = features[["days_since_post", "posts_count", "age_days"]].reset_index(drop=True)
    days = nw.from_native(known, eager_only=True).select(silent_days=silence()).to_native()
    return days["silent_days"].set_axis(features.index)


def _network(snapshot: Snapshot) -> dict[str, pd.Series]:
    """Count ties; NA for followers nobody collected, and for whoever is not seen to follow."""
    degrees = graph.degrees(snapshot)
    columns = {
        **{name: degrees[name] for name in ("indegree", "outdegree", "mutual_count")},
        "reciprocity": graph.account_reciprocity(snapshot),
        "follow_back_rate": graph.follow_back_rate(snapshot),
    }
    if graph.has_follower_lists(snapshot):
        return columns
    nobody = np.zeros(len(degrees), dtype=bool)
    unknown = {name: column.where(nobody) for name, column in columns.items()}
    return unknown | {"outdegree": degrees["outdegree"].where(degrees["outdegree"] > 0)}


def _activity(snapshot: Snapshot) -> dict[str, pd.Series]:
    accounts, posts = snapshot.accounts, snapshot.facts("posts")
    whole = accounts["posts_seen"].fillna(False).to_numpy(dtype=bool)[snapshot.codes.author]
    # A post that a search happened to find, or a pinned one, does not say when the last was.
    seen = posts["posted_at"][whole].groupby(snapshot.codes.author[whole]).max()
    times = {name: accounts[name] for name in ("created_at", "seen_at", "last_post_at")}
    times["last_seen_post"] = seen.reindex(range(len(accounts)))
    columns = {name: micros(moments) for name, moments in times.items()}
    known = pd.DataFrame({**columns, "posts_count": accounts["posts_count"].array})
    frame = nw.from_native(known, eager_only=True).with_columns(
        **ages(micros_of(snapshot.taken_at))
    )
    table = frame.with_columns(posts_per_day=posts_per_day()).to_native()
    names = ("age_days", "days_since_post", "posts_per_day")
    return {name: table[name].set_axis(accounts.index) for name in names}
