"""Each graph task by igraph and by networkit, from the same int arrays as socialkit."""

import random

import igraph
import numpy as np

from benchmarks.scale.libraries import DAMPING, PRECISE, Way
from benchmarks.scale.plan import SEED
from benchmarks.scale.sizes import Ends


def pairs(ends: Ends) -> tuple[np.ndarray, np.ndarray]:
    """Return each two accounts with a tie once, whoever follows whom."""
    low = np.minimum(ends.follower, ends.followed).astype(np.int64)
    keys = np.unique(low * ends.accounts + np.maximum(ends.follower, ends.followed))
    one, other = np.divmod(keys, ends.accounts)
    return one.astype(np.int32), other.astype(np.int32)


def igraph_follows(ends: Ends) -> igraph.Graph:
    """Return the follows as igraph has them."""
    edges = np.column_stack([ends.follower, ends.followed])
    return igraph.Graph(n=ends.accounts, edges=edges, directed=True)


def igraph_ties(ends: Ends) -> igraph.Graph:
    """Return who is tied to whom as igraph has it; a mutual tie once."""
    return igraph.Graph(n=ends.accounts, edges=np.column_stack(pairs(ends)))


def igraph_degrees(graph: igraph.Graph, ends: Ends) -> tuple[np.ndarray, ...]:
    """Count followers, followed and mutual ties."""
    back = np.array(graph.is_mutual())
    mutual = np.bincount(ends.followed[back], minlength=ends.accounts)
    return np.array(graph.indegree()), np.array(graph.outdegree()), mutual


def igraph_mutual(graph: igraph.Graph, _: Ends) -> np.ndarray:
    """Tell of each follow whether it is returned."""
    return np.array(graph.is_mutual())


def igraph_pagerank(graph: igraph.Graph, _: Ends) -> np.ndarray:
    """Return PageRank, solved exactly (PRPACK)."""
    return np.array(graph.pagerank(damping=DAMPING))


def igraph_cores(graph: igraph.Graph, _: Ends) -> np.ndarray:
    """Return core numbers, followers and followed added up."""
    return np.array(graph.coreness(mode="all"))


def igraph_components(graph: igraph.Graph, _: Ends) -> np.ndarray:
    """Return the number of the component of each account."""
    return np.array(graph.connected_components(mode="weak").membership)


def igraph_clustering(graph: igraph.Graph, _: Ends) -> np.ndarray:
    """Return the share of the pairs of contacts that are tied; NaN below two contacts."""
    return np.array(graph.transitivity_local_undirected(mode="nan"))


def igraph_leiden(graph: igraph.Graph, _: Ends) -> np.ndarray:
    """Return the community of each account; Leiden on modularity until nothing moves."""
    igraph.set_random_number_generator(random.Random(SEED))
    found = graph.community_leiden("modularity", n_iterations=-1)
    return np.array(found.membership)


def networkit_follows(ends: Ends) -> object:
    """Return the follows as networkit has them."""
    import networkit

    return networkit.GraphFromCoo((ends.follower, ends.followed), n=ends.accounts, directed=True)


def networkit_either(ends: Ends) -> object:
    """Return the follows without direction: a mutual tie is there twice."""
    import networkit

    return networkit.GraphFromCoo((ends.follower, ends.followed), n=ends.accounts)


def networkit_ties(ends: Ends) -> object:
    """Return who is tied to whom as networkit has it; a mutual tie once."""
    import networkit

    return networkit.GraphFromCoo(pairs(ends), n=ends.accounts)


def networkit_pagerank(graph: object, _: Ends) -> np.ndarray:
    """Return PageRank by power iteration, sinks spread over all."""
    from networkit import centrality

    handled = centrality.SinkHandling.DistributeSinks
    rank = centrality.PageRank(graph, damp=DAMPING, tol=PRECISE, distributeSinks=handled)
    rank.norm = centrality.Norm.L1_NORM
    return np.array(rank.run().scores())


def networkit_cores(graph: object, _: Ends) -> np.ndarray:
    """Return core numbers, followers and followed added up."""
    from networkit import centrality

    return np.array(centrality.CoreDecomposition(graph).run().scores(), dtype=np.int64)


def networkit_components(graph: object, _: Ends) -> np.ndarray:
    """Return the number of the component of each account."""
    from networkit import components

    found = components.ParallelConnectedComponents(graph).run()
    return np.array(found.getPartition().getVector())


def networkit_clustering(graph: object, _: Ends) -> np.ndarray:
    """Return the share of the pairs of contacts that are tied; 0 below two contacts."""
    from networkit import centrality

    return np.array(centrality.LocalClusteringCoefficient(graph, turbo=True).run().scores())


IGRAPH = {
    "degrees": Way(igraph_follows, igraph_degrees),
    "mutual": Way(igraph_follows, igraph_mutual),
    "pagerank": Way(igraph_follows, igraph_pagerank),
    "cores": Way(igraph_follows, igraph_cores),
    "components": Way(igraph_follows, igraph_components),
    "clustering": Way(igraph_ties, igraph_clustering),
    "leiden": Way(igraph_ties, igraph_leiden),
}
NETWORKIT = {
    "pagerank": Way(networkit_follows, networkit_pagerank),
    "cores": Way(networkit_either, networkit_cores),
    "components": Way(networkit_either, networkit_components),
    "clustering": Way(networkit_ties, networkit_clustering),
}
