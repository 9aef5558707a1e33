import networkx as nx
import pandas as pd
import pytest
from conftest import rebuilt, renamed, shuffled
from hypothesis import given
from hypothesis import strategies as st

from socialkit import features, graph
from socialkit.errors import UnknownNameError
from socialkit.snapshot import Snapshot


@pytest.fixture(scope="module")
def table(six):
    return features.account_features(six)


def test_one_row_per_account_on_the_callers_index(six, table):
    assert table.index.equals(six.accounts.index)
    assert {str(dtype) for dtype in table.dtypes} == {"Int64", "Float64", "boolean"}


def test_counts_in_the_network_are_those_of_the_drawing(table):
    assert table["indegree"].tolist() == [4, 2, 1, 0, 1, 0]
    assert table["outdegree"].tolist() == [1, 2, 2, 2, 1, 0]
    assert table["mutual_count"].tolist() == [1, 2, 1, 0, 0, 0]


def test_reciprocity_is_networkxs(six, table):
    drawn = graph.follower_graph(six)
    tied = [node for node in drawn if drawn.degree(node)]
    expected = nx.reciprocity(drawn, tied)
    assert table.loc[tied, "reciprocity"].to_dict() == pytest.approx(expected)
    assert table.loc["fay", "reciprocity"] is pd.NA


def test_reported_counts_are_never_filled_from_the_network(table):
    assert table.loc["fay", "followers_count"] is pd.NA
    assert table.loc["fay", "indegree"] == 0
    assert table.loc["dan", "following_to_followers"] == pytest.approx(2000 / 3)


def test_ages_count_from_the_snapshot(table):
    assert table.loc["ann", "age_days"] == 1000
    assert table.loc["ann", "posts_per_day"] == 0.5
    assert table["days_since_post"].tolist() == [0, 10, 20, pd.NA, 400, pd.NA]


def test_own_mix_is_the_share_of_the_posts_seen(table):
    mix = ["original_share", "reply_share", "repost_share", "quote_share"]
    assert table.loc["ann", mix].tolist() == [0.25, 0.5, 0.25, 0]
    assert table.loc["ann", ["link_share", "own_site_share"]].tolist() == [0.5, 0.25]
    assert table.loc["ben", "link_share"] == 0  # of the one post where it is known
    assert table.loc["dan", mix].isna().all()


def test_engagement_is_zero_only_where_it_was_looked_for(six, table):
    unseen = six.accounts.assign(interactions_seen=None)
    blind = features.account_features(rebuilt(six, accounts=unseen))
    assert blind["engaged_with_focal"].tolist() == [2, 4, pd.NA, pd.NA, pd.NA, pd.NA]


def test_engagement_of_who_follows_an_unseen_account_is_not_known(six, table):
    # ben's interactions were not collected: cat, who follows him too, may talk with him; dan
    # and eve follow ann only; fay follows nobody and may talk with anybody.
    assert table["engaged_with_focal"].tolist() == [2, 4, pd.NA, 0, 0, pd.NA]


def test_old_interactions_fall_out_of_the_window(six):
    recent = features.account_features(six, window_days=20)
    assert recent.loc["ben", "engaged_with_focal"] == 3  # the like of day 30 is out


def test_profile_facts_keep_unknown_apart_from_empty(table):
    assert table.loc["dan", ["has_picture", "has_bio", "has_url"]].tolist() == [False] * 3
    assert table.loc["cat", ["has_picture", "has_location", "has_url"]].isna().all()
    assert table.loc["ann", "profile_completeness"] == 1
    assert table.loc["dan", "profile_completeness"] == 0.2
    assert table.loc["fay", "profile_completeness"] is pd.NA


def test_digits_of_a_handle_are_counted_by_its_length(six):
    handles = ["ann2024", "1234", "", "ßü٣9", "plain", None]
    table = features.account_features(rebuilt(six, accounts=six.accounts.assign(handle=handles)))
    share = table["handle_digit_share"]
    assert share.iloc[:2].tolist() == [4 / 7, 1]
    assert share.iloc[[2, 5]].isna().all()
    assert share.iloc[3:5].tolist() == [1 / 4, 0]  # plain digits only, signs and not bytes


def test_who_calls_itself_a_bot(six):
    bios = ["I am a bot.", "Botany, both sides", "RoBot", "", "not a bot, promise", None]
    table = features.account_features(rebuilt(six, accounts=six.accounts.assign(bio=bios)))
    assert table["bio_says_bot"].tolist() == [True, False, True, False, False, pd.NA]


def test_whose_posts_were_liked_is_told_only_of_posts_seen_and_counted(six):
    posts = six.posts.assign(likes_count=[0, 0, 3, 0, 0, 0, 0], reposts_count=[0] * 6 + [1])
    table = features.account_features(rebuilt(six, posts=posts))
    assert table["is_liked"].tolist() == [True, False, pd.NA, pd.NA, pd.NA, pd.NA]
    assert table["is_reposted"].tolist() == [False, False, True, pd.NA, pd.NA, pd.NA]
    uncounted = posts.assign(likes_count=[0, None, 0, 0, 0, 0, 0])
    table = features.account_features(rebuilt(six, posts=uncounted))
    assert table["is_liked"].tolist() == [pd.NA, False, pd.NA, pd.NA, pd.NA, pd.NA]


def test_who_named_others_is_told_only_where_what_goes_out_was_seen(six):
    talk = pd.DataFrame(
        {"source_id": ["ben", "ann"], "target_id": ["ann", "ann"], "kind": ["mention", "reply"]}
    )
    table = features.account_features(rebuilt(six, interactions=talk))
    assert table["mentions_others"].tolist() == [False, True, pd.NA, pd.NA, pd.NA, pd.NA]


def test_no_undefined_ratio_is_a_number(six):
    accounts = six.accounts.assign(followers_count=0, created_at=six.taken_at)
    table = features.account_features(rebuilt(six, accounts=accounts))
    assert table["following_to_followers"].isna().all()
    assert table["posts_per_day"].isna().all()


def test_a_follower_is_described_towards_the_account_it_follows(six):
    ties = features.follower_features(six)
    assert ties.index.tolist() == [
        ("ann", "dan"), ("ann", "eve"), ("ann", "cat"), ("ann", "ben"),
        ("ben", "ann"), ("ben", "cat"),
    ]  # fmt: skip
    assert ties["engaged_with_focal"].tolist() == [0, 0, 0, 4, 2, pd.NA]
    assert ties["followed_by_focal"].tolist() == [0, 0, 0, 1, 1, 1]


def test_followers_of_chosen_accounts_only(six):
    ties = features.follower_features(six, ["@cATcooks"])
    assert ties.index.tolist() == [("cat", "ben")]
    assert ties["followed_by_focal"].tolist() == [1]
    with pytest.raises(UnknownNameError, match="no account 'zoe'"):
        features.follower_features(six, ["zoe"])


def test_whether_one_follows_back_is_unknown_without_a_following_list(six):
    follows = six.follows[(six.follows["follower_id"] != "ann").to_numpy(dtype=bool)]
    accounts = six.accounts.assign(following_count=pd.NA)
    ties = features.follower_features(rebuilt(six, follows=follows, accounts=accounts), ["ann"])
    assert ties["followed_by_focal"].isna().all()
    accounts.loc["ann", "following_count"] = 0  # known to follow nobody
    ties = features.follower_features(rebuilt(six, follows=follows, accounts=accounts), ["ann"])
    assert ties["followed_by_focal"].tolist() == [0, 0, 0, 0]


def test_a_short_list_does_not_say_who_is_not_followed_back(six):
    accounts = six.accounts.copy()
    accounts.loc["ann", "following_count"] = 100  # of which one is listed: ben
    ties = features.follower_features(rebuilt(six, accounts=accounts), ["ann"])
    assert ties["followed_by_focal"].tolist() == [pd.NA, pd.NA, pd.NA, 1]
    everyone = features.account_features(rebuilt(six, accounts=accounts))["followed_by_focal"]
    assert everyone.tolist() == [1, 1, 1, pd.NA, pd.NA, pd.NA]


_TIES = ["indegree", "outdegree", "mutual_count", "reciprocity", "follow_back_rate"]


def test_without_any_tie_nothing_is_counted_in_the_network(six):
    for stated in (None, [False, *[None] * 5]):
        accounts = six.accounts.assign(is_focal=stated)
        bare = features.account_features(rebuilt(six, accounts=accounts, follows=None))
        assert bare[_TIES].isna().all(axis=None)
        assert bare.dtypes.equals(features.account_features(six).dtypes)


def test_without_a_follower_list_only_those_seen_to_follow_have_a_degree(six):
    owner = six.accounts.assign(is_focal=[False, *[None] * 5])
    follows = six.follows[(six.follows["follower_id"] == "ann").to_numpy(dtype=bool)]
    table = features.account_features(rebuilt(six, accounts=owner, follows=follows))
    assert table["outdegree"].tolist() == [1, *[pd.NA] * 5]
    assert table[_TIES].drop(columns="outdegree").isna().all(axis=None)


@given(st.integers(0, 100))
def test_row_order_changes_no_feature(six, seed):
    other = features.account_features(shuffled(six, seed))
    pd.testing.assert_frame_equal(
        other.loc[six.accounts.index], features.account_features(six), check_exact=True
    )


@given(st.integers(0, 100))
def test_other_ids_change_no_feature(six, seed):
    other, ids = renamed(six, seed)
    expected = features.account_features(six).rename(index=ids)
    actual = features.account_features(other)
    pd.testing.assert_frame_equal(actual, expected, check_names=False, check_index_type=False)


def test_an_empty_snapshot_has_an_empty_table(six):
    nobody = Snapshot(six.accounts.iloc[:0], taken_at=six.taken_at)
    assert features.account_features(nobody).empty
    assert features.follower_features(nobody).empty


def test_a_post_found_by_chance_does_not_say_when_the_last_was():
    accounts = pd.DataFrame({"posts_seen": [True, None]}, index=["ann", "ben"])
    posts = pd.DataFrame(
        {"account_id": ["ann", "ben"], "posted_at": pd.to_datetime(["2024-01-01T00:00Z"] * 2)},
        index=["1", "2"],
    )
    seen = Snapshot(accounts, posts=posts, taken_at="2024-01-11T00:00Z")
    days = features.account_features(seen)["days_since_post"]
    assert days.tolist() == [10, pd.NA]
