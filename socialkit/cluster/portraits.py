"""What each kind is like, and what to call it."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from socialkit.cluster.choice import Found
from socialkit.cluster.stability import DRAWS, word

_WORDS = {
    "engaged_with_focal": ("talk with the account", ""),
    "following_count": ("follow many", "follow few"),
    "followers_count": ("followed by many", "followed by few"),
    "posts_count": ("post much", "hardly post"),
    "days_since_post": ("long silent", "posted lately"),
    "age_days": ("old accounts", "new accounts"),
    "profile_completeness": ("full profiles", "empty profiles"),
    "indegree": ("many followers in these data", "few followers in these data"),
    "outdegree": ("follow many in these data", "follow few in these data"),
    "reciprocity": ("follow back", "not followed back"),
}
_SAME_TRAIT = {"indegree": "followers_count", "outdegree": "following_count"}
"""What is counted here and what is reported may disagree: a kind is told one of them."""
_LATELY_DAYS = 60
_HIGH, _LOW = 0.7, 0.3
_RATHER_HIGH, _RATHER_LOW = 0.6, 0.4
"""From where a kind is told a trait that has none more unlike the rest."""
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
        How well each number of personas parts the accounts, -1 to 1, each feature measured
        in its spread within the kinds, indexed by `k`; NA
        where the kinds would not be parted by valleys, and where there are no clear kinds.
    note
        Why there are no personas, where there are none.
    stability
        The rows of `profile`: `jaccard` (0-1, how well the kind comes back in bootstrap
        samples), `in_words` (Hennig's word for it) and `frame` (on how many accounts).
    tried
        The divisions that valleys part, indexed by `k`: `silhouette`, `by_chance` (the best
        of clouds without kinds), `jaccard` (of the least stable kind) and `criterion`
        (information criterion, lower is better); NA where that was not looked at.
    """

    labels: pd.Series
    profile: pd.DataFrame
    levels: pd.DataFrame
    silhouettes: pd.Series
    note: str = ""
    stability: pd.DataFrame = field(default_factory=lambda: _stability([], [], ""))
    tried: pd.DataFrame = field(default_factory=pd.DataFrame)


def described(
    features: pd.DataFrame,
    known: pd.DataFrame,
    is_known: np.ndarray,
    kinds: np.ndarray,
    found: Found,
    looked_at: int,
) -> Personas:
    """Draw the portrait of each kind that was found, largest first."""
    some = known[is_known]
    medians = some.groupby(kinds).median()
    sizes = pd.Series(kinds).value_counts()
    plain = pd.DataFrame(some.to_numpy(dtype=float, na_value=np.nan), columns=some.columns)
    levels = plain.rank(pct=True).groupby(kinds).mean()
    order = sorted(sizes.index, key=lambda one: (-sizes[one], *medians.loc[one].fillna(-1)))
    medians, levels, sizes = medians.loc[order], levels.loc[order], sizes.loc[order]
    names = _names(levels, medians)
    index = pd.Index(names, name="persona", dtype="str")
    profile = medians.set_axis(index)
    profile.insert(0, "accounts", pd.array(sizes.to_numpy(), dtype="Int64"))
    profile.insert(1, "share", pd.array(sizes.to_numpy() / sizes.sum(), dtype="Float64"))
    place, rank = np.full(len(features), -1), np.empty(max(order) + 1, dtype=np.int64)
    rank[order] = range(len(order))  # a kind may have lost all its accounts to others
    place[is_known] = rank[kinds]
    words = pd.array([*names, None], dtype="string[pyarrow]")
    labels = pd.Series(words.take(place), index=features.index, name="persona")
    frame = f"n = {looked_at:,} of {len(some):,} accounts, drawn {DRAWS} times"
    return Personas(
        labels,
        profile,
        levels.set_axis(index).astype("Float64"),
        _silhouettes(found.tried),
        stability=_stability(names, found.jaccards[order].tolist(), frame),
        tried=found.tried,
    )


def _stability(names: list[str], jaccards: list[float], frame: str) -> pd.DataFrame:
    """Set Hennig's word beside how well each kind comes back."""
    columns = {
        "jaccard": pd.array(jaccards, dtype="Float64"),
        "in_words": pd.array([word(one) for one in jaccards], dtype="str"),
        "frame": pd.array([frame] * len(names), dtype="str"),
    }
    return pd.DataFrame(columns, index=pd.Index(names, name="persona", dtype="str"))


def _silhouettes(tried: pd.DataFrame) -> pd.Series:
    return tried["silhouette"].rename("silhouette")


def _names(levels: pd.DataFrame, medians: pd.DataFrame) -> list[str]:
    """Name each persona by what is most unlike the rest, adding words until names differ."""
    told = [_traits(levels.loc[one], medians.loc[one]) for one in levels.index]
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


def _traits(level: pd.Series, median: pd.Series) -> list[str]:
    """Return what is unlike the rest, most first; where nothing is, what is so to some degree."""
    clear = _told(level, median, _HIGH, _LOW)
    return clear or _told(level, median, _RATHER_HIGH, _RATHER_LOW)


def _told(level: pd.Series, median: pd.Series, least: float, most: float) -> list[str]:
    by_name = (level - 0.5).abs().round(6).sort_index()  # so that ties do not hang on columns
    far = by_name.sort_values(ascending=False, kind="stable").index
    words: dict[str, str] = {}
    for name in far:
        high, low = _WORDS.get(name, (f"high {name}", f"low {name}"))
        said = high if level[name] >= least else low if level[name] <= most else ""
        if name == "posts_count" and said == low and median[name] == 0:
            said = "never post"
        if said and not (name == "days_since_post" and _is_untrue(said, median[name])):
            words.setdefault(_SAME_TRAIT.get(name, name), said)
    return list(words.values())


def _is_untrue(said: str, days: float) -> bool:
    """Whether a kind is long silent only beside others who post daily, or lately beside none."""
    return (said == "long silent") != (days > _LATELY_DAYS)


def none(
    features: pd.DataFrame,
    known: pd.DataFrame,
    reason: str,
    tried: pd.DataFrame | None = None,
) -> Personas:
    """Return no kinds at all, with the reason."""
    labels = pd.Series(pd.NA, index=features.index, dtype="string[pyarrow]", name="persona")
    index = pd.Index([], name="persona", dtype="str")
    levels = pd.DataFrame({name: pd.array([], dtype="Float64") for name in known}, index=index)
    sizes = {"accounts": pd.array([], dtype="Int64"), "share": pd.array([], dtype="Float64")}
    profile = pd.concat([pd.DataFrame(sizes, index=index), levels], axis=1)
    tried = Found.nothing().tried if tried is None else tried
    silhouettes = pd.Series(pd.NA, tried.index, dtype="Float64", name="silhouette")
    return Personas(labels, profile, levels, silhouettes, reason, tried=tried)
