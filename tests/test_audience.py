import numpy as np
import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from socialkit import audience, features, simulate
from socialkit.errors import UnknownNameError
from socialkit.snapshot import Snapshot

SEGMENTS = list(audience.SEGMENTS)


@pytest.fixture(scope="module")
def made():
    return simulate.network(accounts=1500, focal=6, seed=5)


@pytest.fixture(scope="module")
def two(six):
    """Two follower lists, nothing else collected: ann, who follows ben, stands in ben's list."""
    ids = ["ann", "ben", *(f"f{place}" for place in range(40))]
    accounts = pd.DataFrame(index=pd.Index(ids, name="account_id"))
    accounts = accounts.assign(
        is_focal=accounts.index.isin(["ann", "ben"]), list_frame="census", posts_count=90,
        followers_count=20, following_count=500, has_default_image=False, bio="Hello",
    )  # fmt: skip
    pairs = [(f"f{place}", "ann" if place < 19 else "ben") for place in range(39)]
    pairs += [("ann", "ben"), ("f39", "ann")]
    follows = pd.DataFrame(pairs, columns=["follower_id", "followed_id"])
    return Snapshot(accounts, follows, taken_at=six.taken_at)


def _profiles_only(six):
    """The six without posts, dates of posts and interactions."""
    unseen = six.accounts.assign(last_post_at=pd.NaT, posts_seen=None, interactions_seen=None)
    unseen = unseen.assign(posts_count=unseen["posts_count"].replace(0, 1))
    return rebuilt(six, accounts=unseen, posts=None, interactions=None)


def values_of(table: pd.DataFrame) -> np.ndarray:
    return table.select_dtypes("number").to_numpy(dtype=float, na_value=np.nan)


class TestFrame:
    def test_a_census_speaks_for_all(self, six):
        seen = audience.frame(six, "ann")
        assert (seen.kind, seen.seen, seen.population) == ("census", 4, 4)
        assert seen.words == "all 4 followers listed, newest first"

    def test_a_head_speaks_only_for_itself(self, six):
        seen = audience.frame(six, "ben")
        assert (seen.kind, seen.seen, seen.reported, seen.population) == ("head", 2, 200, None)
        assert seen.words == "first 2 followers listed of 200 reported"
        assert "not for the rest" in seen.note

    def test_a_random_sample_speaks_for_the_reported_number(self, six):
        frames = six.accounts["list_frame"].astype(object)
        frames["ben"] = "random"
        seen = audience.frame(rebuilt(six, accounts=six.accounts.assign(list_frame=frames)), "ben")
        assert (seen.kind, seen.population) == ("random", 200)
        assert seen.note == "a random sample; the interval says how far it can be off"

    def test_more_seen_than_reported_is_no_part_of_it(self, six):
        fewer = six.accounts.assign(followers_count=1, list_frame=None)
        seen = audience.frame(rebuilt(six, accounts=fewer), "ann")
        assert seen.words == "4 followers seen (1 reported), newest first"

    def test_any_other_account_has_an_unknown_frame(self, six):
        assert audience.frame(six, "eve").kind == "unknown"


class TestChoose:
    def test_the_focal_account_with_most_followers_is_taken(self, six):
        assert audience.choose(six) == "ann"
        assert audience.choose(six, "@bentalks") == "ben"

    def test_of_equals_the_better_known_is_taken(self, six):
        facts = {"handle": ["amy", "zed", None, None], "is_focal": [True, True, None, None]}
        accounts = pd.DataFrame(facts, index=["1", "2", "3", "4"])
        follows = pd.DataFrame({"follower_id": ["3", "4"], "followed_id": ["1", "2"]})
        for known, chosen in (((None, None), "2"), ((9, None), "1"), ((None, 9), "2")):
            of_followers = accounts.assign(posts_count=[None, None, *known])
            one = Snapshot(of_followers, follows, taken_at=six.taken_at)
            assert audience.choose(one) == audience.choose(shuffled(one, 1)) == chosen
        own = accounts.assign(posts_seen=[True, None, None, None])
        assert audience.choose(Snapshot(own, follows, taken_at=six.taken_at)) == "1"

    def test_without_focal_accounts_there_is_none(self, six):
        none = rebuilt(six, accounts=six.accounts.assign(is_focal=False))
        assert audience.choose(none) is None
        assert len(audience.follower_ids(none)) == 6

    def test_an_unknown_account_is_refused_with_close_names(self, six):
        with pytest.raises(UnknownNameError, match="AnnHeals"):
            audience.choose(six, "annheal")

    def test_follower_ids(self, six):
        assert audience.follower_ids(six, "ann").tolist() == ["ben", "cat", "dan", "eve"]
        assert audience.follower_ids(six).tolist() == ["ann", "ben", "cat", "dan", "eve"]


class TestSegments:
    def test_of_the_drawing(self, six):
        found = audience.classify(features.follower_features(six))["segment"]
        assert found["ann"].to_dict() == {
            "dan": "unreachable", "eve": "dormant", "cat": "silent", "ben": "engaged",
        }  # fmt: skip
        assert found["ben"].to_dict() == {"ann": "engaged", "cat": "unknown"}

    def test_one_who_interacts_is_engaged_whatever_the_profile_looks_like(self, six):
        ties = features.follower_features(six, ["ann"]).assign(engaged_with_focal=1)
        assert set(audience.classify(ties)["segment"]) == {"engaged"}

    def test_the_threshold_decides_who_is_dormant(self, six):
        ties = features.follower_features(six, ["ann"])
        assert audience.classify(ties, dormant_days=400)["segment"]["ann", "eve"] == "silent"
        assert audience.classify(ties, dormant_days=399)["segment"]["ann", "eve"] == "dormant"

    def test_silence_of_one_who_never_posted_counts_from_the_opening(self, six):
        ties = features.follower_features(six, ["ann"])
        assert features.silent_days(ties)["ann"].to_dict() == {
            "dan": 10, "eve": 400, "cat": 20, "ben": 10,
        }  # fmt: skip

    def test_planted_kinds_fall_where_they_belong(self, made):
        ties = features.follower_features(made.snapshot)
        found = audience.classify(ties)["segment"]
        kind = made.truth["kind"].reindex(ties.index.get_level_values("follower_id")).to_numpy()
        shares = pd.crosstab(kind, found, normalize="index")
        assert shares.loc["engaged_peer", "engaged"] > 0.8
        assert shares.loc["dormant", "dormant"] > 0.8
        assert shares.loc["silent_reader", "silent"] > 0.7
        assert shares.loc["mass_follower", "unreachable"] > 0.7
        assert shares.drop("mass_follower")["unreachable"].drop("dormant").max() < 0.1


class TestProfile:
    def test_of_the_drawing(self, six):
        table = audience.profile(six, "ann")
        assert table.loc[SEGMENTS, "value"].tolist() == [0.25, 0.25, 0.25, 0.25, 0]
        assert table.loc[SEGMENTS, "count"].tolist() == [1, 1, 1, 1, 0]
        assert table.loc["followed_back", "value"] == 0.25
        assert (table.loc[SEGMENTS, "low"] == table.loc[SEGMENTS, "high"]).all()  # a census

    def test_what_was_not_looked_for_is_not_known(self, six):
        table = audience.profile(six, "ben")
        assert table.loc[["engaged", "silent"], "value"].isna().all()
        assert table.loc["engaged", "in_words"] == (
            "not in this export: who interacts with the account"
        )
        assert table.loc["dormant", "value"] == 0
        wilson = stats.binomtest(0, 2).proportion_ci(method="wilson")
        assert table.loc["dormant", "high"] == pytest.approx(wilson.high)

    def test_ids_alone_tell_nothing_of_dormancy_or_junk(self, six):
        bare = six.accounts[["list_order", "list_frame"]].assign(is_focal=False)
        bare.loc["ann", "is_focal"] = True  # so that her follow of ben can only be her own list's
        table = audience.profile(rebuilt(six, accounts=bare, posts=None, interactions=None), "ann")
        silent = ["engaged", "silent", "dormant", "unreachable", "mean_quality"]
        assert table.loc[[*silent, "effective_followers"], "value"].isna().all()
        assert table.loc[SEGMENTS, "value"].isna().all()
        assert set(table.loc[SEGMENTS, "note"]) == {
            "nothing is known that would tell these followers apart"
        }
        assert table.loc["followed_back", "value"] == 0.25

    def test_where_all_are_unknown_that_is_no_share(self, six):
        undated = six.accounts.assign(
            last_post_at=pd.NaT, posts_count=pd.NA, has_default_image=False
        )
        undated = undated.assign(following_count=100, followers_count=100, interactions_seen=None)
        table = audience.profile(
            rebuilt(six, accounts=undated, posts=None, interactions=None), "ann"
        )
        assert table.loc[["unreachable", "unknown"], "value"].tolist() == [0, pd.NA]

    def test_quality_says_on_what_it_rests(self, six):
        assert "rests on" not in audience.profile(six, "ann").loc["mean_quality", "note"]
        unseen = six.accounts.assign(interactions_seen=None)
        table = audience.profile(rebuilt(six, accounts=unseen, interactions=None), "ann")
        assert table.loc["mean_quality", "note"].startswith(
            "rests on profile, last posts and followed back; whether they interact is not known;"
        )
        assert table.loc["effective_followers", "value"] > 0

    def test_with_little_evidence_nobody_counts_followers_by_worth(self, six):
        table = audience.profile(_profiles_only(six), "ann")
        assert table.loc["mean_quality", "value"] > 0
        assert table.loc["effective_followers", "value"] is pd.NA
        assert "of the evidence is known" in table.loc["effective_followers", "note"]

    def test_a_short_list_does_not_tell_who_is_followed_back(self, six):
        more = six.accounts.assign(following_count=500)
        row = audience.profile(rebuilt(six, accounts=more), "ann").loc["followed_back"]
        assert row["value"] is pd.NA
        assert row["note"] == "all the accounts that it follows"

    def test_effective_followers_are_followers_times_quality(self, made):
        who = audience.choose(made.snapshot)
        table = audience.profile(made.snapshot, who)
        seen = audience.frame(made.snapshot, who).seen
        worth, mean = table.loc["effective_followers"], table.loc["mean_quality"]
        for column in ("value", "low", "high"):
            assert worth[column] == pytest.approx(seen * mean[column])
        assert mean["low"] < mean["value"] < mean["high"]

    def test_without_an_account_every_row_says_so(self, six):
        table = audience.profile(six, None)
        assert table["value"].isna().all()
        assert table["in_words"].str.startswith("not in this export").all()

    def test_without_followers_every_row_says_so(self, six):
        table = audience.profile(six, "fay")
        assert table["value"].isna().all()
        assert table.loc["engaged", "in_words"] == "not in this export: who follows the account"
        listed = six.accounts.assign(list_frame="census")
        table = audience.profile(rebuilt(six, accounts=listed), "fay")
        assert table.loc["engaged", "note"] == "nobody follows the account"


class TestDormancy:
    def test_is_the_share_silent_for_longer(self, six):
        curve = audience.dormancy(six, "ann", days=[9, 10, 20, 399, 400])
        assert curve["value"].tolist() == [1, 0.5, 0.25, 0.25, 0]
        assert curve["n"].tolist() == [4] * 5

    def test_never_rises(self, made):
        curve = audience.dormancy(made.snapshot, audience.choose(made.snapshot))
        assert (curve["value"].diff().dropna() <= 0).all()
        assert curve["value"].iloc[0] > 0

    def test_is_not_known_without_dates(self, six):
        accounts = six.accounts.assign(last_post_at=pd.NaT, posts_count=pd.NA)
        bare = rebuilt(six, accounts=accounts, posts=None)
        curve = audience.dormancy(bare, "ann")
        assert curve["value"].isna().all()
        assert curve["in_words"].iloc[0] == "not in this export: when followers last posted"
        assert audience.dormancy(six, None)["value"].isna().all()


class TestCompare:
    def test_agrees_with_the_profile_of_each_account(self, made):
        table = audience.compare(made.snapshot)
        assert set(table.index) == set(made.snapshot.focal)
        for account_id in table.index:
            one = audience.profile(made.snapshot, account_id)
            row = table.loc[account_id]
            assert row["quality"] == pytest.approx(one.loc["mean_quality", "value"], abs=1e-12)
            assert row["quality_low"] == pytest.approx(one.loc["mean_quality", "low"], abs=1e-12)
            assert row["junk"] == one.loc["unreachable", "value"]
            assert row["effective_followers"] == pytest.approx(
                one.loc["effective_followers", "value"]
            )

    def test_best_first(self, made):
        table = audience.compare(made.snapshot)
        assert table["effective_followers"].is_monotonic_decreasing

    def test_quadrants_part_at_the_medians(self, made):
        table = audience.compare(made.snapshot)
        lines = audience.quadrants(table)
        assert lines["accounts"].sum() == 6
        assert lines.loc["small but excellent", "quantity_high"] == table["quantity"].median()
        assert lines.loc["large but hollow", "quality_high"] == table["quality"].median()
        small = table[table["quadrant"] == "small but excellent"]
        assert (small["quantity"] <= table["quantity"].median()).all()
        assert (small["quality"] >= table["quality"].median()).all()

    def test_few_accounts_have_no_quadrants(self, six):
        table = audience.compare(six)
        assert table["quadrant"].isna().all()
        assert not table["is_notable"].any()
        assert audience.quadrants(table)["quantity_low"].isna().all()

    def test_no_focal_account_is_an_empty_table_with_its_columns(self, six):
        none = rebuilt(six, accounts=six.accounts.assign(is_focal=False))
        table = audience.compare(none)
        assert table.empty
        assert list(table.columns) == list(audience.compare(six).columns)
        assert audience.quadrants(table)["accounts"].sum() == 0

    def test_a_focal_account_without_followers_is_kept(self, six):
        lonely = six.accounts.assign(is_focal=six.accounts.index == "fay")
        table = audience.compare(rebuilt(six, accounts=lonely))
        assert table.index.tolist() == ["fay"]
        assert table.loc["fay", "quantity"] == 0
        assert table.loc["fay", "quality"] is pd.NA


class TestQuestions:
    def test_of_the_drawing(self, six):
        table = audience.questions(six, "ann")
        assert table.loc["Who interacts with the account?", "answer"] == "yes"
        began = table.loc["When did each follow begin?"]
        assert began[["known_for", "of"]].tolist() == [3, 4]
        assert table.loc["When did each follow begin?", "answer"] == "in part"

    def test_a_network_of_nobodys_is_asked_about_all_its_accounts(self, six):
        accounts = six.accounts.assign(is_focal=None, interactions_seen=None)
        everyone = rebuilt(six, accounts=accounts)
        table = audience.questions(everyone)
        known = dict(
            zip(table.index, table[["known_for", "of"]].itertuples(index=False), strict=True)
        )
        assert known["What does the account post itself?"] == (3, 6)
        assert known["With whom does it interact?"] == (2, 6)
        assert known["Who interacts with the account?"] == (2, 6)
        assert known["Who follows the account?"] == (8, 8)
        posts = audience.questions(rebuilt(everyone, follows=None))["answer"]
        assert posts["Who follows the account?"] == "not in this export"
        assert posts["What does the account post itself?"] == "in part"

    def test_nothing_known_is_never_a_zero(self, six):
        bare = Snapshot(six.accounts[["is_focal"]], six.follows.iloc[:1], taken_at=six.taken_at)
        table = audience.questions(bare)
        unknown = table["answer"] == "not in this export"
        assert unknown.sum() >= 4
        assert table.loc[unknown, "known_for"].isna().all()


class TestWhatIsNotKnown:
    def test_standing_in_another_list_does_not_make_ones_own_known(self, two):
        for account_id in ("ann", "ben"):
            table = audience.profile(two, account_id)
            assert table.loc["followed_back", "value"] is pd.NA
        compared = audience.compare(two)["quality"]
        assert compared["ann"] == pytest.approx(compared["ben"])

    def test_looking_at_one_account_says_nothing_of_the_other(self, two):
        seen = two.accounts.assign(interactions_seen=[None, "both", *[None] * 40])
        half = rebuilt(two, accounts=seen)
        table = features.account_features(half)["engaged_with_focal"]
        assert table["f0"] is pd.NA  # follows ann only
        assert table["f30"] == 0  # follows ben only
        compared = audience.compare(half)["quality"]
        assert compared["ann"] == pytest.approx(compared["ben"])

    def test_a_short_list_is_no_census_whatever_it_is_called(self, two):
        more = rebuilt(two, accounts=two.accounts.assign(followers_count=500))
        seen = audience.frame(more, "ann")
        assert (seen.kind, seen.population) == ("unknown", None)
        assert seen.words == "20 followers seen of 500 reported"

    def test_a_random_sample_of_an_unknown_number_has_no_effective_followers(self, two):
        accounts = two.accounts.assign(list_frame="random")
        accounts.loc[["ann", "ben"], "followers_count"] = pd.NA
        sample = rebuilt(two, accounts=accounts)
        table = audience.profile(sample, "ann")
        assert table.loc["mean_quality", "value"] > 0
        assert table.loc["effective_followers", "value"] is pd.NA
        assert audience.compare(sample)["quantity"].isna().all()

    def test_a_scrap_of_evidence_makes_no_quality(self, two):
        columns = ["is_focal", "list_frame"]
        opened = two.taken_at - pd.Timedelta(days=900)
        aged = rebuilt(two, accounts=two.accounts[columns].assign(created_at=opened))
        assert audience.profile(aged, "ann").loc["mean_quality", "value"] is pd.NA


def test_every_call_takes_a_handle_and_refuses_strangers(six):
    for call in (audience.profile, audience.dormancy, audience.conduct, audience.questions):
        pd.testing.assert_frame_equal(call(six, "@annheals"), call(six, "ann"))
    calls = (audience.profile, audience.dormancy, audience.conduct, audience.questions)
    for call in (*calls, audience.frame, audience.follower_ids):
        with pytest.raises(UnknownNameError, match="no account 'zoe'"):
            call(six, "zoe")


def test_equals_are_parted_by_their_profile_not_by_their_id(six):
    accounts = pd.DataFrame(
        {"handle": ["zed", "amy", None], "is_focal": [True, True, False]},
        index=pd.Index(["1", "2", "3"], name="account_id"),
    )
    follows = pd.DataFrame({"follower_id": ["3", "3"], "followed_id": ["1", "2"]})
    tied = Snapshot(accounts, follows, taken_at=six.taken_at)
    for seed in range(5):
        other, ids = renamed(tied, seed)
        assert audience.choose(other) == ids[audience.choose(tied)]
        assert audience.compare(other)["handle"].tolist() == ["zed", "amy"]


@settings(max_examples=6)
@given(st.integers(0, 1000))
def test_shuffled_rows_change_nothing(made, seed):
    other = shuffled(made.snapshot, seed)
    pd.testing.assert_frame_equal(
        audience.compare(other), audience.compare(made.snapshot), check_exact=True
    )
    who = audience.choose(made.snapshot)
    assert audience.choose(other) == who
    pd.testing.assert_frame_equal(
        audience.profile(other, who), audience.profile(made.snapshot, who), check_exact=True
    )


@settings(max_examples=6)
@given(st.integers(0, 1000))
def test_other_ids_change_no_estimate(made, seed):
    other, ids = renamed(made.snapshot, seed)
    expected, actual = audience.compare(made.snapshot), audience.compare(other)
    assert actual.index.tolist() == [ids[one] for one in expected.index]
    np.testing.assert_allclose(values_of(actual), values_of(expected), atol=1e-9)
    who = audience.choose(made.snapshot)
    np.testing.assert_allclose(
        values_of(audience.profile(other, ids[who])),
        values_of(audience.profile(made.snapshot, who)),
        atol=1e-9,
    )


# ---- the owner of an export without a follower list


def own(**facts):
    accounts = pd.DataFrame({"handle": ["Ann", None, None]}, index=["ann", "ben", "cat"])
    for name, value in facts.items():
        accounts[name] = [value, None, None]
    acts = [("ann", "ben", "reply", 2), ("ann", "cat", "mention", None), ("cat", "ann", "reply", 1)]
    acts = pd.DataFrame(acts, columns=["source_id", "target_id", "kind", "count"])
    return Snapshot(accounts, interactions=acts, taken_at="2026-01-01T00:00Z")


@pytest.mark.parametrize(
    ("facts", "chosen"),
    [
        ({"posts_seen": True}, "ann"),
        ({"interactions_seen": "out", "is_focal": False}, "ann"),
        ({"is_focal": False}, "ann"),
        ({}, None),
    ],
)
def test_the_owner_is_chosen_where_no_followers_are_listed(facts, chosen):
    assert audience.choose(own(**facts)) == chosen


def test_of_several_owners_none_is_chosen():
    several = own().accounts.assign(posts_seen=[True, True, None])
    assert audience.choose(Snapshot(several, taken_at="2026-01-01T00:00Z")) is None


def test_what_comes_in_is_known_without_a_follower_list():
    asked = audience.questions(own(interactions_seen="in", posts_seen=True), "ann")["answer"]
    assert asked["Who interacts with the account?"] == "yes"
    assert asked["With whom does it interact?"] == "not in this export"
    assert asked["Who follows the account?"] == "not in this export"
