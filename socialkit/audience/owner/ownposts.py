"""Which of an account's own posts were seen: all of them, a part, or a few by chance."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from socialkit import features
from socialkit.snapshot import Snapshot

NO_ACCOUNT = "no account to look at: these data single out none"
LEAST_DOUBT = "not drawn at random: the interval is the least doubt to allow for"
PART = f"the posts seen are a part, mostly the newest, and {LEAST_DOUBT}"
FOUND = f"which of its posts these are is not known; they were {LEAST_DOUBT}"
THERE_MAY_BE_MORE = "not all of its posts were seen, so there may be more"


class OwnPosts(NamedTuple):
    """The posts of one account in the data, and in words which of its posts they are.

    `kind` is ``"all"``, ``"part"`` (fewer than the platform reports), ``"found"`` (the
    account's posts were not collected; some are there) or ``"none"``.
    """

    kind: str
    seen: int
    words: str
    note: str
    network: str
    mix: pd.Series

    @property
    def is_whole(self) -> bool:
        """Whether nothing says that there are more posts than those in the data."""
        return self.kind in ("all", "none")

    @property
    def count_note(self) -> str:
        """What must be said of a number counted in these posts."""
        return "" if self.is_whole else THERE_MAY_BE_MORE

    def known_for(self, count: int) -> str:
        """Say that something is known of only so many of these posts."""
        if count == self.seen:
            return self.words
        return f"the {count:,} of {self.words.removeprefix('all ')} for which it is known"


def own_posts(snapshot: Snapshot, account_ids: Iterable[str]) -> dict[str, OwnPosts]:
    """Say of each account which of its own posts were seen, and of how many.

    `posts_count` is compared with what it counts: on Bluesky no reposts, and where answers
    are comments (Instagram, TikTok...) no answers.

    Parameters
    ----------
    snapshot
        The network.
    account_ids
        Of which accounts, by id.

    Returns
    -------
    dict of OwnPosts
        In the order given.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> account = snapshot.account_id("big_verdict")
    >>> own_posts(snapshot, [account])[account].words
    '240 posts seen of 817 reported'
    """
    mix, network = features.post_mix(snapshot), features.network_of(snapshot)
    accounts = snapshot.accounts
    return {one: _own(accounts.loc[one], mix.loc[one], str(network[one])) for one in account_ids}


def _own(account: pd.Series, mix: pd.Series, network: str) -> OwnPosts:
    seen, reported = int(mix["posts"]), account["posts_count"]
    left_out = {"bluesky": "repost", **dict.fromkeys(features.ANSWERS_APART, "reply")}
    uncounted = mix.get(left_out.get(network, ""), 0)
    counted = seen - (0 if pd.isna(uncounted) else int(uncounted))
    posts = "1 post" if seen == 1 else f"{seen:,} posts"
    if not seen:
        found = "none", "", ""
    elif not (pd.notna(account["posts_seen"]) and account["posts_seen"]):
        found = "found", f"{posts} found in the data", FOUND
    elif pd.notna(reported) and counted < reported:
        found = "part", f"{posts} seen of {int(reported):,} reported", PART
    else:
        found = "all", f"all {posts} in the data" if seen > 1 else "the only post in the data", ""
    kind, words, note = found
    return OwnPosts(kind, seen, words, note, network, mix)
