"""What a sample of a list would have found, where the whole list is there to compare with."""

import numpy as np
import pandas as pd

from socialkit import estimate, features
from socialkit.audience.frame import NO_ACCOUNT, frame
from socialkit.audience.sampling.arrival import NO_ORDER, arrival
from socialkit.audience.sampling.traits import SHARES, traits
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot

WHOLE, NEWEST, DRAWN = "whole list", "newest", "drawn at random"
NOT_DRAWN = "the newest need not be like the rest, and no interval covers that"
NO_TRUTH = "the list is not known to be whole, so there is no truth to hold a sample against"
TOO_SHORT = "the list is so short that one would look at all of it"
FEWEST = 10
"""Smaller samples than this show nothing but chance."""


def sampling_trials(
    snapshot: Snapshot,
    account_id: str | None,
    *,
    measure: str = "dormant",
    n: int = 400,
    draws: int = 20,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Draw samples from a list that is known in full, and hold each against the truth.

    One sample is the newest followers, whom platforms list first, taken as if drawn at
    random, as audit tools do. The others are drawn at random without replacement: how many
    with the trait fall into each follows the hypergeometric distribution, from which they are
    drawn, so that neither ids nor the order of rows matter.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; None gives rows that are not known.
    measure
        The share the samples estimate: one of the `SEGMENTS`, or ``"followed_back"``.
    n
        Followers in each sample; of a short list half, if that is less.
    draws
        How many random samples.
    level
        Confidence level of each interval.
    seed
        Of the draws.

    Returns
    -------
    pandas.DataFrame
        Indexed by `sample`: ``"whole list"`` (the truth), ``"newest"`` and
        ``"draw 1"``, ``"draw 2"``...; columns as `socialkit.estimate.table`, and
        `holds_truth` (boolean: whether the interval holds the share of the whole list).
        Without draws where the list is not known to be whole.

    Raises
    ------
    UnknownNameError
        When there is no such share.
    SocialkitError
        When `n` or `draws` is not a whole number from 1 on.

    References
    ----------
    Cresci, Di Pietro, Petrocchi, Spognardi, Tesconi 2014. A criticism to society (as seen
    by Twitter analytics). IEEE ICDCS Workshops.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> trials = sk.audience.sampling_trials(snapshot, sk.audience.choose(snapshot))
    >>> bool(trials.loc["newest", "holds_truth"])
    False
    """
    if measure not in SHARES:
        raise UnknownNameError("share of an audience", measure, SHARES)
    for count, what in ((n, "the size of a sample"), (draws, "the number of draws")):
        if isinstance(count, bool) or not isinstance(count, int | np.integer) or count < 1:
            raise SocialkitError(f"{what} is a whole number from 1 on, not {count!r}.")
    if account_id is None:
        return _nothing(NO_ACCOUNT)
    account_id = snapshot.account_id(account_id)
    seen = frame(snapshot, account_id)
    if seen.kind != "census":
        return _nothing(NO_TRUTH)
    has_it = traits(features.follower_features(snapshot, [account_id]))[measure]
    size = min(int(n), seen.seen // 2)
    if isinstance(has_it, str) or size < FEWEST:
        return _nothing(TOO_SHORT if size < FEWEST else str(has_it))
    has_it = has_it.to_numpy(dtype=bool)
    is_newest = arrival(snapshot, account_id).newest(size)
    return _held_against_truth(has_it, is_newest, size, draws, level, seed)


def _held_against_truth(
    has_it: np.ndarray, is_newest: np.ndarray, size: int, draws: int, level: float, seed: int
) -> pd.DataFrame:
    total, hits = len(has_it), int(has_it.sum())
    whole = estimate.proportion(hits, total, total, level=level, frame="the whole list")
    newest = estimate.proportion(
        int(has_it[is_newest].sum()), int(is_newest.sum()), total, level=level,
        frame="the newest, taken as if drawn at random", note=NOT_DRAWN,
    )  # fmt: skip
    rows = {WHOLE: whole, NEWEST: newest if is_newest.any() else estimate.unknown(NO_ORDER)}
    rng = np.random.default_rng(seed)
    found = rng.hypergeometric(hits, total - hits, size, draws).tolist()
    of = {k: estimate.proportion(k, size, total, level=level, frame=DRAWN) for k in set(found)}
    rows |= {f"draw {place}": of[k] for place, k in enumerate(found, 1)}
    table = estimate.table({name: one.with_noun("followers") for name, one in rows.items()})
    holds = table["low"].le(whole.value) & table["high"].ge(whole.value)
    holds = holds.astype("boolean").mask((table.index == WHOLE) | table["value"].isna())
    return table.rename_axis("sample").assign(holds_truth=holds)


def _nothing(reason: str) -> pd.DataFrame:
    rows = {name: estimate.unknown(reason) for name in (WHOLE, NEWEST)}
    table = estimate.table(rows, name="sample")
    return table.assign(holds_truth=pd.array([pd.NA, pd.NA], dtype="boolean"))
