"""Personas: from the features of accounts to the kinds they fall into."""

import numpy as np
import pandas as pd

from socialkit.cluster.divisions import ABOVE_CLOUDS, finest, fit, of_one_cloud, silhouette
from socialkit.cluster.portraits import Personas, described, none
from socialkit.errors import SocialkitError
from socialkit.estimate import UNKNOWN
from socialkit.features import silent_days
from socialkit.snapshot import Snapshot

COLUMNS = (
    "followers_count",
    "following_count",
    "posts_count",
    "days_since_post",
    "engaged_with_focal",
    "age_days",
    "profile_completeness",
)
NETWORK_COLUMNS = ("indegree", "outdegree", "reciprocity")
MOST_PERSONAS = 8
MIN_ACCOUNTS = 50
MIN_SHARE_KNOWN = 0.5
MIN_SILHOUETTE = 0.25
NO_KINDS = "no clear kinds here"
_AS_THEY_ARE = ("profile_completeness", "reciprocity")


def columns_for(snapshot: Snapshot) -> tuple[str, ...]:
    """Name the features by which to sort the accounts of a snapshot.

    Where follower lists of focal accounts were collected, that is how followers look and
    behave; a network without focal accounts is sorted by place in the network as well.

    Examples
    --------
    >>> import socialkit as sk
    >>> "indegree" in columns_for(sk.datasets.load("therapists"))
    False
    """
    return COLUMNS if len(snapshot.focal) else COLUMNS + NETWORK_COLUMNS


def personas(
    features: pd.DataFrame,
    k: int | str = "auto",
    *,
    columns: tuple[str, ...] = COLUMNS,
    seed: int = 0,
) -> Personas:
    """Find the kinds of accounts by k-means on their features.

    Counts and days enter as log(1 + x), each column centred on its median and scaled by
    its interquartile range. A column known for fewer than half of the accounts, or alike
    for all, is left out; a single unknown value stands at the median. With ``"auto"`` the
    finest division is taken whose mean silhouette stands out from its neighbours and is at
    least 0.8 of the best one. Counted are only divisions with a silhouette of at least 0.25
    that part the accounts better than single clouds of the same covariance are parted by
    chance; where there is none, there are no clear kinds.
    The accounts are put in order by their features first, so neither row order nor ids
    matter.

    Parameters
    ----------
    features
        As `socialkit.features.account_features` or `follower_features` return them.
    k
        Number of personas, or ``"auto"`` (2 to 8).
    columns
        The features to look at.
    seed
        Of the k-means starts.

    Returns
    -------
    Personas
        Labels, profiles and silhouettes.

    Raises
    ------
    SocialkitError
        When `k` is neither "auto" nor a whole number of at least 2.

    References
    ----------
    Rousseeuw 1987, Journal of Computational and Applied Mathematics 20:53,
    doi:10.1016/0377-0427(87)90125-7 (silhouette).

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> followers = sk.features.follower_features(snapshot, [sk.audience.choose(snapshot)])
    >>> bool(sk.cluster.personas(followers).profile["share"].sum().round(9) == 1)
    True
    """
    if k != "auto" and not (isinstance(k, int | np.integer) and k >= 2):
        raise SocialkitError(f"k is the number of personas, 2 or more, or 'auto'; got {k!r}.")
    known = _usable(features, columns)
    is_known = known.notna().any(axis=1).to_numpy(dtype=bool) if len(known.columns) else None
    if is_known is None or is_known.sum() < MIN_ACCOUNTS:
        unknown = f"{UNKNOWN}: what these accounts are like"
        reason = unknown if is_known is None else "too few accounts"
        return none(features, known, reason)
    scaled = _scaled(known[is_known])
    order = np.lexsort(scaled.T[::-1])
    points = scaled[order]
    counts = range(2, MOST_PERSONAS + 1) if k == "auto" else [int(k)]
    distinct = len(np.unique(points, axis=0))
    fits = {count: fit(points, count, seed) for count in counts if count <= distinct}
    silhouettes = pd.Series(
        {count: silhouette(points, found) for count, found in fits.items()},
        dtype="Float64", name="silhouette",
    ).rename_axis("k")  # fmt: skip
    if k == "auto":
        silhouettes = silhouettes.where(
            silhouettes > of_one_cloud(points, fits, seed) + ABOVE_CLOUDS
        )
        silhouettes = silhouettes.where(silhouettes >= MIN_SILHOUETTE)
    best = finest(silhouettes)
    if best is None:
        return none(features, known, NO_KINDS, silhouettes)
    found = np.empty(len(points), dtype=np.int64)
    found[order] = fits[best]
    return described(features, known, is_known, found, silhouettes)


def _usable(features: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    missing = [name for name in columns if name not in features.columns]
    if missing:
        raise SocialkitError(
            f"these features lack {', '.join(missing)}; "
            "make them with sk.features.account_features(snapshot)."
        )
    known = features[list(columns)].astype("Float64")
    if "days_since_post" in known and "posts_count" in known:
        known["days_since_post"] = silent_days(features)
    keep = [
        name
        for name in known.columns
        if known[name].notna().mean() >= MIN_SHARE_KNOWN and known[name].nunique() > 1
    ]
    return known[keep]


def _scaled(known: pd.DataFrame) -> np.ndarray:
    out = np.empty(known.shape)
    for place, name in enumerate(known.columns):
        values = known[name].to_numpy(dtype=float, na_value=np.nan)
        values = values if name in _AS_THEY_ARE else np.log1p(values)
        low, middle, high = np.nanquantile(values, [0.25, 0.5, 0.75])
        spread = high - low or np.nanstd(values)
        out[:, place] = np.nan_to_num((values - middle) / spread, nan=0.0)
    return np.clip(out, -3, 3)
