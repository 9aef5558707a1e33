"""Which followers have which traits, of which their audience has a share or a mean."""

import pandas as pd

from socialkit import quality
from socialkit.audience.profile import NOT_ALL_FOLLOWED
from socialkit.audience.segments import NOTHING_APART, REASONS, SEGMENTS, classify, knowable

NO_QUALITY = "what followers are like"
SHARES = (*SEGMENTS, "followed_back")
"""The measures of `profile` that are shares of the followers."""


def traits(
    followers: pd.DataFrame, *, dormant_days: int = quality.DORMANT_DAYS
) -> dict[str, pd.Series | str]:
    """Tell for each follower which traits it has, or why that is not known of them all.

    Parameters
    ----------
    followers
        As `socialkit.features.follower_features` returns them.
    dormant_days
        Days without a public post that make a follower dormant.

    Returns
    -------
    dict
        By measure of `SHARES`: truth values on the caller's own index, or the reason why
        the data cannot tell; and `mean_quality`, the quality of each follower (Float64).

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> traits(sk.features.follower_features(snapshot))["dormant"].dtype
    dtype('bool')
    """
    classified = classify(followers, dormant_days=dormant_days)
    known, returned = knowable(classified), followers["followed_by_focal"]
    reasons = REASONS if known else dict.fromkeys(SEGMENTS, NOTHING_APART)
    found: dict[str, pd.Series | str] = {
        name: classified["segment"] == name if name in known else reasons[name] for name in SEGMENTS
    }
    listed = NOT_ALL_FOLLOWED if returned.notna().any() else "whom the account follows"
    found["followed_back"] = listed if returned.isna().any() else (returned > 0).astype(bool)
    has_quality = classified["quality"].notna().any()
    return found | {"mean_quality": classified["quality"] if has_quality else NO_QUALITY}
