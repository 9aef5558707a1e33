"""The two lists, contacts, parts, triangles and second steps: every small graph by networkx."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from hypothesis import given
from hypothesis import strategies as st
from test_graph import assert_same_table, few, network, networks, oracle, same

from socialkit import graph
from socialkit.graph.lists import blocks, sorted_lists
from socialkit.snapshot import Snapshot


@few
@given(networks())
def test_lists_are_those_of_networkx_in_rising_order(snapshot):
    known, ids = oracle(snapshot), snapshot.accounts.index
    sides = (
        (graph.out_lists(snapshot), known.successors),
        (graph.in_lists(snapshot), known.predecessors),
    )
    for lists, neighbours in sides:
        for row, one in enumerate(ids):
            ends = lists.indices[lists.indptr[row] : lists.indptr[row + 1]]
            assert ids[ends].to_list() == sorted(neighbours(one), key=ids.get_loc)
    assert graph.out_lists(snapshot) is graph.out_lists(snapshot)
    assert graph.in_lists(snapshot).indices.dtype == np.int32


@few
@given(networks(), st.integers(0, 7))
def test_contacts_are_the_neighbours_of_the_undirected_graph(snapshot, row):
    known, ids = oracle(snapshot), snapshot.accounts.index
    plain = known.to_undirected()
    assert graph.contact_counts(snapshot).tolist() == [plain.degree(one) for one in ids]
    if row < len(ids):
        lists = graph.contact_lists(snapshot, np.array([row]))
        directions = dict(zip(ids[lists.indices], lists.data.tolist(), strict=True))
        one = ids[row]
        assert directions == {
            other: known.has_edge(one, other) + known.has_edge(other, one) for other in plain[one]
        }


@given(st.lists(st.integers(0, 9)), st.integers(1, 20))
def test_blocks_cover_every_row_once_and_keep_to_the_budget(cost, budget):
    parts = blocks(np.array(cost, dtype=np.int64), budget)
    assert [row for first, last in parts for row in range(first, last)] == list(range(len(cost)))
    assert all(sum(cost[first:last]) <= budget + 9 for first, last in parts if last - first > 1)


def test_pairs_far_apart_stay_in_order():
    one, other = np.array([1, 0, 1], dtype=np.int32), np.array([70_000, 2, 3], dtype=np.int32)
    lists = sorted_lists(one, other, 70_001)
    assert lists.indices.tolist() == [2, 3, 70_000]
    assert lists.indptr[:3].tolist() == [0, 1, 3]


# --- parts ---------------------------------------------------------------------------------


@few
@given(networks())
def test_components_are_those_of_networkx_by_size_then_smallest_id(snapshot):
    parts = sorted(
        nx.weakly_connected_components(oracle(snapshot)), key=lambda part: (-len(part), min(part))
    )
    expected = {one: number for number, part in enumerate(parts, start=1) for one in part}
    assert graph.components(snapshot).to_dict() == expected


@few
@given(networks(), st.integers(0, 99))
def test_components_stay_the_same_in_any_order_of_rows(snapshot, seed):
    found = graph.components(shuffled(snapshot, seed))
    assert_same_table(found.loc[snapshot.accounts.index], graph.components(snapshot))


def test_components_of_the_six(six):
    assert graph.components(six).to_list() == [1, 1, 1, 1, 1, 2]


# --- triangles -----------------------------------------------------------------------------


@few
@given(networks())
def test_local_clustering_is_that_of_the_undirected_graph(snapshot):
    plain = oracle(snapshot).to_undirected()
    expected = {
        one: value if plain.degree(one) > 1 else None for one, value in nx.clustering(plain).items()
    }
    assert same(graph.local_clustering(snapshot).to_dict(), expected)


@few
@given(networks(), st.integers(0, 99))
def test_local_clustering_depends_on_ties_alone(snapshot, seed):
    expected = graph.local_clustering(snapshot)
    mixed = graph.local_clustering(shuffled(snapshot, seed))
    assert_same_table(mixed.loc[snapshot.accounts.index], expected)
    other, ids = renamed(snapshot, seed)
    named = expected.set_axis(expected.index.map(ids))
    assert_same_table(graph.local_clustering(other), named)


def test_local_clustering_of_the_six(six):
    # Of the pairs among ann's contacts ben, cat, dan and eve, ben-cat and dan-eve are tied.
    expected = [2 / 6, 1, 1, 1, 1, pd.NA]
    values = pd.Series(expected, index=six.accounts.index, dtype="Float64")
    pd.testing.assert_series_equal(graph.local_clustering(six), values, check_names=False)


@pytest.fixture(scope="module")
def large() -> Snapshot:
    drawn = nx.relabel_nodes(nx.powerlaw_cluster_graph(400, 6, 0.7, seed=2), str)
    return network(list(drawn), sorted(drawn.edges()))


def test_small_passes_find_the_same_triangles_and_ranks(large, monkeypatch):
    # So small that every block ends somewhere inside the network.
    monkeypatch.setattr("socialkit.graph.clustering._CONTACTS_AT_ONCE", 50)
    monkeypatch.setattr("socialkit.graph.standing._TIES_AT_ONCE", 30)
    fresh, known = rebuilt(large), oracle(large)
    assert same(graph.local_clustering(fresh).to_dict(), nx.clustering(known.to_undirected()))
    for damping in (0.5, 0.85, 0.99):
        rank = nx.pagerank(known, alpha=damping, tol=1e-14, max_iter=10_000)
        assert same(graph.pagerank(fresh, damping=damping).to_dict(), rank)


# --- two steps -----------------------------------------------------------------------------


@few
@given(networks())
def test_second_steps_are_walks_of_two_follows(snapshot):
    known, ids = oracle(snapshot), snapshot.accounts.index
    walks = (
        nx.to_numpy_array(known, dtype=int) @ nx.to_numpy_array(known, dtype=int)
        if len(known)
        else []
    )
    for row in range(len(ids)):
        found = np.zeros(len(ids), dtype=int)
        other, through = graph.second_steps(snapshot, row)
        found[other] = through
        assert found.tolist() == walks[row].tolist()


@few
@given(networks())
def test_shared_contacts_are_common_neighbours(snapshot):
    plain, ids = oracle(snapshot).to_undirected(), snapshot.accounts.index
    for row, one in enumerate(ids):
        shared, weight = graph.shared_contacts(snapshot, row)
        for place, other in enumerate(ids):
            if place != row:
                common = set(nx.common_neighbors(plain, one, other))
                assert shared[place] == len(common)
                assert weight[place] == pytest.approx(
                    sum(1 / np.log(plain.degree(c)) for c in common)
                )


def test_without_accounts_or_follows_nothing_breaks():
    nobody, alone, strangers = network([], []), network(["a"], []), network(["a", "b"], [])
    assert graph.components(nobody).empty and graph.local_clustering(nobody).empty
    for snapshot in (alone, strangers):
        ids = snapshot.accounts.index
        assert graph.components(snapshot).to_list() == list(range(1, len(ids) + 1))
        assert graph.local_clustering(snapshot).isna().all()
        assert len(graph.second_steps(snapshot, 0)[0]) == 0
        assert not graph.shared_contacts(snapshot, 0)[0].any()


@pytest.mark.parametrize(
    "measure",
    [
        *(graph.degrees, graph.returned, graph.following_lists, graph.components),
        *(graph.local_clustering, graph.pagerank, graph.core_number),
    ],
)
def test_who_changes_an_answer_changes_no_later_one(six, measure):
    first, kept = measure(six), measure(six).copy()
    first.iloc[0] = first.iloc[1]
    first.iloc[1] = kept.iloc[-1]
    assert measure(six).equals(kept)
