"""Declared against actual ties: whom an account follows, and to whom it really turns."""

from collections.abc import Sequence

import pandas as pd

from socialkit import estimate
from socialkit.audience.owner import ties
from socialkit.audience.owner.directed import DIRECTED, check_least, directed_posts
from socialkit.audience.owner.ownposts import NO_ACCOUNT, own_posts
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

LEAST = 2
"""So many directed posts make a friend (Huberman, Romero, Wu 2009)."""
_SHARES = ("friends_of_followed", "friends_of_followers", "answered", "reciprocated")
_MEASURES = ("followers", "followed", "friends", *_SHARES, "given", "received", "balance")


def relationships(
    snapshot: Snapshot,
    account_id: str | None,
    *,
    least: int = LEAST,
    kinds: Sequence[str] = DIRECTED,
    level: float = 0.95,
) -> pd.DataFrame:
    """Hold the ties an account declares against those it keeps up.

    Followers and followed accounts are declared. A friend is somebody at whom the account
    directed at least `least` posts, whether or not either follows the other. Replies,
    mentions and comments direct a post at somebody; likes, reposts and quotes do not.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose ties; with None every row is not known, and says so.
    least
        How many directed posts make a friend, 1 or more.
    kinds
        Which interactions direct a post at somebody.
    level
        Confidence level of the intervals.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure`, columns as `socialkit.estimate.table`:

        - `followers`, `followed` (counted where the list is whole, else as reported),
          `friends`;
        - `friends_of_followed`, `friends_of_followers`: shares of those listed who are
          friends;
        - `answered`: share of the friends who directed at least one post back,
          `reciprocated`: at least `least`, so that each is a friend of the other;
        - `given`, `received` (directed posts) and `balance` (given minus received).

        NA where a side was not collected.

    Raises
    ------
    SocialkitError
        When `least` is not a whole number from 1.
    UnknownNameError
        When there is no such account, or a kind is none of the schema's.

    References
    ----------
    Huberman, Romero, Wu 2009. Social networks that matter. First Monday 14.
    doi:10.5210/fm.v14i1.2317

    Examples
    --------
    >>> import socialkit as sk
    >>> table = sk.audience.relationships(sk.datasets.load("therapists"), "willow_room")
    >>> table.loc[["followed", "friends"], "value"].tolist()
    [76.0, 12.0]
    """
    check_least(least)
    if account_id is None:
        unit = {name: "share" if name in _SHARES else "count" for name in _MEASURES}
        rows = {name: estimate.unknown(NO_ACCOUNT, unit=unit[name]) for name in _MEASURES}
        return estimate.table(rows)
    account_id = snapshot.account_id(account_id)
    rows = _estimated(snapshot, [account_id], least=least, kinds=kinds, level=level)[account_id]
    return estimate.table(rows)


def compare_relationships(
    snapshot: Snapshot,
    *,
    least: int = LEAST,
    kinds: Sequence[str] = DIRECTED,
    level: float = 0.95,
) -> pd.DataFrame:
    """Hold declared against actual ties for every focal account, side by side.

    Parameters
    ----------
    snapshot, least, kinds, level
        As in `relationships`.

    Returns
    -------
    pandas.DataFrame
        One row per focal account, indexed by `account_id`, most friends first: `handle`,
        `group`, the measures of `relationships` (counts Int64, shares Float64 and also with
        `_low` and `_high`), `posts_count` (posts ever, as reported) and `frame` (where the friends
        were counted, or why they are not known).

    Raises
    ------
    SocialkitError
        When `least` is not a whole number from 1.
    UnknownNameError
        When a kind is none of the schema's.

    References
    ----------
    Huberman, Romero, Wu 2009. Social networks that matter. First Monday 14.
    doi:10.5210/fm.v14i1.2317

    Examples
    --------
    >>> import socialkit as sk
    >>> table = sk.audience.compare_relationships(sk.datasets.load("therapists"))
    >>> bool((table["friends"] < table["followed"]).all())
    True
    """
    check_least(least)
    found = _estimated(snapshot, snapshot.focal, least=least, kinds=kinds, level=level)
    ends = {"": "value", "_low": "low", "_high": "high"}
    columns = {
        f"{name}{end}": pd.array([getattr(rows[name], part) for rows in found.values()])
        for name in _MEASURES
        for end, part in ends.items()
        if not end or name in _SHARES
    }
    accounts = snapshot.accounts.loc[snapshot.focal]
    whole = {name: "Int64" for name in _MEASURES if name not in _SHARES}
    numbers = pd.DataFrame(columns, index=snapshot.focal).astype("Float64").astype(whole)
    words = [rows["friends"].frame or rows["friends"].note for rows in found.values()]
    facts = pd.DataFrame({"frame": words}, index=snapshot.focal).astype(accounts["handle"].dtype)
    table = pd.concat(
        [accounts[["handle", "group"]], numbers, accounts["posts_count"], facts], axis=1
    )
    keys = ["friends", "friends_of_followed", "followed", "followers", "given", "received"]
    ordered = table.sort_index().sort_values([*keys, "handle"], ascending=False, kind="stable")
    return ordered.rename_axis("account_id")


def _estimated(
    snapshot: Snapshot,
    account_ids: Sequence[str] | pd.Index,
    *,
    least: int,
    kinds: Sequence[str],
    level: float,
) -> dict[str, dict[str, Estimate]]:
    """Estimate all measures of several accounts, going once through the interactions."""
    rows = snapshot.accounts.index.get_indexer(list(account_ids))
    directed = directed_posts(snapshot, rows, kinds)
    found = {}
    for one, own in own_posts(snapshot, account_ids).items():
        turned = ties.turned(snapshot, one, directed, own)
        lists = ties.declared(snapshot, one)
        estimates = {name: listed.size for name, listed in lists.items()}
        estimates |= ties.friends(lists, turned, own, least, level)
        estimates |= ties.answers(turned, own, least, level)
        estimates |= ties.give_and_get(turned, own)
        found[one] = {name: estimates[name] for name in _MEASURES}
    return found
