"""What to call a community: its prevailing group and the words its bios have in common."""

import re

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import (
    ENGLISH_STOP_WORDS,
    CountVectorizer,
    TfidfTransformer,
)

from socialkit.cluster.withheld import is_withheld
from socialkit.quality.bios import ADDRESS, WORD

FEWEST_MEMBERS = 10
"""A word or group that fewer members share is never told: it would describe persons."""
MOSTLY, MORE_THAN_ELSEWHERE = 0.5, 1.5
WORDS, TIMES_AS_COMMON = 3, 2.0
NAMELESS = "no common trait told"


def names_of(accounts: pd.DataFrame, found: np.ndarray, bios: bool) -> list[str]:
    """Name the communities 0, 1, 2, ... of the accounts; -1 stands for none.

    Parameters
    ----------
    accounts
        Rows of the accounts table, with `group`, `bio` and `handle`.
    found
        The community of each row.
    bios
        Whether words of the bios may be told.
    """
    count = int(found.max(initial=-1)) + 1
    groups = _groups(accounts["group"], found, count)
    words = _words(accounts, found, count) if bios else [[] for _ in range(count)]
    names = []
    for group, all_words in zip(groups, words, strict=True):
        told = [group] if group else []
        telling = [word for word in all_words if word not in group.casefold().split()][:WORDS]
        told += [f"bios say {', '.join(telling)}"] if telling else []
        names.append("; ".join(told) or NAMELESS)
    return names


def _groups(groups: pd.Series, found: np.ndarray, count: int) -> list[str]:
    """Say which group prevails in each community, or is commoner there than in the others."""
    known = groups.notna().to_numpy(dtype=bool) & (found >= 0)
    table = pd.crosstab(found[known], groups[known].astype(object).to_numpy())
    table = table.reindex(range(count), fill_value=0)
    everywhere = table.sum() / max(table.to_numpy().sum(), 1)
    sizes = np.bincount(found[found >= 0], minlength=count)
    is_stated = (2 * table.sum(axis=1) >= sizes).to_numpy()
    may_tell = np.array([not is_withheld(name) for name in table], dtype=bool)
    rows = zip(table.iterrows(), is_stated, strict=True)
    return [
        _prevailing(row[may_tell], row.sum(), everywhere) if ok else "" for (_, row), ok in rows
    ]


def _prevailing(row: pd.Series, known: int, everywhere: pd.Series) -> str:
    """Name the group of most members; failing a majority, the one most above its usual share."""
    enough = row[row >= FEWEST_MEMBERS].sort_values(ascending=False, kind="stable")
    if enough.empty:
        return ""
    if enough.iloc[0] >= MOSTLY * known:
        return f"mostly {enough.index[0]}"
    above = (enough / known / everywhere[enough.index]).sort_values(ascending=False, kind="stable")
    return f"many {above.index[0]}" if above.iloc[0] >= MORE_THAN_ELSEWHERE else ""


def _words(accounts: pd.DataFrame, found: np.ndarray, count: int) -> list[list[str]]:
    """Rank the words by which the bios of each community stand out (TF-IDF).

    Every community is one document, in which a word stands as often as members use it.
    """
    placed = found >= 0
    handles = set(accounts["handle"].dropna().str.lstrip("@").str.casefold())
    left_out = handles | ENGLISH_STOP_WORDS
    bios = accounts["bio"].fillna("").to_numpy(dtype=object)[placed]
    used: list[list[str]] = [[] for _ in range(count)]
    for number, bio in zip(found[placed].tolist(), bios, strict=True):
        used[number] += _tokens(bio, left_out)
    if not any(used):
        return used
    counter = CountVectorizer(analyzer=list)
    users = counter.fit_transform(used)
    scores = TfidfTransformer().fit_transform(users).toarray()
    users, terms = users.toarray(), counter.get_feature_names_out()
    with_bio = np.bincount(found[placed], weights=bios != "", minlength=count)
    common = users / np.maximum(with_bio, 1)[:, None]
    elsewhere = users.sum(axis=0) - users
    elsewhere = elsewhere / np.maximum(with_bio.sum() - with_bio, 1)[:, None]
    is_told = (users >= FEWEST_MEMBERS) & (common >= TIMES_AS_COMMON * elsewhere)
    orders = [np.lexsort((terms, -row.round(12))) for row in scores]
    return [terms[order[told[order]]].tolist() for order, told in zip(orders, is_told, strict=True)]


def _tokens(bio: str, left_out: set[str]) -> set[str]:
    """Return the words of a bio, each once: no addresses, handles, hashtags or stop words."""
    words = {word.casefold() for word in re.findall(WORD, ADDRESS.sub(" ", bio))}
    words -= left_out
    return {word for word in words if not is_withheld(word)}
