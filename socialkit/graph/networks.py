"""Networks as networkx graphs, for people: ids as nodes, edges follower -> followed.

They are plain graphs of networkx, so its backends take them as any other: with
``graphblas-algorithms`` or ``nx-cugraph`` installed, ``nx.pagerank(graph,
backend="graphblas")`` hands the graph over, and networkx keeps what it converted for the next
call. The graph is converted from Python's own dictionaries, which takes longer than most
measures; those of `socialkit.graph` run on arrays and need no graph at all.
"""

import networkx as nx
import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.graph.ties import returned
from socialkit.snapshot import Snapshot


def follower_graph(snapshot: Snapshot) -> nx.DiGraph:
    """Return all accounts and follows as a networkx graph.

    Returns
    -------
    networkx.DiGraph
        One node per account id, isolates too, in the accounts' order; edges run
        follower -> followed.

    Examples
    --------
    >>> import socialkit as sk
    >>> graph = sk.graph.follower_graph(sk.datasets.load("therapists"))
    >>> graph.is_directed()
    True
    """
    practice.no_single_follower("draw the ties of single followers")
    follows = snapshot.follows
    return _directed(snapshot.accounts.index, follows["follower_id"], follows["followed_id"])


def mutual_graph(snapshot: Snapshot) -> nx.Graph:
    """Return all accounts and the ties that run both ways.

    Returns
    -------
    networkx.Graph
        One node per account id, isolates too, in the accounts' order; an edge where both
        accounts follow each other.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> mutual = sk.graph.mutual_graph(snapshot)
    >>> mutual.number_of_edges() == sk.graph.reciprocity(snapshot)["mutual_dyads"]
    True
    """
    practice.no_single_follower("draw the ties of single followers")
    codes, follows = snapshot.codes, snapshot.follows
    once = returned(snapshot).to_numpy(dtype=bool) & (codes.follower < codes.followed)
    graph = nx.Graph()
    graph.add_nodes_from(snapshot.accounts.index.tolist())
    ends = (follows.loc[once, name].tolist() for name in ("follower_id", "followed_id"))
    graph.add_edges_from(zip(*ends, strict=True))
    return graph


def ego_network(snapshot: Snapshot, account_id: str) -> nx.DiGraph:
    """Return an account, its followers and the ties among all of these.

    The followers are the incoming side; `networkx.ego_graph` would take the followed ones.

    Parameters
    ----------
    account_id
        Id or handle of the account.

    Returns
    -------
    networkx.DiGraph
        Nodes in the accounts' order; edges run follower -> followed.

    Raises
    ------
    UnknownNameError
        When no account has that id or handle.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> account_id = snapshot.focal[0]
    >>> ego = sk.graph.ego_network(snapshot, account_id)
    >>> len(ego) - 1 == int(sk.graph.degrees(snapshot).loc[account_id, "indegree"])
    True
    """
    practice.no_single_follower("draw the ties of single followers")
    codes, ids = snapshot.codes, snapshot.accounts.index
    ego = ids.get_loc(snapshot.account_id(account_id))
    member = np.zeros(len(ids), dtype=bool)
    member[codes.follower[codes.followed == ego]] = True
    member[ego] = True
    among = snapshot.follows[member[codes.follower] & member[codes.followed]]
    return _directed(ids[member], among["follower_id"], among["followed_id"])


def _directed(ids: pd.Index, follower: pd.Series, followed: pd.Series) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(ids.tolist())
    graph.add_edges_from(zip(follower.tolist(), followed.tolist(), strict=True))
    return graph
