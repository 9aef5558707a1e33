"""The densest groups of a network of followers and followed, one after the other."""

from typing import NamedTuple

import numpy as np

from socialkit.fingerprint.peeling import UNIT, components, peel


class Ties(NamedTuple):
    """Ties between two sides, each numbered from 0 in order of ids; weight in units."""

    follower: np.ndarray
    followed: np.ndarray
    weight: np.ndarray


class Group(NamedTuple):
    """A dense group: its members on either side, the ties between them, and g of it."""

    followers: np.ndarray
    followed: np.ndarray
    ties: int
    density: float


def weighted(follower: np.ndarray, followed: np.ndarray) -> Ties:
    """Weigh each tie by 1 / log(d + 5), d the indegree of the followed among these ties."""
    indegree = np.bincount(followed) if len(followed) else np.zeros(0, dtype=np.int64)
    weight = np.round(UNIT / np.log(indegree + 5)).astype(np.int64)
    return Ties(follower, followed, weight[followed] if len(followed) else weight)


def dense_groups(
    ties: Ties, accounts: int, wanted: int
) -> tuple[list[Group], list[tuple[np.ndarray, np.ndarray]]]:
    """Peel until there are as many groups as wanted, or no ties left.

    Returns the groups, and for each the course of the peeling that found it: nodes left and
    density at every step.
    """
    found: list[Group] = []
    courses = []
    while len(found) < wanted and len(ties.follower):
        whole = peel(ties.follower, ties.followed + accounts, ties.weight, 2 * accounts)
        label = _densest_parts(ties, whole.best, accounts)
        parts = [_group(ties, label == part, accounts) for part in np.unique(label[label >= 0])]
        parts.sort(key=lambda one: (-len(one.followers) - len(one.followed), one.followers[0]))
        for part in parts[: wanted - len(found)]:
            found.append(part)
            courses.append((whole.nodes, whole.weight / UNIT / whole.nodes))
        ties = Ties(*(column[label < 0] for column in ties))
    return found, courses


def _densest_parts(ties: Ties, best: np.ndarray, accounts: int) -> np.ndarray:
    """Give each tie the number of its part where that is densest in the best step, else -1."""
    inside = np.flatnonzero(best[ties.follower] & best[ties.followed + accounts])
    follower, followed = ties.follower[inside], ties.followed[inside] + accounts
    part = components(follower, followed, 2 * accounts)
    weight = np.zeros(2 * accounts, dtype=np.int64)
    np.add.at(weight, part[follower], ties.weight[inside])
    nodes = np.bincount(part[best], minlength=2 * accounts)
    density = np.divide(weight, nodes, out=np.zeros(len(weight)), where=nodes > 0)
    label = np.full(len(ties.follower), -1)
    label[inside] = np.where(density[part[follower]] == density.max(), part[follower], -1)
    return label


def _group(ties: Ties, inside: np.ndarray, accounts: int) -> Group:
    followers, followed = np.unique(ties.follower[inside]), np.unique(ties.followed[inside])
    weight = int(ties.weight[inside].sum()) / UNIT
    return Group(followers, followed, int(inside.sum()), weight / (len(followers) + len(followed)))
