"""Whom to follow next, for many accounts at once: whom those they follow follow."""

from collections.abc import Iterable, Iterator
from numbers import Integral

import numpy as np
import pandas as pd

from socialkit import estimate, graph, practice
from socialkit.audience.owner.conversation import counted
from socialkit.errors import SocialkitError
from socialkit.snapshot import Snapshot

NOBODY_FOLLOWS = "whom these accounts follow, and whom those follow"
MORE = "follows that nobody collected are missing here, so there may be more"
_LOOKS = ("followers_count", "following_count", "posts_count", "created_at", "handle", "name")


def next_follows(
    snapshot: Snapshot, accounts: Iterable[str] | None = None, n: int = 20
) -> pd.DataFrame:
    """Suggest for many accounts whom to follow: whom most of those they follow follow.

    Of two steps follower -> followed the second ends at the one suggested; a follow there
    closes the triangle (Romero and Kleinberg). That looks at ties alone; `candidates` looks at
    one account, and at how active and how real those are whom it suggests.

    Parameters
    ----------
    snapshot
        The network.
    accounts
        Ids or handles; None takes the focal accounts, and where there are none all.
    n
        How many at most for each.

    Returns
    -------
    pandas.DataFrame
        Indexed by `account_id`, in the order asked for, and `suggested_id`, best first:
        `through` (Int64), how many of those the account follows follow the one suggested, and
        `indegree` (Int64), how many followers of that one are seen. Of equals the one with
        fewer followers stands first, then the order of their profiles decides. Left out are
        the account itself and whom it is seen to follow. No rows for an account without a
        second step.

    Raises
    ------
    SocialkitError
        When `n` is no whole number from 0 on.
    UnknownNameError
        When no account has that id or handle.

    References
    ----------
    Romero, Kleinberg (2010). The directed closure process in hybrid social-information
    networks, with an analysis of link formation on Twitter. ICWSM 4(1).
    https://doi.org/10.1609/icwsm.v4i1.14015

    Examples
    --------
    >>> import socialkit as sk
    >>> table = next_follows(sk.datasets.load("therapists"), ["willow_room"], n=3)
    >>> list(table), len(table)
    (['through', 'indegree'], 3)
    """
    practice.no_single_follower("list single accounts to follow")
    if not isinstance(n, Integral) or isinstance(n, bool) or n < 0:
        raise SocialkitError(f"n is how many to suggest, a whole number from 0 on; got {n!r}.")
    found = _best(snapshot, _rows(snapshot, accounts), int(n))
    ids = snapshot.accounts.index
    index = pd.MultiIndex.from_arrays(
        [ids[found["asked"]], ids[found["other"]]], names=["account_id", "suggested_id"]
    )
    return found[["through", "indegree"]].astype("Int64").set_index(index)


def next_follow_totals(snapshot: Snapshot, accounts: Iterable[str] | None = None) -> pd.DataFrame:
    """Count for how many accounts `next_follows` knows somebody, and how many.

    Parameters
    ----------
    snapshot, accounts
        As in `next_follows`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure`, all counts, columns as `socialkit.estimate.table`: `accounts`
        asked for, `accounts_with_some` of them, `suggested` (different accounts two steps away
        from any of them and not followed by it), and `median_suggested` for each. NA, and the
        reason in `note`, where these data hold no second step.

    Raises
    ------
    UnknownNameError
        When no account has that id or handle.
    PrivacyError
        In practitioner mode, when an account is not focal.

    Examples
    --------
    >>> import socialkit as sk
    >>> totals = next_follow_totals(sk.datasets.load("therapists"))
    >>> int(totals.loc["accounts", "value"])
    40
    """
    rows, size = _rows(snapshot, accounts), len(snapshot.accounts)
    if not snapshot.accounts.index[rows].isin(snapshot.focal).all():
        practice.no_single_follower("count the second steps of single followers")
    each, is_suggested = [], np.zeros(size, dtype=bool)
    for _, other, _ in _new(snapshot, rows):
        each.append(len(other))
        is_suggested[other] = True
    words = f"of {size:,} accounts in these data"
    counts = {"accounts": counted(len(rows), words)}
    names = ("accounts_with_some", "suggested", "median_suggested")
    if not any(each):
        unknown = estimate.unknown(NOBODY_FOLLOWS, unit="count")
        return estimate.table(counts | dict.fromkeys(names, unknown))
    numbers = np.count_nonzero(each), np.count_nonzero(is_suggested), float(np.median(each))
    known = {name: counted(value, words, MORE) for name, value in zip(names, numbers, strict=True)}
    return estimate.table(counts | known)


def _rows(snapshot: Snapshot, accounts: Iterable[str] | None) -> np.ndarray:
    ids = snapshot.accounts.index
    if accounts is None:
        return ids.get_indexer(snapshot.focal) if len(snapshot.focal) else np.arange(len(ids))
    names = [accounts] if isinstance(accounts, str) else [str(name) for name in accounts]
    rows = ids.get_indexer(pd.Index(names, dtype=ids.dtype))
    for place in np.flatnonzero(rows < 0):
        rows[place] = ids.get_loc(snapshot.account_id(names[place]))
    return pd.unique(rows)


def _new(snapshot: Snapshot, rows: np.ndarray) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """Yield the rows one by one, each with whom it does not follow yet and through how many."""
    follows = graph.out_lists(snapshot)
    is_left_out = np.zeros(follows.shape[0], dtype=bool)
    for row in rows.tolist():
        own = follows.indices[follows.indptr[row] : follows.indptr[row + 1]]
        other, through = graph.second_steps(snapshot, row)
        is_left_out[own], is_left_out[row] = True, True
        is_new = ~is_left_out[other]
        is_left_out[own], is_left_out[row] = False, False
        yield row, other[is_new], through[is_new]


def _best(snapshot: Snapshot, rows: np.ndarray, n: int) -> pd.DataFrame:
    """Take the first n of each row, and order them; all that tie with the last are looked at."""
    indegree = np.diff(graph.in_lists(snapshot).indptr).astype(np.int64)
    parts = [np.empty((3, 0), dtype=np.int64)]
    for row, other, through in _new(snapshot, rows):
        worth = (through << 32) - indegree[other]
        last = len(worth) - max(n, 1)
        if last > 0:
            is_near = worth >= np.partition(worth, last)[last]
            other, worth = other[is_near], worth[is_near]
        parts.append(np.stack([np.full(len(other), row), other, worth]))
    asked, other, worth = np.concatenate(parts, axis=1)
    place = np.zeros(len(indegree), dtype=np.int64)
    place[rows] = np.arange(len(rows))
    order = np.lexsort((_by_looks(snapshot, asked, other, worth), -worth, place[asked]))
    asked, other, worth = asked[order], other[order], worth[order]
    is_first = pd.Series(asked).groupby(asked).cumcount().to_numpy() < n
    found = {
        "asked": asked,
        "other": other,
        "through": -(-worth >> 32),
        "indegree": indegree[other],
    }
    return pd.DataFrame(found)[is_first]


def _by_looks(
    snapshot: Snapshot, asked: np.ndarray, other: np.ndarray, worth: np.ndarray
) -> np.ndarray:
    """Return a rank for those whom only their profiles tell apart, by id where nothing does."""
    order = np.lexsort((worth, asked))
    is_tie = (np.diff(asked[order]) == 0) & (np.diff(worth[order]) == 0)
    tied = np.zeros(len(order), dtype=bool)
    tied[order[1:][is_tie]], tied[order[:-1][is_tie]] = True, True
    rows = np.flatnonzero(np.bincount(other[tied], minlength=len(snapshot.accounts)))
    looks = snapshot.accounts[list(_LOOKS)].iloc[rows].assign(row=rows).sort_index(kind="stable")
    in_order = looks.sort_values(list(_LOOKS), kind="stable")["row"].to_numpy()
    rank = np.zeros(len(snapshot.accounts), dtype=np.int64)
    rank[in_order] = np.arange(len(in_order))
    return rank[other]
