"""One account's audience: its segments, its mean quality, its dormancy."""

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from socialkit import estimate, features, quality
from socialkit.audience.extrapolation import extrapolated
from socialkit.audience.frame import NO_ACCOUNT, Frame, follower_share, frame
from socialkit.audience.segments import NOTHING_APART, REASONS, SEGMENTS, classify, knowable
from socialkit.audience.worth import worth
from socialkit.estimate import Estimate
from socialkit.features import silent_days
from socialkit.snapshot import Snapshot

NO_FOLLOWERS = "nobody follows the account"
NO_LIST = "who follows the account"
NOT_ALL_FOLLOWED = "all the accounts that it follows"


def profile(
    snapshot: Snapshot,
    account_id: str | None,
    *,
    weights: str | Mapping[str, float] = "balanced",
    dormant_days: int = quality.DORMANT_DAYS,
    unreachable_below: float = quality.UNREACHABLE_BELOW,
    extrapolate: str | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Describe the audience of one account: its segments, its mean quality, its worth.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose audience; with None every row is not known, and says so.
    weights
        Of the facets in the mean quality, as in `socialkit.quality.score`.
    dormant_days
        Days without a public post that make a follower dormant; the mean quality does not
        hang on it.
    unreachable_below
        Whose `reachable` (0-1) lies below this looks like junk.
    extrapolate
        ``"head"`` takes the first part of a list as if it were drawn at random of all the
        followers reported, for whom the numbers then speak; every row says so. By default
        what was seen of a list speaks for itself.
    level
        Confidence level of the intervals.
    seed
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure`: the five `SEGMENTS` (shares of the followers seen),
        `followed_back` (the share whom the account follows too),
        `mean_quality` (0-1) and `effective_followers` (followers x mean quality). Columns
        as `socialkit.estimate.table`, and `count`, the followers counted with that trait. A
        segment that these data cannot tell is NA, never 0; `unknown` too is NA where every
        follower would fall there. The `note` of the mean quality says on what it rests
        where some of it lacks.

    Raises
    ------
    SocialkitError
        When a head is to be extrapolated that is none, or to a number not reported.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> audience = sk.audience.profile(snapshot, sk.audience.choose(snapshot))
    >>> round(float(audience.loc[list(SEGMENTS), "value"].sum()), 6)
    1.0
    """
    if account_id is None:
        rows = {name: estimate.unknown(NO_ACCOUNT) for name in (*SEGMENTS, "followed_back")}
        rows["mean_quality"] = estimate.unknown(NO_ACCOUNT, unit="score")
        rows["effective_followers"] = estimate.unknown(NO_ACCOUNT, unit="count")
        return with_counts(estimate.table(rows), {})
    account_id = snapshot.account_id(account_id)
    seen = extrapolated(frame(snapshot, account_id), extrapolate)
    followers = features.follower_features(snapshot, [account_id])
    return described(
        followers, seen, weights=weights, dormant_days=dormant_days,
        unreachable_below=unreachable_below, level=level, seed=seed,
    )  # fmt: skip


def described(
    followers: pd.DataFrame,
    seen: Frame,
    *,
    weights: str | Mapping[str, float] = "balanced",
    dormant_days: int = quality.DORMANT_DAYS,
    unreachable_below: float = quality.UNREACHABLE_BELOW,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Return the table of `profile` from the features of an account's followers."""
    chosen = {"dormant_days": dormant_days, "unreachable_below": unreachable_below}
    classified = classify(followers, weights=weights, **chosen)
    rows = segment_shares(classified, seen, level=level)
    returned = followers["followed_by_focal"]
    rows["followed_back"] = _followed_back(returned, seen, level)
    table = estimate.table(rows | worth(classified, seen, level=level, seed=seed))
    return with_counts(table, {**segment_counts(classified), "followed_back": returned.sum()})


def dormancy(
    snapshot: Snapshot,
    account_id: str | None,
    *,
    days: Iterable[int] = range(30, 366),
    level: float = 0.95,
) -> pd.DataFrame:
    """Measure how many followers have been silent for longer than d days, for many d.

    One threshold is a choice; the curve shows what every choice would have given.

    Returns
    -------
    pandas.DataFrame
        Indexed by `days`; columns as `socialkit.estimate.table`. Counted on the followers
        whose last public post is known; one who never posted counts from its opening.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> curve = sk.audience.dormancy(snapshot, sk.audience.choose(snapshot))
    >>> bool((curve["value"].diff().dropna() <= 0).all())
    True
    """
    if account_id is None:
        shares = {day: estimate.unknown(NO_ACCOUNT) for day in days}
    else:
        seen = frame(snapshot, account_id)
        followers = features.follower_features(snapshot, [account_id])
        silence = silent_days(followers).dropna()
        reason = "when followers last posted"
        shares = {
            day: follower_share(
                int((silence > day).sum()), len(silence), seen, level=level, reason=reason
            )
            for day in days
        }
    table = estimate.table(shares, name="days")
    table.index = table.index.astype("int64")
    return table


def segment_shares(
    classified: pd.DataFrame, seen: Frame, *, level: float = 0.95
) -> dict[str, Estimate]:
    """Estimate the share of each segment; those the data cannot tell are not known."""
    return shares_of(segment_counts(classified), knowable(classified), seen, level=level)


def shares_of(
    count: Mapping[str, int],
    known: Collection[str],
    seen: Frame,
    *,
    level: float = 0.95,
    names: Iterable[str] = SEGMENTS,
) -> dict[str, Estimate]:
    """Estimate the shares of some segments from how many followers each has."""
    total = sum(count.values())
    reasons = REASONS if known else dict.fromkeys(SEGMENTS, NOTHING_APART)
    return {
        name: follower_share(count[name], total, seen, level=level)
        if name in known
        else estimate.unknown(reasons.get(name, "") if total else _nobody(seen), n=total)
        for name in names
    }


def segment_counts(classified: pd.DataFrame) -> dict[str, int]:
    """Count the followers of each segment, as they were classified."""
    count = classified["segment"].value_counts()
    return {name: int(count.get(name, 0)) for name in SEGMENTS}


def with_counts(table: pd.DataFrame, counts: Mapping[str, int]) -> pd.DataFrame:
    """Return the table with how many were counted, `count`; NA where that is not known."""
    known = table["value"].notna().to_numpy(dtype=bool)
    count = pd.Series(counts, dtype="Int64").reindex(table.index).where(known)
    return pd.concat([table.iloc[:, :3], count.rename("count"), table.iloc[:, 3:]], axis=1)


def _followed_back(returned: pd.Series, seen: Frame, level: float) -> Estimate:
    if returned.empty or returned.isna().any():
        listed = NOT_ALL_FOLLOWED if returned.notna().any() else "whom the account follows"
        note = listed if len(returned) else _nobody(seen)
        return estimate.unknown(note, n=len(returned))
    return follower_share(int(returned.sum()), len(returned), seen, level=level)


def _nobody(seen: Frame) -> str:
    return NO_FOLLOWERS if seen.kind == "census" else NO_LIST
