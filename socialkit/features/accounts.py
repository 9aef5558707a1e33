"""One row per account, or one per follower of an account."""

import numpy as np
import pandas as pd

from socialkit import graph, practice
from socialkit.features.engagement import (
    DAY,
    ENGAGEMENT_WINDOW_DAYS,
    engagement,
    followed_by_focal,
    inbound_seen,
    mentions_others,
    pair_totals,
    recent,
    seen_at,
)
from socialkit.features.posts import own_mix, reception
from socialkit.features.profile import profile
from socialkit.features.ratios import counts, ratio
from socialkit.snapshot import Snapshot

_TIE_COLUMNS = ("engaged_with_focal", "followed_by_focal")


def account_features(
    snapshot: Snapshot, *, window_days: int = ENGAGEMENT_WINDOW_DAYS
) -> pd.DataFrame:
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
        One row per account, on the accounts' own index and order. Counts are Int64,
        the rest Float64, facts about the profile boolean:

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
    accounts = snapshot.accounts
    columns = {
        **_network(snapshot),
        **{name: accounts[name] for name in _REPORTED},
        "following_to_followers": ratio(accounts["following_count"], accounts["followers_count"]),
        **_activity(snapshot),
        **own_mix(snapshot),
        **reception(snapshot),
        "mentions_others": mentions_others(snapshot),
        "engaged_with_focal": engagement(snapshot, window_days),
        "followed_by_focal": followed_by_focal(snapshot),
        **profile(accounts),
    }
    return pd.DataFrame(columns, index=accounts.index)


_REPORTED = ("followers_count", "following_count", "listed_count", "posts_count")


def follower_features(
    snapshot: Snapshot,
    account_ids: list[str] | pd.Index | None = None,
    *,
    window_days: int = ENGAGEMENT_WINDOW_DAYS,
) -> pd.DataFrame:
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
        An account with two of them as followers stands in two rows.

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
    accounts, codes = snapshot.accounts, snapshot.codes
    given = snapshot.focal if account_ids is None else account_ids
    chosen = accounts.index.get_indexer([snapshot.account_id(one) for one in given])
    is_chosen = np.zeros(len(accounts), dtype=bool)
    is_chosen[chosen] = True
    ties = np.flatnonzero(is_chosen[codes.followed])
    follower, followed = codes.follower[ties], codes.followed[ties]
    everyone = account_features(snapshot, window_days=window_days)
    out = everyone.take(follower).drop(columns=list(_TIE_COLUMNS))
    out.index = pd.MultiIndex.from_arrays(
        [accounts.index.take(followed), accounts.index.take(follower)],
        names=["account_id", "follower_id"],
    )
    source, target, count = recent(snapshot, window_days)
    engaged = pair_totals(source, target, count, follower, followed, len(accounts))
    seen = inbound_seen(snapshot)[followed]
    out["engaged_with_focal"] = counts(engaged, known=seen | (engaged > 0))
    returned = graph.returned(snapshot).to_numpy(dtype=bool)[ties]
    listed = graph.following_lists(snapshot).to_numpy(dtype=bool)[followed]
    out["followed_by_focal"] = counts(returned, known=listed | returned)
    return out[everyone.columns]


def silent_days(features: pd.DataFrame) -> pd.Series:
    """Count the days without a public post.

    For an account that never posted these are the days since it was opened; NA where the
    last post is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> columns = {"days_since_post": [3, None], "posts_count": [9, 0], "age_days": [50, 80]}
    >>> silent_days(pd.DataFrame(columns).astype("Float64")).tolist()
    [3.0, 80.0]
    """
    practice.no_single_follower("list when single followers fell silent")
    never = (features["posts_count"] == 0).fillna(False)
    days = features["days_since_post"]
    return days.where(days.notna() | ~never, features["age_days"]).rename("silent_days")


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
    accounts, posts = snapshot.accounts, snapshot.posts
    moment = seen_at(snapshot)
    age = ((moment - accounts["created_at"]) / DAY).astype("Float64")
    whole = accounts["posts_seen"].fillna(False).to_numpy(dtype=bool)[snapshot.codes.author]
    # A post that a search happened to find, or a pinned one, does not say when the last was.
    seen = posts["posted_at"][whole].groupby(posts["account_id"][whole].to_numpy()).max()
    last = pd.concat([accounts["last_post_at"], seen.reindex(accounts.index)], axis=1).max(axis=1)
    since = ((moment - last) / DAY).astype("Float64")
    return {
        "age_days": age,
        "days_since_post": since,
        "posts_per_day": ratio(accounts["posts_count"], age),
    }
