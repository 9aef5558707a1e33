"""Which part of an audience was seen, and how far that speaks for the whole."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import estimate
from socialkit.estimate import Estimate
from socialkit.graph import LEAST_OF_CENSUS
from socialkit.snapshot import Snapshot

NO_ACCOUNT = "no account here has its follower list in the data"
_ORDERS = {"newest_first": "newest first", "oldest_first": "oldest first"}


class Frame(NamedTuple):
    """Which followers of an account were seen, and of how many.

    Attributes
    ----------
    kind
        ``"census"`` (the whole list), ``"head"`` (its first part), ``"random"`` (a random
        sample of it) or ``"unknown"``.
    seen, reported
        How many followers are in the data, and how many the platform says there are.
    population
        For how many the seen can speak; None where they speak for themselves only.
    words, note
        In words, with the numbers, which ones they are; and what a reader must know besides.
    part
        As `words`, for beside an estimate, which says the numbers itself.
    seen_share
        seen / reported, 0-1; None where nothing is reported, or less than was seen.
    """

    kind: str
    seen: int
    reported: int | None
    population: int | None
    words: str
    note: str
    part: str = ""
    seen_share: float | None = None

    @property
    def is_extrapolated(self) -> bool:
        """Whether the head of a list was asked to speak for all followers."""
        return self.kind == "head" and self.population is not None


def frame(snapshot: Snapshot, account_id: str | None) -> Frame:
    """Say which of an account's followers were seen, and of how many.

    A census covers the whole list; a head is the part a platform shows first and says
    nothing of the rest; only a census or a random sample has a `population` to speak for.
    Of no account (None) nobody was seen, and the `note` says so.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> seen = sk.audience.frame(snapshot, snapshot.focal[0])
    >>> seen.kind, seen.seen_share
    ('census', 1.0)
    """
    if account_id is None:
        return Frame("unknown", 0, None, None, "nobody", NO_ACCOUNT)
    account_id = snapshot.account_id(account_id)
    seen = int(snapshot.once(_followers_seen)[snapshot.accounts.index.get_loc(account_id)])
    return frame_of(snapshot.accounts.loc[account_id], seen)


def frame_of(row: Mapping[str, object] | pd.Series, seen: int) -> Frame:
    """Return the frame of an account, of whose followers so many were seen.

    Parameters
    ----------
    row
        The account's own row of the accounts table.
    """
    kind = "unknown" if pd.isna(row["list_frame"]) else str(row["list_frame"])
    reported = None if pd.isna(row["followers_count"]) else int(row["followers_count"])
    if kind == "census" and reported is not None and seen < LEAST_OF_CENSUS * reported:
        kind = "unknown"  # whoever called it complete did not compare it with the number reported
    population = {"census": seen, "random": reported}.get(kind)
    if population is not None and population < seen:
        population = None
    words, part = _in_words(kind, seen, reported, _ORDERS.get(row["list_order"], ""))
    share = seen / reported if reported and seen <= reported else None
    return Frame(kind, seen, reported, population, words, _NOTES[kind], part, share)


def _followers_seen(snapshot: Snapshot) -> np.ndarray:
    """Count the followers of every account in one pass over the follows."""
    return np.bincount(snapshot.codes.followed, minlength=len(snapshot.accounts))


LEFT_OUT = "followers of whom it is not known are left out, and no interval covers them"
_NOTES = {
    "census": "every follower was seen; only how each is classed can err",
    "random": "a random sample; the interval says how far it can be off",
    "head": "speaks for the part of the list that was seen, not for the rest",
    "unknown": "which part of the list was seen is not known",
}


def _in_words(kind: str, seen: int, reported: int | None, order: str) -> tuple[str, str]:
    """Return which followers were seen in words, with all numbers and with few."""
    of = of_reported(seen, reported)
    alone = {
        "census": f"all {seen:,} followers listed",
        "random": f"random sample of {seen:,} followers{of}",
        "head": f"first {seen:,} followers listed{of}",
        "unknown": f"{seen:,} followers seen{of}",
    }
    beside = {
        "census": "the whole list",
        "random": "random sample",
        "head": f"the first{of or ' listed'}",
        "unknown": f"those seen{of}",
    }
    words, part = (", ".join(x for x in (who[kind], order) if x) for who in (alone, beside))
    return words, part


def of_reported(seen: int, reported: int | None) -> str:
    """Return " of 4,300 reported" where more were reported than seen."""
    if reported is None or reported == seen:
        return ""
    return f" of {reported:,} reported" if reported > seen else f" ({reported:,} reported)"


def follower_share(
    k: int, n: int, seen: Frame, *, level: float = 0.95, reason: str = ""
) -> Estimate:
    """Estimate a share of an audience from the `n` followers of whom it is known.

    Where it is known of a part of the followers only, nothing says that this part was drawn
    at random; it is taken as a sample of very many, and the words say of how many seen.

    Parameters
    ----------
    k, n
        How many followers have the trait, of how many of whom it is known.
    seen
        Which followers were seen.
    level
        Confidence level of the interval.
    reason
        Why it is not known, where `n` is 0.
    """
    population = seen.population if n == seen.seen else None
    note = seen.note if n else reason
    if 0 < n < seen.seen and seen.kind == "census":
        note = LEFT_OUT
    return about_followers(estimate.proportion(k, n, population, level=level, note=note), seen)


def about_followers(one: Estimate, seen: Frame) -> Estimate:
    """Return the estimate saying that followers were counted, and which ones.

    What it says itself, the words for the frame do not repeat.
    """
    says_all = one.n == seen.seen or one.population is not None
    method = f"{one.method}, head taken as random" if seen.is_extrapolated else one.method
    words = seen.part if says_all else seen.words
    return replace(one.with_noun("followers"), frame=words, method=method) if one.known else one
