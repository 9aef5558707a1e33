from itertools import pairwise

import narwhals as nw
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from socialkit import practice
from socialkit.errors import PrivacyError, SocialkitError
from socialkit.graph import lazy
from socialkit.scans import Scan

AT = "2026-01-01T00:00Z"


def opened(ids: list[str], follows: list[tuple[str, str]]) -> Scan:
    ties = pd.DataFrame(follows, columns=["follower_id", "followed_id"], dtype="str")
    return Scan(pd.DataFrame({"account_id": ids}), ties, taken_at=AT)


def told(scan: Scan, frame: nw.LazyFrame) -> pd.Series:
    table = scan.collect(frame).set_index("account_id")
    return table[table.columns[0]]


@pytest.mark.parametrize("seed", [0, 1])
def test_ranks_and_components_are_those_of_networkx(seed):
    graph = nx.gnp_random_graph(200, 0.004, seed=seed, directed=True)
    graph = nx.relabel_nodes(graph, {node: f"n{node:03}" for node in graph})
    with opened(list(graph), list(graph.edges)) as scan:
        ranks, parts = told(scan, lazy.pagerank(scan)), told(scan, lazy.components(scan))
    expected = nx.pagerank(graph, tol=1e-14, max_iter=1000)
    np.testing.assert_allclose(ranks[list(graph)], [expected[one] for one in graph], atol=1e-11)
    whole = sorted(nx.weakly_connected_components(graph), key=lambda ids: (-len(ids), min(ids)))
    assert len(whole) > 20  # so that numbers by size and by the smallest id are both tried
    assert parts.to_dict() == {one: n for n, ids in enumerate(whole, 1) for one in ids}


def test_a_shuffled_path_of_three_hundred_is_one_component():
    ids = [f"{number:03}" for number in range(300)]
    for order in (ids, np.random.default_rng(7).permutation(ids).tolist()):
        with opened([*ids, "zzz"], list(pairwise(order))) as scan:
            parts = told(scan, lazy.components(scan))
        assert set(parts[ids]) == {1}
        assert parts["zzz"] == 2


def test_who_follows_nobody_passes_the_reader_on_to_all():
    # b = c = r, as nobody follows them; a = r + 0.5 b = 1.5 r; together 3.5 r = 1.
    with opened(["a", "b", "c"], [("b", "a")]) as scan:
        ranks = told(scan, lazy.pagerank(scan, damping=0.5))
    assert ranks.to_dict() == pytest.approx({"a": 3 / 7, "b": 2 / 7, "c": 2 / 7}, abs=1e-11)


def test_damping_zero_makes_all_alike():
    with opened(["a", "b"], [("b", "a")]) as scan:
        assert told(scan, lazy.pagerank(scan, damping=0)).tolist() == pytest.approx([0.5, 0.5])


def test_a_network_without_accounts_has_no_ranks():
    with opened([], []) as scan:
        assert scan.collect(lazy.pagerank(scan)).empty
        assert scan.collect(lazy.components(scan)).empty


@pytest.mark.parametrize("damping", [1, -0.1, float("nan")])
def test_a_damping_out_of_range_is_refused(damping):
    with opened(["a"], []) as scan, pytest.raises(SocialkitError, match="damping"):
        lazy.pagerank(scan, damping=damping)


@pytest.mark.parametrize("measure", [lazy.pagerank, lazy.components])
def test_single_followers_are_not_placed_in_practitioner_mode(monkeypatch, measure):
    with opened(["a"], []) as scan:
        monkeypatch.setenv(practice.VARIABLE, "1")
        with pytest.raises(PrivacyError):
            measure(scan)
