"""The network as a whole: how followers are spread, and what one says of it first."""

import numpy as np
import pandas as pd

from socialkit.errors import UnknownNameError
from socialkit.graph.collected import has_follower_lists
from socialkit.graph.components import connected_parts
from socialkit.graph.lists import in_lists, out_lists
from socialkit.graph.ties import degrees, reciprocity
from socialkit.snapshot import Snapshot

SIDES = {"in": "indegree", "out": "outdegree"}


def degree_distribution(snapshot: Snapshot, *, side: str = "in") -> pd.DataFrame:
    """Count how many accounts have which degree, ready for a log-log chart.

    Where there are focal accounts, only their follower lists were collected: the followers
    of the others are known in part, so with ``side="in"`` only focal accounts are counted.
    Where an export holds no follower list at all, nothing is; then ``side="out"`` counts
    only the accounts that are seen to follow somebody.

    Parameters
    ----------
    snapshot
        The network.
    side
        ``"in"`` for followers, ``"out"`` for followed accounts.

    Returns
    -------
    pandas.DataFrame
        Indexed by the degrees that occur, smallest first: `accounts` (how many have exactly
        that degree) and `share_at_least` (0-1; accounts with that degree or more).

    Raises
    ------
    UnknownNameError
        When `side` is neither.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> distribution = sk.graph.degree_distribution(snapshot)
    >>> int(distribution["accounts"].sum()) == len(snapshot.focal)
    True
    """
    if side not in SIDES:
        raise UnknownNameError("side", side, SIDES)
    lists = in_lists(snapshot) if side == "in" else out_lists(snapshot)
    degree = np.diff(lists.indptr)
    if not has_follower_lists(snapshot):
        degree = degree[:0] if side == "in" else degree[degree > 0]
    elif side == "in" and len(snapshot.focal):
        degree = degree[snapshot.accounts.index.isin(snapshot.focal)]
    values, accounts = np.unique(degree, return_counts=True)
    at_least = accounts[::-1].cumsum()[::-1] / max(len(degree), 1)
    columns = {
        "accounts": pd.array(accounts, dtype="Int64"),
        "share_at_least": pd.array(at_least, dtype="Float64"),
    }
    return pd.DataFrame(columns, index=pd.Index(values, dtype="Int64", name="degree"))


def summary(snapshot: Snapshot) -> pd.Series:
    """Say what one says first of any network.

    Returns
    -------
    pandas.Series
        Indexed by measure, of dtype object so that counts print as counts:
        `accounts`, `follows`, `isolates` (accounts without any tie), `density` (share of
        the possible follows that exist), `dyad_reciprocity` and `edge_reciprocity` (see
        `reciprocity`), `largest_component_share` (share of the accounts in the largest
        part that hangs together whatever the direction of the ties), `median_indegree`
        and `max_indegree` (followers seen). NA where it cannot be worked out, as where an
        export holds no follower list, or no tie at all.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> sk.graph.summary(snapshot)["accounts"] == len(snapshot.accounts)
    True
    """
    counts, ties = degrees(snapshot), reciprocity(snapshot)
    accounts, follows = len(counts), len(snapshot.facts("follows"))
    followers = counts["indegree"]
    entries = {
        "accounts": accounts,
        "follows": follows,
        "isolates": int((followers + counts["outdegree"] == 0).sum()),
        "density": follows / (accounts * (accounts - 1)) if accounts > 1 else pd.NA,
        "dyad_reciprocity": ties["dyad_reciprocity"],
        "edge_reciprocity": ties["edge_reciprocity"],
        "largest_component_share": _largest_share(snapshot),
        "median_indegree": float(followers.median()) if accounts else pd.NA,
        "max_indegree": int(followers.max()) if accounts else pd.NA,
    }
    if not has_follower_lists(snapshot):
        known = {"accounts", "follows"} if follows else {"accounts"}
        entries = {name: value if name in known else pd.NA for name, value in entries.items()}
    return pd.Series(entries, dtype=object, name="summary")


def _largest_share(snapshot: Snapshot) -> float:
    parts = snapshot.once(connected_parts)
    return int(np.bincount(parts).max()) / len(parts) if len(parts) else pd.NA
