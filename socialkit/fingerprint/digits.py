"""First digits of counts: Benford's law, and how far an audience is from it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from socialkit import audience, estimate
from socialkit.audience.frame import NO_ACCOUNT
from socialkit.errors import UnknownNameError
from socialkit.snapshot import Snapshot

COLUMNS = ("followers_count", "following_count", "posts_count", "listed_count")
FEWEST = 100
DRAWS = 4000
"""Samples drawn by the law, to say how far off chance alone takes a sample of that size."""
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
        Mean over the nine digits of ``|share - expected|``; None when n is 0.
    by_chance, by_chance_high
        What it would be on average for n counts that follow the law exactly, and what 95 %
        of such samples stay below; None alike.
    digits
        Indexed by `digit` (1-9): `count`, `expected` (0-1), and the columns of
        `estimate.table`: `value`, the share of the n (0-1), with `low` and `high` (95 %
        Wilson, as if the n were drawn from very many), and so on. NA when n is 0.
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
    by_chance_high: float | None
    digits: pd.DataFrame
    frame: str
    note: str


def benford(
    snapshot: Snapshot, account_id: str | None, *, column: str = "following_count"
) -> Benford:
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
        (from the 5th to the 95th percentile), where the law is not to be expected. Without
        an account or followers n is 0, and the note says why.

    Raises
    ------
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
    seen = audience.frame(snapshot, account_id)
    followers = audience.follower_ids(snapshot, account_id)[: None if seen.seen else 0]
    counts = snapshot.accounts.loc[followers, column].dropna().to_numpy(dtype=np.int64)
    above = counts[counts > 0]
    digits = _digits(above, seen.words)
    away = (digits["value"] - digits["expected"]).abs().mean()
    chance = _by_chance(len(above)) if len(above) else (None, None)
    return Benford(
        column=column,
        n=len(above),
        zeros=len(counts) - len(above),
        unknown=len(followers) - len(counts),
        mean_absolute_deviation=float(away) if len(above) else None,
        by_chance=chance[0],
        by_chance_high=chance[1],
        digits=digits,
        frame=seen.words,
        note=_note(column, above) if len(above) else _why_none(seen, column),
    )


def _digits(counts: np.ndarray, words: str) -> pd.DataFrame:
    digit = np.arange(1, 10)
    first = np.array([int(str(count)[0]) for count in counts.tolist()], dtype=np.int64)
    found = np.bincount(first, minlength=10)[1:]
    shares = [estimate.proportion(int(k), len(counts), frame=words) for k in found]
    table = estimate.table({str(d): share for d, share in zip(digit, shares, strict=True)})
    columns = {
        "count": pd.array(found, dtype="Int64"),
        "expected": pd.array(np.log10(1 + 1 / digit), dtype="Float64"),
    }
    return table.set_axis(pd.Index(digit, name="digit")).assign(**columns)


def _by_chance(n: int) -> tuple[float, float]:
    """Return the mean deviation of n counts that follow the law, and what 95 % stay below."""
    expected = np.log10(1 + 1 / np.arange(1, 10))
    mean = np.sqrt(2 * expected * (1 - expected) / (np.pi * n)).mean()
    drawn = np.random.default_rng(0).multinomial(n, expected, size=DRAWS) / n
    return float(mean), float(np.quantile(np.abs(drawn - expected).mean(axis=1), 0.95))


def _why_none(seen: audience.Frame, column: str) -> str:
    if seen.seen == 0:
        return (
            "the data hold no followers of the account" if seen.note != NO_ACCOUNT else NO_ACCOUNT
        )
    return f"no follower has a {column.replace('_', ' ')} above 0 in these data"


def _note(column: str, counts: np.ndarray) -> str:
    notes = []
    if len(counts) < FEWEST:
        notes.append(f"{len(counts)} counts above 0 are too few to judge")
    low, high = np.quantile(counts, [0.05, 0.95])
    if high / low < LEAST_SPAN:
        notes.append(f"nine in ten lie within {low:,.0f}-{high:,.0f}, too narrow for Benford's law")
    if column == "following_count":
        notes.append("networks limit how many one may follow, which piles up counts at the limit")
    return "; ".join(notes)
