"""Totals only, safe to share: how many to follow, and how many of the new to each pile."""

from collections.abc import Iterator

import pandas as pd

from socialkit import audience, estimate, quality
from socialkit.audience.owner.conversation import counted
from socialkit.audience.profile import with_counts
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot
from socialkit.suggest.candidates import NO_FOLLOWING, find
from socialkit.suggest.triage import LEAST_KNOWN, LEAVE_BELOW, NEWEST, PILES, Newest, look
from socialkit.suggest.twohops import contacts_of

MORE = "ties that nobody collected are missing here, so there may be more"
PART_KNOWN = "the list of whom it follows is not whole here, so some may be followed already"
CLOSE = 5
"""Who shares so many contacts or more stands close; one alone is often a famous account."""
SORTED = "how each is sorted can err"
NO_PROFILES = "enough about followers' profiles"
NO_RELATION = "which followers are active and stand close, or turned to the account"
NOT_APART = "these data do not tell new followers apart, so all of them are for a human to look at"
_NAMES = ("followed already", *PILES)
_STEPS = (
    *("contacts", "contacts_with_ties", "two_steps", "junk", "dormant"),
    *("candidates", "close", "follow_already", "activity_unknown"),
)


def candidate_totals(
    snapshot: Snapshot, account: str | None = None, *, dormant_days: int = quality.DORMANT_DAYS
) -> pd.DataFrame:
    """Count who stands two steps away, who of them is left out, and how many candidates remain.

    Parameters
    ----------
    snapshot, account, dormant_days
        As in `candidates`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure`, all counts, columns as `socialkit.estimate.table`:

        - `contacts`: who follows the account or is followed by it, and `contacts_with_ties`:
          those of whom any other tie is known;
        - `two_steps`: accounts that share a contact and are not followed yet;
        - `junk` and `dormant`: those of them that are left out;
        - `candidates`: those that remain, and of these `close`, who share five contacts or
          more, `follow_already`, who follow the account, and `activity_unknown`, of whom it is
          not known when they last posted.

    Raises
    ------
    UnknownNameError, SocialkitError
        As `candidates`.

    Examples
    --------
    >>> import socialkit as sk
    >>> value = candidate_totals(sk.datasets.load("therapists"))["value"]
    >>> bool(value["two_steps"] == value["junk"] + value["dormant"] + value["candidates"])
    True
    """
    account_id = audience.choose(snapshot, account)
    found = find(snapshot, account_id, dormant_days=dormant_days)
    rows = {}
    if account_id is not None:
        counts = contacts_of(snapshot, account_id)
        words = "who follows the account or is followed by it, in these data"
        rows = {name: counted(count, words) for name, count in zip(_STEPS[:2], counts, strict=True)}
    if found.reason:
        unknown = estimate.unknown(found.reason, unit="count")
        return estimate.table({name: rows.get(name, unknown) for name in _STEPS})
    kept = found.kept
    is_partial = len(found.known) and found.known["is_followed"].isna().any()
    note = f"{MORE}; {PART_KNOWN}" if is_partial else MORE
    counts = {
        "two_steps": len(found.known),
        "junk": int(found.is_junk.sum()),
        "dormant": int(found.is_dormant.sum()),
        "candidates": len(kept),
        "close": int((kept["shared_contacts"] >= CLOSE).sum()),
        "follow_already": int(kept["follows_account"].fillna(False).sum()),
        "activity_unknown": int(kept["silent_days"].isna().sum()),
    }
    words = f"of {len(snapshot.accounts):,} accounts in these data"
    return estimate.table(rows | {name: counted(n, words, note) for name, n in counts.items()})


def triage_totals(
    snapshot: Snapshot,
    account: str | None = None,
    *,
    newest: int | None = NEWEST,
    dormant_days: int = quality.DORMANT_DAYS,
    leave_below: float = LEAVE_BELOW,
) -> pd.DataFrame:
    """Count how many of the newest followers go to each pile.

    Parameters
    ----------
    snapshot, account, newest, dormant_days, leave_below
        As in `triage`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure`: `followed already` and the three `PILES`, shares (0-1) of the
        followers looked at. Columns as `socialkit.estimate.table`, and `count`, how many. The
        frame says which followers these are, the note what is not known of their order. A
        pile that these data cannot fill is NA, never 0.

    Raises
    ------
    UnknownNameError, SocialkitError
        As `triage`.

    Examples
    --------
    >>> import socialkit as sk
    >>> totals = triage_totals(sk.datasets.load("therapists"), newest=50)
    >>> int(totals["count"].sum()), totals.index.tolist()
    (50, ['followed already', 'follow back', 'ask why', 'leave'])
    """
    looked = look(
        snapshot, audience.choose(snapshot, account), newest=newest, dormant_days=dormant_days,
        leave_below=leave_below,
    )  # fmt: skip
    total = len(looked.known)
    if not total:
        unknown = estimate.unknown(looked.reason)
        return with_counts(estimate.table(dict.fromkeys(_NAMES, unknown)), {})
    pile = looked.known["pile"].fillna(_NAMES[0]).value_counts()
    counts = {name: int(pile.get(name, 0)) for name in _NAMES}
    untold = _untold(looked.known, counts)
    rows = {
        name: estimate.unknown(untold[name], n=total)
        if name in untold
        else _share(count, looked, untold)
        for name, count in counts.items()
    }
    return with_counts(estimate.table(rows), counts)


def _untold(known: pd.DataFrame, counts: dict[str, int]) -> dict[str, str]:
    """Say which piles are empty because these data cannot fill them, and what lacks."""
    lacks = {name: reason for name, reason in _lacking(known) if not counts[name]}
    # That the account follows some is known; of the others it may be not.
    if known["is_followed"].isna().any():
        lacks[_NAMES[0]] = NO_FOLLOWING
    return lacks


def _lacking(known: pd.DataFrame) -> Iterator[tuple[str, str]]:
    has_profile = known["profile_coverage"] >= LEAST_KNOWN
    if not has_profile.any():
        yield "leave", NO_PROFILES
    is_near = known["shared_contacts"].notna() | known["same_group"].notna()
    is_told = has_profile & known["silent_days"].notna() & is_near
    if known["is_followed"].isna().all():
        yield "follow back", NO_FOLLOWING
    elif not is_told.any() and known["engaged"].isna().all():
        yield "follow back", NO_RELATION


def _share(count: int, looked: Newest, untold: dict[str, str]) -> Estimate:
    apart = NOT_APART if {"follow back", "leave"} <= set(untold) else ""
    note = "; ".join(part for part in (SORTED, apart, looked.note) if part)
    total = len(looked.known)
    share = estimate.proportion(count, total, looked.population, frame=looked.words, note=note)
    return share.with_noun("followers")
