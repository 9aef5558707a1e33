"""The first words of the page: what was counted, in sentences, or one line per owner."""

from typing import NamedTuple

import pandas as pd

from socialkit import audience, schema
from socialkit.estimate import UNKNOWN
from socialkit.report.naming import listed, name_of, network, owners, platform_of
from socialkit.report.sentences import followed_count, of_account, times
from socialkit.snapshot import Snapshot

FEW = 8
"""More owners than these are not listed one by one."""
HEADS = ("Account", "Network", "Followers listed", "Follows", "Posts")
HEADS = (*HEADS, "People it turned to", "People who turned to it")


class Summary(NamedTuple):
    """What the page says first: sentences, and a line per owner where there are several."""

    sentences: list[str]
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def summary(snapshot: Snapshot, account: str | None) -> Summary:
    """Say in two to four sentences what the data hold on an account, or on all of them.

    Parameters
    ----------
    snapshot
        The data.
    account
        Id of the account the page is about; None for a network or several owners.

    Returns
    -------
    Summary
        Every share of an audience carries its interval or says that every one was counted.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> summary(snapshot, None).sentences[0]
    'The followers of 40 accounts were collected.'
    """
    if account is not None:
        return Summary(of_account(snapshot, account))
    of_whom = owners(snapshot)
    if len(of_whom) < 2:
        return Summary(_of_network(snapshot))
    chosen = audience.choose(snapshot)
    one = [] if chosen is None else [_of_one(snapshot, chosen)]
    if len(of_whom) <= FEW:
        lead = f"These data hold {len(of_whom)} accounts side by side; blank means {UNKNOWN}."
        rows = tuple(tuple(_row(snapshot, each)) for each in of_whom)
        return Summary([lead, *one], HEADS, rows)
    return Summary([f"The followers of {len(of_whom):,} accounts were collected.", *one])


def sizes(snapshot: Snapshot) -> dict[str, int | None]:
    """Count the rows of each table and the follower lists; None for what nobody collected."""
    accounts = snapshot.accounts
    collected = {
        "follower lists": len(snapshot.focal) > 0,
        "follows": len(snapshot.focal) > 0,
        "posts": accounts["posts_seen"].notna().any(),
        "interactions": accounts["interactions_seen"].notna().any(),
    }
    counts = {"follower lists": len(snapshot.focal)}
    counts |= {name: len(getattr(snapshot, name)) for name in schema.TABLES}
    return {
        name: count if count or collected.get(name, True) else None
        for name, count in counts.items()
    }


def _of_network(snapshot: Snapshot) -> list[str]:
    counts = {name: count for name, count in sizes(snapshot).items() if name in schema.TABLES}
    held = [times(count, name.removesuffix("s")) for name, count in counts.items() if count]
    lacking = [name for name, count in counts.items() if count is None]
    said = [f"These data hold {listed(held)}." if held else "These data hold nothing."]
    return said + ([f"{listed(lacking).capitalize()} are {UNKNOWN}."] if lacking else [])


def _of_one(snapshot: Snapshot, chosen: str) -> str:
    most = ", with the most followers listed here" if len(snapshot.focal) > FEW else ""
    return f"Where a chapter looks at one account, it is {name_of(snapshot, chosen)}{most}."


def _row(snapshot: Snapshot, account: str) -> list[str]:
    codes = snapshot.codes
    row = snapshot.accounts.index.get_loc(account)
    people = audience.exchange(snapshot, account).loc["any"]
    posts = int((snapshot.posts["account_id"] == account).sum())
    counts = [
        int((codes.followed == row).sum()) if account in snapshot.focal else None,
        followed_count(snapshot, account),
        posts or (0 if snapshot.accounts["posts_seen"].fillna(False)[account] else None),
        people["people_reached"],
        people["people_reaching"],
    ]
    names = [name_of(snapshot, account), network(platform_of(snapshot, account))]
    return names + ["" if pd.isna(count) else f"{count:,}" for count in counts]
