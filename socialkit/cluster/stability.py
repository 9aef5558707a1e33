"""Whether kinds come back when other accounts might have been drawn."""

import numpy as np

from socialkit.cluster.mixtures import Division, fitted

DRAWS, FIRST_DRAWS = 100, 15
WORDS = {0.85: "highly stable", 0.75: "valid", 0.60: "doubtful", 0.0: "do not trust"}
"""Hennig's words for a mean Jaccard similarity of at least so much."""


def word(jaccard: float) -> str:
    """Return Hennig's word for how well a kind comes back.

    Examples
    --------
    >>> word(0.9), word(0.7)
    ('highly stable', 'doubtful')
    """
    return next(name for least, name in WORDS.items() if jaccard >= least)


def jaccards(points: np.ndarray, division: Division, seed: int, draws: int = DRAWS) -> np.ndarray:
    """Return for each kind how well it is found again in bootstrap samples.

    The accounts are drawn anew with replacement and divided anew into as many kinds (the
    likelier of a new start and one from the division itself). Among the accounts drawn, each
    kind is held against the new kind most like it: the mean over the draws of
    |A and B| / |A or B| (Hennig 2007, `clusterboot`).

    References
    ----------
    Hennig 2007, Computational Statistics and Data Analysis 52:258,
    doi:10.1016/j.csda.2006.11.025.
    """
    rng = np.random.default_rng(seed)
    kind = division.kind(points)
    found = np.zeros(division.k)
    for _ in range(draws):
        drawn = rng.integers(0, len(points), len(points))
        sample, once = points[drawn], np.unique(drawn)
        tries = (fitted(sample, division.k, int(rng.integers(2**31)), start)
                 for start in (None, division))  # fmt: skip
        again = max(tries, key=lambda one: one.likelihood).kind(points[once])
        found += most_alike(kind[once], again, division.k)
    return found / draws


def most_alike(kind: np.ndarray, again: np.ndarray, k: int) -> np.ndarray:
    """Return the Jaccard similarity of each kind with the one of the other division most like it.

    Examples
    --------
    >>> most_alike(np.array([0, 0, 1, 1]), np.array([0, 0, 0, 1]), 2).round(2).tolist()
    [0.67, 0.5]
    """
    both = np.zeros((k, k))
    np.add.at(both, (kind, again), 1)
    either = both.sum(axis=1)[:, None] + both.sum(axis=0) - both
    return np.divide(both, either, out=np.zeros((k, k)), where=either > 0).max(axis=1)
