"""The million-follower fallacy: whether what an account receives rises with its followers."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from socialkit import estimate, features
from socialkit.audience.accounts.influence import frame_of_accounts, influence
from socialkit.audience.accounts.restriction import restricted_correlation
from socialkit.audience.compare import compare
from socialkit.audience.profile import NO_ACCOUNT
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.estimate import Estimate
from socialkit.estimate.checks import critical_value, finite_numbers
from socialkit.estimate.number import joined
from socialkit.snapshot import Snapshot

INFLUENCE = ("engagement", "reposts", "mentions", "quality", "engaged", "per_follower")
RUNGS = (1.0, 0.1, 0.01)
FEWEST = 10
"""With fewer accounts than this a correlation says next to nothing, so none is given."""
RESTRICTED = (
    "a narrow range of followers by itself brings a correlation closer to 0: "
    "`restricted` is what that alone would give"
)
OTHER_ACCOUNTS = "the interval says how far other accounts, come about alike, could lie off"
SHARED = (
    "this measure is divided by the number of followers it is held against, "
    "and that alone can pull the correlation below 0"
)
_REASONS = {
    "engagement": "who interacts with these accounts",
    "reposts": "who passes on what these accounts post",
    "mentions": "who mentions these accounts",
    "quality": "what these accounts' followers are like",
    "engaged": "who interacts with these accounts",
    "per_follower": "who interacts with these accounts",
}


def fallacy_ladder(
    accounts: Snapshot | pd.DataFrame,
    *,
    of: str = "engagement",
    rungs: Sequence[float] = RUNGS,
    window_days: int = features.ENGAGEMENT_WINDOW_DAYS,
    frame: str = "",
    level: float = 0.95,
    resamples: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Correlate followers with influence among all accounts, and among the largest alone.

    Cha and others ranked accounts by followers and by what they receive, and found that the
    two orders agree far less among the largest. But among accounts of nearly the same size
    any correlation is lower, whatever people do. So each rung also tells what that alone
    would give, as `restricted_correlation` works it out.

    Parameters
    ----------
    accounts
        A snapshot, whose focal accounts are ranked; or a table of two columns, the number
        of followers and what is held against it.
    of
        For a snapshot, what is held against the followers: ``"engagement"`` (interactions
        received), ``"reposts"``, ``"mentions"`` or ``"per_follower"`` as `influence` counts
        them, ``"quality"`` or ``"engaged"`` (share of the followers) as `compare` does.
    rungs
        Which part of the accounts, counted from the largest, above 0 and at most 1; those
        that tie with the last one are in.
    window_days
        For a snapshot, how many days back interactions count (of those in `influence`).
    frame
        For a table: in words, which accounts these are (`frame_of_accounts` says it).
    level
        Confidence level of the intervals.
    resamples, seed
        Of the bootstrap, and of the simulation behind `restricted`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `among` ("all accounts", "top 10 %", ...); columns as
        `socialkit.estimate.table`, and `restricted` with `restricted_low` and
        `restricted_high`: between them lies the middle `level` of what as many accounts
        would show by chance if only the narrower range were at work, the correlation among
        all taken as exact. A rung of fewer than ten accounts is NA, and says so.

    Raises
    ------
    SocialkitError
        When a rung is not above 0 and at most 1, or a table has not two columns of numbers.
    UnknownNameError
        When there is no such measure.

    References
    ----------
    Cha, Haddadi, Benevenuto, Gummadi 2010. Measuring user influence in Twitter: the million
    follower fallacy. ICWSM. doi:10.1609/icwsm.v4i1.14033

    Examples
    --------
    >>> import socialkit as sk
    >>> ladder = sk.audience.fallacy_ladder(sk.datasets.load("therapists"), rungs=(1, 0.5))
    >>> ladder["n"].to_dict()
    {'all accounts': 40, 'top 50 %': 20}
    """
    critical_value(level)
    if not all(0 < share <= 1 for share in rungs):
        raise SocialkitError(f"each rung must be above 0 and at most 1, got {tuple(rungs)}.")
    if isinstance(accounts, Snapshot):
        pairs = _of_snapshot(accounts, of, window_days, seed)
    else:
        pairs = _of_table(accounts, frame or f"{len(accounts):,} accounts given")
    draw = {"level": level, "resamples": resamples, "seed": seed}
    rows = {_name(share): _rung(pairs, share, draw) for share in rungs}
    whole = _rung(pairs, 1.0, draw).value
    bounds = [_restricted(whole, row, len(pairs.known), draw) for row in rows.values()]
    names = ["restricted", "restricted_low", "restricted_high"]
    table = estimate.table(rows, name="among")
    table[names] = pd.DataFrame(bounds, table.index, names, dtype="Float64")
    return table


class _Pairs(NamedTuple):
    """Accounts of which both numbers are known, which these are, and what a reader must know."""

    known: pd.DataFrame
    frame: str
    note: str
    reason: str


def _of_snapshot(snapshot: Snapshot, of: str, window_days: int, seed: int) -> _Pairs:
    if of not in INFLUENCE:
        raise UnknownNameError("measure", of, INFLUENCE)
    if of in ("quality", "engaged"):
        table = compare(snapshot, seed=seed)
    else:
        table = influence(snapshot, window_days=window_days)
    note = SHARED if of in ("engaged", "per_follower") else ""
    reason = _REASONS[of] if len(table) else NO_ACCOUNT
    return _known(table[["quantity", of]], frame_of_accounts(snapshot), note, reason)


def _of_table(table: pd.DataFrame, frame: str) -> _Pairs:
    if table.shape[1] != 2:
        raise SocialkitError(
            f"a table needs two columns, followers and what is held against them; this one has "
            f"{table.shape[1]}. Pick two, such as table[['followers', 'likes']]."
        )
    names = [str(name) for name in table.columns]
    return _known(table, frame, "", f"both {names[0]} and {names[1]}")


def _known(table: pd.DataFrame, frame: str, note: str, reason: str) -> _Pairs:
    """Keep the accounts of which both numbers are known, and say how many those are."""
    pairs = table.set_axis(["quantity", "influence"], axis=1)
    known = pairs.dropna()
    for name in known.columns:
        finite_numbers(known[name])
    if 0 < len(known) < len(pairs):
        frame = joined(frame, f"both numbers are known of {len(known):,}")
    return _Pairs(known.astype("float64"), frame, note, reason)


def _name(share: float) -> str:
    return "all accounts" if share == 1 else f"top {100 * share:g} %"


def _rung(pairs: _Pairs, share: float, draw: dict[str, float]) -> Estimate:
    """Correlate the largest accounts, or say why that cannot be done."""
    known = pairs.known
    if known.empty:
        return estimate.unknown(pairs.reason, frame=pairs.frame, unit="correlation")
    wanted = math.floor(share * len(known) + 1e-9)  # 0.07 * 100 falls a trifle short of 7
    edge = known["quantity"].nlargest(max(wanted, 1)).iloc[-1]
    largest = known[known["quantity"] >= edge] if wanted else known[:0]
    if len(largest) < FEWEST:
        some = f"{len(largest):,}" if share == 1 else f"{len(largest):,} of {len(known):,}"
        reason = f"a correlation among {some} accounts; it takes {FEWEST} or more"
        return estimate.unknown(
            reason, n=len(largest), frame=pairs.frame, unit="correlation"
        )  # fmt: skip
    found = estimate.rank_correlation(
        largest["quantity"], largest["influence"], frame=pairs.frame, **draw
    )
    note = joined(OTHER_ACCOUNTS, pairs.note, RESTRICTED if len(largest) < len(known) else "")
    return replace(found, note=note) if found.known else found


def _restricted(
    whole: float, row: Estimate, n: int, draw: dict[str, float]
) -> tuple[float, float, float]:
    """Return what the narrower range alone would give; among all accounts nothing narrows."""
    if not row.known or math.isnan(whole):
        return math.nan, math.nan, math.nan
    if row.n == n:
        return whole, math.nan, math.nan
    return restricted_correlation(whole, n, row.n, **draw)
