"""Where the contacts of an account lie in a picture of their ties, the same every time."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from socialkit import audience, practice
from socialkit.cluster.communities import canonical, why_no_ties
from socialkit.cluster.divided import Communities
from socialkit.cluster.leiden import graph_of, seeded
from socialkit.cluster.projection import Ties, in_order, looked_at, ties_among
from socialkit.snapshot import Snapshot

MOST_NODES = 2000
"""More nodes than this are a cloud of dots in which nobody sees anything, and slow to place."""
STEPS = 300
_WITHIN, _ACROSS = 1.0, 0.15
_NAMED = "name single followers in a picture of their network"


@dataclass(frozen=True)
class Layout:
    """What a picture of a network needs.

    Parameters
    ----------
    nodes
        `x` and `y` (-1 to 1) and `community` (Int64, NA for none) of each account with a tie,
        numbered from 0 in an order made of their ties, without ids; `handle` only on request.
        Without rows where there are more than `most` of them, and in practitioner mode.
    ties
        `one` and `other`, the numbers of the two nodes of each tie. Without rows as `nodes`.
    communities, between
        As in `Communities`: its `table`, and ties between every two of them.
    tied, alone
        How many of the accounts have a tie among them, and how many have none.
    frame
        In words, which accounts were looked at.
    is_ego
        Whether these are one account's followers, without itself.
    note
        Why there is nothing to see; empty where there is.
    """

    nodes: pd.DataFrame
    ties: pd.DataFrame
    communities: pd.DataFrame
    between: pd.DataFrame
    tied: int
    alone: int
    frame: str
    is_ego: bool
    note: str = ""


def ego_layout(
    snapshot: Snapshot,
    found: Communities,
    account_id: str | None = None,
    *,
    ties: str = "any",
    most: int = MOST_NODES,
    names: bool = False,
    seed: int = 0,
) -> Layout:
    """Place an account's followers so that those tied to one another lie close together.

    The force-directed layout of Fruchterman and Reingold: ties pull, nodes push one another
    off. Ties inside a community pull harder, which parts the communities in the picture more
    than ties alone would: what lies far apart here need not be far apart in the network. As
    in `communities`, the accounts are put in order by their ties first, so neither row order
    nor ids matter. The account itself, tied to all, is left out.

    Parameters
    ----------
    snapshot
        The network.
    found
        What `communities` found for the same account and the same kind of ties.
    account_id
        Whose followers; an id or handle. None: all accounts.
    ties
        As in `communities`.
    most
        With more nodes than this only the communities and the ties between them are told.
    names
        Whether nodes carry the accounts' handles, for the account's owner; not for
        publication.
    seed
        Of where the nodes start.

    Returns
    -------
    Layout
        What `socialkit.plot.ego_network` draws.

    Raises
    ------
    UnknownNameError
        When there is no such account or kind of ties.
    PrivacyError
        When names are asked for in practitioner mode.

    References
    ----------
    Fruchterman, Reingold (1991). Graph drawing by force-directed placement. Software: Practice
    and Experience 21(11):1129-1164. https://doi.org/10.1002/spe.4380211102

    Examples
    --------
    >>> import socialkit as sk
    >>> made = sk.simulate.network(accounts=300, focal=1, homophily=0.95, seed=1).snapshot
    >>> layout = ego_layout(made, sk.cluster.communities(made, runs=5))
    >>> len(layout.nodes) == layout.tied, list(layout.nodes)
    (True, ['x', 'y', 'community'])
    """
    if names:
        practice.no_single_follower(_NAMED, instead="sk.plot.communities")
    account_id = None if account_id is None else snapshot.account_id(account_id)
    among = ties_among(snapshot, looked_at(snapshot, account_id), ties, None)
    tied, every = len(among.rows), len(among.accounts)
    frame = f"all {every:,} accounts in these data"
    if account_id is not None:
        frame = audience.frame(snapshot, account_id).words
    note = "" if tied else why_no_ties(snapshot, account_id, among)
    is_shown = tied <= most and not practice.is_on()
    if is_shown and tied:
        among = in_order(among, canonical(snapshot, among))
    nodes, pairs = _placed(among, found.labels.array, seed) if is_shown else _nothing()
    if names and is_shown:
        nodes["handle"] = snapshot.accounts["handle"].to_numpy()[among.rows]
    rest = {"tied": tied, "alone": every - tied, "frame": frame, "note": note}
    is_ego = account_id is not None
    return Layout(nodes, pairs, found.table, found.between, is_ego=is_ego, **rest)


def _nothing() -> tuple[pd.DataFrame, pd.DataFrame]:
    nodes = pd.DataFrame({"x": np.zeros(0), "y": np.zeros(0)})
    nodes["community"] = pd.array([], dtype="Int64")
    return nodes, pd.DataFrame(np.zeros((0, 2), dtype=np.int64), columns=["one", "other"])


def _placed(
    among: Ties, labels: pd.api.extensions.ExtensionArray, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the nodes with their places, and the ties between them."""
    nodes, pairs = _nothing()
    if not len(among.rows):
        return nodes, pairs
    mine = labels[among.rows]
    kind = mine.to_numpy(dtype=float, na_value=0.0)
    same = (kind[among.ends[:, 0]] == kind[among.ends[:, 1]]) & (kind[among.ends[:, 0]] > 0)
    graph = graph_of(len(mine), among.ends, np.where(same, _WITHIN, _ACROSS))
    start = _started(kind, seed)
    with seeded(seed):
        drawn = graph.layout_fruchterman_reingold(
            weights="weight", niter=STEPS, seed=start.tolist(), grid="auto"
        )
    places = _framed(np.array(drawn.coords))
    nodes = pd.DataFrame(places, columns=["x", "y"]).assign(community=mine)
    return nodes, pd.DataFrame(among.ends, columns=["one", "other"])


def _started(kind: np.ndarray, seed: int) -> np.ndarray:
    """Start each node near its community's place on a ring."""
    turn = 2 * np.pi * kind / (kind.max() + 1)
    wide = np.sqrt(len(kind))
    spread = np.random.default_rng(seed).normal(0, 0.25, (len(kind), 2))
    return wide * (np.c_[np.sin(turn), np.cos(turn)] + spread)


def _framed(places: np.ndarray) -> np.ndarray:
    """Turn the longer side across, and fit all between -1 and 1; far strays are drawn nearer."""
    centred = places - places.mean(axis=0)
    *_, turns = np.linalg.svd(centred, full_matrices=False)
    turned = centred @ turns.T if len(places) > 1 else centred
    low, high = np.quantile(turned, [0.01, 0.99], axis=0)
    reach = np.where(high > low, (high - low) / 2, 1.0)
    return np.clip((turned - (low + high) / 2) / (1.1 * reach), -1, 1)
