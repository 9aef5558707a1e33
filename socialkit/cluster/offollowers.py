"""The kinds an audience falls into, as totals: nothing here is about a single follower."""

from dataclasses import dataclass

import pandas as pd

from socialkit import audience, estimate, features, quality
from socialkit.cluster.kinds import columns_for, personas
from socialkit.cluster.mapped import cells, embed
from socialkit.cluster.portraits import Personas
from socialkit.schema import COUNT
from socialkit.snapshot import Snapshot


@dataclass(frozen=True)
class FollowerKinds:
    """The kinds of an account's followers: what each is like, how large, how sure, how good.

    Attributes
    ----------
    known
        Indexed by `feature`: for how many followers it is `known`, `of` how many.
    profile, levels, silhouettes, stability, note
        As in `Personas`.
    shares
        The share of each kind, as `socialkit.estimate.table`, largest first.
    quality
        The mean quality of each kind, likewise.
    cells
        The map of kinds, as `cells` returns it.
    frame
        In words, which followers these are.
    """

    known: pd.DataFrame
    profile: pd.DataFrame
    levels: pd.DataFrame
    silhouettes: pd.Series
    stability: pd.DataFrame
    shares: pd.DataFrame
    quality: pd.DataFrame
    cells: pd.DataFrame
    frame: str
    note: str


def kinds_of_followers(
    snapshot: Snapshot, account_id: str | None = None, *, k: int | str = "auto", seed: int = 0
) -> FollowerKinds:
    """Find the kinds an account's followers fall into, and tell them as totals.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers: an id or handle; None takes those of all focal accounts, each once,
        or every account where none is focal.
    k, seed
        As in `personas`.

    Returns
    -------
    FollowerKinds
        Tables of totals, empty where there are no clear kinds (`note` says so).

    Raises
    ------
    UnknownNameError
        When no account has that id or handle.
    SocialkitError
        When `k` is neither "auto" nor a whole number of at least 2.

    Examples
    --------
    >>> import socialkit as sk
    >>> made = sk.simulate.network(accounts=600, focal=2, seed=1)
    >>> found = kinds_of_followers(made.snapshot, made.snapshot.focal[0])
    >>> found.shares.index.equals(found.profile.index), found.known.index.name
    (True, 'feature')
    """
    ids = audience.follower_ids(snapshot, account_id)
    columns = columns_for(snapshot)
    accounts = features.account_features(snapshot).loc[ids]
    found = personas(accounts, k, columns=columns, seed=seed)
    places = embed(accounts, columns=columns, seed=seed)
    frame = audience.follower_words(snapshot, account_id)
    known = accounts[list(columns)].notna().sum().rename_axis("feature").to_frame("known")
    return FollowerKinds(
        known.assign(of=len(ids)).astype(COUNT),
        found.profile,
        found.levels,
        found.silhouettes,
        found.stability,
        _shares(found, frame),
        _quality(found, quality.score(accounts)["quality"], frame, seed),
        cells(places, found.labels),
        frame,
        found.note,
    )


def _shares(found: Personas, frame: str) -> pd.DataFrame:
    sizes = {kind: int(size) for kind, size in found.profile["accounts"].items()}
    total = sum(sizes.values())
    rows = {
        kind: estimate.proportion(size, total, total, frame=frame) for kind, size in sizes.items()
    }
    return estimate.table(rows, name="kind")


def _quality(found: Personas, score: pd.Series, frame: str, seed: int) -> pd.DataFrame:
    rows = {
        kind: estimate.mean(score[found.labels == kind], seed=seed, frame=frame)
        for kind in found.profile.index
    }
    return estimate.table(rows, name="kind")
