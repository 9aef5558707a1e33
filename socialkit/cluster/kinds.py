"""Personas: from the features of accounts to the kinds they fall into."""

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from socialkit import practice
from socialkit.cluster.choice import Found, asked_for, best
from socialkit.cluster.portraits import Personas, described, none
from socialkit.cluster.scaling import Known, Scale, canonical, placed, scales, spread_out
from socialkit.errors import SocialkitError
from socialkit.estimate import UNKNOWN
from socialkit.features import silent_days
from socialkit.progress import Steps
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
MIN_ACCOUNTS = 50
MIN_SHARE_KNOWN = 0.5
LARGE = 1000
"""Of more accounts than this the kinds are found on evenly spaced ones, and all are labelled."""
NO_KINDS = "no clear kinds here"


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
    """Find the kinds of accounts by a latent profile analysis of their features.

    Counts and days enter as log(1 + x), each column centred on its median and scaled by
    its interquartile range. Accounts are taken as a mixture of kinds, in each of which the
    features spread on their own around a centre. With ``"auto"`` only divisions count whose
    kinds are all parted by a valley, come back in bootstrap samples (mean Jaccard
    similarity of at least 0.75, none below 0.60) and have a silhouette above that of single
    clouds; of them the one with the lowest information criterion is taken (of those within
    6 of it the coarsest): -2 log likelihood + c x numbers, where c is the mean of Schwarz's
    log n and Sclove's log((n + 2) / 24). Where there is none, there are no clear kinds. A
    column known for fewer than half of the accounts, or alike for all, is left out; an
    account is placed by what is known of it. Accounts come in the order of their features,
    and a table that repeats itself is taken once, so order, ids and duplication do not
    matter. Of more than 1,000 accounts, 1,000 or fewer evenly spaced ones in that order
    decide on the kinds.

    Parameters
    ----------
    features
        As `socialkit.features.account_features` or `follower_features` return them.
    k
        Number of personas, or ``"auto"`` (2 to 8).
    columns
        The features to look at.
    seed
        Of every random step.

    Returns
    -------
    Personas
        Labels, profiles, stability and silhouettes.

    Raises
    ------
    SocialkitError
        When `k` is neither "auto" nor a whole number of at least 2, or a column is not there.

    References
    ----------
    Hennig 2007, Computational Statistics and Data Analysis 52:258,
    doi:10.1016/j.csda.2006.11.025 (stability).
    Rousseeuw 1987, Journal of Computational and Applied Mathematics 20:53,
    doi:10.1016/0377-0427(87)90125-7 (silhouette).
    Schwarz 1978, Annals of Statistics 6:461, doi:10.1214/aos/1176344136, and Sclove 1987,
    Psychometrika 52:333, doi:10.1007/BF02294360 (information criteria).
    Kass, Raftery 1995, Journal of the American Statistical Association 90:773,
    doi:10.1080/01621459.1995.10476572 (a difference of 6 is strong evidence).

    Examples
    --------
    >>> import socialkit as sk
    >>> made = sk.simulate.network(accounts=600, focal=2, seed=1)
    >>> found = sk.cluster.personas(sk.features.account_features(made.snapshot))
    >>> found.stability["jaccard"].between(0.6, 1).all()
    np.True_
    """
    practice.no_single_follower("sort single followers into kinds")
    if k != "auto" and not (isinstance(k, int | np.integer) and k >= 2):
        raise SocialkitError(f"k is the number of personas, 2 or more, or 'auto'; got {k!r}.")
    known = usable(features, columns)
    is_known = known.notna().any(axis=1).to_numpy(dtype=bool) if len(known.columns) else None
    if is_known is None:
        return none(features, known, f"{UNKNOWN}: what these accounts are like")
    with Steps("kinds of accounts", 4) as steps:
        return _found(features, known, is_known, k, seed, steps)


def _found(
    features: pd.DataFrame,
    known: pd.DataFrame,
    is_known: np.ndarray,
    k: int | str,
    seed: int,
    steps: Steps,
) -> Personas:
    steps.next("putting accounts in order")
    content = canonical(known[is_known], MIN_ACCOUNTS)
    if len(content.distinct) < MIN_ACCOUNTS:
        return none(features, known, "too few accounts")
    steps.next("looking for kinds")
    points, how = drawn(content, seed)
    # Threads that wait for one another take thirty times as long on a busy computer, and
    # sums in one order are the same on every one.
    with threadpool_limits(1):
        found = best(points, seed) if k == "auto" else _asked(points, content, int(k), seed)
    if found.division is None:
        return none(features, known, NO_KINDS, found.tried)
    steps.next("placing accounts")
    kind = np.empty(is_known.sum(), dtype=np.int64)
    kind[content.order] = found.division.kind(placed(content.values, how))
    steps.next("drawing their portraits")
    return described(features, known, is_known, kind, found, len(points))


def drawn(content: Known, seed: int) -> tuple[np.ndarray, list[Scale]]:
    """Return the points on which kinds are looked for, and the scales of their columns."""
    how = scales(content.distinct)
    step = -(-len(content.distinct) // LARGE)
    with threadpool_limits(1):
        return spread_out(content.distinct[::step], how, seed), how


def _asked(points: np.ndarray, content: Known, k: int, seed: int) -> Found:
    different = len(np.unique(content.values, axis=0))
    return asked_for(points, k, seed) if 2 * k <= different else Found.nothing()


def usable(features: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return the columns that are known for enough accounts and differ among them."""
    missing = [name for name in columns if name not in features.columns]
    if missing:
        raise SocialkitError(
            f"these features lack {', '.join(missing)}; "
            "make them with sk.features.account_features(snapshot)."
        )
    known = features[list(columns)].astype("Float64")
    if {"days_since_post", "posts_count"} <= set(columns) and "age_days" in features:
        known["days_since_post"] = silent_days(features)
    keep = [
        name
        for name in known.columns
        if known[name].notna().mean() >= MIN_SHARE_KNOWN and known[name].nunique() > 1
    ]
    return known[keep]
