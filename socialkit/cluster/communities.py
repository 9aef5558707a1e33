"""Communities: groups of accounts with more ties among themselves than chance would give."""

import numpy as np
import pandas as pd

from socialkit import audience, graph, practice
from socialkit.cluster import consensus, leiden
from socialkit.cluster.canonical import canonical_order
from socialkit.cluster.divided import NO_COMMUNITIES, Communities, Found, tables, undivided
from socialkit.cluster.naming import names_of
from socialkit.cluster.projection import Ties, in_order, looked_at, ties_among
from socialkit.errors import SocialkitError
from socialkit.estimate import UNKNOWN
from socialkit.snapshot import Snapshot

FEWEST = 3
"""Two accounts with a tie are a pair and no community."""
NO_FOLLOWERS, NO_LIST = "nobody follows the account", f"{UNKNOWN}: who follows the account"
NO_TIES = f"{UNKNOWN}: ties among these accounts"
NOBODY = "there is no account in these data"


def communities(
    snapshot: Snapshot,
    account_id: str | None = None,
    *,
    ties: str = "any",
    weights: str | None = None,
    bios: bool = True,
    runs: int = 20,
    seed: int = 0,
) -> Communities:
    """Find groups of accounts with more ties among themselves than chance would give.

    A tie joins two accounts when one follows the other, whichever; a mutual tie counts once,
    like any other. The Leiden algorithm looks for the division of highest modularity,
    ``Q = sum over communities of (l / m - (d / 2m)^2)`` with l ties inside, d tie ends, and m
    ties in all. It is run again and again:

    - with other seeds on all ties; taken is the division that agrees most with all others
      (Filkov and Skiena), after any further move that raises its modularity;
    - with a tenth of the ties left out at random; the `stability` of a community is the mean
      over these runs of its best Jaccard similarity (Hennig; Karrer, Levina and Newman);
    - on random networks in which everybody has as many ties as here; where these divide as
      well, there are no clear communities (Guimerà, Sales-Pardo and Amaral).

    Every community hangs together. Before anything random is drawn, the accounts are put in
    order by their ties, so neither row order nor ids matter; only accounts that are alike in
    all their ties and their whole profile can change places when their ids change.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Id or handle of the account whose followers are divided, by the ties among them; the
        account itself, tied to all, is left out. None divides all accounts.
    ties
        ``"any"``: whoever follows; ``"mutual"``: only where both follow each other.
    weights
        None: each tie counts once. ``"follows"``: a mutual tie counts twice.
        ``"interactions"``: each tie counts once, and once more for every interaction seen
        between the two.
    bios
        Whether words that at least ten members have in their bios may name a community. No
        handle is told, and no common word of health, belief or sexuality.
    runs
        Runs of each of the three sorts; fewer, down to five, above 50,000 ties.
    seed
        Of all that is random.

    Returns
    -------
    Communities
        Labels on the accounts' index, a table with one row per community, ties between
        them, bridges, and how sure all that is.

    Raises
    ------
    UnknownNameError
        When there is no such account, kind of ties or weights.
    SocialkitError
        When `runs` is no whole number of at least 5, or `seed` of at least 0.

    References
    ----------
    Traag, Waltman, van Eck (2019). From Louvain to Leiden: guaranteeing well-connected
    communities. Scientific Reports 9:5233. https://doi.org/10.1038/s41598-019-41695-z
    Newman, Girvan (2004). Finding and evaluating community structure in networks. Physical
    Review E 69:026113. https://doi.org/10.1103/PhysRevE.69.026113
    Filkov, Skiena (2004). Integrating microarray data by consensus clustering. International
    Journal on Artificial Intelligence Tools 13(4):863-880.
    Hennig (2007). Cluster-wise assessment of cluster stability. Computational Statistics and
    Data Analysis 52. https://doi.org/10.1016/j.csda.2006.11.025
    Karrer, Levina, Newman (2008). Robustness of community structure in networks. Physical
    Review E 77:046119. https://doi.org/10.1103/PhysRevE.77.046119
    Guimerà, Sales-Pardo, Amaral (2004). Modularity from fluctuations in random graphs and
    complex networks. Physical Review E 70:025101. https://doi.org/10.1103/PhysRevE.70.025101

    Examples
    --------
    >>> import socialkit as sk
    >>> made = sk.simulate.network(accounts=300, focal=1, homophily=0.95, seed=1).snapshot
    >>> found = sk.cluster.communities(made, runs=5)
    >>> found.labels.index.equals(made.accounts.index), len(found.table)
    (True, 4)
    """
    for name, number, least in (("runs", runs, leiden.FEWEST_RUNS), ("seed", seed, 0)):
        if not isinstance(number, int | np.integer) or number < least:
            raise SocialkitError(f"{name} is a whole number of {least} or more; got {number!r}.")
    account_id = None if account_id is None else snapshot.account_id(account_id)
    among = ties_among(snapshot, looked_at(snapshot, account_id), ties, weights)
    shown = snapshot.accounts.index[: 0 if practice.is_on() else None]
    if not len(among.ends):
        why = why_no_ties(snapshot, account_id, among)
        return undivided(shown, why, counts=_counts(snapshot, among))
    among = in_order(among, canonical(snapshot, among))
    found, measures = _divided(among, runs, seed)
    measures["counts"] = _counts(snapshot, among, found.labels, runs=len(measures["by_chance"]))
    if not len(found.stability):
        return undivided(shown, NO_COMMUNITIES, **measures)
    named = found._replace(names=names_of(snapshot.accounts.iloc[among.rows], found.labels, bios))
    seen = None if account_id is None else audience.frame(snapshot, account_id)
    labels = _on_index(snapshot.accounts.index, among.rows, found.labels)
    return Communities(labels=labels.reindex(shown), **tables(among, named, seen), **measures)


def canonical(snapshot: Snapshot, among: Ties) -> np.ndarray:
    """Return the tied accounts in an order that follows from their ties, then profiles."""
    accounts = snapshot.accounts.iloc[among.rows]
    looks = pd.util.hash_pandas_object(accounts, index=False).to_numpy()
    _, contents = np.unique(looks, return_inverse=True)
    weights = np.zeros(len(among.ends)) if among.weights is None else among.weights
    _, kinds = np.unique(weights, return_inverse=True)
    ends, names = np.searchsorted(among.rows, among.ends), accounts.index.to_numpy(dtype=object)
    return among.rows[canonical_order(ends, kinds, contents, names)]


def _divided(among: Ties, runs: int, seed: int) -> tuple[Found, dict[str, object]]:
    """Divide a graph in canonical order, and tell how well and how surely that went."""
    whole = leiden.graph_of(len(among.rows), among.ends, among.weights)
    of_runs = leiden.runs(whole, leiden.number_of_runs(runs, len(among.ends)), seed)
    chosen, agreement = consensus.nearest_to_all(of_runs.whole, of_runs.modularity)
    best = leiden.polished(whole, of_runs.whole[chosen], seed)
    division = consensus.connected_parts(best, among.ends)
    measures = {
        "modularity": whole.modularity(division.tolist(), weights=among.weights),
        "by_chance": pd.Series(of_runs.by_chance, dtype="Float64", name="modularity"),
        "agreement": agreement,
    }
    labels = consensus.by_size(division, FEWEST)
    if not consensus.is_clear(of_runs.modularity, of_runs.by_chance):
        labels = np.full_like(labels, -1)
    return Found(labels, consensus.stability(labels, of_runs.thinned), []), measures


def _counts(
    snapshot: Snapshot, among: Ties, labels: np.ndarray | None = None, *, runs: int = 0
) -> pd.Series:
    """Count what was looked at, and of how many accounts all followed accounts are known."""
    listed = graph.following_lists(snapshot).to_numpy(dtype=bool)[among.accounts]
    is_tied = len(among.ends) > 0
    counts = {
        "accounts": len(among.accounts),
        "tied": len(among.rows) if is_tied else pd.NA,
        "placed": pd.NA if labels is None else int((labels >= 0).sum()),
        "ties": len(among.ends) if is_tied else pd.NA,
        "listed": int(listed.sum()),
        "runs": runs,
    }
    return pd.Series(counts, dtype="Int64", name="communities").rename_axis("count")


def why_no_ties(snapshot: Snapshot, account_id: str | None, among: Ties) -> str:
    """Say why nobody is tied: nobody was seen, or who follows whom was not."""
    if account_id is not None and not len(among.accounts):
        is_census = audience.frame(snapshot, account_id).kind == "census"
        return NO_FOLLOWERS if is_census else NO_LIST
    return NO_TIES if len(among.accounts) else NOBODY


def _on_index(index: pd.Index, rows: np.ndarray, labels: np.ndarray) -> pd.Series:
    numbers = np.zeros(len(index), dtype=np.int64)
    numbers[rows] = labels + 1
    return pd.Series(numbers, index, dtype="Int64", name="community").mask(numbers == 0)
