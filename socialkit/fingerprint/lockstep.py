"""Groups of followers who follow the same unpopular accounts: lockstep behaviour."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.errors import MissingDataError, SocialkitError
from socialkit.fingerprint.densegroups import Group, dense_groups, weighted
from socialkit.snapshot import Snapshot


@dataclass(frozen=True)
class Lockstep:
    """Groups that follow in lockstep, and how they were found.

    Parameters
    ----------
    groups
        Indexed by `group` (1 is the first found): `followers` and `followed`, its members on
        either side; `ties` between them; `density`, g of the group; `fill`, ties among all
        that could be (0-1).
    members
        Indexed by `account_id`: `group` and `side` (``"follower"`` or ``"followed"``). An
        account may stand on both sides, and in several groups. Empty in practitioner mode.
    steps
        Indexed by `group` and `step` of the peeling that found it: `left`, nodes left, and
        `density`, g of those. A sharp peak speaks for a group, a flat course against one.
    """

    groups: pd.DataFrame
    members: pd.DataFrame
    steps: pd.DataFrame


def lockstep(
    snapshot: Snapshot,
    account_id: str | None = None,
    *,
    followed: Iterable[str] | None = None,
    groups: int = 3,
) -> Lockstep:
    """Find the groups of followers who most follow the same, elsewhere little followed accounts.

    FRAUDAR on the network of followers and whom they follow. A tie to an account of
    indegree d weighs 1 / log(d + 5), so that what everybody follows says little, and a group
    cannot hide by following the famous. The density of followers and followed S is

        ``g(S) = f(S) / |S|``,  f(S) = sum of the weights of the ties within S.

    The nodes of least weighted degree are taken away step by step; the densest step is
    within a factor 2 of the densest group there is. Parts of it that hang together by no
    tie are groups of their own. A group's ties are then taken out and the search goes on,
    with the weights of the start. Nodes of equal degree go in the same step, where the
    paper takes them one by one in no stated order: so neither rows nor ids decide.

    Every network has a densest part, and friends follow the same accounts as well: a group
    is a place to look, not a finding.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Only its followers and whom else they follow, as far as it is in the data (the
        account itself, whom they all follow, is left out); the whole network by default.
        Indegrees are counted among these ties.
    followed
        Only ties to these accounts (ids or handles), such as `snapshot.focal`: whose
        followers were collected says more than whom they follow besides.
    groups
        How many groups to find at most.

    Returns
    -------
    Lockstep
        The groups, their members and the steps; without rows when there are no ties.

    Raises
    ------
    MissingDataError
        When the data hold no followers of the account.
    SocialkitError
        When `groups` is less than 1.
    UnknownNameError
        When there is no such account.

    References
    ----------
    Hooi, Song, Beutel, Shah, Shin, Faloutsos 2016. FRAUDAR: bounding graph fraud in the face
    of camouflage. KDD. https://doi.org/10.1145/2939672.2939747

    Examples
    --------
    >>> import pandas as pd
    >>> from socialkit import Snapshot, fingerprint
    >>> pairs = [(f, x) for f in ("f1", "f2", "f3") for x in ("x1", "x2", "x3")] + [("ann", "ben")]
    >>> follows = pd.DataFrame(pairs, columns=["follower_id", "followed_id"])
    >>> ids = pd.Index(pd.unique(follows.to_numpy().ravel()), name="account_id")
    >>> snapshot = Snapshot(pd.DataFrame(index=ids), follows, taken_at="2026-01-01T00:00Z")
    >>> found = fingerprint.lockstep(snapshot, groups=1)
    >>> found.groups.loc[1, ["followers", "followed", "ties"]].tolist()
    [3, 3, 9]
    """
    if groups < 1:
        raise SocialkitError(f"groups is 1 or more; got {groups}.")
    ids = snapshot.accounts.index
    follower, other = _chosen(snapshot, account_id, followed)
    place = np.empty(len(ids), dtype=np.int64)
    order = np.argsort(ids.to_numpy(dtype=object), kind="stable")
    place[order] = np.arange(len(ids))
    ties = weighted(place[follower], place[other])
    found, courses = dense_groups(ties, len(ids), groups)
    members = _members(found, ids.take(order)).iloc[: 0 if practice.is_on() else None]
    return Lockstep(_table(found), members, _steps(courses))


def _chosen(
    snapshot: Snapshot, account_id: str | None, into: Iterable[str] | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the ties to search, as rows of the accounts table."""
    follower, followed = snapshot.codes.follower, snapshot.codes.followed
    if into is not None:
        wanted = [snapshot.account_id(one) for one in into]
        kept = snapshot.accounts.index.isin(wanted)[followed]
        follower, followed = follower[kept], followed[kept]
    if account_id is None:
        return follower, followed
    account_id = snapshot.account_id(account_id)
    own = snapshot.accounts.index.get_loc(account_id)
    follows_own = np.zeros(len(snapshot.accounts), dtype=bool)
    follows_own[follower[followed == own]] = True
    if not follows_own.any():
        raise MissingDataError(
            f"the data hold no followers of {account_id!r}; collect its follower list first."
        )
    chosen = follows_own[follower] & (followed != own)
    return follower[chosen], followed[chosen]


def _table(found: list[Group]) -> pd.DataFrame:
    rows = [
        {
            "followers": len(one.followers),
            "followed": len(one.followed),
            "ties": one.ties,
            "density": one.density,
            "fill": one.ties / (len(one.followers) * len(one.followed)),
        }
        for one in found
    ]
    kinds = {"followers": "Int64", "followed": "Int64", "ties": "Int64"}
    kinds |= {"density": "Float64", "fill": "Float64"}
    index = pd.RangeIndex(1, len(rows) + 1, name="group")
    return pd.DataFrame(rows, index=index, columns=list(kinds)).astype(kinds)


def _members(found: list[Group], ids: pd.Index) -> pd.DataFrame:
    parts = [
        pd.DataFrame({"group": number, "side": side}, index=ids.take(rows))
        for number, one in enumerate(found, start=1)
        for side, rows in (("follower", one.followers), ("followed", one.followed))
    ]
    empty = pd.DataFrame({"group": [], "side": []}, index=ids[:0])
    members = pd.concat(parts) if parts else empty
    return members.astype({"group": "Int64", "side": "str"}).rename_axis("account_id")


def _steps(courses: list[tuple[np.ndarray, np.ndarray]]) -> pd.DataFrame:
    parts = [
        pd.DataFrame({"left": left, "density": density}).rename_axis("step")
        for left, density in courses
    ]
    if not parts:
        parts, keys = [pd.DataFrame({"left": [], "density": []}).rename_axis("step")], [1]
    else:
        keys = list(range(1, len(parts) + 1))
    steps = pd.concat(parts, keys=keys, names=["group"])
    return steps.astype({"left": "Int64", "density": "Float64"})
