"""How much is held by how many: interactions by people, or followers by accounts."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import graph
from socialkit.audience.accounts.influence import frame_of_accounts, influence
from socialkit.audience.frame import frame
from socialkit.audience.profile import NO_ACCOUNT, NO_FOLLOWERS, NO_LIST
from socialkit.audience.segments import REASONS
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.estimate.checks import check_counts, finite_numbers
from socialkit.snapshot import Snapshot

AMONG = ("people", "followers", "accounts")
NOBODY = "nobody interacts with the account in these data"
NOTHING = "nobody holds anything"
NO_NETWORK = "who follows whom"


class Held(NamedTuple):
    """Amounts that are held (rising), by how many each, of how many in all, and which ones.

    `reason` says why nothing can be told of them; nobody is named.
    """

    values: np.ndarray
    counts: np.ndarray
    n: int
    population: int | None
    frame: str
    note: str
    reason: str


def held(
    source: Snapshot | pd.Series,
    account_id: str | None,
    among: str,
    population: int | None,
    words: str,
) -> Held:
    """Sort out who holds how much, from a snapshot or from numbers."""
    if among not in AMONG:
        raise UnknownNameError("group", among, AMONG)
    if not isinstance(source, Snapshot):
        numbers = finite_numbers(source)
        check_counts(0, len(numbers), population)
        return _held(numbers, population, words, empty="no number is known")
    if among == "accounts":
        return _accounts(source)
    if account_id is None:
        return _unknown(NO_ACCOUNT)
    account_id = source.account_id(account_id)
    if source.accounts.loc[account_id, "interactions_seen"] not in ("in", "both"):
        return _unknown(REASONS["engaged"])
    given = _given(source, account_id)
    if among == "people":
        people = given[given > 0]
        who = "everybody" if len(people) != 1 else "the only one"
        return _held(people, len(people), f"{who} who interacted with the account", empty=NOBODY)
    return _followers(source, account_id, given)


def _held(
    numbers: np.ndarray, population: int | None, words: str, *, empty: str, note: str = ""
) -> Held:
    if (numbers < 0).any():
        raise SocialkitError("what is held cannot be below 0.")
    values, counts = np.unique(numbers, return_counts=True)
    reason = "" if numbers.any() else (NOTHING if len(numbers) else empty)
    return Held(values, counts, len(numbers), population, words, note, reason)


def _unknown(reason: str) -> Held:
    nothing = np.array([])
    return Held(nothing, nothing, 0, None, "", "", reason)


def _given(snapshot: Snapshot, account_id: str) -> np.ndarray:
    """Sum what each account did towards one, in the accounts' order."""
    codes, row = snapshot.codes, snapshot.accounts.index.get_loc(account_id)
    chosen = (codes.target == row) & (codes.source != row)
    count = snapshot.interactions["count"].fillna(1).to_numpy(dtype=np.float64)
    size = len(snapshot.accounts)
    return np.bincount(codes.source[chosen], weights=count[chosen], minlength=size)


def _followers(snapshot: Snapshot, account_id: str, given: np.ndarray) -> Held:
    seen = frame(snapshot, account_id)
    row = snapshot.accounts.index.get_loc(account_id)
    numbers = given[snapshot.codes.follower[snapshot.codes.followed == row]]
    empty = NO_FOLLOWERS if seen.kind == "census" else NO_LIST
    made = _held(numbers, seen.population, seen.words, empty=empty, note=seen.note)
    return made._replace(reason=NOBODY if made.reason == NOTHING else made.reason)


def _accounts(snapshot: Snapshot) -> Held:
    """Hold the followers of the focal accounts, or of everyone in a network of nobody's."""
    if len(snapshot.focal):
        numbers = influence(snapshot)["quantity"].dropna().to_numpy(dtype=float)
        words = frame_of_accounts(snapshot)
    elif graph.has_follower_lists(snapshot):
        numbers = graph.degrees(snapshot)["indegree"].to_numpy(dtype=float)
        words = f"all {len(numbers):,} accounts of the network"
    else:
        return _unknown(NO_NETWORK)
    return _held(numbers, len(numbers), words, empty=NO_NETWORK)
