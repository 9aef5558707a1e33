"""Who follows back: mutual ties, counted over accounts, pairs and follows."""

import numpy as np
import pandas as pd

from socialkit import practice
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
    practice.no_single_follower("count the ties of single followers")
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
    return part.astype("Float64") / whole.where(whole > 0)
