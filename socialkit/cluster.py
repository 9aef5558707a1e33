"""What kinds of accounts there are: personas, found from how accounts look and behave."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

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
CLEARLY = 0.01
CLOUDS, CLOUD_SIZE, ABOVE_CLOUDS = 20, 500, 0.03
NEARLY = 0.8
"""A finer division is taken while its silhouette is at least this part of the best one."""
SILHOUETTE_SAMPLE = 2000
NO_KINDS = "no clear kinds here"

_AS_THEY_ARE = ("profile_completeness", "reciprocity")
_WORDS = {
    "engaged_with_focal": ("talk with the account", ""),
    "following_count": ("follow many", "follow few"),
    "followers_count": ("followed by many", "followed by few"),
    "posts_count": ("post much", "hardly post"),
    "days_since_post": ("long silent", "posted lately"),
    "age_days": ("old accounts", "new accounts"),
    "profile_completeness": ("full profiles", "empty profiles"),
    "indegree": ("followed by many", "followed by few"),
    "outdegree": ("follow many", "follow few"),
    "reciprocity": ("follow back", "not followed back"),
}
_HIGH, _LOW = 0.7, 0.3
_TRAITS = 3


@dataclass(frozen=True)
class Personas:
    """Kinds of accounts, and how they differ.

    Attributes
    ----------
    labels
        The persona of each account by name, on the caller's own index; NA where nothing
        is known of the account, or where there are no clear kinds.
    profile
        One row per persona, largest first: `accounts`, `share` (0-1), and the median of
        each feature in its own unit.
    levels
        The same rows: the mean rank among all accounts, 0 (lowest) to 1 (highest).
    silhouettes
        How well each number of personas parts the accounts, -1 to 1, indexed by `k`; NA
        where a single cloud of accounts would be parted as well.
    note
        Why there are no personas, where there are none.
    """

    labels: pd.Series
    profile: pd.DataFrame
    levels: pd.DataFrame
    silhouettes: pd.Series
    note: str = ""


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
        return _none(features, known, reason)
    scaled = _scaled(known[is_known])
    order = np.lexsort(scaled.T[::-1])
    points = scaled[order]
    counts = range(2, MOST_PERSONAS + 1) if k == "auto" else [int(k)]
    distinct = len(np.unique(points, axis=0))
    fits = {count: _fit(points, count, seed) for count in counts if count <= distinct}
    silhouettes = pd.Series(
        {count: _silhouette(points, found) for count, found in fits.items()},
        dtype="Float64", name="silhouette",
    ).rename_axis("k")  # fmt: skip
    if k == "auto":
        silhouettes = silhouettes.where(
            silhouettes > _of_one_cloud(points, fits, seed) + ABOVE_CLOUDS
        )
        silhouettes = silhouettes.where(silhouettes >= MIN_SILHOUETTE)
    best = _finest(silhouettes)
    if best is None:
        return _none(features, known, NO_KINDS, silhouettes)
    found = np.empty(len(points), dtype=np.int64)
    found[order] = fits[best]
    return _described(features, known, is_known, found, silhouettes)


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


def _fit(points: np.ndarray, count: int, seed: int, *, starts: int = 10) -> np.ndarray:
    return KMeans(count, n_init=starts, random_state=seed).fit_predict(points)


def _silhouette(points: np.ndarray, found: np.ndarray) -> float:
    """Return the mean silhouette on evenly spaced rows: no second random choice."""
    step = max(1, len(points) // SILHOUETTE_SAMPLE)
    some, labels = points[::step], found[::step]
    if not 2 <= len(np.unique(labels)) < len(some):
        return -1.0
    return float(silhouette_score(some, labels))


def _of_one_cloud(points: np.ndarray, counts: Iterable[int], seed: int) -> pd.Series:
    """Return the best silhouettes that k-means finds where there are no kinds at all.

    Clouds drawn from one normal distribution with the covariance of the points are cut the
    same way: cutting a long cloud in two parts it rather well, and means nothing.
    """
    rng = np.random.default_rng(seed)
    size = min(len(points), CLOUD_SIZE)
    spread = np.atleast_2d(np.cov(points.T))
    found = []
    for _ in range(CLOUDS):
        cloud = rng.multivariate_normal(points.mean(axis=0), spread, size=size, method="eigh")
        cloud = np.clip(cloud, -3, 3)
        found.append({k: _silhouette(cloud, _fit(cloud, k, seed, starts=3)) for k in counts})
    return pd.DataFrame(found).max().astype("Float64").rename_axis("k")


def _finest(silhouettes: pd.Series) -> int | None:
    """Return the largest k that stands out and parts the accounts nearly as well as the best.

    A k stands out when its silhouette clearly tops those of the next smaller and larger k;
    the best k always does.
    """
    if silhouettes.isna().all():
        return None
    neighbours = pd.concat([silhouettes.shift(1), silhouettes.shift(-1)], axis=1)
    stands_out = neighbours.notna().all(axis=1) & (silhouettes > neighbours.max(axis=1) + CLEARLY)
    near = (silhouettes >= NEARLY * silhouettes.max()).fillna(False)
    best = (silhouettes == silhouettes.max()).fillna(False)
    stands_out = stands_out.fillna(False)
    return int(silhouettes.index[best | (stands_out & near)].max())


def _described(
    features: pd.DataFrame,
    known: pd.DataFrame,
    is_known: np.ndarray,
    found: np.ndarray,
    silhouettes: pd.Series,
) -> Personas:
    some = known[is_known]
    medians = some.groupby(found).median()
    sizes = pd.Series(found).value_counts()
    ranks = some.rank(pct=True)
    levels = ranks.groupby(found).mean()
    order = sorted(sizes.index, key=lambda one: (-sizes[one], *medians.loc[one].fillna(-1)))
    medians, levels, sizes = medians.loc[order], levels.loc[order], sizes.loc[order]
    names = _names(levels)
    index = pd.Index(names, name="persona", dtype="str")
    profile = medians.set_axis(index)
    profile.insert(0, "accounts", pd.array(sizes.to_numpy(), dtype="Int64"))
    profile.insert(1, "share", pd.array(sizes.to_numpy() / sizes.sum(), dtype="Float64"))
    by_code = dict(zip(order, names, strict=True))
    labels = pd.Series(pd.NA, index=features.index, dtype="string[pyarrow]", name="persona")
    labels[is_known] = [by_code[one] for one in found]
    return Personas(labels, profile, levels.set_axis(index).astype("Float64"), silhouettes)


def _names(levels: pd.DataFrame) -> list[str]:
    """Name each persona by what is most unlike the rest, adding words until names differ."""
    told = [_traits(levels.loc[one]) for one in levels.index]
    names = []
    for traits in told:
        few = ", ".join(traits[:_TRAITS]) or "like most others"
        more = ", ".join(traits) or few
        name = few if few not in names else more
        number = 2
        while name in names:
            name = f"{more} ({number})"
            number += 1
        names.append(name)
    return names


def _traits(level: pd.Series) -> list[str]:
    far = (level - 0.5).abs().round(6).sort_values(ascending=False, kind="stable").index
    words = []
    for name in far:
        high, low = _WORDS.get(name, (f"high {name}", f"low {name}"))
        word = high if level[name] >= _HIGH else low if level[name] <= _LOW else ""
        if word and word not in words:
            words.append(word)
    return words


def _none(
    features: pd.DataFrame,
    known: pd.DataFrame,
    reason: str,
    silhouettes: pd.Series | None = None,
) -> Personas:
    labels = pd.Series(pd.NA, index=features.index, dtype="string[pyarrow]", name="persona")
    index = pd.Index([], name="persona", dtype="str")
    levels = pd.DataFrame({name: pd.array([], dtype="Float64") for name in known}, index=index)
    sizes = {"accounts": pd.array([], dtype="Int64"), "share": pd.array([], dtype="Float64")}
    profile = pd.concat([pd.DataFrame(sizes, index=index), levels], axis=1)
    if silhouettes is None:
        silhouettes = pd.Series([], dtype="Float64", name="silhouette").rename_axis("k")
    return Personas(labels, profile, levels, silhouettes, reason)
