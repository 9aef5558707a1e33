"""What each kind is like, and what to call it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

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


def described(
    features: pd.DataFrame,
    known: pd.DataFrame,
    is_known: np.ndarray,
    found: np.ndarray,
    silhouettes: pd.Series,
) -> Personas:
    """Draw the portrait of each kind that was found, largest first."""
    some = known[is_known]
    medians = some.groupby(found).median()
    sizes = pd.Series(found).value_counts()
    ranks = some.rank(pct=True)
    levels = ranks.groupby(found).mean()
    order = sorted(sizes.index, key=lambda one: (-sizes[one], *medians.loc[one].fillna(-1)))
    medians, levels, sizes = medians.loc[order], levels.loc[order], sizes.loc[order]
    names = _names(levels, medians)
    index = pd.Index(names, name="persona", dtype="str")
    profile = medians.set_axis(index)
    profile.insert(0, "accounts", pd.array(sizes.to_numpy(), dtype="Int64"))
    profile.insert(1, "share", pd.array(sizes.to_numpy() / sizes.sum(), dtype="Float64"))
    by_code = dict(zip(order, names, strict=True))
    labels = pd.Series(pd.NA, index=features.index, dtype="string[pyarrow]", name="persona")
    labels[is_known] = [by_code[one] for one in found]
    return Personas(labels, profile, levels.set_axis(index).astype("Float64"), silhouettes)


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
    far = (level - 0.5).abs().round(6).sort_values(ascending=False, kind="stable").index
    words: dict[str, str] = {}
    for name in far:
        high, low = _WORDS.get(name, (f"high {name}", f"low {name}"))
        word = high if level[name] >= _HIGH else low if level[name] <= _LOW else ""
        if word and not (name == "days_since_post" and _is_untrue(word, median[name])):
            words.setdefault(_SAME_TRAIT.get(name, name), word)
    return list(words.values())


def _is_untrue(word: str, days: float) -> bool:
    """Whether a kind is long silent only beside others who post daily, or lately beside none."""
    return (word == "long silent") != (days > _LATELY_DAYS)


def none(
    features: pd.DataFrame,
    known: pd.DataFrame,
    reason: str,
    silhouettes: pd.Series | None = None,
) -> Personas:
    """Return no kinds at all, with the reason."""
    labels = pd.Series(pd.NA, index=features.index, dtype="string[pyarrow]", name="persona")
    index = pd.Index([], name="persona", dtype="str")
    levels = pd.DataFrame({name: pd.array([], dtype="Float64") for name in known}, index=index)
    sizes = {"accounts": pd.array([], dtype="Int64"), "share": pd.array([], dtype="Float64")}
    profile = pd.concat([pd.DataFrame(sizes, index=index), levels], axis=1)
    if silhouettes is None:
        silhouettes = pd.Series([], dtype="Float64", name="silhouette").rename_axis("k")
    return Personas(labels, profile, levels, silhouettes, reason)
