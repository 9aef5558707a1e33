"""Who follows back: mutual ties, counted over accounts, pairs and follows."""

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.graph.lists import in_lists, mutual_counts, out_lists
from socialkit.snapshot import Snapshot


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
    practice.no_single_follower("list the ties of single followers")
    back = snapshot.once(_returned)
    return pd.Series(back, index=snapshot.facts("follows").index, dtype="boolean", name="returned")


def _returned(snapshot: Snapshot) -> np.ndarray:
    follower, followed = snapshot.codes.follower, snapshot.codes.followed
    # Both directions of a dyad get the same key, and each direction stands once: so two
    # equal keys side by side after one sort are a mutual tie.
    dyad = np.minimum(follower, followed).astype(np.int64)
    dyad <<= 32
    dyad |= np.maximum(follower, followed)
    order = np.argsort(dyad)
    dyad = dyad[order]
    first = np.flatnonzero(dyad[1:] == dyad[:-1])
    back = np.zeros(len(dyad), dtype=bool)
    back[order[first]] = True
    back[order[first + 1]] = True
    back.setflags(write=False)
    return back


def follows_back(snapshot: Snapshot, follower: np.ndarray, followed: np.ndarray) -> np.ndarray:
    """Tell of some follows, by rows of the accounts table, whether they are returned.

    For a few accounts' ties this looks into their lists alone; `returned` looks at all follows.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> codes = snapshot.codes
    >>> back = follows_back(snapshot, codes.follower, codes.followed)
    >>> bool((back == sk.graph.returned(snapshot)).all())
    True
    """
    practice.no_single_follower("list the ties of single followers")
    start, members = snapshot.lists
    rows = np.unique(followed)
    lengths = start[rows + 1] - start[rows]
    first = np.cumsum(lengths) - lengths
    places = np.arange(lengths.sum()) + np.repeat(start[rows] - first, lengths)
    there = np.repeat(rows.astype(np.int64) << 32, lengths) | members[places]
    wanted = (followed.astype(np.int64) << 32) | follower
    place = np.minimum(np.searchsorted(there, wanted), max(len(there) - 1, 0))
    return there[place] == wanted if len(there) else np.zeros(len(wanted), dtype=bool)


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
    practice.no_single_follower("count the ties of single followers")
    counts = {
        "indegree": np.diff(in_lists(snapshot).indptr),
        "outdegree": np.diff(out_lists(snapshot).indptr),
        "mutual_count": mutual_counts(snapshot).copy(),
    }
    return pd.DataFrame(counts, index=snapshot.accounts.index, dtype="Int64")


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
    follows = len(snapshot.facts("follows"))
    mutual = int(mutual_counts(snapshot).sum()) // 2
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
    practice.no_single_follower("count the ties of single followers")
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
    practice.no_single_follower("count the ties of single followers")
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
    practice.no_single_follower("count the ties of single followers")
    counts = degrees(snapshot)
    return _share(counts["mutual_count"], counts["outdegree"]).rename("followed_back_rate")


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    # 0 / 0 would leave a NaN inside the Float64 column; an unknown whole gives a clean NA.
    # On plain rows: pandas would look through an index of a million ids at every step.
    top, base = part.astype("Float64").reset_index(drop=True), whole.reset_index(drop=True)
    return (top / base.where(base > 0)).set_axis(whole.index)
