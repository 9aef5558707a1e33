"""`socialkit.graph`: the six accounts by hand, every small graph against networkx."""

import networkx as nx
import pandas as pd
import pytest
from conftest import TAKEN_AT, rebuilt, renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit import graph
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot

PER_ACCOUNT = (
    graph.degrees,
    graph.account_reciprocity,
    graph.follow_back_rate,
    graph.followed_back_rate,
    graph.pagerank,
    graph.core_number,
)
PER_NETWORK = (graph.reciprocity, graph.summary, graph.degree_distribution)


few = settings(deadline=None, max_examples=40)


def network(ids: list[str], follows: list[tuple[str, str]]) -> Snapshot:
    accounts = pd.DataFrame(index=pd.Index(ids, name="account_id", dtype="str"))
    pairs = pd.DataFrame(follows, columns=["follower_id", "followed_id"], dtype="str")
    return Snapshot(accounts, pairs, taken_at=TAKEN_AT)


@st.composite
def networks(draw: st.DrawFn) -> Snapshot:
    ids = draw(st.lists(st.sampled_from("abcdefgh"), unique=True))
    possible = [(one, other) for one in ids for other in ids if one != other]
    follows = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    return network(ids, follows)


def oracle(snapshot: Snapshot) -> nx.DiGraph:
    """Build the networkx graph straight from the two tables."""
    given_graph = nx.DiGraph()
    given_graph.add_nodes_from(snapshot.accounts.index)
    for row in snapshot.follows.itertuples():
        given_graph.add_edge(row.follower_id, row.followed_id)
    return given_graph


def same(mine: dict, theirs: dict) -> bool:
    """Whether two dicts hold the same keys and numbers; NA stands for networkx's None."""
    known = {key: None if pd.isna(value) else value for key, value in mine.items()}
    return known == {key: pytest.approx(value, abs=1e-9) for key, value in theirs.items()}


# --- the six accounts, checked in the head -------------------------------------------------


def test_degrees_of_the_six(six):
    expected = {
        "indegree": [4, 2, 1, 0, 1, 0],
        "outdegree": [1, 2, 2, 2, 1, 0],
        "mutual_count": [1, 2, 1, 0, 0, 0],
    }
    pd.testing.assert_frame_equal(
        graph.degrees(six), pd.DataFrame(expected, index=six.accounts.index, dtype="Int64")
    )


def test_reciprocity_of_the_six_counts_dyads_and_edges(six):
    assert graph.reciprocity(six).to_dict() == {
        "accounts": 6,
        "follows": 8,
        "mutual_dyads": 2,
        "one_way_dyads": 4,
        "dyad_reciprocity": pytest.approx(2 / 6),
        "edge_reciprocity": pytest.approx(4 / 8),
    }


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (graph.account_reciprocity, [2 / 5, 1, 2 / 3, 0, 0, pd.NA]),
        (graph.follow_back_rate, [1 / 4, 1, 1, pd.NA, 0, pd.NA]),
        (graph.followed_back_rate, [1, 1, 1 / 2, 0, 0, pd.NA]),
    ],
)
def test_rates_of_the_six_are_na_where_undefined(six, measure, expected):
    values = pd.Series(expected, index=six.accounts.index, dtype="Float64")
    pd.testing.assert_series_equal(measure(six), values, check_names=False)


def test_core_of_the_six_is_ann_ben_and_cat(six):
    assert graph.core_number(six).to_list() == [3, 3, 3, 2, 2, 0]


def test_returned_marks_both_directions_of_a_mutual_tie(six):
    follows = six.follows[graph.returned(six)]
    pairs = set(zip(follows["follower_id"], follows["followed_id"], strict=True))
    assert pairs == {("ann", "ben"), ("ben", "ann"), ("ben", "cat"), ("cat", "ben")}
    assert graph.returned(six).index.equals(six.follows.index)


def test_degree_distribution_counts_followers_where_lists_were_collected(six):
    followers = graph.degree_distribution(six)  # of ann and ben, the focal accounts
    assert followers.index.to_list() == [2, 4]
    assert followers["share_at_least"].to_list() == [1, 0.5]


def test_without_follower_lists_nothing_is_said_of_followers(six):
    alone = rebuilt(six, accounts=six.accounts.assign(is_focal=[False, *[None] * 5]))
    assert graph.degree_distribution(alone).empty
    following = graph.degree_distribution(alone, side="out")
    assert following["accounts"].to_dict() == {1: 2, 2: 3}  # fay is not seen to follow: not a 0
    known = graph.summary(alone).dropna()
    assert known.to_dict() == {"accounts": 6, "follows": 8}
    silent = rebuilt(alone, follows=alone.follows.iloc[:0])
    assert graph.summary(silent).dropna().to_dict() == {"accounts": 6}


def test_without_any_tie_nothing_is_said_of_ties(six):
    posts_only = rebuilt(
        six, accounts=six.accounts.assign(is_focal=None), follows=six.follows.iloc[:0]
    )
    assert not graph.has_follower_lists(posts_only)
    assert graph.summary(posts_only).dropna().to_dict() == {"accounts": 6}
    for side in ("in", "out"):
        assert graph.degree_distribution(posts_only, side=side).empty
    looked = rebuilt(six, follows=six.follows.iloc[:0])  # two follower lists, known to be empty
    assert graph.has_follower_lists(looked)
    assert graph.summary(looked)["follows"] == 0


def test_following_lists_are_those_seen_whole(six):
    # ann follows the one she is said to follow; ben 2 of 100, dan 2 of 2,000: no whole lists.
    assert graph.following_lists(six).to_list() == [True, *[False] * 5]
    silent = rebuilt(six, accounts=six.accounts.assign(following_count=pd.NA))
    # ann and cat follow focal accounts only, so theirs may be other accounts' lists.
    assert graph.following_lists(silent).to_list() == [False, True, False, True, False, False]


@pytest.mark.parametrize(("reported", "is_whole"), [(10, True), (11, False), (9, True), (0, True)])
def test_a_list_that_lacks_a_tenth_is_not_whole(reported, is_whole):
    ids = [f"a{place}" for place in range(10)]
    nine = network(ids, [("a0", other) for other in ids[1:]])
    following = pd.array([reported, *[pd.NA] * 9], dtype="Int64")
    counted = rebuilt(nine, accounts=nine.accounts.assign(following_count=following))
    assert graph.following_lists(counted)["a0"] == is_whole


def test_degree_distribution_of_the_six(six):
    everyone = rebuilt(six, accounts=six.accounts.assign(is_focal=None))
    followers = graph.degree_distribution(everyone)
    assert followers.index.to_list() == [0, 1, 2, 4]
    assert followers["accounts"].to_list() == [2, 2, 1, 1]
    assert followers["share_at_least"].to_list() == pytest.approx([1, 4 / 6, 2 / 6, 1 / 6])
    assert graph.degree_distribution(six, side="out")["accounts"].to_list() == [1, 2, 3]


def test_summary_of_the_six(six):
    assert graph.summary(six).to_dict() == {
        "accounts": 6,
        "follows": 8,
        "isolates": 1,
        "density": pytest.approx(8 / 30),
        "dyad_reciprocity": pytest.approx(1 / 3),
        "edge_reciprocity": 0.5,
        "largest_component_share": pytest.approx(5 / 6),
        "median_indegree": 1.0,
        "max_indegree": 4,
    }


def test_ego_network_is_the_incoming_side(six):
    # ben follows cat and ann, and both follow him; dan and eve only reach ann.
    ego = graph.ego_network(six, "ben")
    assert list(ego) == ["ann", "ben", "cat"]
    assert set(ego.edges) == {
        ("ann", "ben"),
        ("ben", "ann"),
        ("cat", "ben"),
        ("ben", "cat"),
        ("cat", "ann"),
    }
    assert list(graph.ego_network(six, "dan")) == ["dan"]
    assert list(graph.ego_network(six, "@EveLaw")) == ["dan", "eve"]


# --- every small graph, against networkx ---------------------------------------------------


@few
@given(networks())
def test_networkx_graphs_hold_every_account_and_follow(snapshot):
    expected = oracle(snapshot)
    followers, mutual = graph.follower_graph(snapshot), graph.mutual_graph(snapshot)
    assert nx.utils.graphs_equal(followers, expected)
    assert nx.utils.graphs_equal(mutual, expected.to_undirected(reciprocal=True))
    assert list(followers) == list(mutual) == snapshot.accounts.index.to_list()


@few
@given(networks(), st.data())
def test_ego_network_is_networkx_ego_graph_of_the_reversed_graph(snapshot, data):
    ids = snapshot.accounts.index.to_list()
    if ids:
        account_id = data.draw(st.sampled_from(ids))
        mine = graph.ego_network(snapshot, account_id)
        theirs = nx.ego_graph(oracle(snapshot).reverse(), account_id).reverse()
        assert nx.utils.graphs_equal(mine, theirs)
        assert list(mine) == [one for one in ids if one in theirs]


@few
@given(networks(), st.sampled_from([0.0, 0.5, 0.85, 0.99]))
def test_measures_equal_networkx(snapshot, damping):
    known, ids = oracle(snapshot), snapshot.accounts.index
    counts = graph.degrees(snapshot)
    assert same(counts["indegree"].to_dict(), dict(known.in_degree))
    assert same(counts["outdegree"].to_dict(), dict(known.out_degree))
    mutual = known.to_undirected(reciprocal=True)
    assert same(counts["mutual_count"].to_dict(), dict(mutual.degree))
    assert same(graph.account_reciprocity(snapshot).to_dict(), nx.reciprocity(known, ids))
    assert same(graph.core_number(snapshot).to_dict(), nx.core_number(known))
    rank = nx.pagerank(known, alpha=damping, tol=1e-13, max_iter=10_000)
    assert same(graph.pagerank(snapshot, damping=damping).to_dict(), rank)


def test_measures_equal_networkx_on_three_hundred_accounts():
    # Large enough for cores within cores, which eight accounts hardly have.
    drawn = nx.relabel_nodes(nx.scale_free_graph(300, seed=1), str)
    pairs = sorted({(one, other) for one, other in drawn.edges() if one != other})
    snapshot = network(list(drawn), pairs)
    cores = graph.core_number(snapshot)
    assert cores.nunique() > 3
    assert same(cores.to_dict(), nx.core_number(oracle(snapshot)))
    rank = nx.pagerank(oracle(snapshot), tol=1e-13, max_iter=10_000)
    assert same(graph.pagerank(snapshot).to_dict(), rank)


@few
@given(networks())
def test_rates_are_shares_of_successors_and_predecessors(snapshot):
    known = oracle(snapshot)
    followers = {one: set(known.predecessors(one)) for one in known}
    followed = {one: set(known.successors(one)) for one in known}
    both = {one: len(followers[one] & followed[one]) for one in known}
    backs = {one: both[one] / len(followers[one]) if followers[one] else None for one in known}
    backed = {one: both[one] / len(followed[one]) if followed[one] else None for one in known}
    assert same(graph.follow_back_rate(snapshot).to_dict(), backs)
    assert same(graph.followed_back_rate(snapshot).to_dict(), backed)
    mine = dict(zip(known.edges, graph.returned(_in_graph_order(snapshot)), strict=True))
    assert mine == {(one, other): known.has_edge(other, one) for one, other in known.edges}


@few
@given(networks())
def test_network_measures_equal_networkx(snapshot):
    known, mine = oracle(snapshot), graph.summary(snapshot)
    ties = graph.reciprocity(snapshot)
    assert mine["accounts"] == len(known)
    assert ties["mutual_dyads"] == known.to_undirected(reciprocal=True).size()
    assert ties["mutual_dyads"] + ties["one_way_dyads"] == known.to_undirected().size()
    if known.size():
        assert mine["follows"] == known.size()
        assert mine["isolates"] == nx.number_of_isolates(known)
        assert mine["density"] == pytest.approx(nx.density(known))
        largest = max(nx.weakly_connected_components(known), key=len)
        assert mine["largest_component_share"] == pytest.approx(len(largest) / len(known))
        edges = nx.overall_reciprocity(known)
        assert ties["edge_reciprocity"] == pytest.approx(edges)
        # r_edge = 2 r_dyad / (1 + r_dyad), which ties the two definitions together.
        dyads = ties["dyad_reciprocity"]
        assert edges == pytest.approx(2 * dyads / (1 + dyads))
    else:
        assert mine.drop("accounts").isna().all()
        assert ties["edge_reciprocity"] is pd.NA
        assert ties["dyad_reciprocity"] is pd.NA


@few
@given(networks(), st.sampled_from(["in", "out"]))
def test_degree_distribution_counts_every_account_once(snapshot, side):
    known = oracle(snapshot)
    degree = [value for _, value in (known.in_degree if side == "in" else known.out_degree)]
    degree = degree if known.size() else []
    found = graph.degree_distribution(snapshot, side=side)
    assert found.index.to_list() == sorted(set(degree))
    for value, row in found.iterrows():
        assert row["accounts"] == degree.count(value)
        at_least = sum(one >= value for one in degree) / len(degree)
        assert row["share_at_least"] == pytest.approx(at_least)


def _in_graph_order(snapshot: Snapshot) -> Snapshot:
    """Put the follows in the order in which networkx lists its edges."""
    follows = [(one, other) for one, other in oracle(snapshot).edges]
    return network(snapshot.accounts.index.to_list(), follows)


# --- what no answer may depend on ----------------------------------------------------------


@few
@given(networks(), st.integers(0, 99))
def test_row_order_changes_nothing(snapshot, seed):
    other, ids = shuffled(snapshot, seed), snapshot.accounts.index
    for measure in PER_ACCOUNT:
        expected, found = measure(snapshot), measure(other)
        assert found.index.equals(other.accounts.index)
        assert_same_table(found.loc[ids], expected)
    for measure in PER_NETWORK:
        assert_same_table(measure(other), measure(snapshot))


@few
@given(networks(), st.integers(0, 99))
def test_renaming_changes_nothing(snapshot, seed):
    other, ids = renamed(snapshot, seed)
    for measure in PER_ACCOUNT:
        expected = measure(snapshot)
        assert_same_table(measure(other), expected.set_axis(expected.index.map(ids)))
    for measure in PER_NETWORK:
        assert_same_table(measure(other), measure(snapshot))


def assert_same_table(found: pd.DataFrame | pd.Series, expected: pd.DataFrame | pd.Series) -> None:
    kind = "frame" if isinstance(found, pd.DataFrame) else "series"
    check = getattr(pd.testing, f"assert_{kind}_equal")
    check(found, expected, rtol=0, atol=1e-9, check_index_type=False)


# --- edges of the world --------------------------------------------------------------------


def test_no_accounts_give_empty_tables_and_na():
    nobody = network([], [])
    for measure in PER_ACCOUNT:
        assert len(measure(nobody)) == 0
    assert graph.reciprocity(nobody)["mutual_dyads"] == 0
    assert graph.summary(nobody).dropna().to_dict() == {"accounts": 0}
    assert len(graph.follower_graph(nobody)) == 0


def test_no_nan_hides_in_a_nullable_column(six):
    for measure in PER_ACCOUNT:
        for _, column in pd.DataFrame(measure(six)).items():
            assert not any(value != value for value in column.dropna())


@pytest.mark.parametrize("damping", [-0.1, 1, 1.5, float("nan")])
def test_damping_out_of_range_is_refused(six, damping):
    with pytest.raises(SocialkitError, match="damping must be at least 0 and less than 1"):
        graph.pagerank(six, damping=damping)


def test_unknown_names_are_refused(six):
    with pytest.raises(UnknownNameError, match="no side 'both'; known: in, out"):
        graph.degree_distribution(six, side="both")
    with pytest.raises(UnknownNameError, match="no account 'zoe'"):
        graph.ego_network(six, "zoe")
