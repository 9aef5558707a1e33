"""Account ids that hold the time they were given out, against the stated creation dates."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from socialkit import audience, estimate
from socialkit.audience.frame import NO_ACCOUNT
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

X_EPOCH_MS = 1_288_834_974_657  # 4 November 2010, 01:42:54.657 UTC
_TIME_BITS = 22
_FIRST_TIMED = 86_400_000 << _TIME_BITS
"""Ids given out in sequence stayed under 10^10, which would be in the epoch's first seconds."""
_LONGEST = 19  # digits of a 63-bit number
PLATFORMS = ("x", "twitter")
_MINUTE, _HOUR = 60_000, 3_600_000


@dataclass(frozen=True)
class TimestampCheck:
    """Stated creation dates, held against the times in the ids.

    Parameters
    ----------
    n
        Followers with both a time in the id and a stated date.
    without_time
        Followers whose id holds no time: nothing is known of them here.
    undated
        Followers whose id holds a time but whose date is not stated.
    within_minute
        Share (0-1) of the n whose stated date lies within a minute of the id's time.
    offset_hours
        The whole hours by which more than half of the n are off (stated minus id), such as
        -5 for a time zone read as UTC; 0 when more than half agree, None when there is no
        such number.
    offsets
        Indexed by `offset_hours` (Int64): `count`, and `share` of the n with `low` and `high`
        (95 % Wilson). Whole hours off, within a minute; all others are in the row NA.
    note
        What to make of it.
    """

    n: int
    without_time: int
    undated: int
    within_minute: Estimate
    offset_hours: int | None
    offsets: pd.DataFrame
    note: str


def timestamp_check(snapshot: Snapshot, account_id: str | None) -> TimestampCheck:
    """Hold the followers' stated creation dates against the times in their ids.

    Account ids of X (Twitter) given out since February 2016 hold a time: (id >> 22) +
    1288834974657 milliseconds since 1970. Older ones were counted up and hold none, nor do
    the account ids of other networks (those of Bluesky's posts do, but not its accounts').
    A whole number of hours between the two is a time zone that was read wrongly somewhere
    on the way, and shifts every date of the data.

    Parameters
    ----------
    snapshot
        The network; its `platform` must be ``"x"`` for ids to hold a time.
    account_id
        Whose followers; an id or handle.

    Returns
    -------
    TimestampCheck
        With n = 0, a share that is not known, and the reason, when no id holds a time or
        there is no account or follower.

    Raises
    ------
    UnknownNameError
        When there is no such account.

    References
    ----------
    King 2010. Announcing Snowflake. Twitter Engineering.
    https://blog.x.com/engineering/en_us/a/2010/announcing-snowflake

    Examples
    --------
    >>> import socialkit as sk
    >>> from socialkit import fingerprint
    >>> snapshot = sk.datasets.load("therapists")
    >>> print(fingerprint.timestamp_check(snapshot, sk.audience.choose(snapshot)).within_minute)
    not in this export: account ids of this network hold no time
    """
    seen = audience.frame(snapshot, account_id)
    followers = audience.follower_ids(snapshot, account_id)[: None if seen.seen else 0]
    is_timed = snapshot.platform.casefold() in PLATFORMS
    timed = _times(followers) if is_timed else np.full(len(followers), -1)
    stated = snapshot.accounts.loc[followers, "created_at"]
    both = (timed >= 0) & stated.notna().to_numpy()
    moments = stated[both].to_numpy("datetime64[ms]").astype(np.int64)
    without = int((timed < 0).sum())
    why = _why_none(seen, without, is_timed)
    return _checked(moments - timed[both], without, len(followers), why, seen.words)


def _why_none(seen: audience.Frame, without: int, is_timed: bool) -> str:
    """Return why there could be no follower whose date can be checked."""
    if seen.seen == 0:
        return NO_ACCOUNT if seen.note == NO_ACCOUNT else "the data hold no followers of it"
    if not is_timed:
        return "account ids of this network hold no time"
    return "no date is stated for them" if without < seen.seen else "no id here holds a time"


def _times(ids: pd.Index) -> np.ndarray:
    """Return the time in each id (milliseconds since 1970); -1 for an id without one."""
    text = pd.Series(ids, dtype="str")
    is_number = text.str.fullmatch(r"[0-9]{1,19}").to_numpy(dtype=bool)
    number = np.zeros(len(text), dtype=np.uint64)
    number[is_number] = text[is_number].to_numpy().astype(np.uint64)
    time = (number >> np.uint64(_TIME_BITS)).astype(np.int64) + X_EPOCH_MS
    return np.where(number >= _FIRST_TIMED, time, -1)


def _checked(off: np.ndarray, without: int, followers: int, why: str, frame: str) -> TimestampCheck:
    """Sum up by how many milliseconds the stated dates are off."""
    hours = np.round(off / _HOUR).astype(np.int64)
    is_whole = np.abs(off - hours * _HOUR) <= _MINUTE
    agree = int((np.abs(off) <= _MINUTE).sum())
    value, count = np.unique(hours[is_whole], return_counts=True)
    most = int(value[np.argmax(count)]) if len(count) and 2 * count.max() > len(off) else None
    share = estimate.proportion(agree, len(off), frame=frame) if len(off) else None
    return TimestampCheck(
        n=len(off),
        without_time=without,
        undated=followers - without - len(off),
        within_minute=share or estimate.unknown(why, frame=frame),
        offset_hours=most,
        offsets=_offsets(value, count, len(off)),
        note=_note(most, len(off), why),
    )


def _offsets(value: np.ndarray, count: np.ndarray, n: int) -> pd.DataFrame:
    rest = n - int(count.sum())
    hours = [*value.tolist(), pd.NA] if rest else value.tolist()
    counts = [*count.tolist(), rest] if rest else count.tolist()
    shares = estimate.table({str(row): estimate.proportion(k, n) for row, k in enumerate(counts)})
    index = pd.Index(pd.array(hours, dtype="Int64"), name="offset_hours")
    columns = {"share": "value", "low": "low", "high": "high"}
    return pd.DataFrame(
        {"count": pd.array(counts, dtype="Int64")}
        | {name: shares[column].array for name, column in columns.items()},
        index=index,
    )


def _note(most: int | None, n: int, why: str) -> str:
    if n == 0:
        return why
    if most is None:
        return "the stated dates are off by no one number of hours; they may be rounded to days"
    if most == 0:
        return "the stated dates agree with the ids"
    return f"the stated dates are {most:+d} hours off: somewhere a time zone was read wrongly"
