import random
from random import Random

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from broken import packed, samples
from conftest import rebuilt, renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, rand_score

import socialkit as sk
from socialkit import cluster, simulate
from socialkit.cluster import consensus, leiden
from socialkit.cluster.canonical import canonical_order
from socialkit.cluster.naming import names_of
from socialkit.cluster.withheld import is_withheld
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot

EVERYDAY = {name: members for name, members in samples().items() if name.endswith("/everyday")}
KARATE_OPTIMUM = 0.4198
NOBODY = [("a", "b")][:0]


def follows_of(edges, nodes=(), **columns) -> Snapshot:
    """Return a snapshot of follows; accounts in the order in which they first come."""
    edges = [(str(one), str(other)) for one, other in edges]
    ids = list(dict.fromkeys([*map(str, nodes), *(end for edge in edges for end in edge)]))
    accounts = pd.DataFrame(columns, index=pd.Index(ids, name="account_id", dtype="str"))
    follows = pd.DataFrame(edges, columns=["follower_id", "followed_id"])
    return Snapshot(accounts, follows, taken_at="2026-01-01T00:00Z")


def undirected(snapshot: Snapshot) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(snapshot.accounts.index)
    graph.add_edges_from(snapshot.follows[["follower_id", "followed_id"]].itertuples(index=False))
    return graph


def cliques(number: int = 4, size: int = 8) -> nx.Graph:
    """Return cliques on a ring, each tied to the next."""
    return nx.connected_caveman_graph(number, size)


@pytest.fixture(scope="module")
def karate() -> Snapshot:
    graph = nx.karate_club_graph()
    return follows_of(graph.edges, graph.nodes)


@pytest.fixture(scope="module")
def club(karate):
    return cluster.communities(karate)


@pytest.fixture(scope="module")
def made() -> Snapshot:
    return simulate.network(accounts=300, focal=2, homophily=0.9, seed=4).snapshot


@pytest.fixture(scope="module")
def found(made):
    return cluster.communities(made, runs=5)


def members(found: cluster.Communities) -> list[set[str]]:
    return [set(part.index) for _, part in found.labels.groupby(found.labels)]


def test_karate_club_with_weights_ignored(karate, club):
    assert club.modularity == pytest.approx(KARATE_OPTIMUM, abs=0.001)
    assert len(club.table) == 4
    parts, graph = members(club), undirected(karate)
    assert nx.community.modularity(graph, parts) == pytest.approx(club.modularity)
    weighted = nx.relabel_nodes(nx.karate_club_graph(), str)  # networkx weighs its ties
    assert nx.community.modularity(weighted, parts) != pytest.approx(club.modularity, abs=0.01)


def test_no_division_of_two_tied_cliques_is_better():
    graph = nx.barbell_graph(4, 0)

    def quality(first: int) -> float:
        side = [{n for n in graph if first >> n & 1 == bit} for bit in (0, 1)]
        return nx.community.modularity(graph, [part for part in side if part])

    best = max(map(quality, range(2**7)))
    assert cluster.communities(follows_of(graph.edges)).modularity == pytest.approx(best)


@pytest.mark.parametrize("seed", range(4))
def test_planted_groups_are_found_again(seed):
    graph = nx.planted_partition_graph(4, 30, 0.35, 0.02, seed=seed)
    found = cluster.communities(follows_of(graph.edges, graph.nodes), seed=seed, runs=6)
    truth = [int(node) // 30 for node in found.labels.index]
    assert adjusted_rand_score(truth, found.labels.fillna(0)) >= 0.95
    assert (found.table["stability"] >= 0.85).all()
    assert (found.table["stability_word"] == "highly stable").all()  # Hennig's, from .85 on


def test_the_planted_groups_of_the_simulator_are_found_again(made, found):
    known = (made.accounts["group"].notna() & found.labels.notna()).to_numpy(dtype=bool)
    group = made.accounts["group"][known]
    assert adjusted_rand_score(group, found.labels[known]) > 0.8
    assert found.table["name"].str.startswith("mostly ").sum() == group.nunique()


def test_random_networks_have_no_clear_communities():
    clear = []
    for seed in range(20):
        graph = nx.gnm_random_graph(60, 150, seed=seed)
        clear.append(not cluster.communities(follows_of(graph.edges), runs=5).note)
    assert sum(clear) <= 1


def test_unequal_degrees_alone_are_no_communities():
    degrees = [20, 18, 15, 12, 10, *[3] * 15, *[1] * 30]
    graph = nx.expected_degree_graph(degrees, seed=3, selfloops=False)
    found = cluster.communities(follows_of(graph.edges))
    assert found.note == cluster.NO_COMMUNITIES
    assert found.labels.isna().all()
    assert found.table.empty
    assert found.modularity <= found.by_chance.max() + 0.03


@pytest.mark.parametrize(
    "graph",
    [nx.star_graph(12), nx.complete_graph(9), nx.path_graph(2), nx.path_graph(3),
     nx.disjoint_union_all([nx.path_graph(2)] * 6), nx.complete_bipartite_graph(3, 6)],
)  # fmt: skip
def test_what_chance_would_divide_as_well_is_not_divided(graph):
    found = cluster.communities(follows_of(graph.edges, graph.nodes))
    assert found.note == cluster.NO_COMMUNITIES
    assert len(found.between) == len(found.bridges) == len(found.table) == 0
    assert 0 <= found.modularity <= 1


@pytest.mark.parametrize(
    ("snapshot", "note"),
    [
        (follows_of(NOBODY), "there is no account in these data"),
        (follows_of(NOBODY, "abc"), "not in this export: ties among these accounts"),
    ],
)
def test_without_ties_nothing_is_known(snapshot, note):
    found = cluster.communities(snapshot)
    assert found.note == note
    assert found.labels.isna().all()
    assert found.labels.index.equals(snapshot.accounts.index)
    assert pd.isna(found.modularity) and pd.isna(found.agreement)
    assert found.by_chance.empty and found.table.empty
    assert found.counts[["tied", "placed", "ties"]].isna().all()
    assert found.evidence.isna().all(axis=None)


def test_six_accounts_are_too_few_to_divide(six):
    found = cluster.communities(six)
    assert found.note == cluster.NO_COMMUNITIES
    assert found.counts[["accounts", "tied", "ties"]].tolist() == [6, 5, 6]
    whose = cluster.communities(six, "@AnnHeals")
    assert whose.counts[["accounts", "tied", "ties"]].tolist() == [4, 4, 2]
    assert cluster.communities(six, "fay").note == "not in this export: who follows the account"
    assert cluster.communities(six, "ann", ties="mutual").counts["ties"] == 1


def test_an_audience_is_divided_by_who_follows_not_by_who_is_followed():
    followers = nx.relabel_nodes(cliques(), lambda node: f"in{node}")
    followed = nx.relabel_nodes(nx.complete_graph(20), lambda node: f"out{node}")
    edges = [*followers.edges, *followed.edges]
    edges += [(node, "ego") for node in followers] + [("ego", node) for node in followed]
    found = cluster.communities(follows_of(edges), "ego")
    placed = found.labels.dropna().index
    assert set(placed) == set(followers)
    assert pd.isna(found.labels["ego"])
    assert found.table["accounts"].tolist() == [8, 8, 8, 8]
    assert found.counts["ties"] == followers.number_of_edges()


def test_a_mutual_tie_counts_once_unless_asked():
    graph = cliques()
    both = [*graph.edges, *((other, one) for one, other in graph.edges)]
    once, twice = (cluster.communities(follows_of(edges), runs=5) for edges in (graph.edges, both))
    assert twice.counts["ties"] == once.counts["ties"] == graph.number_of_edges()
    assert twice.modularity == pytest.approx(once.modularity)
    some = follows_of([*graph.edges, *[(b, a) for a, b in graph.edges if a // 8 != b // 8]])
    assert cluster.communities(some, weights="follows", runs=5).modularity < once.modularity
    mutual = cluster.communities(follows_of([*both, (0, 12), (3, 20)]), ties="mutual", runs=5)
    assert mutual.counts["ties"] == graph.number_of_edges()


def test_interactions_may_weigh_the_ties():
    complete = follows_of(nx.complete_graph(16).edges)
    talks = [(str(one), str(other), "reply", 9) for one, other in nx.complete_graph(16).edges
             if (one < 8) == (other < 8)]  # fmt: skip
    table = pd.DataFrame(talks, columns=["source_id", "target_id", "kind", "count"])
    talking = rebuilt(complete, interactions=table)
    assert cluster.communities(talking, runs=5).note == cluster.NO_COMMUNITIES
    found = cluster.communities(talking, weights="interactions", runs=5)
    assert [len(part) for part in members(found)] == [8, 8]
    weights = {(one, other): 10 for one, other, *_ in talks}
    graph = undirected(complete)
    nx.set_edge_attributes(graph, 1, "weight")
    nx.set_edge_attributes(graph, weights, "weight")
    assert nx.community.modularity(graph, members(found)) == pytest.approx(found.modularity)


def test_every_community_hangs_together(made, found):
    graph = undirected(made)
    assert len(found.table) > 3
    assert all(nx.is_connected(graph.subgraph(part)) for part in members(found))


@given(st.integers(0, 10**6))
def test_no_division_leaves_a_community_in_two_parts(seed):
    rng = np.random.default_rng(seed)
    graph = nx.gnm_random_graph(12, 16, seed=seed)
    division = rng.integers(0, 3, 12)
    parts = consensus.connected_parts(division, np.array(graph.edges))
    for part in np.unique(parts):
        nodes = np.flatnonzero(parts == part)
        assert len(np.unique(division[nodes])) == 1
        assert nx.is_connected(graph.subgraph(nodes.tolist()))
    together = sum(division[one] == division[other] for one, other in graph.edges)
    assert sum(parts[one] == parts[other] for one, other in graph.edges) == together


@settings(max_examples=3)
@given(st.integers(0, 1000))
def test_neither_order_nor_ids_matter(made, found, seed):
    again = cluster.communities(shuffled(made, seed), runs=5)
    assert again.labels.loc[made.accounts.index].equals(found.labels)
    pd.testing.assert_frame_equal(again.table, found.table)
    other = cluster.communities(renamed(made, seed)[0], runs=5)
    assert other.labels.tolist() == found.labels.tolist()
    pd.testing.assert_frame_equal(other.table, found.table)
    pd.testing.assert_frame_equal(other.between, found.between)
    assert other.by_chance.tolist() == found.by_chance.tolist()


@settings(max_examples=3)
@given(st.integers(0, 1000))
def test_accounts_all_alike_are_divided_alike(seed):
    snapshot = follows_of(cliques().edges)
    found = cluster.communities(snapshot, runs=5)
    again = cluster.communities(shuffled(snapshot, seed), runs=5)
    assert again.labels.loc[found.labels.index].equals(found.labels)
    other = cluster.communities(renamed(snapshot, seed)[0], runs=5)
    pd.testing.assert_frame_equal(other.table, found.table)
    assert adjusted_rand_score(other.labels, found.labels) == 1


SYMMETRIC = [
    nx.cycle_graph(9), nx.petersen_graph(), nx.hypercube_graph(3), nx.balanced_tree(2, 3),
    nx.complete_bipartite_graph(3, 4), nx.random_regular_graph(3, 12, seed=1), nx.frucht_graph(),
    nx.disjoint_union(nx.cycle_graph(6), nx.disjoint_union_all([nx.cycle_graph(3)] * 2)),
    nx.disjoint_union_all([nx.path_graph(2)] * 3 + [nx.path_graph(3)] * 2 + [nx.star_graph(3)]),
    nx.karate_club_graph(), nx.gnm_random_graph(9, 14, seed=2),
]  # fmt: skip


def form(ends, kinds, contents, names):
    """Return the graph with its nodes numbered in canonical order."""
    place = np.empty(len(names), dtype=int)
    order = canonical_order(ends, kinds, contents, names)
    place[order] = np.arange(len(names))
    drawn = np.c_[np.sort(place[ends], axis=1), kinds].tolist()
    return sorted(drawn), contents[order].tolist()


@pytest.mark.parametrize("graph", SYMMETRIC)
@pytest.mark.parametrize("number_of_kinds", [1, 2])
@pytest.mark.parametrize("number_of_contents", [1, 3])
def test_the_canonical_order_is_the_same_of_every_drawing(
    graph, number_of_kinds, number_of_contents
):
    graph = nx.convert_node_labels_to_integers(graph)
    rng = np.random.default_rng(len(graph))
    ends, size = np.array(graph.edges), len(graph)
    kinds = rng.integers(0, number_of_kinds, len(ends))
    contents = rng.integers(0, number_of_contents, size)
    names = np.array([f"n{number:03d}" for number in range(size)], dtype=object)
    known = form(ends, kinds, contents, names)
    for _ in range(3):
        moved, row = rng.permutation(size), rng.permutation(len(ends))
        other = np.empty_like(contents)
        other[moved] = contents
        again = moved[ends[row]][:, ::-1]
        assert form(again, kinds[row], other, rng.permutation(names)) == known


def test_ties_of_two_kinds_tell_accounts_apart_that_are_all_tied():
    complete = np.array(nx.complete_graph(4).edges)
    names, contents = np.array(list("abcd"), dtype=object), np.zeros(4, dtype=int)
    matching = np.array([1, 0, 0, 0, 0, 1])
    other = np.array([0, 1, 0, 0, 1, 0])
    assert form(complete, matching, contents, names) == form(complete, other, contents, names)


def test_two_copies_are_divided_as_one():
    graph = nx.planted_partition_graph(3, 20, 0.5, 0.02, seed=1)
    copies = nx.disjoint_union(graph, graph)
    once, twice = (
        cluster.communities(follows_of(one.edges, one.nodes), runs=6) for one in (graph, copies)
    )
    assert twice.table["accounts"].tolist() == np.repeat(once.table["accounts"], 2).tolist()
    for shift in (0, 60):
        copy = twice.labels[[str(node + shift) for node in range(60)]]
        assert adjusted_rand_score(once.labels, copy) == 1


def test_parts_without_a_tie_between_them_stay_apart():
    alone = nx.disjoint_union(cliques(), nx.disjoint_union(nx.path_graph(2), nx.empty_graph(3)))
    found = cluster.communities(follows_of(alone.edges, alone.nodes), runs=5)
    assert found.labels.isna().to_numpy().nonzero()[0].tolist() == [32, 33, 34, 35, 36]
    assert found.counts[["accounts", "tied", "placed"]].tolist() == [37, 34, 32]
    assert found.table["n"].tolist() == [37] * 4
    assert found.table["value"].tolist() == pytest.approx([8 / 37] * 4)


def test_the_table_says_what_was_counted(karate, club):
    graph, table = undirected(karate), club.table
    assert table.index.tolist() == [1, 2, 3, 4]
    assert table["accounts"].tolist() == sorted(table["accounts"], reverse=True)
    assert (table["low"] == table["value"]).all()
    assert table["in_words"].iloc[0] == (
        "35 % (every one counted), 12 of 34 accounts, all 34 accounts in these data"
    )
    for part, (_, row) in zip(members(club), table.iterrows(), strict=True):
        assert row["accounts"] == len(part)
        assert row["inner_ties"] == graph.subgraph(part).number_of_edges()
        assert row["outer_ties"] == nx.cut_size(graph, part)
        assert row["conductance"] == pytest.approx(nx.conductance(graph, part))


def test_ties_between_communities_add_up(karate, club):
    graph, parts, between = undirected(karate), members(club), club.between
    for (one, other), row in between.iterrows():
        assert row["ties"] == nx.cut_size(graph, parts[one - 1], parts[other - 1])
        ends = [nx.volume(graph, parts[number - 1]) for number in (one, other)]
        assert row["expected"] == pytest.approx(ends[0] * ends[1] / (2 * graph.size()))
    assert club.table["inner_ties"].sum() + between["ties"].sum() == graph.size()


def test_bridges_are_accounts_with_a_tie_into_another_community(karate, club):
    graph = undirected(karate)
    for part, (_, row) in zip(members(club), club.bridges.iterrows(), strict=True):
        bridging = {one for one in part if set(graph[one]) - part}
        assert row["value"] == pytest.approx(len(bridging) / len(part))
        assert row["population"] == len(part)


def test_shares_of_a_sample_have_an_interval():
    graph = cliques()
    plain = follows_of([*graph.edges, *((node, "ego") for node in graph)])
    head, whole = (
        cluster.communities(
            rebuilt(plain, accounts=plain.accounts.assign(list_frame=frame)), "ego", runs=5
        )
        for frame in ("head", "census")
    )
    assert (whole.table["low"] == whole.table["high"]).all()
    assert whole.table["frame"].eq("all 32 followers listed").all()
    assert (head.table["low"] < head.table["high"]).all()
    assert head.table["accounts"].tolist() == whole.table["accounts"].tolist() == [8] * 4
    assert head.table["frame"].eq("first 32 followers listed").all()
    assert (head.bridges["low"] < head.bridges["high"]).all()
    assert "missing" in head.bridges["note"].iloc[0]


def test_stability_is_the_mean_best_jaccard():
    found = np.array([0, 0, 0, 1, 1, -1])
    again = np.array([[5, 5, 5, 7, 7, 7], [0, 0, 1, 1, 1, 1]])
    expected = [(1 + 2 / 3) / 2, (2 / 3 + 2 / 4) / 2]
    assert consensus.stability(found, again) == pytest.approx(expected)


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_the_division_nearest_to_all_disagrees_least(seed):
    rng = np.random.default_rng(seed)
    divisions = rng.integers(0, 3, (5, 9))
    apart = [sum(1 - rand_score(one, other) for other in divisions) for one in divisions]
    chosen, agreement = consensus.nearest_to_all(divisions, np.zeros(5))
    assert apart[chosen] == pytest.approx(min(apart))
    pairs = [adjusted_rand_score(divisions[i], divisions[j]) for i in range(5) for j in range(i)]
    assert agreement == pytest.approx(np.mean(pairs))


def test_communities_are_numbered_by_size_then_by_their_first_account():
    found = consensus.by_size(np.array([9, 9, 4, 4, 4, 2, 2, 7]), 2)
    assert found.tolist() == [1, 1, 0, 0, 0, 2, 2, -1]


def test_clear_means_above_every_network_made_by_chance():
    chance = np.array([0.30, 0.31, 0.32, 0.33, 0.34])
    assert not consensus.is_clear(np.array([0.34]), chance)
    assert not consensus.is_clear(np.array([0.35]), chance)
    assert consensus.is_clear(np.array([0.4]), chance)
    assert not consensus.is_clear(np.array([0.5]), np.full(5, 0.5))


def test_random_networks_keep_every_degree():
    graph = leiden.graph_of(34, np.array(nx.karate_club_graph().edges), np.arange(78.0))
    with leiden.seeded(1):
        made = leiden._rewired(graph, np.random.default_rng(1))
    assert made.degree() == graph.degree()
    assert made.is_simple()
    assert sorted(made.es["weight"]) == sorted(graph.es["weight"])
    assert made.get_edgelist() != graph.get_edgelist()


def test_a_seed_decides_and_no_other_dice_are_touched(karate, club):
    random.seed(3)
    before, legacy = random.getstate(), np.random.get_state()[1].tolist()
    again = cluster.communities(karate)
    assert again.labels.equals(club.labels)
    assert again.by_chance.equals(club.by_chance)
    assert not cluster.communities(karate, seed=1).by_chance.equals(club.by_chance)
    assert random.getstate() == before
    assert np.random.get_state()[1].tolist() == legacy
    drawn = []
    for _ in range(2):
        random.seed(5)
        drawn.append(igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist())
    assert drawn[0] == drawn[1]


def test_a_failing_step_gives_the_dice_back():
    with pytest.raises(ZeroDivisionError), leiden.seeded(1):
        raise ZeroDivisionError
    random.seed(5)
    first = igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist()
    random.seed(5)
    assert igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist() == first


def test_large_networks_get_fewer_runs():
    assert [leiden.number_of_runs(20, ties) for ties in (0, 50_000, 100_000, 10**7)] == [
        20, 20, 10, 5
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"account_id": "nobody"}, UnknownNameError),
        ({"ties": "both"}, UnknownNameError),
        ({"weights": "likes"}, UnknownNameError),
        ({"runs": 4}, SocialkitError),
        ({"runs": "many"}, SocialkitError),
        ({"seed": -1}, SocialkitError),
    ],
)
def test_what_cannot_be_asked_is_said(six, options, error):
    with pytest.raises(error):
        cluster.communities(six, **options)


def people(bios, groups=None, handles=None) -> pd.DataFrame:
    size = len(bios)
    columns = {"bio": bios, "group": groups or [None] * size, "handle": handles or [None] * size}
    return pd.DataFrame(columns, dtype="string[pyarrow]")


def test_names_tell_the_group_and_the_words_that_stand_out():
    bios = ["I grow roses and jazz"] * 12 + ["I mend bicycles and jazz"] * 12
    groups = ["florists"] * 9 + ["smiths"] * 3 + ["florists"] * 12
    names = names_of(people(bios, groups), np.repeat([0, 1], 12), True)
    assert names == ["bios say grow, roses", "mostly florists; bios say bicycles, mend"]
    assert names_of(people(bios, groups), np.repeat([0, 1], 12), False) == [
        "no common trait told", "mostly florists"
    ]  # fmt: skip


def test_a_group_far_above_its_usual_share_names_a_community():
    groups = ["a"] * 14 + ["b"] * 13 + ["c"] * 13 + ["b"] * 40
    names = names_of(people([""] * 80, groups), np.repeat([0, 1], 40), True)
    assert names == ["many a", "mostly b"]


def test_a_name_never_tells_what_few_share_nor_who_is_in_it():
    bios = (
        ["gardening with @rosemary of ulm.example"] * 9 + ["x"] * 20 + ["annheals loves soup"] * 20
    )
    found = np.repeat([0, 1], [29, 20])
    names = names_of(people(bios, handles=["AnnHeals", *[None] * 48]), found, True)
    assert names == ["no common trait told", "bios say loves, soup"]


@pytest.mark.parametrize(
    "word", ["recovering", "clients", "ADHD", "Depression", "queer", "catholic", "patients"]
)
def test_a_name_never_tells_of_health_belief_or_sexuality(word):
    assert is_withheld(word)
    names = names_of(people([f"{word} pottery"] * 15 + ["maps"] * 15, [word] * 15 + [None] * 15),
                     np.repeat([0, 1], 15), True)  # fmt: skip
    assert names == ["bios say pottery", "bios say maps"]


@pytest.mark.parametrize("word", ["painting", "illustrator", "jewellery", "therapists", "unions"])
def test_ordinary_words_are_not_withheld(word):
    assert not is_withheld(word)


@pytest.mark.parametrize("name", sorted(EVERYDAY))
def test_every_export_is_divided_or_says_why_not(name, tmp_path):
    snapshot = sk.read(str(packed(EVERYDAY[name], tmp_path / "upload", Random(1))))
    for account in {sk.audience.choose(snapshot), None}:
        found = cluster.communities(snapshot, account, runs=5)
        assert found.labels.index.equals(snapshot.accounts.index)
        assert bool(found.note) == found.table.empty == found.labels.isna().all()
        assert found.counts["placed"] is pd.NA or found.counts["placed"] == found.labels.count()
        assert found.evidence["value"].notna().all() == found.counts.notna().all()
