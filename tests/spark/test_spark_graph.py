"""PageRank and components on Spark, on networks that one can check by hand."""

import networkx as nx
import pytest

from socialkit.graph import lazy as walked
from socialkit.scans import Scan

AT = "2026-01-01T00:00Z"


def named(lazy, frame):
    told = lazy.collect(frame).set_index("account_id")
    return told[told.columns[0]]


def test_a_path_of_three_hundred_is_one_component(table):
    ids = [f"{number:03}" for number in range(300)]
    follows = table(follower_id=ids[:-1], followed_id=ids[1:])
    with Scan(table(account_id=[*ids, "zzz"]), follows, taken_at=AT) as lazy:
        parts = named(lazy, walked.components(lazy))
    assert set(parts[ids]) == {1}
    assert parts["zzz"] == 2


def test_components_are_numbered_by_size_then_by_the_smallest_id(table):
    follows = table(follower_id=["f", "b", "y"], followed_id=["e", "c", "x"])
    ids = ["a", "b", "c", "e", "f", "x", "y", "A"]
    with Scan(table(account_id=ids), follows, taken_at=AT) as lazy:
        parts = named(lazy, walked.components(lazy))
    assert parts.to_dict() == {"b": 1, "c": 1, "e": 2, "f": 2, "x": 3, "y": 3, "A": 4, "a": 5}


@pytest.mark.parametrize("damping", [0.5, 0.85])
def test_ranks_are_those_of_networkx(table, damping):
    graph = nx.gnp_random_graph(40, 0.04, seed=5, directed=True)  # isolates and dead ends too
    ends = [[f"n{end}" for end in one] for one in zip(*graph.edges, strict=True)]
    accounts = table(account_id=[f"n{node}" for node in graph])
    follows = table(follower_id=ends[0], followed_id=ends[1])
    with Scan(accounts, follows, taken_at=AT) as lazy:
        ranks = named(lazy, walked.pagerank(lazy, damping=damping))
    expected = nx.pagerank(graph, alpha=damping, tol=1e-14, max_iter=1000)
    assert ranks.to_dict() == pytest.approx(
        {f"n{node}": rank for node, rank in expected.items()}, abs=1e-11
    )
