"""The number of followers that a platform reports, against the list that it gives."""

import pandas as pd

from socialkit import estimate
from socialkit.audience.choice import follower_ids
from socialkit.audience.frame import NO_ACCOUNT, Frame, frame
from socialkit.audience.profile import NO_FOLLOWERS, NO_LIST
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

PROFILE = (
    *("bio", "location", "url", "created_at", "followers_count", "following_count"),
    *("posts_count", "last_post_at", "is_protected", "has_default_image", "is_verified"),
)
"""What tells what an account is like; an id or a name alone does not."""
NO_REPORT = "how many followers the platform reports"
WITHOUT_PROFILE = (
    "not looked up, or not to be had: suspended, protected or deleted; the data do not tell which"
)
NO_PROFILES = "the data hold no follower's profile"
_GAP = {
    "census": (
        "lists leave out what counts keep: accounts suspended, deactivated or deleted; and the "
        "count is from another moment. Which of them it is the data do not tell"
    ),
    "head": "only the first part of the list was read",
    "random": "only a random sample of the list was read",
    "unknown": (
        "only part of the list was read, or it leaves out accounts that are suspended, "
        "deactivated or deleted; the data do not tell which"
    ),
}
_SURPLUS = "the list holds more than the count; they are from different moments, or rounded"


def count_versus_list(snapshot: Snapshot, account_id: str | None) -> pd.DataFrame:
    r"""Hold the number of followers that the platform reports against those in the list.

    A gap is no verdict on anybody: `note` says what may lie behind it, which differs
    between a list read in full and one read in part.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; with None every row is not known, and says so.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure`: `reported` (by the platform) and `listed` (in the data), both
        counts; `missing` (reported - listed; below 0 where the list holds more);
        `seen_share` (listed / reported, 0-1; not known where the list holds more); and
        `without_profile` (the share of those listed of whom no more than an id or a name
        is known, 0-1). Columns as `socialkit.estimate.table`.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> table = sk.audience.count_versus_list(snapshot, "house_call_weekly")
    >>> print(*table["in_words"].iloc[:4], sep="\n")
    4,300, as reported by the platform
    1,500, the first of 4,300 reported, newest first
    2,800, reported and not in the list
    35 % (every one counted), 1,500 of 4,300 followers reported
    """
    if account_id is None:
        counts = ("reported", "listed", "missing")
        rows = {name: estimate.unknown(NO_ACCOUNT, unit="count") for name in counts}
        shares = ("seen_share", "without_profile")
        return estimate.table(rows | {name: estimate.unknown(NO_ACCOUNT) for name in shares})
    account_id = snapshot.account_id(account_id)
    seen = frame(snapshot, account_id)
    reported = estimate.unknown(NO_REPORT, unit="count")
    if seen.reported is not None:
        reported = _counted(seen.reported, "as reported by the platform")
    listed = estimate.unknown(NO_LIST, unit="count")
    if seen.seen or seen.kind == "census":
        listed = _counted(seen.seen, seen.part, seen.note)
    rows = {"reported": reported, "listed": listed, **_gap(reported, listed, seen)}
    return estimate.table(rows | {"without_profile": _without_profile(snapshot, account_id, seen)})


def _counted(number: int, words: str, note: str = "") -> Estimate:
    """Return a number that was counted or reported, and not estimated."""
    return Estimate(number, number, number, 1.0, "counted", 1, 1, words, note, "count")


def _gap(reported: Estimate, listed: Estimate, seen: Frame) -> dict[str, Estimate]:
    """Say how many of those reported are not in the list, and what may be behind it."""
    if not (reported.known and listed.known):
        lacking = listed.note if reported.known else reported.note
        return {
            "missing": estimate.unknown(lacking, unit="count"),
            "seen_share": estimate.unknown(lacking),
        }
    gap = seen.reported - seen.seen
    note = _SURPLUS if gap < 0 else _GAP[seen.kind] if gap else ""
    rows = {"missing": _counted(gap, "reported and not in the list", note)}
    if seen.seen_share is None:
        return rows | {"seen_share": estimate.unknown(_SURPLUS if gap < 0 else NO_FOLLOWERS)}
    share = estimate.proportion(seen.seen, seen.reported, seen.reported, note=note)
    return rows | {"seen_share": share.with_noun("followers reported")}


def _without_profile(snapshot: Snapshot, account_id: str, seen: Frame) -> Estimate:
    """Share those listed of whom nothing is known but that they are there."""
    followers = follower_ids(snapshot, account_id)
    known = snapshot.accounts.loc[followers, list(PROFILE)].notna().any(axis=1)
    lacking, total = int((~known).sum()), len(followers)
    if not total:
        return estimate.unknown(NO_FOLLOWERS if seen.kind == "census" else NO_LIST)
    note = NO_PROFILES if lacking == total else WITHOUT_PROFILE if lacking else ""
    share = estimate.proportion(lacking, total, total, frame=seen.part, note=note)
    return share.with_noun("followers listed")
