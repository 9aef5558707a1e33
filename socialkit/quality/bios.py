"""How alike two bios are: the cosine of their words, weighted by TF-IDF."""

import re

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

WORD = r"[^\W\d_]{3,}"
ADDRESS = re.compile(r"\S*[@/#]\S*|\b(?:www|\w+)\.\w{2,}\S*")


def bio_similarity(bios: pd.Series, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Compare pairs of bios; NA where either has no words.

    Parameters
    ----------
    bios
        The bio of each account.
    one, other
        The places of the pairs in `bios`. The bios that stand there, each once, are those
        by which a word is common or rare.

    Returns
    -------
    pandas.arrays.FloatingArray
        The cosine of each pair, 0 (no word in common) to 1 (the same words).

    Examples
    --------
    >>> bios = pd.Series(["Therapist in Ulm", "A therapist for couples", "Soup", None])
    >>> bio_similarity(bios, np.array([0, 0, 0]), np.array([1, 2, 3])).round(2).tolist()
    [0.37, 0.0, <NA>]
    """
    places, pair = np.unique(np.concatenate([one, other]), return_inverse=True)
    bio = bios.iloc[places]
    is_given = bio.notna().to_numpy(dtype=bool)
    counter = TfidfVectorizer(
        preprocessor=_plain, token_pattern=WORD, stop_words=list(ENGLISH_STOP_WORDS)
    )
    try:
        words = counter.fit_transform(bio[is_given])
    except ValueError:  # not one word in any of them
        return pd.array([pd.NA] * len(one), dtype="Float64")
    row = np.cumsum(is_given) - 1
    has_words = is_given & (np.diff(words.indptr)[row] > 0)
    first, second = np.split(pair, 2)
    known = has_words[first] & has_words[second]
    both = words[row[first[known]]].multiply(words[row[second[known]]])
    cosine = np.zeros(len(one))
    cosine[known] = np.asarray(both.sum(axis=1)).ravel()
    return pd.arrays.FloatingArray(cosine.clip(0, 1), ~known)


def _plain(bio: str) -> str:
    """Return the bio in lower case, without addresses, handles and hashtags."""
    return ADDRESS.sub(" ", bio).casefold()
