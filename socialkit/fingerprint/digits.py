"""First digits of counts: Benford's law, and how far an audience is from it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from socialkit import audience, estimate
from socialkit.errors import MissingDataError, UnknownNameError
from socialkit.snapshot import Snapshot

COLUMNS = ("followers_count", "following_count", "posts_count", "listed_count")
FEWEST = 100
LEAST_SPAN = 100.0
"""Counts should span at least two powers of ten; heights of people do not, and break the law."""


@dataclass(frozen=True)
class Benford:
    """The first digits of a count, held against Benford's law.

    Parameters
    ----------
    column
        Which count.
    n
        Followers with a count above 0.
    zeros, unknown
        Followers with a count of 0 or none known; left out.
    mean_absolute_deviation
        Mean over the nine digits of |share - expected|; None when n is 0.
    by_chance
        What it would be on average for n counts that follow the law exactly; None alike.
    digits
        Indexed by `digit` (1-9): `count`, `share` with `low` and `high` (95 % Wilson), and
        `expected`. Shares are of the followers counted; NA when n is 0.
    frame
        In words, which followers were seen.
    note
        What stands against a conclusion.
    """

    column: str
    n: int
    zeros: int
    unknown: int
    mean_absolute_deviation: float | None
    by_chance: float | None
    digits: pd.DataFrame
    frame: str
    note: str


def benford(snapshot: Snapshot, account_id: str, *, column: str = "following_count") -> Benford:
    """Hold the first digits of the followers' counts against Benford's law.

    P(d) = log10(1 + 1/d). Counts that grow freely follow it; a delivery of accounts that all
    follow 1,900 others does not. Zeros have no first digit and are dropped. With n counts
    that follow the law the mean absolute deviation is about

        mean over d of sqrt(2 P(d) (1 - P(d)) / (pi n)),

    so it is read against that, not against 0.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; an id or handle.
    column
        ``"followers_count"``, ``"following_count"``, ``"posts_count"`` or
        ``"listed_count"``, as reported by the platform.

    Returns
    -------
    Benford
        Its note says when n is under 100 or the counts span less than two powers of ten
        (from the 5th to the 95th percentile), where the law is not to be expected.

    Raises
    ------
    MissingDataError
        When the data hold no followers of the account.
    UnknownNameError
        When there is no such account or column.

    References
    ----------
    Golbeck 2015. Benford's law applies to online social networks. PLOS ONE 10(8).
    https://doi.org/10.1371/journal.pone.0135169

    Examples
    --------
    >>> import socialkit as sk
    >>> from socialkit import fingerprint
    >>> snapshot = sk.datasets.load("therapists")
    >>> result = fingerprint.benford(snapshot, sk.audience.choose(snapshot))
    >>> result.digits["expected"].round(3).tolist()
    [0.301, 0.176, 0.125, 0.097, 0.079, 0.067, 0.058, 0.051, 0.046]
    """
    if column not in COLUMNS:
        raise UnknownNameError("count", column, COLUMNS)
    followers = audience.follower_ids(snapshot, account_id)
    if followers.empty:
        raise MissingDataError(
            f"the data hold no followers of {account_id!r}; collect its follower list first."
        )
    counts = snapshot.accounts.loc[followers, column].dropna().to_numpy(dtype=np.int64)
    above = counts[counts > 0]
    digits = _digits(above)
    away = (digits["share"] - digits["expected"]).abs().mean()
    expected = digits["expected"].to_numpy(dtype=float)
    chance = np.sqrt(2 * expected * (1 - expected) / (np.pi * max(len(above), 1))).mean()
    return Benford(
        column=column,
        n=len(above),
        zeros=len(counts) - len(above),
        unknown=len(followers) - len(counts),
        mean_absolute_deviation=float(away) if len(above) else None,
        by_chance=float(chance) if len(above) else None,
        digits=digits,
        frame=audience.frame(snapshot, account_id).words,
        note=_note(column, above),
    )


def _digits(counts: np.ndarray) -> pd.DataFrame:
    digit = np.arange(1, 10)
    first = np.array([int(str(count)[0]) for count in counts.tolist()], dtype=np.int64)
    found = np.bincount(first, minlength=10)[1:]
    shares = estimate.table(
        {
            str(d): estimate.proportion(int(k), len(counts))
            for d, k in zip(digit, found, strict=True)
        }
    )
    return pd.DataFrame(
        {
            "count": pd.array(found, dtype="Int64"),
            "share": shares["value"].array,
            "low": shares["low"].array,
            "high": shares["high"].array,
            "expected": pd.array(np.log10(1 + 1 / digit), dtype="Float64"),
        },
        index=pd.Index(digit, name="digit"),
    )


def _note(column: str, counts: np.ndarray) -> str:
    notes = []
    if len(counts) < FEWEST:
        notes.append(f"{len(counts)} counts above 0 are too few to judge")
    if len(counts):
        low, high = np.quantile(counts, [0.05, 0.95])
        if high / low < LEAST_SPAN:
            notes.append(
                f"nine in ten lie within {low:,.0f}-{high:,.0f}, too narrow for Benford's law"
            )
    if column == "following_count":
        notes.append("networks limit how many one may follow, which piles up counts at the limit")
    return "; ".join(notes)
