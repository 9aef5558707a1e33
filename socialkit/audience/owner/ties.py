"""What stands behind `relationships`: declared ties, directed posts, and what they share."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import estimate
from socialkit.audience.frame import frame
from socialkit.audience.owner.conversation import (
    NO_FOLLOWERS,
    counted,
    in_posts,
    lists_lack,
    why_unknown,
)
from socialkit.audience.owner.ownposts import OwnPosts
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

EMPTY_LIST = "nobody is on the list"
NO_FRIENDS = "it has no friends in this sense"
NO_RECEIVED = "who turns to the account"
REPORTED = "as reported by the platform"
TOO_LOW = (
    "not all of its posts were seen, so the share is rather too low, "
    "which the interval does not cover"
)


class Listed(NamedTuple):
    """One list of declared ties: how many in all, and of the ones listed a share can say."""

    size: Estimate
    seen: int
    population: int | None
    words: str
    note: str
    lacks: str


class Turned(NamedTuple):
    """To whom an account turned: posts to each, posts back, and who is tied to it.

    `why_out` and `why_in` say why a side is not known; they are empty where it is.
    """

    posts: np.ndarray
    back: np.ndarray
    is_follower: np.ndarray
    is_followed: np.ndarray
    received: int
    why_out: str
    why_in: str


def turned(snapshot: Snapshot, account_id: str, directed: pd.DataFrame, own: OwnPosts) -> Turned:
    """Gather from all directed posts what one account gave, got, and to whom it is tied."""
    row, codes = snapshot.accounts.index.get_loc(account_id), snapshot.codes
    given = directed[directed["source"] == row]
    came = directed[directed["target"] == row].set_index("source")["posts"]
    people = given["target"].to_numpy()
    side = snapshot.accounts.loc[account_id, "interactions_seen"]
    return Turned(
        posts=given["posts"].to_numpy(),
        back=came.reindex(people).fillna(0).to_numpy(dtype=np.int64),
        is_follower=np.isin(people, codes.follower[codes.followed == row]),
        is_followed=np.isin(people, codes.followed[codes.follower == row]),
        received=int(came.sum()),
        why_out=why_unknown(snapshot, account_id, own, given),
        why_in="" if pd.notna(side) and side in ("in", "both") else NO_RECEIVED,
    )


def declared(snapshot: Snapshot, account_id: str) -> dict[str, Listed]:
    """Describe the lists of followers and of followed accounts, as far as they were seen."""
    row, account = snapshot.accounts.index.get_loc(account_id), snapshot.accounts.loc[account_id]
    no_followers, no_followed = lists_lack(snapshot, account_id)
    seen, following = frame(snapshot, account_id), int((snapshot.codes.follower == row).sum())
    note = "" if seen.kind == "census" else seen.note
    return {
        "followers": Listed(
            _size(seen.seen, account["followers_count"], no_followers, note),
            0 if no_followers == NO_FOLLOWERS else seen.seen,
            seen.population,
            seen.words,
            note,
            no_followers,
        ),
        "followed": Listed(
            _size(following, account["following_count"], no_followed),
            0 if no_followed else following,
            following,
            f"all {following:,} accounts it follows",
            "",
            no_followed,
        ),
    }


def _size(listed: int, reported: object, lacks: str, note: str = "") -> Estimate:
    """Count a list that is whole; else take the number reported, if there is one."""
    if not lacks:
        return counted(listed, "as listed", note)
    if pd.notna(reported):
        return counted(int(reported), REPORTED)
    return estimate.unknown(lacks, unit="count")


def friends(
    lists: dict[str, Listed], turned: Turned, own: OwnPosts, least: int, level: float
) -> dict[str, Estimate]:
    """Count the friends, and their share of each list."""
    is_friend = turned.posts >= least
    if turned.why_out:
        nothing = dict.fromkeys((f"friends_of_{name}" for name in lists), turned.why_out)
        rows = {name: estimate.unknown(why) for name, why in nothing.items()}
        return {"friends": estimate.unknown(turned.why_out, unit="count")} | rows
    often = {1: "once", 2: "twice"}.get(least, f"{least:,} times")
    words = f"each addressed at least {often} {in_posts(own)}"
    rows = {"friends": counted(int(is_friend.sum()), words, own.count_note)}
    for name, is_tied in (("followed", turned.is_followed), ("followers", turned.is_follower)):
        number = int((is_friend & is_tied).sum())
        rows[f"friends_of_{name}"] = _of_list(number, lists[name], own, level)
    return rows


def _of_list(number: int, listed: Listed, own: OwnPosts, level: float) -> Estimate:
    if not listed.seen:
        is_empty = listed.size.known and not listed.size.value
        return estimate.unknown(EMPTY_LIST if is_empty else listed.lacks)
    notes = [listed.note, "" if own.is_whole else TOO_LOW]
    return estimate.proportion(
        number, listed.seen, listed.population if own.is_whole else None, level=level,
        frame=", ".join(part for part in (listed.words, _by(own)) if part),
        note="; ".join(note for note in notes if note),
    )  # fmt: skip


def _by(own: OwnPosts) -> str:
    return f"by {own.words}" if own.words else ""


def answers(turned: Turned, own: OwnPosts, least: int, level: float) -> dict[str, Estimate]:
    """Share the friends who turned back at least once, and who are friends in turn."""
    is_friend = turned.posts >= least
    total, back = int(is_friend.sum()), turned.back[is_friend]
    reason = turned.why_out or turned.why_in or ("" if total else NO_FRIENDS)
    numbers = {"answered": back >= 1, "reciprocated": back >= least}
    return {
        name: estimate.unknown(reason)
        if reason
        else estimate.proportion(
            int(is_back.sum()), total, total if own.is_whole else None, level=level,
            frame=f"its friends {in_posts(own)}", note=own.note,
        )
        for name, is_back in numbers.items()
    }  # fmt: skip


def give_and_get(turned: Turned, own: OwnPosts) -> dict[str, Estimate]:
    """Count the directed posts on either side, and by how many more were given than got."""
    given, received = int(turned.posts.sum()), turned.received
    sides = {
        "given": (given, turned.why_out, own.count_note),
        "received": (received, turned.why_in, ""),
        "balance": (given - received, turned.why_out or turned.why_in, own.count_note),
    }
    return {
        name: estimate.unknown(reason, unit="count")
        if reason
        else counted(number, "directed posts in these data", note)
        for name, (number, reason, note) in sides.items()
    }
