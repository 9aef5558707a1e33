"""Follower networks with planted kinds of follower, whose truth is known.

Real data never say what a follower really is. Here each account is *made* as an engaged
peer, a silent reader, a dormant account, a broadcaster, a celebrity, a mass follower or one
of a bought block; the snapshot shows only what a platform would, and the truth is kept in a
table of its own, so a measure can be held against it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.schema import COUNT, TEXT
from socialkit.simulate._conduct import conduct
from socialkit.simulate._focal import VOICES, Focal, shares_of, specifications
from socialkit.simulate._kinds import GOOD_KINDS, KINDS, NAMES
from socialkit.simulate._people import People, people
from socialkit.simulate._profiles import accounts as account_table
from socialkit.simulate._profiles import times
from socialkit.simulate._ties import Ties, focal_ties, joined, peer_follows
from socialkit.snapshot import Snapshot

__all__ = ["GOOD_KINDS", "KINDS", "VOICES", "Focal", "Simulation", "network"]

GROUPS = ("therapists", "doctors", "lawyers", "restaurants")
NOTE = "Simulated: no account in it is a real person or firm."


@dataclass(frozen=True, eq=False)
class Simulation:
    """A simulated network: what a platform would show, and what is true.

    Parameters
    ----------
    snapshot
        What can be seen.
    truth
        Indexed by `account_id`, in the accounts' order: `kind` (one of `KINDS`) and `block`
        (number of the bought block it belongs to, NA outside).
    """

    snapshot: Snapshot
    truth: pd.DataFrame


def network(
    *,
    accounts: int = 2000,
    follows_per_account: float = 12.0,
    kinds: dict[str, float] | None = None,
    groups: tuple[str, ...] = GROUPS,
    focal: int | pd.DataFrame | list[Focal] = 8,
    homophily: float = 0.6,
    seed: int = 0,
    taken_at: str | pd.Timestamp = "2026-01-01T00:00Z",
    source: str = "simulated network (socialkit)",
    notes: tuple[str, ...] = (NOTE,),
) -> Simulation:
    """Simulate a follower network with planted kinds of follower and known truth.

    Parameters
    ----------
    accounts
        Number of accounts, with the focal ones and the bought blocks.
    follows_per_account
        About how many accounts one follows on average, besides the focal ones.
    kinds
        Share of each kind among the ordinary accounts (scaled to 1); the usual ones when
        not given. See `KINDS`.
    groups
        Names of the communities; a group's accounts follow one another more often.
    focal
        Accounts whose follower lists are seen: a number of them, a list of `Focal`, or a
        table with one row each and the settings of `Focal` as columns.
    homophily
        Share (0-1) of follows that are drawn from one's own group only.
    seed
        The same seed gives the same network.
    taken_at
        The moment it is seen, with a time zone.
    source
        In words, where the data come from; it stands under every chart.
    notes
        Sentences that a reader of the results must know.

    Returns
    -------
    Simulation
        The snapshot and, apart from it, the truth.

    Raises
    ------
    SocialkitError
        When the settings do not fit together, such as more followers than accounts.

    Examples
    --------
    >>> simulation = network(accounts=300, focal=2, seed=1)
    >>> len(simulation.snapshot.focal), len(simulation.truth)
    (2, 300)
    >>> bool(simulation.truth["kind"].isin(GOOD_KINDS).any())
    True
    """
    moment, names = _moment(taken_at), list(groups)
    now = int(moment.timestamp())
    # A stream of random numbers for each step, so that one step's change leaves the others.
    first, second, third, fourth, fifth, sixth = _streams(seed, 6)
    _check(names, follows_per_account, homophily)
    specs = specifications(first, focal, accounts, names)
    _check_focal(accounts, names, specs)
    who = people(second, accounts, shares_of(kinds), specs, names, now)
    lists, outward, following = focal_ties(third, who, specs, now)
    ties = joined([lists, outward, peer_follows(fourth, who, follows_per_account, homophily)])
    table = account_table(fifth, who, specs, names, ties, following)
    doings = conduct(sixth, who, specs, lists, now)
    ids = table["account_id"]
    snapshot = Snapshot(
        table,
        _follows(ids, ties),
        _named(ids, doings.posts, {"account": "account_id"}),
        _named(ids, doings.interactions, {"source": "source_id", "target": "target_id"}),
        taken_at=moment,
        source=source,
        platform="synthetic",
        notes=notes,
        licence="CC0-1.0",
    )
    return Simulation(snapshot, _truth(ids, who))


def _moment(taken_at: str | pd.Timestamp) -> pd.Timestamp:
    try:
        moment = pd.Timestamp(taken_at)
    except ValueError:
        moment = pd.NaT
    if pd.isna(moment) or moment.tzinfo is None:
        raise SocialkitError("taken_at: give a moment with its zone, such as '2026-01-01T00:00Z'.")
    return moment.floor("s")


def _streams(seed: int, count: int) -> list[np.random.Generator]:
    if seed < 0:
        raise SocialkitError(f"seed is a whole number of 0 or more; got {seed}.")
    parts = np.random.SeedSequence(seed).spawn(count)
    return [np.random.Generator(np.random.PCG64(part)) for part in parts]


def _check(groups: list[str], follows_per_account: float, homophily: float) -> None:
    if not groups or len(set(groups)) < len(groups):
        raise SocialkitError("groups needs one name or more, each once.")
    if not follows_per_account >= 0:
        raise SocialkitError(f"follows_per_account is 0 or more; got {follows_per_account}.")
    if not 0 <= homophily <= 1:
        raise SocialkitError(f"homophily lies in 0-1; got {homophily}.")


def _check_focal(accounts: int, groups: list[str], specs: list[Focal]) -> None:
    """Hold the focal accounts against the network they are to live in."""
    taken = len(specs) + sum(spec.bought for spec in specs)
    if accounts <= taken:
        raise SocialkitError(
            f"accounts is {accounts:,}, but focal and bought ones are {taken:,}; give more."
        )
    for spec in specs:
        if spec.group not in (None, *groups):
            raise UnknownNameError("group", spec.group, groups, f"{spec.handle!r} is to be in it")
    if len({spec.handle for spec in specs}) < len(specs):
        raise SocialkitError("two focal accounts have one handle.")


def _follows(ids: pd.Series, ties: Ties) -> pd.DataFrame:
    position = pd.Series(ties.position, dtype=COUNT)
    position[ties.position < 0] = pd.NA
    columns = {
        "follower_id": _coded(ids, ties.follower),
        "followed_id": _coded(ids, ties.followed),
        "followed_at": times(ties.at).array,
        "position": position.array,
    }
    return pd.DataFrame(columns)


def _coded(ids: pd.Series, rows: np.ndarray) -> pd.Categorical:
    """Return ids as categories: a hundred million of them as text would not fit."""
    return pd.Categorical.from_codes(rows.astype(np.int32), categories=pd.Index(ids))


def _named(ids: pd.Series, table: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Return the table with account rows replaced by account ids."""
    named = {new: _coded(ids, table[old].to_numpy()) for old, new in columns.items()}
    return table.drop(columns=list(columns)).assign(**named)


def _truth(ids: pd.Series, who: People) -> pd.DataFrame:
    number = np.unique(who.block[who.block >= 0])
    block = pd.Series(np.searchsorted(number, who.block), dtype=COUNT)
    block[who.block < 0] = pd.NA
    index = pd.Index(ids, name="account_id")
    kind = pd.Categorical.from_codes(who.kind, categories=list(NAMES))
    return pd.DataFrame({"kind": pd.Series(kind).astype(TEXT).array, "block": block.array}, index)
