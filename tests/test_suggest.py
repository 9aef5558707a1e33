"""Candidates two steps away, held against networkx and against what can be seen by eye."""

import math
from random import Random

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from broken import packed, samples
from conftest import TAKEN_AT, rebuilt, renamed, shuffled
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import socialkit as sk
from socialkit import features, quality, simulate, suggest
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot
from socialkit.suggest.followback import half_of_possible, is_looked_up, succession

NAMES = list("abcdefgh")
TIES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=24)
EVERYDAY = {name: members for name, members in samples().items() if name.endswith("/everyday")}


def drawn(pairs: list[tuple[str, str]], **columns: list) -> Snapshot:
    """Return a network of these follows, each once; nobody follows oneself."""
    accounts = pd.DataFrame(columns, index=pd.Index(NAMES, name="account_id"))
    ties = [pair for pair in dict.fromkeys(pairs) if pair[0] != pair[1]]
    follows = pd.DataFrame(ties, columns=["follower_id", "followed_id"], dtype="str")
    return Snapshot(accounts, follows, taken_at=TAKEN_AT)


@pytest.fixture(scope="module")
def small() -> Snapshot:
    return simulate.network(accounts=300, focal=2, seed=4).snapshot


@given(TIES)
def test_two_hops_are_those_of_networkx(pairs):
    snapshot = drawn(pairs)
    found = suggest.two_hops(snapshot, np.arange(len(NAMES)))
    graph = nx.Graph([pair for pair in pairs if pair[0] != pair[1]])
    graph.add_nodes_from(NAMES)
    wanted = {}
    for one in NAMES:
        for other in NAMES:
            common = set(graph[one]) & set(graph[other]) if one != other else set()
            if common:
                closeness = sum(1 / math.log(graph.degree(node)) for node in common)
                wanted[one, other] = (len(common), pytest.approx(closeness))
    ends = zip(found.account, found.other, strict=True)
    values = zip(found.shared, found.adamic_adar, strict=True)
    got = {(NAMES[a], NAMES[b]): value for (a, b), value in zip(ends, values, strict=True)}
    assert got == wanted


def test_adamic_adar_is_that_of_networkx(small):
    graph = nx.Graph()
    codes = small.codes
    graph.add_edges_from(zip(codes.follower.tolist(), codes.followed.tolist(), strict=True))
    found = suggest.two_hops(small, np.array([0]))
    pairs = [(0, int(other)) for other in found.other]
    oracle = [value for _, _, value in nx.adamic_adar_index(graph, pairs)]
    assert found.adamic_adar == pytest.approx(np.array(oracle))


def test_two_hops_count_as_relatedness_does(small):
    followers = features.follower_features(small, small.focal[:1])
    wanted = quality.relatedness(small, followers)["shared_neighbours"].fillna(0)
    found = suggest.two_hops(small, small.accounts.index.get_indexer(small.focal[:1]))
    shared = pd.Series(found.shared, small.accounts.index[found.other])
    got = shared.reindex(followers.index.get_level_values("follower_id")).fillna(0)
    assert got.tolist() == wanted.tolist()


def test_many_accounts_at_once_are_each_alone(small):
    rows = np.array([3, 0, 7])
    together = suggest.two_hops(small, rows)
    for row in rows:
        alone, mine = suggest.two_hops(small, np.array([row])), together.account == row
        assert np.array_equal(together.other[mine], alone.other)
        assert np.array_equal(together.adamic_adar[mine], alone.adamic_adar)
    assert len(suggest.two_hops(small, np.array([], dtype=int)).other) == 0


def test_the_drawing_has_one_candidate(six):
    # ben is followed, dan looks like junk, eve has been away for 400 days.
    table = suggest.candidates(six)
    assert table.index.tolist() == ["cat"]
    cat = table.loc["cat"]
    assert cat["shared_contacts"] == 1
    assert cat["adamic_adar"] == pytest.approx(1 / math.log(2))
    assert cat["follow_back"] == 1
    assert cat["reasons"] == (
        "They share 1 contact. It follows the account already. Its last public post was "
        "20 days ago."
    )
    parts = {name: cat[name] for name in suggest.WEIGHTS}
    assert cat["score"] == pytest.approx(sum(suggest.WEIGHTS[k] * v for k, v in parts.items()))
    counts = suggest.candidate_totals(six)["value"]
    assert counts.tolist() == [4, 4, 3, 1, 1, 1, 0, 1, 0]


def test_unknown_activity_is_kept_and_said(six):
    accounts = six.accounts.assign(last_post_at=pd.NaT)
    table = suggest.candidates(rebuilt(six, accounts=accounts, posts=six.posts.iloc[:0]))
    assert sorted(table.index) == ["cat", "eve"]
    assert table["active"].isna().all()
    assert table["coverage"].tolist() == pytest.approx([0.8, 0.8])
    assert table["reasons"].str.contains("When it last posted in public is not known.").all()
    totals = suggest.candidate_totals(rebuilt(six, accounts=accounts, posts=six.posts.iloc[:0]))
    assert totals.loc["activity_unknown", "value"] == 2


def test_little_evidence_puts_nobody_on_top(six):
    # fay shares ann's contacts cat and dan, and nothing else is known of her.
    more = pd.DataFrame({"follower_id": ["fay", "fay"], "followed_id": ["cat", "dan"]})
    table = suggest.candidates(rebuilt(six, follows=pd.concat([six.follows, more])))
    assert table.index.tolist() == ["cat", "fay"]
    assert table.loc["fay", "coverage"] < table.loc["cat", "coverage"]
    assert "What its profile looks like is not known." in table.loc["fay", "reasons"]


def test_whoever_interacted_is_no_junk(six):
    act = pd.DataFrame({"source_id": ["dan"], "target_id": ["ann"], "kind": ["like"]})
    accounts = six.accounts.assign(last_post_at=TAKEN_AT - pd.Timedelta(days=1), posts_count=1)
    heard = rebuilt(six, accounts=accounts, interactions=pd.concat([six.interactions, act]))
    assert "dan" in suggest.candidates(heard).index
    assert "dan" not in suggest.candidates(rebuilt(six, accounts=accounts)).index


def test_rows_ids_and_strangers_change_nothing(small):
    before = suggest.candidates(small, n=10_000)
    assert len(before) > 50
    for seed in (1, 2):
        assert_frame_equal(suggest.candidates(shuffled(small, seed), n=10_000), before)
    other, ids = renamed(small, 3)
    after = suggest.candidates(other, n=10_000)
    assert after.index.tolist() == before.index.map(ids).tolist()
    assert_frame_equal(after.reset_index(drop=True), before.reset_index(drop=True))


@given(st.integers(1, 4))
def test_copies_of_strangers_change_nothing(copies):
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "e"), ("e", "c")]
    before = suggest.candidates(drawn(pairs), "a")
    strangers = [pair for name in "fgh"[: copies - 1] for pair in ((name, "h"), ("h", name))]
    assert before.index.tolist() == ["c"]
    assert before.loc["c", "shared_contacts"] == 2
    assert_frame_equal(suggest.candidates(drawn([*pairs, *strangers]), "a"), before)


@given(TIES)
def test_a_candidate_is_neither_followed_nor_oneself(pairs):
    snapshot = drawn(pairs)
    followed = {b for a, b in pairs if a == "a"}
    table = suggest.candidates(snapshot, "a", n=99)
    assert not set(table.index) & (followed | {"a"})
    totals = suggest.candidate_totals(snapshot, "a")["value"]
    assert totals["candidates"] is pd.NA or totals["candidates"] == len(table)


def test_follow_back_is_the_rule_of_succession():
    counts = pd.array([0, 4, 0, 3], dtype="Int64"), pd.array([0, 4, 0, 6], dtype="Int64")
    half = pd.Series([0.5, 0.5, pd.NA, 0.1], dtype="Float64")
    chance = succession(pd.Series(counts[0]), pd.Series(counts[1]), half)
    assert chance.isna().tolist() == [False, False, True, False]
    assert chance.dropna().tolist() == pytest.approx([1 / 2, 5 / 6, 3.2 / 8])


def test_follow_back_tells_who_does():
    snapshot = sk.datasets.load("therapists")
    known, half = suggest.follow_back(snapshot), half_of_possible(snapshot)
    ties = is_looked_up(snapshot)
    back = sk.graph.returned(snapshot).to_numpy(dtype=bool)[ties]
    rows = snapshot.codes.followed[ties]
    of_each = known.iloc[rows]
    chance = succession(of_each["returned"] - back, of_each["looked_up"] - 1, half.iloc[rows])
    rising = pd.Series(back).groupby(pd.cut(chance.to_numpy(float), [0, 0.2, 0.4, 0.6, 1])).mean()
    assert rising.is_monotonic_increasing
    assert rising.iloc[-1] - rising.iloc[0] > 0.3


def test_the_check_leaves_out_the_tie_itself(six):
    check = suggest.follow_back_check(six)
    assert check.loc["all", "in_words"].startswith("100 % (21-100 %), 1 of 1 accounts")
    # ben's own tie was all that could be looked up, and his counts leave him half a chance.
    assert check.loc["below 1 in 3", "value"] == 1
    assert suggest.follow_back_check(six, "ben")["value"].isna().all()


def test_whom_nothing_else_is_known_of_counts_in_all_alone(six):
    blank = six.accounts.assign(followers_count=pd.NA, following_count=pd.NA)
    follows = six.follows[six.follows["followed_id"].isin(["ann"])]
    back = pd.DataFrame({"follower_id": ["ann", "ann"], "followed_id": ["ben", "fay"]})
    snapshot = rebuilt(six, accounts=blank, follows=pd.concat([follows, back]))
    check = suggest.follow_back_check(snapshot, "ann")
    assert check["value"].isna().tolist() == [True, True, True, False]
    assert check.loc["all", "in_words"].startswith("50 % (9-91 %), 1 of 2 accounts")
    assert check.loc["above", "note"] == "how those it follows treat others who follow them"


def test_in_a_network_of_all_ties_every_follow_is_looked_up():
    # b follows back two of its three followers; of nobody alone the list was collected.
    snapshot = drawn([("a", "b"), ("c", "b"), ("d", "b"), ("b", "a"), ("c", "a"), ("b", "c")])
    known = suggest.follow_back(snapshot).loc["b"]
    assert known[["looked_up", "returned"]].tolist() == [3, 2]
    assert known["follow_back"] == pytest.approx((2 + 2 / 2) / (3 + 2))
    check = suggest.follow_back_check(snapshot, "c")
    assert check.loc["all", "in_words"].startswith("50 % (9-91 %), 1 of 2 accounts")


def test_where_no_second_step_is_known_the_reason_stands(six):
    alone = six.follows[six.follows["followed_id"] == "ann"]
    back = pd.DataFrame({"follower_id": ["ann"], "followed_id": ["fay"]})
    snapshot = rebuilt(six, follows=pd.concat([alone, back]))
    assert suggest.candidates(snapshot).empty
    totals = suggest.candidate_totals(snapshot)
    assert totals.loc["candidates", "note"].startswith("whom the account's contacts follow")
    assert totals.loc["contacts", "value"] == 5
    assert suggest.candidate_totals(six, "fay").loc["candidates", "value"] is pd.NA


@pytest.mark.parametrize("n", [-1, 2.5, True, "3"])
def test_what_is_no_number_is_refused(six, n):
    with pytest.raises(SocialkitError, match="n is how many"):
        suggest.candidates(six, n=n)


@pytest.mark.parametrize("weights", [{}, {"related": -1}, {"luck": 1}, {"related": math.inf}, 3])
def test_weights_that_mean_nothing_are_refused(six, weights):
    with pytest.raises(SocialkitError, match="weights"):
        suggest.candidates(six, weights=weights)


def test_an_unknown_account_is_refused(six):
    with pytest.raises(UnknownNameError, match="no account 'zoe'"):
        suggest.candidates(six, "zoe")


@pytest.mark.parametrize("name", sorted(EVERYDAY))
def test_every_platform_gets_an_answer_or_a_reason(name, tmp_path):
    snapshot = sk.read(str(packed(EVERYDAY[name], tmp_path / "upload", Random(1))))
    totals = suggest.candidate_totals(snapshot), suggest.triage_totals(snapshot)
    for table in (*totals, suggest.gap(snapshot), suggest.follow_back_check(snapshot)):
        assert (table["value"].notna() | table["note"].ne("")).all()
    assert len(suggest.candidates(snapshot)) <= 20
    pile = suggest.triage(snapshot, newest=None)["pile"]
    assert set(pile) <= set(suggest.PILES)
    assert suggest.when_to_wait(snapshot).endswith(".")
