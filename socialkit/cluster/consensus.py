"""From many divisions to one, and how sure each of its communities is."""

import numpy as np
from scipy import sparse
from scipy.stats import t as student
from sklearn.metrics.cluster import pair_confusion_matrix

CLEAR_LEVEL = 0.99


def agreement(divisions: np.ndarray) -> tuple[np.ndarray, float]:
    """Return each division's mean Rand index with the others, and their mean adjusted one."""
    count = len(divisions)
    alike, adjusted = np.zeros((count, count)), []
    for one in range(count):
        for other in range(one):
            (apart, only_other), (only_one, together) = pair_confusion_matrix(
                divisions[one], divisions[other]
            ).tolist()
            pairs = apart + only_other + only_one + together
            alike[one, other] = alike[other, one] = (apart + together) / pairs
            adjusted.append(_adjusted(apart, only_other, only_one, together))
    return alike.sum(axis=1) / max(count - 1, 1), float(np.mean(adjusted)) if adjusted else 1.0


def _adjusted(apart: int, only_other: int, only_one: int, together: int) -> float:
    """Return the Rand index adjusted for chance (Hubert and Arabie 1985)."""
    if not only_other and not only_one:
        return 1.0
    above = (together + only_one) * (only_one + apart) + (together + only_other) * (
        only_other + apart
    )
    return 2.0 * (together * apart - only_other * only_one) / above


def nearest_to_all(divisions: np.ndarray, modularity: np.ndarray) -> tuple[int, float]:
    """Return which division agrees most with all others, and how well they agree at all.

    Of the divisions given, this one has the fewest pairs of nodes on which it and the others
    disagree; no division whatever has fewer than half of that (Filkov and Skiena 2004).
    Among equals the one of higher modularity is taken.
    """
    rand, adjusted = agreement(divisions)
    order = np.lexsort((np.arange(len(rand)), -modularity.round(9), -rand.round(12)))
    return int(order[0]), adjusted


def connected_parts(found: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the division with every community split that does not hang together."""
    inside = ends[found[ends[:, 0]] == found[ends[:, 1]]]
    matrix = sparse.coo_array((np.ones(len(inside)), inside.T), shape=(len(found),) * 2)
    return sparse.csgraph.connected_components(matrix, directed=False)[1].astype(np.int64)


def by_size(found: np.ndarray, fewest: int) -> np.ndarray:
    """Return the communities numbered 0, 1, 2, ... by size, then by their first node.

    Those of fewer than `fewest` nodes get -1.
    """
    _, first, which, size = np.unique(
        found, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -size))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.where(size[order] >= fewest, np.arange(len(order)), -1)
    return number[which]


def stability(found: np.ndarray, again: np.ndarray) -> np.ndarray:
    """Return for each community the mean over all runs of its best Jaccard similarity.

    Jaccard similarity of two groups: nodes in both / nodes in one or the other.
    """
    count = int(found.max(initial=-1)) + 1
    placed = found >= 0
    size = np.bincount(found[placed], minlength=count)
    best = [_best(found[placed], run[placed], size, np.bincount(run)) for run in again]
    return np.mean(best, axis=0)


def _best(found: np.ndarray, run: np.ndarray, size: np.ndarray, others: np.ndarray) -> np.ndarray:
    both = sparse.coo_array(
        (np.ones(len(found)), (found, run)), shape=(len(size), len(others))
    ).tocsr()
    both.sum_duplicates()
    both = both.tocoo()
    one, other = both.coords
    similar = both.data / (size[one] + others[other] - both.data)
    best = np.zeros(len(size))
    np.maximum.at(best, one, similar)
    return best


def is_clear(modularity: np.ndarray, by_chance: np.ndarray) -> bool:
    """Tell whether a network divides better than networks of the same degrees made by chance.

    Its mean modularity must top that of every one of them, and what one more of them would
    reach at most, 99 times in 100 (one-sided prediction interval of Student's t).
    """
    count = len(by_chance)
    spread = by_chance.std(ddof=1) * np.sqrt(1 + 1 / count)
    limit = by_chance.mean() + student.ppf(CLEAR_LEVEL, count - 1) * spread
    return bool(modularity.mean() > max(limit, by_chance.max()) + 1e-9)
