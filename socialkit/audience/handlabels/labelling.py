"""Which followers to look at by hand, so that their labels speak for all of them."""

from numbers import Integral

import numpy as np
import pandas as pd

from socialkit import features, practice
from socialkit.audience.segments import classify
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.schema import COUNT, TEXT
from socialkit.snapshot import Snapshot

FEW, LEAST = 5, 2
"""So many are drawn from each stratum where that can be; with one alone there is no spread."""
MOST_STRATA = 20
NOT_KNOWN = "not known"
PROFILE = ("handle", "name", "bio", "location", "url")
COUNTS = ("followers_count", "following_count", "posts_count")
DAYS = ("age_days", "days_since_post")
FLAGS = ("has_default_image", "is_protected", "is_verified")


def labelling_sample(
    snapshot: Snapshot,
    account_id: str | None,
    n: int = 150,
    *,
    strata: str | None = "segment",
    seed: int = 0,
) -> pd.DataFrame:
    """Draw followers of an account at random, for a person to look at one by one.

    Each stratum gets its share of `n` (Sainte-Laguë), five at least where that can be. They
    stand in random order with the strata spread evenly, so that whoever stops early has
    still labelled a random part of each. This shows single accounts: it is meant for the
    owner of the audience, and not for publishing.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; with None nobody is drawn.
    n
        How many to draw; all of them where there are no more.
    strata
        ``"segment"`` (as `classify` sorts them, which makes the estimate surest), any
        column of the accounts or of their features with at most twenty different values,
        or None for one draw from all.
    seed
        Of the draw. Neither row order nor ids matter, but among followers alike in all.

    Returns
    -------
    pandas.DataFrame
        Indexed by `account_id`: what a person needs to judge (`handle`, `name`, `bio`,
        `location`, `url`, reported counts, `age_days`, `days_since_post`,
        `has_default_image`, `is_protected`, `is_verified`), `follower_of`, `stratum`,
        `stratum_size` (followers in it), `stratum_drawn`, `probability` (of being drawn,
        0-1) and `label`, which is NA until someone judges.

    Raises
    ------
    SocialkitError
        When `n` is no whole number, or too small for so many strata.
    UnknownNameError
        When there is no such account or column.

    References
    ----------
    Cochran 1977, Sampling Techniques, 3rd edition, chapter 5. Wiley.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> sample = labelling_sample(snapshot, sk.audience.choose(snapshot), 100)
    >>> sample.groupby("stratum")["stratum_drawn"].first().to_dict()
    {'dormant': 35, 'engaged': 5, 'silent': 20, 'unknown': 5, 'unreachable': 35}
    """
    practice.no_single_follower("draw single followers to look at")
    if not isinstance(n, Integral) or isinstance(n, bool) or n < LEAST:
        raise SocialkitError(f"n is how many to draw, a whole number from {LEAST} on; got {n!r}.")
    whose = [] if account_id is None else [snapshot.account_id(account_id)]
    followers = features.follower_features(snapshot, whose)
    known = _known(snapshot, followers, whose)
    known["stratum"] = _strata(snapshot, followers, strata).array
    known = _in_canonical_order(known)
    chosen = _drawn(known["stratum"], int(n), np.random.default_rng(seed))
    sample = known.iloc[chosen].drop(columns=_ORDER_ONLY)
    by_stratum = sample["stratum"]
    size = by_stratum.map(known["stratum"].value_counts()).astype(COUNT)
    drawn = by_stratum.map(by_stratum.value_counts()).astype(COUNT)
    return sample.assign(
        stratum_size=size,
        stratum_drawn=drawn,
        probability=(drawn / size).astype("Float64"),
        label=pd.array([pd.NA] * len(sample), dtype=TEXT),
    )


def allocated(sizes: np.ndarray, n: int) -> np.ndarray:
    """Share `n` draws among strata of these sizes: a few each, the rest by Sainte-Laguë.

    Raises
    ------
    SocialkitError
        When not even two can be drawn from each.

    References
    ----------
    Balinski, Young 2001, Fair Representation, 2nd edition. Brookings.

    Examples
    --------
    >>> allocated(np.array([900, 90, 10]), 100).tolist()
    [86, 9, 5]
    """
    if n >= sizes.sum():
        return sizes.copy()
    drawn = np.minimum(sizes, FEW)
    if drawn.sum() > n:
        drawn = np.minimum(sizes, LEAST)
    if drawn.sum() > n:
        raise SocialkitError(
            f"{n} are too few for {len(sizes)} strata; draw {drawn.sum()} or more, "
            "or give strata=None."
        )
    for _ in range(n - drawn.sum()):
        claims = np.where(drawn < sizes, sizes / (2 * drawn + 1), 0)
        drawn[claims.argmax()] += 1
    return drawn


_ORDER_ONLY = ["exact_age", "exact_silence", "position"]


def _known(snapshot: Snapshot, followers: pd.DataFrame, whose: list[str]) -> pd.DataFrame:
    """Return what a person needs to judge, and what else parts one follower from another."""
    ids = followers.index.get_level_values("follower_id").rename("account_id")
    accounts, follows = snapshot.accounts.loc[ids], snapshot.facts("follows")
    known = accounts[[*PROFILE, *COUNTS]].set_axis(ids)
    exact = {name: followers[name].to_numpy() for name in DAYS}
    days = {name: pd.array(np.floor(followers[name]), dtype=COUNT) for name in DAYS}
    is_whose = snapshot.accounts.index.isin(whose)
    position = follows["position"][is_whose[snapshot.codes.followed]]
    return known.assign(
        **days,
        **{name: accounts[name].array for name in FLAGS},
        follower_of=pd.array(whose * len(ids), dtype=TEXT),
        exact_age=exact["age_days"],
        exact_silence=exact["days_since_post"],
        position=position.to_numpy(),
    )


def _strata(snapshot: Snapshot, followers: pd.DataFrame, strata: str | None) -> pd.Series:
    if strata is None:
        return pd.Series("all", index=followers.index, dtype=TEXT)
    if strata == "segment":
        return classify(followers)["segment"].astype(TEXT)
    accounts = snapshot.accounts
    if strata in followers.columns:
        column = followers[strata]
    elif strata in accounts.columns:
        column = accounts[strata].loc[followers.index.get_level_values("follower_id")]
    else:
        names = ["segment", *dict.fromkeys([*accounts.columns, *followers.columns])]
        raise UnknownNameError("column", strata, names)
    if column.nunique() > MOST_STRATA:
        raise SocialkitError(
            f"column {strata} has {column.nunique():,} different values; strata need a column "
            f"with {MOST_STRATA} at most, such as 'segment' or 'group'."
        )
    return column.astype(object).map(str, na_action="ignore").astype(TEXT).fillna(NOT_KNOWN)


def _in_canonical_order(known: pd.DataFrame) -> pd.DataFrame:
    """Order by content, so that a draw is the same in any row order and under other ids."""
    keys = ["stratum", "handle", *_ORDER_ONLY, *COUNTS, "name", "bio"]
    return known.sort_index().sort_values(keys, kind="stable")


def _drawn(strata: pd.Series, n: int, rng: np.random.Generator) -> np.ndarray:
    """Return the rows drawn, in an order of which every beginning is a random part as well."""
    if strata.empty:
        return np.array([], dtype=np.int64)
    rows = [np.flatnonzero(strata == name) for name in sorted(strata.unique())]
    chosen, places = [], []
    for members, count in zip(rows, allocated(np.array([*map(len, rows)]), n), strict=True):
        chosen.append(rng.permutation(members)[:count])
        places.append((np.arange(count) + rng.random()) / count)
    return np.concatenate(chosen)[np.argsort(np.concatenate(places), kind="stable")]
