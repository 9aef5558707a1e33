"""Leiden, again and again: other seeds, some ties left out, and networks made by chance."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import igraph
import numpy as np

LEFT_OUT = 0.1
"""Which part of the ties each of the thinned runs does without."""
SWAPS_PER_TIE = 4
FEWEST_RUNS, TIES_IN_ALL = 5, 1_000_000
"""A large network gets fewer runs, so that all of them together see so many ties."""
UNTIL_STABLE, FEW_ITERATIONS, MANY_TIES = -1, 8, 50_000
"""Above so many ties a run stops after eight iterations, where the next gain little; only the
division that is taken goes on until nothing raises its modularity any more."""


class Runs(NamedTuple):
    """What Leiden found: one row per run, in it the community of each node.

    Attributes
    ----------
    whole
        Runs on all ties, each with a seed of its own.
    thinned
        Runs on a random nine tenths of the ties.
    modularity
        Of each run on all ties.
    by_chance
        Of one run on each random network.
    """

    whole: np.ndarray
    thinned: np.ndarray
    modularity: np.ndarray
    by_chance: np.ndarray


def number_of_runs(wanted: int, ties: int) -> int:
    """Return how many runs there are of each sort on that many ties."""
    return min(wanted, max(FEWEST_RUNS, TIES_IN_ALL // max(ties, 1)))


def graph_of(nodes: int, ends: np.ndarray, weights: np.ndarray | None) -> igraph.Graph:
    """Return the graph as igraph has it."""
    graph = igraph.Graph(n=nodes, edges=ends)
    if weights is not None:
        graph.es["weight"] = weights.tolist()
    return graph


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let igraph draw from a seed, and afterwards from Python's own generator as ever."""
    igraph.set_random_number_generator(random.Random(seed))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def runs(graph: igraph.Graph, count: int, seed: int) -> Runs:
    """Divide the graph, thinned graphs and random graphs of the same degrees."""
    rng = np.random.default_rng(seed)
    steps = UNTIL_STABLE if graph.ecount() <= MANY_TIES else FEW_ITERATIONS
    with seeded(int(rng.integers(2**62))):
        whole = [_divided(graph, steps) for _ in range(count)]
        thinned = [_divided(_thinned(graph, rng), steps) for _ in range(count)]
        by_chance = [_divided(_rewired(graph, rng), steps) for _ in range(count)]
    return Runs(
        np.array([one.membership for one in whole], dtype=np.int64),
        np.array([one.membership for one in thinned], dtype=np.int64),
        np.array([_modularity(one) for one in whole]),
        np.array([_modularity(one) for one in by_chance]),
    )


def polished(graph: igraph.Graph, found: np.ndarray, seed: int) -> np.ndarray:
    """Return the division after every further move of Leiden that raises its modularity."""
    with seeded(seed):
        better = _divided(graph, UNTIL_STABLE, initial_membership=found.tolist())
    return np.array(better.membership, dtype=np.int64)


def _divided(graph: igraph.Graph, iterations: int, **options: object) -> igraph.VertexClustering:
    return graph.community_leiden(
        "modularity", weights=_weights(graph), n_iterations=iterations, **options
    )


def _modularity(found: igraph.VertexClustering) -> float:
    return found.graph.modularity(found.membership, weights=_weights(found.graph))


def _weights(graph: igraph.Graph) -> str | None:
    return "weight" if "weight" in graph.es.attributes() else None


def _thinned(graph: igraph.Graph, rng: np.random.Generator) -> igraph.Graph:
    kept = np.flatnonzero(rng.random(graph.ecount()) >= LEFT_OUT)
    return graph.subgraph_edges(kept.tolist(), delete_vertices=False)


def _rewired(graph: igraph.Graph, rng: np.random.Generator) -> igraph.Graph:
    """Return a random simple graph in which every node has as many ties as it had."""
    made = graph.copy()
    made.rewire(n=SWAPS_PER_TIE * graph.ecount())
    if _weights(graph):
        made.es["weight"] = rng.permutation(graph.es["weight"]).tolist()
    return made
