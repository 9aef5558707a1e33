"""How unusual the ages of accounts are around each place in the follower list."""

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.errors import SocialkitError
from socialkit.fingerprint.followorder import days, in_follow_order
from socialkit.snapshot import Snapshot

SMALLEST_AUDIENCE = 40
"""With fewer dated followers the windows would hold too few each to be compared."""


def anomaly_scores(
    snapshot: Snapshot, account_id: str, *, window: int = 200, stride: int = 40, bins: int = 12
) -> pd.DataFrame:
    """Score how unusual the creation dates are around each follower in the list.

    With C_r the creation date of the follower of rank r and L_r the bound of
    `follow_time_bounds`, the place u_r = (C_r - C_min) / (L_r - C_min) lies in 0-1. Each
    window of neighbouring ranks is counted into bins of u; the score of a bin of a window is

        (count - median + sign(count - median)) / (IQR + 1),

    median and interquartile range over all windows of this audience. A follower's score is
    the mean of its bin's scores over the windows that cover it, weighted by a triangle
    around each window's middle. Above 0 is denser, below 0 sparser than usual here; there
    is no threshold that holds for every audience.

    Where the paper draws the windows' starts at random so that the last one ends with the
    list, they are spread evenly here, so that the same list always has the same scores.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; an id or handle.
    window
        Followers in a window. In an audience of fewer than two windows a window is half of
        it, and the stride shrinks alike.
    stride
        Most ranks from one window to the next; at most `window`.
    bins
        Bins of u.

    Returns
    -------
    pandas.DataFrame
        Indexed by `account_id` of the follower, oldest follower first: `rank` (Int64),
        `relative_age` (u_r: 1 is the youngest account that could be there; Float64) and
        `anomaly_score` (Float64). Followers without a creation date are passed over, and
        keep their rank. Both are NA for them, and the score of all is NA in an audience of
        fewer than 40 with a date.

    Raises
    ------
    MissingDataError
        As `follow_time_bounds`.
    SocialkitError
        When window, stride or bins are out of range.

    References
    ----------
    Zouzou, Varol 2024. Unsupervised detection of coordinated fake-follower campaigns on
    social media. EPJ Data Science 13. https://doi.org/10.1140/epjds/s13688-024-00499-6

    Examples
    --------
    >>> import socialkit as sk
    >>> from socialkit import fingerprint
    >>> snapshot = sk.datasets.load("therapists")
    >>> scores = fingerprint.anomaly_scores(snapshot, sk.audience.choose(snapshot))
    >>> bool(scores["relative_age"].dropna().between(0, 1).all())
    True
    """
    practice.no_single_follower("score when single followers came")
    if not (window >= 2 and 1 <= stride <= window and bins >= 2):
        raise SocialkitError(
            f"window is 2 or more, stride 1 to window and bins 2 or more; got window={window}, "
            f"stride={stride}, bins={bins}."
        )
    followers = in_follow_order(snapshot, account_id)
    place = _places(followers["created_at"])
    score = np.full(len(followers), np.nan)
    known = np.flatnonzero(~np.isnan(place))
    if len(known) >= SMALLEST_AUDIENCE:
        length = min(window, len(known) // 2)
        step = max(stride * length // window, 1)
        score[known] = _scores(place[known], length, step, bins)
    numbers = {"relative_age": place, "anomaly_score": score}
    columns = {name: _with_na(values) for name, values in numbers.items()}
    return followers[["rank"]].assign(**columns)


def _places(created_at: pd.Series) -> np.ndarray:
    """Return u_r, NaN without a date and while the bound is the earliest date itself."""
    place = np.full(len(created_at), np.nan)
    known = created_at.notna().to_numpy()
    created = days(created_at[known])
    bound = np.maximum.accumulate(created)
    place[known] = np.divide(created, bound, out=np.full(len(bound), np.nan), where=bound > 0)
    return place


def _scores(place: np.ndarray, length: int, step: int, bins: int) -> np.ndarray:
    """Score every follower; windows of `length` start every `step` or a little less."""
    count = -(-(len(place) - length) // step) + 1
    start = np.arange(count) * (len(place) - length) // (count - 1)
    member = start[:, None] + np.arange(length)
    slot = np.minimum((place * bins).astype(np.int64), bins - 1)[member]
    flat = np.arange(count)[:, None] * bins + slot
    counts = np.bincount(flat.ravel(), minlength=count * bins).reshape(count, bins)
    away = counts - np.median(counts, axis=0)
    low, high = np.quantile(counts, [0.25, 0.75], axis=0)
    unusual = (away + np.sign(away)) / (high - low + 1)
    weight = np.broadcast_to(
        length / 2 - np.abs(np.arange(length) - (length - 1) / 2), member.shape
    ).ravel()
    score = np.take_along_axis(unusual, slot, axis=1).ravel()
    total = np.bincount(member.ravel(), weights=weight * score)
    return total / np.bincount(member.ravel(), weights=weight)


def _with_na(values: np.ndarray) -> pd.array:
    return pd.array(pd.Series(values, dtype="Float64").mask(np.isnan(values)), dtype="Float64")
