"""Into which segment each follower falls, and which segments the data can tell at all."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import practice, quality
from socialkit.estimate.checks import check_share
from socialkit.features import silent_days

SEGMENTS = ("engaged", "silent", "dormant", "unreachable", "unknown")
NOTHING_APART = "nothing is known that would tell these followers apart"
REASONS = {
    "engaged": "who interacts with the account",
    "silent": "who is active without interacting",
    "dormant": "when followers last posted",
    "unreachable": "what followers' profiles look like",
    "unknown": NOTHING_APART,
}


def classify(
    followers: pd.DataFrame,
    *,
    weights: str | Mapping[str, float] = "balanced",
    dormant_days: int = quality.DORMANT_DAYS,
    unreachable_below: float = quality.UNREACHABLE_BELOW,
) -> pd.DataFrame:
    """Put each follower into one segment, and keep beside it what that rests on.

    What is said first wins:

    - engaged: interacted with the account, whatever its profile looks like;
    - unreachable: its profile looks like junk (`reachable` below `unreachable_below`);
    - dormant: no public post for `dormant_days`;
    - silent: active, no interaction seen though it was looked for; it may read everything;
    - unknown: too little is known.

    Parameters
    ----------
    followers
        As `socialkit.features.follower_features` returns them.
    weights
        Of the facets in `quality`, as in `socialkit.quality.score`; no segment hangs on them.
    dormant_days
        Days without a public post.
    unreachable_below
        Whose `reachable` (0-1) lies below this looks like junk.

    Returns
    -------
    pandas.DataFrame
        On the caller's own index: `segment` (text), `quality`, `coverage`,
        `silent_days` (Float64) and `engaged_with_focal` (Int64), `has_profile` (boolean:
        enough is known of the profile to judge it), and the facets of `quality`.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> followers = sk.features.follower_features(snapshot)
    >>> set(sk.audience.classify(followers)["segment"]) <= set(sk.audience.SEGMENTS)
    True
    """
    practice.no_single_follower("sort single followers into segments")
    check_share(unreachable_below, "threshold of junk")
    known = judged(followers)
    place = segment_places(*known, dormant_days, unreachable_below)
    scored = quality.score(followers, weights)
    columns = {
        "segment": np.array(SEGMENTS)[place],
        "quality": scored["quality"],
        "coverage": scored["coverage"],
        "silent_days": silent_days(followers),
        "engaged_with_focal": followers["engaged_with_focal"],
        "has_profile": pd.array(~np.isnan(known.reachable), dtype="boolean"),
        **{facet: scored[facet] for facet in quality.FACET_WEIGHTS},
    }
    return pd.DataFrame(columns, index=followers.index)


class Judged(NamedTuple):
    """What decides on a follower's segment; NaN for not known."""

    reachable: np.ndarray
    silent_days: np.ndarray
    engaged: np.ndarray


def judged(followers: pd.DataFrame) -> Judged:
    """Return what decides on each follower's segment, whatever the thresholds are.

    `reachable` is not known also where too little is known of a profile to judge it.
    """
    scored = quality.score(followers)
    enough = scored["coverage"] >= quality.MIN_COVERAGE
    columns = scored["reachable"].array, silent_days(followers), followers["engaged_with_focal"]
    reachable, silent, engaged = (x.to_numpy(dtype=float, na_value=np.nan) for x in columns)
    return Judged(np.where(enough, reachable, np.nan), silent, engaged)


def segment_places(
    reachable: np.ndarray,
    silent_days: np.ndarray,
    engaged: np.ndarray,
    dormant_days: float,
    unreachable_below: float,
) -> np.ndarray:
    """Return which of `SEGMENTS` each follower is in, as its place there; NaN for not known.

    `reachable` is NaN also where too little is known of a profile to judge it.
    """
    is_dormant, is_active = silent_days > dormant_days, silent_days <= dormant_days
    conditions = [
        engaged > 0,
        reachable < unreachable_below,
        is_dormant,
        is_active & (engaged == 0),
    ]
    order = ("engaged", "unreachable", "dormant", "silent")
    places = [SEGMENTS.index(name) for name in order]
    return np.select(conditions, places, default=SEGMENTS.index("unknown"))


def knowable(classified: pd.DataFrame) -> set[str]:
    """Return the segments that these data can tell; all being unknown is no segment."""
    if classified.empty:
        return set()
    engaged = bool(classified["engaged_with_focal"].notna().all())
    active = bool(classified["silent_days"].notna().any())
    known = {"unknown"} if (classified["segment"] != "unknown").any() else set()
    known |= {"engaged"} if engaged else set()
    known |= {"unreachable"} if classified["has_profile"].any() else set()
    known |= {"dormant"} if active else set()
    known |= {"silent"} if active and engaged else set()
    return known
