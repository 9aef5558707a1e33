"""Who follows whom: networkx graphs for people, array measures for speed, the same answers.

An edge runs follower -> followed. Every measure counts the follows that the snapshot holds.
Where only some accounts' lists were collected, a follow nobody collected is not seen, so a
tie that is mutual on the platform can count as one-way here.
"""

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot

SIDES = {"in": "indegree", "out": "outdegree"}
PAGERANK_TOLERANCE = 1e-12


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
    codes, ids = snapshot.codes, snapshot.accounts.index
    ego = ids.get_loc(snapshot.account_id(account_id))
    member = np.zeros(len(ids), dtype=bool)
    member[codes.follower[codes.followed == ego]] = True
    member[ego] = True
    among = snapshot.follows[member[codes.follower] & member[codes.followed]]
    return _directed(ids[member], among["follower_id"], among["followed_id"])


def returned(snapshot: Snapshot) -> pd.Series:
    """Tell of each follow whether the followed account follows back.

    Returns
    -------
    pandas.Series
        boolean, one value per row of `snapshot.follows`, on its row number.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> sk.graph.returned(snapshot).dtype
    BooleanDtype
    """
    follower, followed = snapshot.codes.follower, snapshot.codes.followed
    # Both directions of a dyad get the same key, and each direction stands once: so two
    # equal keys side by side after one sort are a mutual tie.
    dyad = np.minimum(follower, followed).astype(np.int64) * len(snapshot.accounts)
    dyad += np.maximum(follower, followed)
    order = np.argsort(dyad)
    dyad = dyad[order]
    first = np.flatnonzero(dyad[1:] == dyad[:-1])
    back = np.zeros(len(dyad), dtype=bool)
    back[order[first]] = True
    back[order[first + 1]] = True
    return pd.Series(back, index=snapshot.follows.index, dtype="boolean", name="returned")


def degrees(snapshot: Snapshot) -> pd.DataFrame:
    """Count each account's followers, followed accounts and mutual ties in the snapshot.

    These are observed counts, never the platform's `followers_count`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `account_id`, Int64: `indegree`, `outdegree`, `mutual_count`.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> list(sk.graph.degrees(snapshot))
    ['indegree', 'outdegree', 'mutual_count']
    """
    codes, back = snapshot.codes, returned(snapshot).to_numpy(dtype=bool)
    ends = {
        "indegree": codes.followed,
        "outdegree": codes.follower,
        "mutual_count": codes.followed[back],
    }
    ids = snapshot.accounts.index
    counts = {name: np.bincount(end, minlength=len(ids)) for name, end in ends.items()}
    return pd.DataFrame(counts, index=ids, dtype="Int64")


def reciprocity(snapshot: Snapshot) -> pd.Series:
    """Measure how many ties run both ways, counted over dyads and over follows.

    With M mutual and A one-way dyads, ``dyad_reciprocity = M / (M + A)``, as in Kwak et
    al., and ``edge_reciprocity = 2M / (2M + A)``, as `networkx.overall_reciprocity`.
    The second is always the larger one, so always say which.

    Returns
    -------
    pandas.Series
        Indexed by measure: `accounts`, `follows`, `mutual_dyads`, `one_way_dyads` (whole
        numbers), `dyad_reciprocity`, `edge_reciprocity` (0-1; NA without any follow).
        Its dtype is object, so that counts print as counts.

    References
    ----------
    Kwak, Lee, Park, Moon (2010). What is Twitter, a social network or a news media?
    WWW '10. https://doi.org/10.1145/1772690.1772751

    Examples
    --------
    >>> import pandas as pd
    >>> from socialkit.snapshot import Snapshot
    >>> accounts = pd.DataFrame(index=pd.Index(["ann", "ben", "cat"], name="account_id"))
    >>> pairs = [("ann", "ben"), ("ben", "ann"), ("cat", "ann")]
    >>> follows = pd.DataFrame(pairs, columns=["follower_id", "followed_id"])
    >>> reciprocity(Snapshot(accounts, follows, taken_at="2026-01-01T00:00Z")).tail(2)
    dyad_reciprocity         0.5
    edge_reciprocity    0.666667
    Name: reciprocity, dtype: object
    """
    follows = len(snapshot.follows)
    mutual = int(returned(snapshot).sum()) // 2
    one_way = follows - 2 * mutual
    entries = {
        "accounts": len(snapshot.accounts),
        "follows": follows,
        "mutual_dyads": mutual,
        "one_way_dyads": one_way,
        "dyad_reciprocity": mutual / (mutual + one_way) if follows else pd.NA,
        "edge_reciprocity": 2 * mutual / follows if follows else pd.NA,
    }
    return pd.Series(entries, dtype=object, name="reciprocity")


def account_reciprocity(snapshot: Snapshot) -> pd.Series:
    """Measure the share of each account's ties that run both ways.

    ``2 * mutual_count / (indegree + outdegree)``, as `networkx.reciprocity` of a node.

    Returns
    -------
    pandas.Series
        Float64 (0-1) indexed by `account_id`; NA for isolates.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> shares = sk.graph.account_reciprocity(snapshot)
    >>> bool(shares.dropna().between(0, 1).all())
    True
    """
    counts = degrees(snapshot)
    both = 2 * counts["mutual_count"]
    return _share(both, counts["indegree"] + counts["outdegree"]).rename("reciprocity")


def follow_back_rate(snapshot: Snapshot) -> pd.Series:
    """Measure the share of its followers that each account follows back.

    ``mutual_count / indegree``

    Returns
    -------
    pandas.Series
        Float64 (0-1) indexed by `account_id`; NA without followers.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> rates = sk.graph.follow_back_rate(snapshot)
    >>> bool(rates[snapshot.focal].notna().all())
    True
    """
    counts = degrees(snapshot)
    return _share(counts["mutual_count"], counts["indegree"]).rename("follow_back_rate")


def followed_back_rate(snapshot: Snapshot) -> pd.Series:
    """Measure the share of the accounts it follows that follow each account back.

    ``mutual_count / outdegree``, also called the bi-link ratio (Yang et al.).

    Returns
    -------
    pandas.Series
        Float64 (0-1) indexed by `account_id`; NA when it follows nobody.

    References
    ----------
    Yang, Harkreader, Gu (2013). Empirical evaluation and new design for fighting evolving
    Twitter spammers. IEEE TIFS 8(8). https://doi.org/10.1109/TIFS.2013.2267732

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> rates = sk.graph.followed_back_rate(snapshot)
    >>> bool(rates.dropna().between(0, 1).all())
    True
    """
    counts = degrees(snapshot)
    return _share(counts["mutual_count"], counts["outdegree"]).rename("followed_back_rate")


def pagerank(snapshot: Snapshot, *, damping: float = 0.85) -> pd.Series:
    """Measure each account's share of a reader who keeps clicking on to followed accounts.

    The reader goes on with probability `damping` and starts afresh at any account else, as
    she does from an account that follows nobody; as `networkx.pagerank`.

    Parameters
    ----------
    damping
        Probability (0 up to, not including, 1) of going on.

    Returns
    -------
    pandas.Series
        Float64 indexed by `account_id`; sums to 1.

    Raises
    ------
    SocialkitError
        When `damping` is out of range.

    References
    ----------
    Brin, Page (1998). The anatomy of a large-scale hypertextual web search engine.
    Computer Networks 30. https://doi.org/10.1016/S0169-7552(98)00110-X

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> float(round(sk.graph.pagerank(snapshot).sum(), 9))
    1.0
    """
    if not 0 <= damping < 1:
        raise SocialkitError(f"damping must be at least 0 and less than 1, got {damping}.")
    follower, accounts = snapshot.codes.follower, len(snapshot.accounts)
    outdegree = np.bincount(follower, minlength=accounts)
    incoming = _matrix(snapshot, np.float64).T.tocsr()
    rank, change = np.full(accounts, 1 / max(accounts, 1)), np.inf
    while change > PAGERANK_TOLERANCE and accounts:
        passed_on = incoming @ (rank / np.maximum(outdegree, 1))
        afresh = (1 - damping + damping * rank[outdegree == 0].sum()) / accounts
        before, rank = rank, damping * passed_on + afresh
        change = np.abs(rank - before).sum()
    return pd.Series(rank, index=snapshot.accounts.index, dtype="Float64", name="pagerank")


def core_number(snapshot: Snapshot) -> pd.Series:
    """Find the innermost core each account belongs to.

    The k-core is the largest part of the network in which everyone has at least k ties,
    followers and followed accounts added up; as `networkx.core_number`.

    Returns
    -------
    pandas.Series
        Int64 indexed by `account_id`; 0 for isolates.

    References
    ----------
    Batagelj, Zaversnik (2011). Fast algorithms for determining (generalized) core groups in
    social networks. ADAC 5. https://doi.org/10.1007/s11634-010-0079-y

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> cores = sk.graph.core_number(snapshot)
    >>> bool((cores <= sk.graph.degrees(snapshot).sum(axis=1)).all())
    True
    """
    matrix = _matrix(snapshot, np.int8).tocsr()
    cores = _peel(matrix + matrix.T)
    return pd.Series(cores, index=snapshot.accounts.index, dtype="Int64", name="core_number")


def degree_distribution(snapshot: Snapshot, *, side: str = "in") -> pd.DataFrame:
    """Count how many accounts have which degree, ready for a log-log chart.

    Where there are focal accounts, only their follower lists were collected: the followers
    of the others are known in part, so with ``side="in"`` only focal accounts are counted.

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
    ends = {"in": snapshot.codes.followed, "out": snapshot.codes.follower}[side]
    degree = np.bincount(ends, minlength=len(snapshot.accounts))
    if side == "in" and len(snapshot.focal):
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
        and `max_indegree` (followers seen). NA where it cannot be worked out.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> sk.graph.summary(snapshot)["accounts"] == len(snapshot.accounts)
    True
    """
    counts, ties = degrees(snapshot), reciprocity(snapshot)
    accounts, follows = len(counts), len(snapshot.follows)
    followers = counts["indegree"]
    entries = {
        "accounts": accounts,
        "follows": follows,
        "isolates": int((followers + counts["outdegree"] == 0).sum()),
        "density": follows / (accounts * (accounts - 1)) if accounts > 1 else pd.NA,
        "dyad_reciprocity": ties["dyad_reciprocity"],
        "edge_reciprocity": ties["edge_reciprocity"],
        "largest_component_share": _largest_component(snapshot) / accounts if accounts else pd.NA,
        "median_indegree": float(followers.median()) if accounts else pd.NA,
        "max_indegree": int(followers.max()) if accounts else pd.NA,
    }
    return pd.Series(entries, dtype=object, name="summary")


def _directed(ids: pd.Index, follower: pd.Series, followed: pd.Series) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(ids.tolist())
    graph.add_edges_from(zip(follower.tolist(), followed.tolist(), strict=True))
    return graph


def _matrix(snapshot: Snapshot, dtype: type) -> sparse.coo_array:
    """Return the adjacency matrix: a one in the follower's row, the followed's column."""
    codes, accounts = snapshot.codes, len(snapshot.accounts)
    ones = np.ones(len(codes.follower), dtype=dtype)
    return sparse.coo_array((ones, (codes.follower, codes.followed)), shape=(accounts, accounts))


def _peel(ties: sparse.csr_array) -> np.ndarray:
    """Take away, level by level, everyone who has no more ties left than the level.

    Each round takes all of them at once as array operations; on 10 million follows this is
    several times faster than handing the edges over to a graph library.
    """
    left = np.asarray(ties.sum(axis=1), dtype=np.int64)
    core, here = np.zeros_like(left), np.ones(len(left), dtype=bool)
    staying, level = np.arange(len(left)), 0
    while len(staying):
        level = max(level, left[staying].min())
        leaving = staying[left[staying] <= level]
        while len(leaving):
            core[leaving], here[leaving] = level, False
            lost = ties[leaving]
            stays = here[lost.indices]
            np.subtract.at(left, lost.indices[stays], lost.data[stays])
            touched = np.unique(lost.indices[stays])
            leaving = touched[left[touched] <= level]
        staying = staying[here[staying]]
    return core


def _largest_component(snapshot: Snapshot) -> int:
    matrix = _matrix(snapshot, np.int8)
    _, component = sparse.csgraph.connected_components(matrix, directed=False)
    return int(np.bincount(component).max())


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    # 0 / 0 would leave a NaN inside the Float64 column; an unknown whole gives a clean NA.
    return part.astype("Float64") / whole.where(whole > 0)
