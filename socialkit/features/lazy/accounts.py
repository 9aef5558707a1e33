"""The account table of a `Scan`, as in memory; and its followers, tie by tie."""

import narwhals as nw

from socialkit.features.ages import ages, posts_per_day
from socialkit.features.lazy.counting import beside
from socialkit.features.lazy.posts import last_seen_post, own_mix, posts, reception
from socialkit.features.lazy.ties import has_follower_lists, ties
from socialkit.features.lazy.turning import recent, relations, tallies
from socialkit.features.profile import ORDER, completeness, facts
from socialkit.features.ratios import ratio
from socialkit.progress import Steps
from socialkit.scans import Scan, micros

REPORTED = ("followers_count", "following_count", "listed_count", "posts_count")
_NETWORK = ("indegree", "outdegree", "mutual_count", "reciprocity", "follow_back_rate")
_AGES = ("age_days", "days_since_post", "posts_per_day")
_RELATIONS = ("mentions_others", "engaged_with_focal", "followed_by_focal")


def account_features(scan: Scan, window_days: int) -> nw.LazyFrame:
    """Return the columns of `features.account_features`, beside `account_id`."""
    return _described(scan, window_days).drop("key")


def follower_features(scan: Scan, ids: list[str], window_days: int) -> nw.LazyFrame:
    """Return the columns of `features.follower_features`, beside both ids."""
    chosen = scan.accounts.filter(nw.col("account_id").is_in(ids))
    listed = beside(chosen, scan.once(ties)).select(
        "account_id",
        followed="key",
        is_listed="is_listed",
        is_seen=nw.col("interactions_seen").is_in(["both", "in"]).fill_null(False),
    )
    follows = scan.follows.select("follower", "followed")
    ours = follows.join(listed, on="followed")
    back = follows.join(listed.select(follower="followed"), on="follower").select(
        followed="follower", follower="followed", returned=nw.lit(1)
    )
    turned = recent(scan, listed.select(target="followed"), window_days)
    pairs = turned.group_by("source", "target").agg(turned=nw.col("count").sum())
    pairs = pairs.rename({"source": "follower", "target": "followed"})
    ends = ["follower", "followed"]
    told = ours.join(back, on=ends, how="left").join(pairs, on=ends, how="left")
    everyone = _described(scan, window_days).drop("engaged_with_focal", "followed_by_focal")
    everyone = everyone.rename({"account_id": "follower_id", "key": "follower"})
    known = told.join(everyone, on="follower").with_columns(**_of_this_account())
    return known.select("account_id", "follower_id", *columns_of(scan))


def columns_of(scan: Scan) -> list[str]:
    """Return the columns of both tables, in their order."""
    shares = list(own_mix(scan))
    received = list(reception())
    return [*_NETWORK, *REPORTED, "following_to_followers", *_AGES, *shares, *received,
            *_RELATIONS, *ORDER]  # fmt: skip


def _of_this_account() -> dict[str, nw.Expr]:
    """Return what is about the one account only: 0 only where that was looked at."""
    turned, back = nw.col("turned").fill_null(0), nw.col("returned").fill_null(0)
    return {
        "engaged_with_focal": nw.when(nw.col("is_seen") | (turned > 0)).then(turned.cast(nw.Int64)),
        "followed_by_focal": nw.when(nw.col("is_listed") | (back > 0)).then(back.cast(nw.Int64)),
    }


def _described(scan: Scan, window_days: int) -> nw.LazyFrame:
    known = _counted(scan, window_days)
    names = set(scan.accounts.collect_schema().names())
    told = known.select(
        "key",
        "account_id",
        *REPORTED,
        *(expression.alias(name) for name, expression in _network(scan).items()),
        "created_at", "seen_at", "last_post_at",
        last_seen_post=last_seen_post(),
        **{name: made.alias(name) for name, made in own_mix(scan).items()},
        **reception(),
        **relations(scan),
        **facts(names),
    )  # fmt: skip
    aged = told.with_columns(
        **ages(micros(scan.taken_at)),
        profile_completeness=completeness(),
        following_to_followers=ratio(nw.col("following_count"), nw.col("followers_count")),
    ).with_columns(posts_per_day=posts_per_day())
    return aged.select("key", "account_id", *columns_of(scan))


def _counted(scan: Scan, window_days: int) -> nw.LazyFrame:
    """Put all that was counted beside the accounts."""
    with Steps("account table", 3) as steps:
        steps.next("posts")
        tally = scan.once(posts)
        steps.next("ties")
        scan.once(ties)
        steps.next("interactions")
        return beside(beside(scan.accounts, tallies(scan, window_days)), tally)


def _network(scan: Scan) -> dict[str, nw.Expr]:
    """Count ties; null for followers nobody collected, and for whoever is not seen to follow."""
    followers, followed, mutual = (
        nw.col(name) for name in ("indegree", "outdegree", "mutual_count")
    )
    if not scan.once(has_follower_lists):
        nothing = dict.fromkeys(("indegree", "mutual_count"), nw.lit(None, dtype=nw.Int64))
        nothing |= dict.fromkeys(
            ("reciprocity", "follow_back_rate"), nw.lit(None, dtype=nw.Float64)
        )
        return nothing | {"outdegree": nw.when(followed > 0).then(followed)}
    return {
        "indegree": followers,
        "outdegree": followed,
        "mutual_count": mutual,
        "reciprocity": ratio(mutual * 2, followers + followed),
        "follow_back_rate": ratio(mutual, followers),
    }
