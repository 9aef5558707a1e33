"""Into which segment each follower falls, and which segments the data can tell at all."""

import numpy as np
import pandas as pd

from socialkit import practice, quality
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


def classify(followers: pd.DataFrame, *, dormant_days: int = quality.DORMANT_DAYS) -> pd.DataFrame:
    """Put each follower into one segment, and keep beside it what that rests on.

    What is said first wins:

    - engaged: interacted with the account, whatever its profile looks like;
    - unreachable: its profile looks like junk (`reachable` below 0.5);
    - dormant: no public post for `dormant_days`;
    - silent: active, no interaction seen though it was looked for; it may read everything;
    - unknown: too little is known.

    Parameters
    ----------
    followers
        As `socialkit.features.follower_features` returns them.
    dormant_days
        Days without a public post.

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
    scored = quality.score(followers)
    has_profile = scored["reachable"].notna() & (scored["coverage"] >= quality.MIN_COVERAGE)
    junk = (scored["reachable"] < quality.UNREACHABLE_BELOW) & has_profile
    days = silent_days(followers)
    engaged = followers["engaged_with_focal"]
    conditions = [engaged > 0, junk, days > dormant_days, (days <= dormant_days) & (engaged == 0)]
    masks = [condition.fillna(False).to_numpy(dtype=bool) for condition in conditions]
    order = ["engaged", "unreachable", "dormant", "silent"]
    columns = {
        "segment": np.select(masks, order, default="unknown"),
        "quality": scored["quality"],
        "coverage": scored["coverage"],
        "silent_days": days,
        "engaged_with_focal": engaged,
        "has_profile": has_profile,
        **{facet: scored[facet] for facet in quality.FACET_WEIGHTS},
    }
    return pd.DataFrame(columns, index=followers.index)


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
