"""What the data tell of other accounts from where one account stands."""

import numpy as np
import pandas as pd

from socialkit import features, graph, quality
from socialkit.features.engagement import (
    ENGAGEMENT_WINDOW_DAYS,
    inbound_seen,
    pair_totals,
    recent,
)
from socialkit.quality.bios import bio_similarity
from socialkit.quality.facets import in_common
from socialkit.quality.scoring import CLOSENESS
from socialkit.snapshot import Snapshot
from socialkit.suggest.followback import follow_back, whole_follower_lists
from socialkit.suggest.twohops import two_hops

_SORTED_BY = ("followers_count", "following_count", "posts_count", "age_days", "days_since_post")


def evidence(
    snapshot: Snapshot, row: int, others: np.ndarray, *, dormant_days: float
) -> pd.DataFrame:
    """Gather what is known of some accounts, as seen from the account of that row.

    Returns
    -------
    pandas.DataFrame
        On the ids of `others`, in their order: the columns of
        `socialkit.features.account_features`, and `handle`, `name`, `group`,
        `shared_contacts` and `adamic_adar` (NA for whom no other tie is known),
        `bio_similarity` (with the account's), `related`, `active`, `reachable`,
        `silent_days`, `profile_coverage` (0-1), `looked_up`, `returned` and `follow_back` (as
        `followback.follow_back`), `engaged` (times it turned to the account), `is_followed`,
        `follows_account` and `same_group` (boolean).
    """
    accounts = snapshot.accounts.iloc[others]
    known = features.account_features(snapshot).iloc[others]
    scored = quality.score(known, {"reachable": 1}, dormant_days=dormant_days)
    shared, closeness = _closeness(snapshot, row, others)
    alike = bio_similarity(snapshot.accounts["bio"], np.full(len(others), row), others)
    near = pd.DataFrame({"adamic_adar": closeness, "bio_similarity": alike}).astype("Float64")
    return known.assign(
        **{name: accounts[name] for name in ("handle", "name", "group")},
        shared_contacts=shared,
        adamic_adar=closeness,
        bio_similarity=alike,
        related=pd.Series(in_common(near, CLOSENESS), index=near.index).astype("Float64"),
        active=scored["active"],
        reachable=scored["reachable"],
        profile_coverage=scored["coverage"].where(scored["reachable"].notna(), 0.0),
        silent_days=features.silent_days(known),
        **follow_back(snapshot).iloc[others],
        engaged=_engaged(snapshot, row, others),
        **_ties(snapshot, row, others),
        same_group=accounts["group"] == snapshot.accounts["group"].iloc[row],
    )


def looks_like_junk(known: pd.DataFrame) -> pd.Series:
    """Tell whose profile speaks against a person, where enough of it is known to say so."""
    is_told = known["profile_coverage"] >= quality.MIN_COVERAGE
    return ((known["reachable"] < quality.UNREACHABLE_BELOW) & is_told).fillna(False).astype(bool)


def is_dormant(known: pd.DataFrame, dormant_days: float) -> pd.Series:
    """Tell who is known to have posted nothing in public for longer; not known is not dormant."""
    return (known["silent_days"] > dormant_days).fillna(False).astype(bool)


def has_engaged(known: pd.DataFrame) -> pd.Series:
    """Tell who was seen to turn to the account."""
    return (known["engaged"] > 0).fillna(False).astype(bool)


def by_content(known: pd.DataFrame, first: dict[str, bool]) -> pd.DataFrame:
    """Sort by some columns (True: rising), then by what accounts are like, and last by id."""
    keys = first | dict.fromkeys((*_SORTED_BY, "handle", "name"), True)
    in_order = known.sort_index(kind="stable")
    return in_order.sort_values(list(keys), ascending=list(keys.values()), kind="stable")


def _closeness(snapshot: Snapshot, row: int, others: np.ndarray) -> tuple[pd.Series, pd.Series]:
    """Return the shared contacts and their weight; NA for whom no other tie is known."""
    size, found = len(snapshot.accounts), two_hops(snapshot, np.array([row]))
    count, closeness = np.zeros(size, dtype=np.int64), np.zeros(size)
    count[found.other], closeness[found.other] = found.shared, found.adamic_adar
    is_blank = (graph.contact_counts(snapshot)[others] <= 1) & (count[others] == 0)
    ids = snapshot.accounts.index[others]
    return (
        pd.Series(pd.arrays.IntegerArray(count[others], is_blank), index=ids),
        pd.Series(pd.arrays.FloatingArray(closeness[others], is_blank), index=ids),
    )


def _engaged(snapshot: Snapshot, row: int, others: np.ndarray) -> pd.arrays.IntegerArray:
    """Count how often each turned to the account; NA where that was not collected."""
    target = np.full(len(others), row)
    source, towards, count = recent(snapshot, ENGAGEMENT_WINDOW_DAYS)
    times = pair_totals(source, towards, count, others, target, len(snapshot.accounts))
    is_blank = (times == 0) & ~inbound_seen(snapshot)[row]
    return pd.arrays.IntegerArray(times.astype(np.int64), is_blank)


def _ties(snapshot: Snapshot, row: int, others: np.ndarray) -> dict[str, pd.arrays.BooleanArray]:
    """Tell whom the account follows and who follows it; NA where a list is not whole."""
    lists_own = bool(graph.following_lists(snapshot).iloc[row])
    lists_followers = bool(whole_follower_lists(snapshot)[row])
    sides = {
        "is_followed": (graph.out_lists(snapshot)[[row]].indices, lists_own),
        "follows_account": (graph.in_lists(snapshot)[[row]].indices, lists_followers),
    }
    found = {}
    for name, (seen, is_whole) in sides.items():
        is_tied = np.zeros(len(snapshot.accounts), dtype=bool)
        is_tied[seen] = True
        is_blank = ~is_tied[others] & (not is_whole)
        found[name] = pd.arrays.BooleanArray(is_tied[others], is_blank)
    return found
