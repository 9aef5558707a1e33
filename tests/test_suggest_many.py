"""Whom to follow next, for many accounts at once, counted by hand and by networkx."""

import networkx as nx
import pandas as pd
import pytest
from conftest import TAKEN_AT, rebuilt, renamed, shuffled
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from test_suggest import NAMES, TIES, drawn

from socialkit import practice, simulate, suggest
from socialkit.errors import PrivacyError, SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot


@pytest.fixture(scope="module")
def small() -> Snapshot:
    return simulate.network(accounts=400, focal=5, seed=2).snapshot


@given(TIES, st.integers(0, 9))
def test_they_are_the_ends_of_two_follows_best_first(pairs, n):
    known = nx.DiGraph([pair for pair in pairs if pair[0] != pair[1]])
    known.add_nodes_from(NAMES)
    table = suggest.next_follows(drawn(pairs), NAMES, n)
    for one in NAMES:
        through = {
            other: sum(known.has_edge(middle, other) for middle in known[one])
            for other in set(NAMES) - {one} - set(known[one])
        }
        order = sorted(
            (other for other in through if through[other]),
            key=lambda other: (-through[other], known.in_degree(other), other),
        )
        mine = table[table.index.get_level_values(0) == one]
        assert mine.index.get_level_values(1).to_list() == order[:n]
        assert mine["through"].to_list() == [through[other] for other in order[:n]]
        assert mine["indegree"].to_list() == [known.in_degree(other) for other in order[:n]]


def test_the_drawing(six):
    # ann follows ben, who follows cat; dan follows ann and eve; ann follows ben, eve follows ann.
    table = suggest.next_follows(six, ["ann", "@DanDeals"])
    assert table.index.to_list() == [("ann", "cat"), ("dan", "ben")]
    assert table["through"].to_list() == [1, 1]
    assert suggest.next_follows(six, ["fay"]).empty
    assert suggest.next_follows(six).index.to_list()[0] == ("ann", "cat")  # the focal accounts


def test_many_at_once_are_each_alone_in_the_order_asked_for(small):
    wanted = small.accounts.index[[30, 2, 9]].to_list()
    together = suggest.next_follows(small, wanted, 5)
    assert together.index.get_level_values(0).unique().to_list() == wanted
    alone = [suggest.next_follows(small, one, 5) for one in wanted]
    assert_frame_equal(together, pd.concat(alone))


def test_rows_and_ids_change_nothing(small):
    wanted = small.accounts.index[:60].to_list()
    before = suggest.next_follows(small, wanted, 7)
    assert_frame_equal(suggest.next_follows(shuffled(small, 1), wanted, 7), before)
    other, ids = renamed(small, 3)
    after = suggest.next_follows(other, [ids[one] for one in wanted], 7)
    assert after.index.to_list() == [(ids[one], ids[two]) for one, two in before.index]
    assert after["through"].to_list() == before["through"].to_list()


@given(TIES)
def test_totals_count_the_table(pairs):
    snapshot = drawn(pairs)
    table = suggest.next_follows(snapshot, NAMES, 99)
    totals = suggest.next_follow_totals(snapshot, NAMES)
    assert totals.loc["accounts", "value"] == len(NAMES)
    each = table.groupby(level=0).size().reindex(NAMES, fill_value=0)
    if table.empty:
        assert totals["value"].isna().sum() == 3
        assert "whom those follow" in totals.loc["suggested", "note"]
    else:
        expected = [(each > 0).sum(), table.index.get_level_values(1).nunique(), each.median()]
        assert totals["value"].to_list()[1:] == expected


def test_nobody_there_gives_an_empty_table_and_a_reason():
    nobody = Snapshot(pd.DataFrame(index=pd.Index([], name="account_id")), taken_at=TAKEN_AT)
    assert suggest.next_follows(nobody).empty
    assert suggest.next_follow_totals(nobody)["value"].isna().sum() == 3


def test_totals_alone_are_told_in_practitioner_mode(six, monkeypatch):
    monkeypatch.setenv(practice.VARIABLE, "1")
    with pytest.raises(PrivacyError):
        suggest.next_follows(six)
    assert suggest.next_follow_totals(six).loc["accounts_with_some", "value"] == 1
    assert suggest.next_follow_totals(six, ["ann"]).loc["accounts", "value"] == 1
    with pytest.raises(PrivacyError, match="count the second steps of single followers"):
        suggest.next_follow_totals(six, ["ann", "cat"])


@pytest.mark.parametrize("n", [-1, 2.5, True, "3"])
def test_what_is_no_number_is_refused(six, n):
    with pytest.raises(SocialkitError, match="n is how many"):
        suggest.next_follows(six, n=n)


def test_an_unknown_account_is_refused(six):
    with pytest.raises(UnknownNameError, match="no account 'zoe'"):
        suggest.next_follows(six, ["ann", "zoe"])


def test_equals_stand_in_the_order_of_their_profiles(six):
    # Of the two that ben follows nobody else follows either one: fewer followers reported first.
    pairs = [("a", "b"), ("b", "c"), ("b", "d")]
    counts = drawn(pairs, followers_count=[1, 1, 9, 3, 1, 1, 1, 1])
    assert suggest.next_follows(counts, "a").index.get_level_values(1).to_list() == ["d", "c"]
    assert len(suggest.next_follows(counts, "a", 1)) == 1
    assert suggest.next_follows(rebuilt(counts), "a", 1).index[0] == ("a", "d")
