from collections import Counter

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from conftest import TAKEN_AT, days_before, rebuilt, renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from socialkit import audience, simulate
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot

DIRECTED = ("reply", "mention", "comment")
SHARES = ["friends_of_followed", "friends_of_followers", "answered", "reciprocated"]


@pytest.fixture(scope="module")
def made():
    return simulate.network(accounts=1500, focal=6, seed=5).snapshot


@pytest.fixture
def drawn() -> Snapshot:
    """Ann turns to four people, of whom two are friends; two of the four turn to her.

    To ben 3 times (he follows her and is followed, answers twice), to cat twice (followed
    only, silent), to dan once (follows only, answers once), to eve once (no tie). She
    follows ben, cat and fay; ben, dan and fay follow her.
    """
    return hand_drawn()


def hand_drawn(**facts: object) -> Snapshot:
    known = {"is_focal": True, "list_frame": "census", "followers_count": 3, "following_count": 3}
    known |= {"interactions_seen": "both", "posts_seen": True}
    accounts = pd.DataFrame(index=pd.Index(["ann", "ben", "cat", "dan", "eve", "fay"]))
    for name, value in (known | facts).items():
        accounts[name] = [value, None, None, None, None, None]
    accounts["is_focal"] = accounts["is_focal"].fillna(False)
    ties = [("ben", "ann"), ("dan", "ann"), ("fay", "ann")]
    ties += [("ann", "ben"), ("ann", "cat"), ("ann", "fay")]
    day = dict(zip("abcdefg", days_before(*range(1, 8)), strict=True))
    acts = [
        ("ann", "ben", "reply", day["a"], 1),
        ("ann", "ben", "mention", day["a"], 1),  # the same post: it answers him and names him
        ("ann", "ben", "reply", day["b"], 2),
        ("ann", "cat", "mention", None, 1),
        ("ann", "cat", "reply", None, 1),
        ("ann", "dan", "comment", day["c"], 1),
        ("ann", "eve", "reply", day["d"], 1),
        ("ann", "fay", "like", day["e"], 9),
        ("ann", "fay", "repost", day["e"], 9),
        ("ann", "ann", "reply", day["f"], 9),
        ("ben", "ann", "reply", day["a"], 2),
        ("dan", "ann", "mention", day["g"], 1),
        ("fay", "ann", "like", day["g"], 5),
    ]
    columns = ["source_id", "target_id", "kind", "at", "count"]
    posts = pd.DataFrame({"account_id": "ann", "kind": ["reply"] * 8}, index=list("12345678"))
    follows = pd.DataFrame(ties, columns=["follower_id", "followed_id"])
    acts = pd.DataFrame(acts, columns=columns)
    texts = {"taken_at": TAKEN_AT, "platform": "x"}
    return Snapshot(accounts, follows, posts, acts, **texts)


class TestRelationships:
    def test_of_the_drawing(self, drawn):
        value = audience.relationships(drawn, "ann")["value"]
        assert value.to_dict() == pytest.approx(
            {
                "followers": 3, "followed": 3, "friends": 2,
                "friends_of_followed": 2 / 3, "friends_of_followers": 1 / 3,
                "answered": 1 / 2, "reciprocated": 1 / 2,
                "given": 7, "received": 3, "balance": 4,
            }
        )  # fmt: skip

    def test_says_what_it_was_counted_on(self, drawn):
        words = audience.relationships(drawn, "ann")["in_words"]
        assert words["friends"] == "2, each addressed at least twice in all 8 posts in the data"
        assert words["friends_of_followed"] == (
            "67 % (every one counted), 2 of 3, all 3 accounts it follows, "
            "by all 8 posts in the data"
        )
        assert words["balance"] == "4, directed posts in these data"

    def test_more_posts_make_fewer_friends(self, drawn):
        friends = [
            audience.relationships(drawn, "ann", least=least).loc["friends", "value"]
            for least in (1, 2, 3, 4)
        ]
        assert friends == [4, 2, 1, 0]
        none = audience.relationships(drawn, "ann", least=4)
        assert none.loc["friends_of_followed", "value"] == 0
        assert none.loc["answered", "note"] == "it has no friends in this sense"

    def test_other_kinds_may_be_asked_for(self, drawn):
        liked = audience.relationships(drawn, "ann", kinds=("like",))
        assert liked.loc[["given", "received", "friends"], "value"].tolist() == [9, 5, 1]

    def test_reciprocated_takes_as_many_posts_back(self, drawn):
        acts = drawn.interactions
        fewer = acts.assign(count=acts["count"].where(acts["source_id"] != "ben", 1))
        value = audience.relationships(rebuilt(drawn, interactions=fewer), "ann")["value"]
        assert value[["answered", "reciprocated"]].tolist() == [0.5, 0]

    @pytest.mark.parametrize("side", ["out", "in", None])
    def test_a_side_that_was_not_collected_is_not_known(self, side):
        both = audience.relationships(hand_drawn(), "ann")["value"]
        one = audience.relationships(hand_drawn(interactions_seen=side), "ann")
        lost = {
            "in": ["friends", *SHARES, "given"],
            "out": ["answered", "reciprocated", "received"],
        }
        gone = {*lost.get(side, [*lost["in"], *lost["out"]]), "balance"}
        assert set(one.index[one["value"].isna()]) == gone
        assert (one.loc[list(gone), "note"] != "").all()
        kept = [name for name in one.index if name not in gone]
        assert one.loc[kept, "value"].equals(both[kept])

    def test_a_part_of_the_posts_is_no_census_and_finds_too_few_friends(self):
        table = audience.relationships(hand_drawn(posts_count=40), "ann")
        row = table.loc["friends_of_followed"]
        wilson = stats.binomtest(2, 3).proportion_ci(method="wilson")
        assert (row["low"], row["high"]) == pytest.approx((wilson.low, wilson.high))
        assert "8 posts seen of 40 reported" in row["frame"]
        assert "too low" in row["note"]
        assert (
            table.loc["friends", "note"] == "not all of its posts were seen, so there may be more"
        )

    def test_a_short_list_gives_the_reported_number_and_no_share(self):
        short = hand_drawn(following_count=90, followers_count=90, list_frame="head")
        table = audience.relationships(short, "ann")
        assert (
            table.loc[["followed", "followers"], "frame"].tolist()
            == ["as reported by the platform"] * 2
        )
        assert table.loc["friends_of_followed", "note"] == "all the accounts that it follows"
        row = table.loc["friends_of_followers"]  # of the part that was seen
        assert row["frame"].startswith("first 3 followers listed of 90 reported")
        assert (row["n"], row["population"]) == (3, pd.NA)

    def test_replies_whose_target_is_not_told_are_not_nobody(self, drawn):
        nothing = rebuilt(drawn, interactions=None)
        row = audience.relationships(nothing, "ann").loc["friends"]
        assert row["note"] == "whom its posts are directed at"
        quiet = rebuilt(nothing, posts=drawn.posts.assign(kind="original"))
        assert audience.relationships(quiet, "ann").loc["friends", "value"] == 0

    def test_nobody_followed_is_no_share(self, drawn):
        alone = rebuilt(drawn, follows=None)
        accounts = alone.accounts.assign(followers_count=0, following_count=0)
        table = audience.relationships(rebuilt(alone, accounts=accounts), "ann")
        assert table.loc[["followers", "followed", "friends"], "value"].tolist() == [0, 0, 2]
        assert set(table.loc[SHARES[:2], "note"]) == {"nobody is on the list"}

    def test_without_an_account_every_row_says_so(self, six):
        for table in (audience.relationships(six, None), audience.conversation(six, None)):
            assert table["value"].isna().all()
            assert table["in_words"].str.startswith("not in this export: no account").all()
            assert set(table["unit"]) == {"count", "share"}

    def test_wrong_options_are_refused(self, six):
        for least in (0, 1.5, True):
            with pytest.raises(SocialkitError, match="at least 1 directed post"):
                audience.relationships(six, "ann", least=least)
        with pytest.raises(UnknownNameError, match="no kind 'poke'"):
            audience.compare_relationships(six, kinds=("poke",))
        with pytest.raises(UnknownNameError, match="no account 'zoe'"):
            audience.relationships(six, "zoe")


class TestAgainstTheTables:
    def test_friends_are_those_counted_by_hand(self, made):
        posts, back = _by_hand(made)
        follows = nx.DiGraph(
            list(made.follows[["follower_id", "followed_id"]].itertuples(index=False))
        )
        table = audience.compare_relationships(made)
        for who in made.focal:
            friends = {other for (one, other), n in posts.items() if one == who and n >= 2}
            row = table.loc[who]
            assert row["friends"] == len(friends)
            followed, followers = set(follows.successors(who)), set(follows.predecessors(who))
            assert row["friends_of_followed"] == pytest.approx(
                len(friends & followed) / len(followed)
            )
            assert row["friends_of_followers"] == pytest.approx(
                len(friends & followers) / len(followers)
            )
            if friends:
                returned = sum(back[who, other] >= 2 for other in friends)
                assert row["reciprocated"] == pytest.approx(returned / len(friends))
            assert row["given"] == sum(n for (one, _), n in posts.items() if one == who)
            assert row["received"] == sum(n for (one, _), n in back.items() if one == who)

    def test_each_row_is_that_of_one_account(self, made):
        table = audience.compare_relationships(made)
        for who in made.focal:
            one = audience.relationships(made, who)
            names = [name for name in one.index if name in table]
            expected = one.loc[names, "value"].astype("Float64")
            assert table.loc[who, names].astype("Float64").equals(expected.rename(who))
            assert table.loc[who, "answered_low"] is one.loc["answered", "low"] or table.loc[
                who, "answered_low"
            ] == pytest.approx(one.loc["answered", "low"])

    def test_most_friends_first(self, made):
        table = audience.compare_relationships(made)
        assert set(table.index) == set(made.focal)
        assert table["friends"].is_monotonic_decreasing

    def test_without_focal_accounts_it_is_empty_with_its_columns(self, six):
        none = rebuilt(six, accounts=six.accounts.assign(is_focal=False))
        table = audience.compare_relationships(none)
        assert table.empty
        assert list(table.columns) == list(audience.compare_relationships(six).columns)


def _by_hand(snapshot: Snapshot) -> tuple[Counter, Counter]:
    """Count directed posts given and got, pair by pair; in these data no two share a moment."""
    given, got = Counter(), Counter()
    for act in snapshot.interactions.itertuples(index=False):
        if act.kind in DIRECTED:
            given[act.source_id, act.target_id] += act.count
            got[act.target_id, act.source_id] += act.count
    return given, got


class TestConversation:
    def test_of_the_drawing(self, drawn):
        value = audience.conversation(drawn, "ann")["value"]
        assert value.to_dict() == pytest.approx(
            {
                "directed": 7, "people": 4, "effective_people": 49 / 15,  # 3, 2, 1, 1
                "followers": 2 / 4, "followed": 2 / 4, "mutual": 1 / 4, "neither": 1 / 4,
            }
        )  # fmt: skip

    def test_the_effective_number_is_that_of_people_when_all_get_as_much(self, drawn):
        acts = drawn.interactions.drop_duplicates(["source_id", "target_id"]).assign(
            count=3, at=None
        )
        even = rebuilt(drawn, interactions=acts)
        value = audience.conversation(even, "ann")["value"]
        assert value["effective_people"] == value["people"] == 4

    def test_a_list_that_was_not_collected_gives_no_share(self):
        hidden = hand_drawn(is_focal=False, list_frame=None)
        table = audience.conversation(hidden, "ann")
        assert (
            table.loc[["followers", "mutual", "neither"], "note"].tolist()
            == ["who follows the account"] * 3
        )
        assert table.loc["followed", "value"] == 0.5
        short = audience.conversation(hand_drawn(following_count=80, list_frame="head"), "ann")
        assert short.loc[["followers", "followed"], "value"].isna().all()
        for part in ("head", "random"):
            some = hand_drawn(followers_count=None, list_frame=part)
            note = audience.conversation(some, "ann").loc["followers", "note"]
            assert note == "all the followers of the account"

    def test_nobody_is_named(self, made):
        for who in made.focal:
            table = audience.conversation(made, who)
            people = set(made.accounts.index) | set(made.accounts["handle"].dropna())
            words = set(" ".join(table["in_words"] + " " + table["note"]).replace(",", " ").split())
            assert not words & people

    def test_turning_to_nobody_is_none_and_has_no_shares(self, drawn):
        quiet = rebuilt(drawn, interactions=None, posts=drawn.posts.assign(kind="original"))
        table = audience.conversation(quiet, "ann")
        assert table.loc[["directed", "people"], "value"].tolist() == [0, 0]
        assert set(table["note"].iloc[2:]) == {"it turned to nobody"}


@settings(max_examples=5)
@given(st.integers(0, 1000))
def test_neither_order_nor_ids_change_a_number(made, seed):
    expected = audience.compare_relationships(made)
    pd.testing.assert_frame_equal(audience.compare_relationships(shuffled(made, seed)), expected)
    other, ids = renamed(made, seed)
    actual = audience.compare_relationships(other)
    assert actual.index.tolist() == [ids[one] for one in expected.index]
    pd.testing.assert_frame_equal(actual.set_axis(expected.index), expected)
    who = made.focal[0]
    pd.testing.assert_frame_equal(
        audience.conversation(other, ids[who]), audience.conversation(made, who)
    )


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=1, max_size=12))
def test_acts_told_one_by_one_count_as_those_told_together(acts):
    whole = hand_drawn()
    people = list(whole.accounts.index)
    rows = [("ann", people[who], "reply", times) for who, times in acts]
    one_by_one = [(*row[:3], 1) for row in rows for _ in range(row[3])]
    columns = ["source_id", "target_id", "kind", "count"]
    tables = [
        audience.relationships(
            rebuilt(whole, interactions=pd.DataFrame(told, columns=columns)), "ann"
        )
        for told in (rows, one_by_one)
    ]
    pd.testing.assert_frame_equal(*tables)
    assert not np.isinf(tables[0]["value"].astype(float)).any()
