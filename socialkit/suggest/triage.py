"""What to do with each new follower: follow back, ask why, or leave."""

from numbers import Integral, Real
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import audience, practice, quality
from socialkit.audience.frame import NO_ACCOUNT, frame
from socialkit.audience.profile import NO_FOLLOWERS, NO_LIST
from socialkit.audience.sampling.arrival import arrival
from socialkit.errors import SocialkitError
from socialkit.quality.needed import checked_days
from socialkit.schema import FLAG, TEXT, TIME
from socialkit.snapshot import Snapshot
from socialkit.suggest import reasons
from socialkit.suggest.evidence import (
    by_content,
    evidence,
    has_engaged,
    is_dormant,
    looks_like_junk,
)
from socialkit.suggest.newest import newest_of

PILES = ("follow back", "ask why", "leave")
NEWEST = 100
"""So many of the newest followers are looked at unless asked otherwise."""
LEAVE_BELOW = 0.1
"""Strong evidence of junk: `reachable` below this."""
LEAST_KNOWN = 0.5
"""With less of the evidence on a profile than this nobody is left, nor followed back unseen."""
COLUMNS = (
    *("handle", "pile", "followed_at", "coverage", "reachable", "silent_days"),
    *("shared_contacts", "engaged", "is_followed", "reasons"),
)


class Newest(NamedTuple):
    """The followers looked at, newest first, with their pile; or the reason why there are none.

    `words` say which followers these are, `note` what a reader must know of their order, and
    for how many followers they can speak says `population` (None: for themselves only).
    Those whom the account follows already have no pile.
    """

    known: pd.DataFrame
    words: str
    note: str
    reason: str
    population: int | None = None


def triage(
    snapshot: Snapshot,
    account: str | None = None,
    *,
    newest: int | None = NEWEST,
    dormant_days: int = quality.DORMANT_DAYS,
    leave_below: float = LEAVE_BELOW,
) -> pd.DataFrame:
    """Sort new followers who are not followed back into follow back, ask why, and leave.

    - *leave*: only strong evidence of junk (`reachable` below `leave_below`, with half of the
      evidence on the profile or more), and nothing that speaks against that: it never
      interacted with the account, and the platform has not vetted it;
    - *follow back*: it does not look like junk, and either it interacted with the account, or
      its profile is known by half or more, it posted within `dormant_days`, and it shares a
      contact or the `group` with the account;
    - *ask why*: everybody else. A person should look: what is not known counts for nobody and
      against nobody, and who is silent is not fake.

    This shows single accounts: it is for the owner of the account, and not for publishing;
    `triage_totals` is.

    Parameters
    ----------
    snapshot
        The network.
    account
        An id or handle; None chooses as `socialkit.audience.choose` does.
    newest
        How many of the newest followers to look at (those who came with the last of them
        too); None looks at all, as is done where the order is not known.
    dormant_days
        Days without a public post from which on somebody is not followed back unasked.
    leave_below
        Below which `reachable` a profile is strong evidence of junk, at most one half.

    Returns
    -------
    pandas.DataFrame
        Indexed by `account_id`, newest first (by the list or the dates of the follows; else
        by what their profiles are like): `handle`, `pile` (one of `PILES`), `followed_at`,
        `coverage` (how much of profile, last post and contacts is known, 0-1), `reachable`,
        `silent_days`, `shared_contacts`, `engaged` (times it turned to the account),
        `is_followed` (boolean: False, or NA where not known) and `reasons` (sentences).
        Empty where nobody is new; `triage_totals` says why.

    Raises
    ------
    SocialkitError
        When `newest`, `dormant_days` or `leave_below` is no number that could be meant.
    UnknownNameError
        When no account has that id or handle.

    Examples
    --------
    >>> import socialkit as sk
    >>> table = triage(sk.datasets.load("therapists"), "willow_room", newest=30)
    >>> set(table["pile"]) <= set(PILES), bool(table["is_followed"].any())
    (True, False)
    """
    practice.no_single_follower("sort single followers")
    looked = look(
        snapshot, audience.choose(snapshot, account), newest=newest, dormant_days=dormant_days,
        leave_below=leave_below,
    )  # fmt: skip
    known = looked.known[looked.known["pile"].notna()]
    is_left = (known["pile"] == "leave") | looks_like_junk(known) if len(known) else known["pile"]
    signs = reasons.signs_of_junk(known) if len(known) else []
    told = [
        reasons.of_follower(row, against if bad else [])
        for (_, row), bad, against in zip(known.iterrows(), is_left, signs, strict=True)
    ]
    return _shown(known.assign(reasons=pd.array(told, dtype=TEXT)))


def look(
    snapshot: Snapshot,
    account_id: str | None,
    *,
    newest: int | None,
    dormant_days: float,
    leave_below: float,
) -> Newest:
    """Look at the newest followers of an account and sort them into piles."""
    _check(newest, dormant_days, leave_below)
    nobody = pd.DataFrame(columns=list(COLUMNS), index=snapshot.accounts.index[:0])
    if account_id is None:
        return Newest(nobody, "nobody", "", NO_ACCOUNT)
    row, seen = snapshot.accounts.index.get_loc(account_id), frame(snapshot, account_id)
    if not seen.seen:
        return Newest(nobody, seen.words, "", NO_FOLLOWERS if seen.kind == "census" else NO_LIST)
    came = arrival(snapshot, account_id)
    is_new, words, note = newest_of(came, newest, seen)
    ties = np.flatnonzero(snapshot.codes.followed == row)[is_new]
    known = evidence(snapshot, row, snapshot.codes.follower[ties], dormant_days=dormant_days)
    known = known.assign(
        newness=came.newness[is_new],
        followed_at=snapshot.facts("follows")["followed_at"].iloc[ties].array,
    )
    known["pile"] = _piles(known, dormant_days, leave_below)
    part = "" if seen.kind in ("census", "random") else seen.note
    note = "; ".join(one for one in (note, part) if one)
    is_part = len(ties) < seen.seen
    population = len(ties) if is_part else seen.population
    return Newest(by_content(known, {"newness": False}), words, note, "", population)


def _check(newest: object, dormant_days: float, leave_below: object) -> None:
    checked_days(dormant_days)
    is_whole = isinstance(newest, Integral) and not isinstance(newest, bool) and newest > 0
    if newest is not None and not is_whole:
        raise SocialkitError(f"newest: give how many to look at, or None for all, not {newest!r}.")
    is_number = isinstance(leave_below, Real) and not isinstance(leave_below, bool)
    if not is_number or not 0 <= leave_below <= 0.5:
        raise SocialkitError(f"leave_below lies between 0 and one half; got {leave_below!r}.")


def _piles(known: pd.DataFrame, dormant_days: float, leave_below: float) -> pd.Series:
    """Sort followers by what is known; NA for whom the account follows already."""
    is_person = (known["reachable"] >= 0.5) & (known["profile_coverage"] >= LEAST_KNOWN)
    is_active = (known["silent_days"] <= dormant_days) & ~is_dormant(known, dormant_days)
    is_near = (known["shared_contacts"] > 0).fillna(False) | known["same_group"].fillna(False)
    engaged, junk = has_engaged(known), looks_like_junk(known)
    is_strong = (known["reachable"] < leave_below) & (known["profile_coverage"] >= LEAST_KNOWN)
    is_vetted = known["is_verified"].fillna(False)
    is_new = known["is_followed"].eq(False).fillna(False)
    wanted = {
        "leave": is_strong & ~engaged & ~is_vetted,
        "follow back": is_new & ~junk & (engaged | (is_person & is_active & is_near)),
    }
    masks = [mask.fillna(False).to_numpy(dtype=bool) for mask in wanted.values()]
    pile = pd.Series(np.select(masks, list(wanted), default="ask why"), known.index, dtype=TEXT)
    return pile.mask(known["is_followed"].fillna(False).to_numpy(dtype=bool))


def _shown(known: pd.DataFrame) -> pd.DataFrame:
    told = known[["shared_contacts", "silent_days"]].notna().astype("float64").sum(axis=1)
    profile = known["profile_coverage"] if len(known) else told
    coverage = ((told + profile.astype("float64")) / 3).round(12)
    kinds = {name: "Float64" for name in ("coverage", "reachable", "silent_days")}
    kinds |= {"shared_contacts": "Int64", "engaged": "Int64", "is_followed": FLAG}
    kinds |= {"handle": TEXT, "pile": TEXT, "reasons": TEXT, "followed_at": TIME}
    table = known.assign(coverage=coverage)[list(COLUMNS)]
    return table.astype(kinds).rename_axis("account_id")
