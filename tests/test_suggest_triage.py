"""New followers in their piles; and the gap between following and followers."""

import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from pandas.testing import assert_frame_equal

from socialkit import simulate, suggest
from socialkit.errors import SocialkitError
from socialkit.snapshot import Snapshot

PROFILE = (
    *("bio", "location", "url", "created_at", "followers_count", "following_count"),
    *("posts_count", "has_default_image"),
)


@pytest.fixture(scope="module")
def simulation() -> simulate.Simulation:
    return simulate.network(accounts=1500, focal=3, seed=1)


def test_the_drawing_is_sorted_by_eye(six):
    # ben is followed already; dan is junk, eve has been away, cat is silent and near.
    table = suggest.triage(six)
    assert table["pile"].to_dict() == {"dan": "leave", "eve": "ask why", "cat": "follow back"}
    assert table.index.tolist() == ["dan", "eve", "cat"]
    assert not table["is_followed"].any()
    assert table.loc["dan", "reasons"].startswith("For each account that follows it")
    assert "Its last public post was 400 days ago." in table.loc["eve", "reasons"]


def test_totals_say_which_followers_they_are_of(six):
    totals = suggest.triage_totals(six)
    assert totals["count"].tolist() == [1, 1, 1, 1]
    assert totals.loc["leave", "in_words"] == (
        "25 % (every one counted), 1 of 4 followers, the whole list, newest first"
    )
    newest = suggest.triage_totals(six, newest=2)
    assert newest["count"].tolist() == [0, 0, 1, 1]
    words = "the newest 2 of 4 listed, by their places in the list"
    assert newest.loc["leave", "frame"] == words


def test_whom_one_follows_is_not_guessed(six):
    accounts = six.accounts.assign(following_count=pd.NA)
    snapshot = rebuilt(
        six, accounts=accounts, follows=six.follows[six.follows["followed_id"] == "ann"]
    )
    table = suggest.triage(snapshot)
    assert set(table["pile"]) <= {"ask why", "leave"}
    assert table["is_followed"].isna().all()
    assert table["reasons"].str.contains("follows it already is not known").all()
    totals = suggest.triage_totals(snapshot)
    assert totals.loc[["followed already", "follow back"], "value"].isna().all()
    assert totals.loc["followed already", "note"] == "whom the account follows"


def test_missing_evidence_is_for_a_human(simulation):
    snapshot = simulation.snapshot
    accounts = snapshot.accounts.drop(columns=list(PROFILE))
    blank = rebuilt(snapshot, accounts=accounts, interactions=snapshot.interactions.iloc[:0])
    table = suggest.triage(blank, snapshot.focal[0], newest=None)
    assert set(table["pile"]) == {"ask why"}
    totals = suggest.triage_totals(blank, snapshot.focal[0], newest=None)
    assert totals["value"].isna().tolist() == [False, False, False, True]


def test_silent_is_not_fake_and_leave_is_rarely_wrong(simulation):
    snapshot, truth = simulation.snapshot, simulation.truth["kind"]
    for account in snapshot.focal:
        pile = suggest.triage(snapshot, account, newest=None)["pile"]
        kind = truth.reindex(pile.index)
        assert not (pile[kind == "silent_reader"] == "leave").any()
        left = kind[pile == "leave"]
        assert left.isin(["mass_follower", "bought"]).mean() > 0.9
        assert (pile[kind == "dormant"] != "follow back").all()


def test_an_interaction_keeps_from_leaving(six):
    act = pd.DataFrame({"source_id": ["dan"], "target_id": ["ann"], "kind": ["like"]})
    heard = rebuilt(six, interactions=pd.concat([six.interactions, act]))
    table = suggest.triage(heard)
    assert table.loc["dan", "pile"] == "ask why"
    assert "It interacted with the account once." in table.loc["dan", "reasons"]
    vetted = rebuilt(six, accounts=six.accounts.assign(is_verified=True))
    assert suggest.triage(vetted).loc["dan", "pile"] == "ask why"


def test_without_order_all_are_looked_at_and_it_says_so(six):
    accounts = six.accounts.assign(list_order="unknown")
    follows = six.follows.assign(followed_at=pd.NaT)
    totals = suggest.triage_totals(
        rebuilt(six, accounts=accounts, follows=follows), "ann", newest=1
    )
    assert totals["count"].sum() == 4
    assert "the order of the list is not known" in totals.loc["leave", "note"]


def test_dates_tell_the_order_where_places_do_not(six):
    accounts = six.accounts.assign(list_order="unknown")
    snapshot = rebuilt(six, accounts=accounts, follows=six.follows.drop(columns="position"))
    totals = suggest.triage_totals(snapshot, "ann", newest=2)
    assert totals.loc["leave", "frame"] == "the newest 2 of 4 listed, by the dates of their follows"
    assert "1 more followers have no known place" in totals.loc["leave", "note"]


def test_rows_and_ids_change_nothing(simulation):
    snapshot = simulation.snapshot
    before = suggest.triage(snapshot)
    assert len(before) > 20
    assert_frame_equal(suggest.triage(shuffled(snapshot, 5)), before)
    other, ids = renamed(snapshot, 6)
    after = suggest.triage(other)
    assert after.index.tolist() == before.index.map(ids).tolist()
    assert_frame_equal(after.reset_index(drop=True), before.reset_index(drop=True))


def test_a_random_sample_speaks_for_all_with_its_interval(six):
    accounts = six.accounts.assign(
        list_frame=six.accounts["list_frame"].replace("census", "random"),
        followers_count=six.accounts["followers_count"].where(six.accounts.index != "ann", 40),
    )
    totals = suggest.triage_totals(rebuilt(six, accounts=accounts), "ann", newest=None)
    assert totals["population"].dropna().unique().tolist() == [40]
    assert (totals["high"] > totals["low"]).all()


@pytest.mark.parametrize(
    "bad",
    [{"newest": 0}, {"newest": 1.5}, {"newest": True}, {"leave_below": 0.6}, {"leave_below": "1"},
     {"dormant_days": 0}],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(six, bad):
    with pytest.raises(SocialkitError):
        suggest.triage(six, **bad)


def test_nobody_new_is_empty_with_a_reason(six):
    assert suggest.triage(six, "dan").empty
    totals = suggest.triage_totals(six, "dan")
    assert totals["note"].unique().tolist() == ["who follows the account"]
    alone = Snapshot(pd.DataFrame(index=["ann", "ben"]), taken_at=six.taken_at)
    assert suggest.triage(alone).empty
    assert suggest.triage_totals(alone)["value"].isna().all()


@pytest.mark.parametrize(
    ("threshold", "wanted"), [(300, [1697, 0]), (1997, [0, 0]), (1998, [0, 1]), (0, [1997, 0])]
)
def test_the_gap_and_for_how_many_to_wait(six, threshold, wanted):
    table = suggest.gap(six, "dan", threshold=threshold)
    assert table.loc[["following", "followers", "gap"], "value"].tolist() == [2000, 3, 1997]
    assert table.loc[["to_wait", "room"], "value"].tolist() == wanted
    said = suggest.when_to_wait(six, "dan", threshold=threshold)
    assert said.startswith("Wait: " if wanted[1] == 0 else "No need to wait: ")


def test_a_reported_number_is_never_held_against_a_listed_one(six):
    less = six.accounts.assign(following_count=pd.NA)
    table = suggest.gap(rebuilt(six, accounts=less), "ben")
    assert table.loc["followers", "in_words"] == "200, as reported by the platform"
    assert table.loc["gap", "value"] is pd.NA
    least = six.accounts.assign(followers_count=pd.NA)
    table = suggest.gap(rebuilt(six, accounts=least), "ben")
    assert (
        table.loc["gap", "note"]
        == "how many followers there are; 2 at least, for so many are listed"
    )
    assert "not in this export" in suggest.when_to_wait(rebuilt(six, accounts=least), "ben")


def test_whole_lists_are_counted_where_nothing_is_reported(six):
    accounts = six.accounts.assign(following_count=pd.NA, followers_count=pd.NA)
    more = pd.DataFrame({"follower_id": ["ann"], "followed_id": ["fay"]})
    snapshot = rebuilt(six, accounts=accounts, follows=pd.concat([six.follows, more]))
    table = suggest.gap(snapshot, "ann")
    assert table["value"].tolist() == [2, 4, -2, 0, 302]
    assert table.loc["gap", "in_words"] == "-2, as listed"


def test_of_nothing_known_there_is_a_reason(six):
    table = suggest.gap(six, "fay")
    assert table["value"].isna().all()
    assert (table["note"] != "").all()
    for bad in (-1, "300", float("inf"), True):
        with pytest.raises(SocialkitError, match="threshold"):
            suggest.gap(six, threshold=bad)
