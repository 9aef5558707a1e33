"""The order of a graph's nodes by content alone, before anything random looks at them.

A division found with random numbers depends on the order in which the nodes come. Here that
order follows from the ties themselves, so that neither the order of rows nor ids matter.
"""

from collections.abc import Iterator
from typing import NamedTuple

import igraph
import numpy as np
from scipy import sparse

_ODD = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB], dtype=np.uint64)
_SHIFTS = np.array([30, 27, 31], dtype=np.uint64)


class Alike(NamedTuple):
    """Part of the nodes that the ties as such do not tell apart, as far as it hangs together."""

    code: tuple
    names: tuple
    nodes: np.ndarray


def canonical_order(
    ends: np.ndarray, kinds: np.ndarray, contents: np.ndarray, names: np.ndarray
) -> np.ndarray:
    """Return the nodes in an order that depends on ties and contents only.

    Nodes are coloured by the colours of their neighbours until nothing more is told apart
    (colour refinement, Weisfeiler and Leman 1968). What is still alike then is put in order
    part by part by a canonical form (Junttila and Kaski 2007, as igraph has it), and parts
    alike even so by name: they can change places without changing the graph.

    Parameters
    ----------
    ends
        The two ends of each tie, as numbers 0 to n - 1; every node has a tie.
    kinds
        A whole number for each tie; ties of different kinds are told apart.
    contents
        A number for each node that says what else it is like.
    names
        What each node is called, all different.

    References
    ----------
    Junttila, Kaski (2007). Engineering an efficient canonical labeling tool for large and
    sparse graphs. ALENEX. https://doi.org/10.1137/1.9781611972870.13
    """
    # By name first, so that names decide, and not rows, where all else is alike.
    by_name = np.argsort(names, kind="stable")
    rank = np.argsort(by_name)
    named = np.sort(rank[ends], axis=1)
    order = np.lexsort((named[:, 1], named[:, 0]))
    return by_name[_ordered(named[order], kinds[order], contents[by_name], names[by_name])]


def _ordered(
    ends: np.ndarray, kinds: np.ndarray, contents: np.ndarray, names: np.ndarray
) -> np.ndarray:
    colours = refined(ends, kinds, len(names))
    place = np.zeros((len(names), 2), dtype=np.int64)
    is_open = np.bincount(colours)[colours] > 1
    if is_open.any():
        parts = sorted(_parts(ends, kinds, colours, is_open, contents, names), key=lambda p: p[:2])
        for number, part in enumerate(parts):
            place[part.nodes, 0] = number
            place[part.nodes, 1] = np.arange(len(part.nodes))
    return np.lexsort((place[:, 1], place[:, 0], colours))


def refined(ends: np.ndarray, kinds: np.ndarray, nodes: int) -> np.ndarray:
    """Return a colour for each node; nodes of one colour have neighbours of the same colours."""
    one, other = ends.T
    rows, columns = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.argsort(rows, kind="stable")
    neighbour = columns[order]
    tie = _scattered(np.concatenate([kinds, kinds])[order].astype(np.uint64))
    starts = np.searchsorted(rows[order], np.arange(nodes))
    colours, count, before = np.zeros(nodes, dtype=np.int64), 1, 0
    while count > before:
        seen = _scattered(_scattered(colours.astype(np.uint64))[neighbour] ^ tie)
        colours = _ranked(colours, np.add.reduceat(seen, starts))
        before, count = count, int(colours.max()) + 1
    return colours


def _scattered(numbers: np.ndarray) -> np.ndarray:
    """Return numbers of 64 bits that look random, the same for the same number (splitmix64)."""
    mixed = numbers + _ODD[0]
    for shift, factor in zip(_SHIFTS[:2], _ODD[1:], strict=True):
        mixed = (mixed ^ (mixed >> shift)) * factor
    return mixed ^ (mixed >> _SHIFTS[2])


def _ranked(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return the rank of each pair of values, equal ones alike, without gaps."""
    order = np.lexsort((second, first))
    one, two = first[order], second[order]
    is_new = np.append(False, (one[1:] != one[:-1]) | (two[1:] != two[:-1]))
    ranks = np.empty(len(first), dtype=np.int64)
    ranks[order] = np.cumsum(is_new)
    return ranks


def _parts(
    ends: np.ndarray,
    kinds: np.ndarray,
    colours: np.ndarray,
    is_open: np.ndarray,
    contents: np.ndarray,
    names: np.ndarray,
) -> Iterator[Alike]:
    """Yield the parts into which the nodes fall that share their colour with another one.

    Ties between colours that are tied all to all, and alike, tell nobody apart: left out.
    """
    telling = _telling(ends, kinds, colours, is_open)
    some, kind = ends[telling], kinds[telling]
    matrix = sparse.coo_array((np.ones(len(some)), some.T), shape=(len(names), len(names)))
    _, part = sparse.csgraph.connected_components(matrix, directed=False)
    nodes = np.flatnonzero(is_open)
    nodes = nodes[np.argsort(part[nodes], kind="stable")]
    ties = np.argsort(part[some[:, 0]], kind="stable")
    borders = np.flatnonzero(np.diff(part[nodes])) + 1
    first = np.searchsorted(part[some[ties, 0]], part[nodes[np.append(0, borders)]])
    members, inside = np.split(nodes, borders), np.split(ties, first[1:])
    for mine, own in zip(members, inside, strict=True):
        looks = list(zip(colours[mine].tolist(), contents[mine].tolist(), strict=True))
        if len(mine) == 1:
            yield Alike((1, tuple(looks), ()), (names[mine[0]],), mine)
        else:
            yield _labelled(mine, np.searchsorted(mine, some[own]), kind[own], looks, names)


def _telling(
    ends: np.ndarray, kinds: np.ndarray, colours: np.ndarray, is_open: np.ndarray
) -> np.ndarray:
    """Return the ties that may tell nodes of one colour apart."""
    among = np.flatnonzero(is_open[ends].all(axis=1))
    sizes = np.bincount(colours)
    pairs = np.sort(colours[ends[among]], axis=1)
    code = _ranked(pairs[:, 0] * len(sizes) + pairs[:, 1], kinds[among])
    count = np.bincount(code)
    first, second = sizes[pairs[:, 0]], sizes[pairs[:, 1]]
    possible = np.where(pairs[:, 0] == pairs[:, 1], first * (first - 1) // 2, first * second)
    return among[count[code] < possible]


def _labelled(
    nodes: np.ndarray, ends: np.ndarray, kinds: np.ndarray, looks: list, names: np.ndarray
) -> Alike:
    """Put the nodes of a part in the order of its canonical form.

    Each tie becomes a node between its ends, which carries its kind.
    """
    count, middle = len(nodes), np.arange(len(nodes), len(nodes) + len(ends))
    wires = np.concatenate([np.c_[ends[:, 0], middle], np.c_[ends[:, 1], middle]])
    known = {look: colour for colour, look in enumerate(sorted(set(looks)))}
    steps = {kind: len(known) + rank for rank, kind in enumerate(np.unique(kinds).tolist())}
    colour = [known[look] for look in looks] + [steps[kind] for kind in kinds.tolist()]
    graph = igraph.Graph(n=count + len(ends), edges=wires.tolist())
    graph.vs["old"] = range(graph.vcount())
    # Releases of igraph differ in which way the permutation runs; applying it is always right.
    drawn_anew = graph.permute_vertices(graph.canonical_permutation(color=colour))
    order = np.array([old for old in drawn_anew.vs["old"] if old < count])
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count)
    drawn = np.c_[np.sort(place[ends], axis=1), kinds].tolist()
    code = (count, tuple(looks[one] for one in order), tuple(sorted(map(tuple, drawn))))
    return Alike(code, tuple(names[nodes[order]].tolist()), nodes[order])
