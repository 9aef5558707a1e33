"""With whom an account engages: how many, how evenly, and whether any tie is there."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from socialkit import estimate, graph
from socialkit.audience.frame import frame
from socialkit.audience.owner.directed import DIRECTED, directed_posts
from socialkit.audience.owner.ownposts import NO_ACCOUNT, OwnPosts, own_posts
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

NO_ACTS = "with whom the account interacts"
NO_TARGETS = "whom its posts are directed at"
NOBODY = "it turned to nobody"
NO_FOLLOWERS = "who follows the account"
PART_OF_FOLLOWERS = "all the followers of the account"
NO_FOLLOWED = "all the accounts that it follows"
_COUNTS = ("directed", "people", "effective_people")
_TIES = ("followers", "followed", "mutual", "neither")


def conversation(
    snapshot: Snapshot,
    account_id: str | None,
    *,
    kinds: Sequence[str] = DIRECTED,
    level: float = 0.95,
) -> pd.DataFrame:
    """Describe the people an account turns to: how many, how evenly, and how they are tied.

    Only totals: nobody is named or scored. The effective number of people is 1/HHI with
    HHI = sum(s_i^2), s_i being the share of the directed posts that person i got: as many
    people, all addressed equally often, would be as concentrated.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Who turns to others; with None every row is not known, and says so.
    kinds
        What counts as turning to somebody: by default replies, mentions and comments.
    level
        Confidence level of the intervals.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure`: `directed` (posts directed at anybody, each person counted),
        `people` (different ones), `effective_people`, and of the people the shares
        `followers` (they follow the account), `followed` (the account follows them),
        `mutual` (both) and `neither`. Columns as `socialkit.estimate.table`. A share is
        NA where the list that would show it was not collected in full.

    Raises
    ------
    UnknownNameError
        When there is no such account, or a kind is none of the schema's.

    References
    ----------
    Huberman, Romero, Wu 2009. Social networks that matter. First Monday 14.
    doi:10.5210/fm.v14i1.2317
    Laakso, Taagepera 1979. Effective number of parties. Comparative Political Studies 12:3.
    doi:10.1177/001041407901200101

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> table = sk.audience.conversation(snapshot, "big_verdict")
    >>> print(table.loc["people", "in_words"])
    38, in 240 posts seen of 817 reported
    """
    if account_id is None:
        return _unknown(NO_ACCOUNT)
    account_id = snapshot.account_id(account_id)
    row = snapshot.accounts.index.get_loc(account_id)
    own = own_posts(snapshot, [account_id])[account_id]
    given = directed_posts(snapshot, np.array([row]), kinds)
    given = given[given["source"] == row]
    reason = why_unknown(snapshot, account_id, own, given)
    if reason:
        return _unknown(reason)
    ties = _ties(snapshot, account_id, given["target"].to_numpy(), own, level)
    return estimate.table({**_numbers(given["posts"], own), **ties})


def why_unknown(snapshot: Snapshot, account_id: str, own: OwnPosts, given: pd.DataFrame) -> str:
    """Say why it is not known whom an account turns to; empty where it is.

    Without any directed post that is nobody only where the posts are known to hold no
    answer; else those may have lost whom they answered.
    """
    side = snapshot.accounts.loc[account_id, "interactions_seen"]
    if pd.isna(side) or side not in ("out", "both"):
        return NO_ACTS
    answers = own.mix["reply"]
    is_nobody = pd.notna(answers) and answers == 0
    return "" if len(given) or is_nobody else NO_TARGETS


def in_posts(own: OwnPosts) -> str:
    """Say in which posts something was counted."""
    return f"in {own.words or 'these data'}"


def counted(number: float, frame_words: str, note: str = "") -> Estimate:
    """Return a number that was counted and not estimated."""
    whole = round(number)
    return Estimate(
        number, number, number, 1.0, "counted", whole, whole, frame_words, note, "count"
    )


def _unknown(reason: str) -> pd.DataFrame:
    rows = {name: estimate.unknown(reason, unit="count") for name in _COUNTS}
    return estimate.table(rows | {name: estimate.unknown(reason) for name in _TIES})


def _numbers(posts: pd.Series, own: OwnPosts) -> dict[str, Estimate]:
    total, where = int(posts.sum()), in_posts(own)
    rows = {
        "directed": counted(total, where, own.count_note),
        "people": counted(len(posts), where, own.count_note),
    }
    if not total:
        return rows | {"effective_people": estimate.unknown(NOBODY, unit="count")}
    effective = total**2 / int((posts**2).sum())
    return rows | {"effective_people": counted(effective, where, own.count_note)}


def _ties(
    snapshot: Snapshot, account_id: str, people: np.ndarray, own: OwnPosts, level: float
) -> dict[str, Estimate]:
    """Share the people by whether they follow, are followed, both or neither."""
    row, codes = snapshot.accounts.index.get_loc(account_id), snapshot.codes
    follows = np.isin(people, codes.follower[codes.followed == row])
    followed = np.isin(people, codes.followed[codes.follower == row])
    no_followers, no_followed = lists_lack(snapshot, account_id)
    both = no_followers or no_followed
    flags = {
        "followers": (follows, no_followers),
        "followed": (followed, no_followed),
        "mutual": (follows & followed, both),
        "neither": (~follows & ~followed, both),
    }
    total, words = len(people), f"the people it turned to {in_posts(own)}"
    return {
        name: estimate.unknown(reason or NOBODY)
        if reason or not total
        else estimate.proportion(
            int(flag.sum()), total, total if own.is_whole else None, level=level,
            frame=words, note=own.note,
        )
        for name, (flag, reason) in flags.items()
    }  # fmt: skip


def lists_lack(snapshot: Snapshot, account_id: str) -> tuple[str, str]:
    """Say what the lists of followers and of followed accounts lack; empty where whole."""
    seen = frame(snapshot, account_id)
    is_short = seen.reported is not None and seen.seen < graph.LEAST_OF_CENSUS * seen.reported
    is_focal = snapshot.accounts.loc[account_id, "is_focal"]
    is_listed = graph.has_follower_lists(snapshot) and (pd.isna(is_focal) or is_focal)
    no_followers = ""
    if not is_listed or not (seen.seen or seen.kind == "census"):
        no_followers = NO_FOLLOWERS
    elif seen.kind in ("head", "random") or is_short:
        no_followers = PART_OF_FOLLOWERS
    has_list = bool(graph.following_lists(snapshot)[account_id])
    return no_followers, "" if has_list else NO_FOLLOWED
