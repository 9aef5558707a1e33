"""Who interacts with the focal accounts, whom they follow, and where none means none."""

import numpy as np
import pandas as pd

from socialkit import graph
from socialkit.features.ratios import counts, flags
from socialkit.snapshot import Snapshot

ENGAGEMENT_WINDOW_DAYS = 365
DAY = pd.Timedelta(days=1)


def seen_at(snapshot: Snapshot) -> pd.Series:
    """Return from when each account's ages count: where it says nothing, from `taken_at`."""
    return snapshot.accounts["seen_at"].fillna(snapshot.taken_at)


def engagement(snapshot: Snapshot, window_days: int) -> pd.Series:
    """Count how often each account turned to the focal ones; NA where that was not seen."""
    accounts = snapshot.accounts
    focal = accounts["is_focal"].fillna(False).to_numpy(dtype=bool)
    source, target, count = recent(snapshot, window_days)
    towards = focal[target] & (source != target)
    engaged = np.bincount(source[towards], weights=count[towards], minlength=len(accounts))
    known = _looked_at(snapshot, focal, inbound_seen(snapshot)) | (engaged > 0)
    return pd.Series(counts(engaged, known=known), index=accounts.index)


def recent(snapshot: Snapshot, window_days: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return source, target and count of the interactions of the last days."""
    rows = snapshot.facts("interactions")
    codes = snapshot.codes
    since = seen_at(snapshot).iloc[codes.target] - window_days * DAY
    keep = (rows["at"].isna() | (rows["at"] >= since.array)).to_numpy()
    count = rows["count"].fillna(1).to_numpy(dtype=np.int64)
    return codes.source[keep], codes.target[keep], count[keep]


def pair_totals(
    source: np.ndarray,
    target: np.ndarray,
    count: np.ndarray,
    follower: np.ndarray,
    followed: np.ndarray,
    size: int,
) -> np.ndarray:
    """Sum `count` for each (follower, followed) pair that stands as (source, target)."""
    pairs, where = np.unique(source.astype(np.int64) * size + target, return_inverse=True)
    totals = np.bincount(where, weights=count, minlength=len(pairs))
    wanted = follower.astype(np.int64) * size + followed
    place = np.searchsorted(pairs, wanted)
    found = place < len(pairs)
    found[found] = pairs[place[found]] == wanted[found]
    out = np.zeros(len(wanted))
    out[found] = totals[place[found]]
    return out


def inbound_seen(snapshot: Snapshot) -> np.ndarray:
    """Tell of whom it was collected what comes in."""
    return snapshot.accounts["interactions_seen"].isin(["both", "in"]).to_numpy(dtype=bool)


def mentions_others(snapshot: Snapshot) -> pd.Series:
    """Tell who named another account in a post; no only where what goes out was collected."""
    accounts, codes = snapshot.accounts, snapshot.codes
    kind = snapshot.facts("interactions")["kind"].isin(["mention", "reply"]).to_numpy(dtype=bool)
    others = kind & (codes.source != codes.target)
    named = np.bincount(codes.source[others], minlength=len(accounts)) > 0
    looked = accounts["interactions_seen"].isin(["both", "out"]).to_numpy(dtype=bool)
    return pd.Series(flags(named, known=looked | named), index=accounts.index)


def _looked_at(snapshot: Snapshot, focal: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Tell for whom a zero is known: all focal accounts it follows (else all) were `seen`."""
    followers = graph.in_lists(snapshot)
    unseen, followed = (
        np.bincount(followers[np.flatnonzero(rows)].indices, minlength=len(focal))
        for rows in (focal & ~seen, focal)
    )
    everyone = bool(focal.any() and seen[focal].all())
    return np.where(followed > 0, unseen == 0, everyone)


def followed_by_focal(snapshot: Snapshot) -> pd.Series:
    """Count how many focal accounts follow each account; NA where no list could show it."""
    accounts = snapshot.accounts
    focal = accounts["is_focal"].fillna(False).to_numpy(dtype=bool)
    followed = graph.out_lists(snapshot)[np.flatnonzero(focal)].indices
    count = np.bincount(followed, minlength=len(accounts))
    listed = graph.following_lists(snapshot).to_numpy(dtype=bool)
    known = _looked_at(snapshot, focal, listed) | (count > 0)
    return pd.Series(counts(count, known=known), index=accounts.index)
