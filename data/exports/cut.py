"""The part of the therapists sample that one account's exports are made of."""

import json
from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple

import pandas as pd

from socialkit.snapshot import Snapshot

OWNER = "quiet_harbour"
TEXTS = {"original": "A few words for the week.", "reply": "Thank you.", "quote": "Worth reading."}


class Seen(NamedTuple):
    """The part of the sample that one account's exports are made of."""

    me: str
    accounts: pd.DataFrame
    followers: pd.DataFrame
    following: list[str]
    posts: pd.DataFrame
    acts: pd.DataFrame
    received: pd.DataFrame
    taken_at: pd.Timestamp


def seen(snapshot: Snapshot) -> Seen:
    """Cut one account, its ties, posts and interactions out of the sample.

    Accounts whose profile nobody could fetch stay out, so that all three list the same people.
    """
    me, accounts = snapshot.account_id(OWNER), snapshot.accounts
    accounts = accounts[accounts["followers_count"].notna()]
    follows, acts = snapshot.follows, snapshot.interactions
    follows = _among(accounts.index, follows, "follower_id", "followed_id")
    acts = _among(accounts.index, acts, "source_id", "target_id")
    followers = follows[follows["followed_id"] == me].sort_values("position")
    following = sorted(follows.loc[follows["follower_id"] == me, "followed_id"])
    counts = {"followers_count": len(followers), "following_count": len(following)}
    accounts = pd.concat([accounts.drop(me), accounts.loc[[me]].assign(**counts)])
    return Seen(
        me,
        accounts,
        followers,
        following,
        snapshot.posts[snapshot.posts["account_id"] == me].sort_values("posted_at"),
        acts[acts["source_id"] == me].sort_values(["at", "target_id", "kind"]),
        acts[acts["target_id"] == me].sort_values(["at", "source_id", "kind"]),
        snapshot.taken_at,
    )


def _among(ids: pd.Index, ties: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    return ties[ties[start].isin(ids) & ties[end].isin(ids)]


def targeted(part: Seen) -> Iterator[tuple[pd.Series, str | None]]:
    """Give every post, oldest first, and for replies and quotes towards whom it went."""
    towards = {}
    for kind in ("reply", "quote"):
        acts = part.acts[part.acts["kind"] == kind]
        towards[kind] = cycle(acts["target_id"].repeat(acts["count"]).tolist() or [None])
    for _, post in part.posts.iterrows():
        yield post, next(towards[post["kind"]]) if post["kind"] in towards else None


def known(text: object) -> str:
    return "" if pd.isna(text) else str(text)


def seconds(at: pd.Timestamp) -> int:
    return int(at.timestamp())


def iso(at: pd.Timestamp) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}.000Z"


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
