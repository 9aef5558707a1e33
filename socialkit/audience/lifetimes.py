"""For how long followers keep on posting: who loses steam, and when."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from socialkit import estimate, features, practice, quality
from socialkit.audience.frame import frame
from socialkit.errors import SocialkitError
from socialkit.estimate import Estimate
from socialkit.features import silent_days
from socialkit.schema import TEXT
from socialkit.snapshot import Snapshot

FEW_FRIENDS, MANY_FRIENDS = 100, 1000
"""Following fewer than the first number is "a few friends", the second or more "many"."""
BANDS = (
    f"a few friends (follow fewer than {FEW_FRIENDS})",
    f"some friends (follow {FEW_FRIENDS} to {MANY_FRIENDS - 1})",
    f"many friends (follow {MANY_FRIENDS:,} or more)",
)
EVERYBODY = "all followers"
CAUTION = (
    "as if these followers had been drawn from many alike; accounts deleted since are not seen"
)
_UNKNOWN = "since when followers have accounts, and when they last posted"


def lifetimes(
    snapshot: Snapshot, account_id: str | None, *, dormant_days: int = quality.DORMANT_DAYS
) -> pd.DataFrame:
    """Measure for how long each follower posted, from opening the account to the last post.

    An account that has been silent for longer than `dormant_days` lost steam on the day of
    its last post; one that never posted, on the day it was opened. All others still go on:
    what is known of them reaches to `dormant_days` before they were seen, for a silence
    that began later could not have been noticed yet (right-censored).

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; None gives an empty table.
    dormant_days
        Days without a public post after which an account has lost steam.

    Returns
    -------
    pandas.DataFrame
        One row per follower for whom it can be judged, indexed by `follower_id`: `days`
        (Float64, 0 or more), `ended` (boolean) and `friends` (ordered categories: how many
        accounts it follows, in three bands; NA where not known). Left out are followers of
        unknown age or last post, and accounts younger than `dormant_days`.

    Raises
    ------
    SocialkitError
        When `dormant_days` is negative.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> followers = sk.audience.lifetimes(snapshot, sk.audience.choose(snapshot))
    >>> bool((followers["days"] >= 0).all())
    True
    """
    practice.no_single_follower("list when single followers fell silent")
    if not dormant_days >= 0:
        raise SocialkitError(f"an account can be silent for 0 days or more, not {dormant_days}.")
    chosen = [] if account_id is None else [snapshot.account_id(account_id)]
    followers = features.follower_features(snapshot, chosen).droplevel("account_id")
    age, silence = followers["age_days"], silent_days(followers)
    before_opening = (silence > age).fillna(False)  # whatever was posted then, it was not here
    silence = silence.mask(before_opening, age)
    ended = (silence > dormant_days).astype("boolean")
    days = (age - silence).where(ended, age - dormant_days)
    columns = {
        "days": days,
        "ended": ended,
        "friends": _friends(followers["following_count"]),
    }
    can_be_judged = silence.notna() & (age >= dormant_days).fillna(False)
    return pd.DataFrame(columns, index=followers.index)[can_be_judged.to_numpy(dtype=bool)]


def survival(
    snapshot: Snapshot,
    account_id: str | None,
    *,
    by: str | None = None,
    dormant_days: int = quality.DORMANT_DAYS,
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimate which share of followers was still posting after so many days, for every day.

    Kaplan-Meier, see `socialkit.estimate.survival`.

    Parameters
    ----------
    snapshot, account_id, dormant_days
        As in `lifetimes`.
    by
        ``"friends"`` parts the followers; by default all together.
    level
        Confidence level of each interval.

    Returns
    -------
    pandas.DataFrame
        Indexed by `group` and `days` (whole days on which the share changes, and the last
        day seen): `value`, `low`, `high` (Float64, 0-1), `at_risk` and `n` (Int64). Groups in
        the order of their names or categories; those whose group is not known are left out.

    References
    ----------
    Kaplan, Meier 1958, JASA 53:457, doi:10.1080/01621459.1958.10501452.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> curve = sk.audience.survival(snapshot, "willow_room")
    >>> curve["value"].is_monotonic_decreasing
    True
    """
    return curves(lifetimes(snapshot, account_id, dormant_days=dormant_days), by=by, level=level)


def curves(lifetimes: pd.DataFrame, *, by: str | None = None, level: float = 0.95) -> pd.DataFrame:
    """Return the curves of `survival` from a table of `lifetimes`, parted by a column of it."""
    parts = {
        name: _curve(part, level) for name, part in _groups(lifetimes, by).items() if len(part)
    }
    if not parts:
        empty = pd.MultiIndex.from_arrays(
            [pd.Index([], dtype=TEXT), pd.Index([], dtype="int64")], names=["group", "days"]
        )
        shape = {"value": "Float64", "low": "Float64", "high": "Float64"}
        shape |= {"at_risk": "Int64", "n": "Int64"}
        return pd.DataFrame({name: pd.array([], dtype=kind) for name, kind in shape.items()}, empty)
    return pd.concat(parts, names=["group", "days"])


def still_posting(
    snapshot: Snapshot,
    account_id: str | None,
    *,
    days: Iterable[int] = (30, 90, 365, 730),
    by: str | None = None,
    dormant_days: int = quality.DORMANT_DAYS,
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimate which share of the followers was still posting so many days after they began.

    Parameters
    ----------
    snapshot, account_id, dormant_days
        As in `lifetimes`.
    days
        After how many days.
    by
        ``"friends"`` parts the followers; by default all together.
    level
        Confidence level of each interval.

    Returns
    -------
    pandas.DataFrame
        Indexed by `group` and `measure` (such as ``"after 365 days"``, and ``"half by"``,
        the days after which half had lost steam); columns as `socialkit.estimate.table`.
        Not known after a day to which nobody in the group could be followed.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> table = sk.audience.still_posting(snapshot, sk.audience.choose(snapshot))
    >>> table["value"].iloc[:4].is_monotonic_decreasing
    True
    """
    followers = lifetimes(snapshot, account_id, dormant_days=dormant_days)
    words, reason = "", _UNKNOWN
    if account_id is not None:
        seen = frame(snapshot, account_id)
        words = _words(len(followers), seen.seen, seen.words)
        reason = _UNKNOWN if seen.seen else seen.note
    groups = _groups(followers, by) or {EVERYBODY: followers}
    tables = {}
    for name, part in groups.items():
        rows = {f"after {day:,} days": _after(part, day, words, reason, level) for day in days}
        half = estimate.median_survival(
            part["days"], part["ended"], level=level, frame=words, note="" if len(part) else reason
        )
        tables[name] = estimate.table(rows | {"half by": half})
    return pd.concat(tables, names=["group"])


def _after(part: pd.DataFrame, day: int, words: str, reason: str, level: float) -> Estimate:
    curve = estimate.survival(part["days"], part["ended"], level=level)
    if curve.empty:
        return estimate.unknown(reason)
    n = len(part)
    if curve.index[-1] < day:
        return estimate.unknown("nobody here could be followed for so long", n=n, frame=words)
    last = curve.loc[:day].tail(1)
    value, low, high = (
        float(last[name].iloc[0]) if len(last) and pd.notna(last[name].iloc[0]) else np.nan
        for name in ("survival", "low", "high")
    )
    value = 1.0 if last.empty else value
    if np.isnan(low):  # none or all have ended: Greenwood's variance is 0, the doubt is not
        followed = int((part["days"] >= day).sum()) if value else n
        plain = estimate.proportion(round(value * followed), followed, level=level)
        low, high = plain.low, plain.high
    return Estimate(value, low, high, level, "Kaplan-Meier, log-log", n, None, words, CAUTION)


def _words(judged: int, seen: int, words: str) -> str:
    return words if judged == seen else f"those whose age and last post are known, of {words}"


def _groups(lifetimes: pd.DataFrame, by: str | None) -> dict[str, pd.DataFrame]:
    if by is None:
        return {EVERYBODY: lifetimes}
    return {str(name): part for name, part in lifetimes.groupby(by, sort=True, observed=True)}


def _curve(part: pd.DataFrame, level: float) -> pd.DataFrame:
    """Return the curve at whole days: a day holds what was reached by its end."""
    curve = estimate.survival(part["days"], part["ended"], level=level)
    curve.index = pd.Index(np.floor(curve.index).astype("int64"), name="days")
    at_risk = curve["at_risk"].groupby(level="days").first()
    by_day = curve.groupby(level="days").last().assign(at_risk=at_risk)
    is_step = by_day["survival"].ne(by_day["survival"].shift()).fillna(True)
    is_step.iloc[-1] = True  # how far the group was followed
    kept = by_day[is_step.to_numpy(dtype=bool)].rename(columns={"survival": "value"})
    return kept[["value", "low", "high", "at_risk"]].assign(n=pd.array([len(part)] * len(kept)))


def _friends(following: pd.Series) -> pd.Series:
    """Name the band of each number of followed accounts; NA stays NA."""
    few = (following < FEW_FRIENDS).fillna(False).to_numpy(dtype=bool)
    many = (following >= MANY_FRIENDS).fillna(False).to_numpy(dtype=bool)
    names = np.select(
        [following.isna().to_numpy(dtype=bool), few, many], [None, *BANDS[::2]], default=BANDS[1]
    )
    return pd.Series(pd.Categorical(names, BANDS, ordered=True), index=following.index)
