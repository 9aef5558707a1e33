"""A chapter is left out for a true reason, and for no other."""

import json

import pandas as pd
import pytest
from conftest import rebuilt

from socialkit import features
from socialkit.errors import UnknownNameError
from socialkit.report.chapters import NOBODY, PROFILE, REASONS, reason_to_skip
from socialkit.snapshot import Snapshot


@pytest.fixture
def notebook(tmp_path):
    """Return a function that writes a notebook with these metadata."""

    def written(**asked):
        path = tmp_path / "01-a.ipynb"
        path.write_text(json.dumps({"metadata": {"socialkit": asked}}))
        return path

    return written


def owned(**facts: object) -> Snapshot:
    """Return an export of ann, of whom nothing but these facts is known."""
    accounts = pd.DataFrame({"is_focal": [False]} | facts, index=["ann"])
    return Snapshot(accounts, taken_at="2026-01-01T00:00Z")


def test_too_few_follower_lists_are_counted(six, notebook):
    assert reason_to_skip(notebook(focal_accounts=2), six, None) == ""
    assert reason_to_skip(notebook(focal_accounts=3), six, None) == (
        "It needs at least 3 accounts whose followers were collected; these data hold 2."
    )
    assert reason_to_skip(notebook(focal_accounts=1), owned(), None) == (
        "It needs an account whose followers were collected; these data hold none."
    )


def test_naming_an_account_makes_no_list_where_there_is_none(six, notebook):
    path = notebook(focal_accounts=1)
    network = rebuilt(six, accounts=six.accounts[["handle"]])
    assert reason_to_skip(path, network, "ann") == ""
    assert reason_to_skip(path, owned(), "ann").endswith("these data hold none.")


def test_what_is_there_is_asked(six, notebook):
    assert reason_to_skip(notebook(needs=["posts", "interactions", "profiles"]), six, None) == ""


def test_posts_of_others_are_not_ones_own(six, notebook):
    path = notebook(needs=["posts"])
    assert reason_to_skip(path, six, "ben") == ""
    assert reason_to_skip(path, six, "eve") == REASONS["posts"]
    assert reason_to_skip(path, owned(), None) == REASONS["posts"]


def test_one_side_of_the_interactions_is_enough(notebook):
    path = notebook(needs=["interactions"])
    assert reason_to_skip(path, owned(interactions_seen=["out"]), None) == ""
    assert reason_to_skip(path, owned(interactions_seen=["in"]), None) == ""
    assert reason_to_skip(path, owned(), None) == REASONS["interactions"]


def test_profiles_are_those_of_followers(six, notebook):
    path = notebook(needs=["profiles"])
    known = six.accounts[["is_focal", "handle", "name", "list_frame"]]
    only_names = rebuilt(six, accounts=known)
    assert reason_to_skip(path, only_names, None) == REASONS["profiles"]
    own_profile = known.assign(bio=pd.Series({"ann": "Therapist"}).reindex(known.index))
    of_owner = rebuilt(six, accounts=own_profile)
    assert reason_to_skip(path, of_owner, "ann") == REASONS["profiles"]
    a_post = known.assign(last_post_at=six.accounts["last_post_at"].where(known.index == "eve"))
    assert reason_to_skip(path, rebuilt(six, accounts=a_post), "ann") == ""
    assert reason_to_skip(path, owned(bio=["Therapist"]), None) == REASONS["profiles"]


def test_in_nobodys_network_nobody_is_described(six, notebook):
    network = rebuilt(six, accounts=six.accounts[["handle", "bio"]])
    assert reason_to_skip(notebook(needs=["posts", "interactions"]), network, None) == NOBODY
    assert reason_to_skip(notebook(needs=["profiles"]), network, None) == ""


def test_a_need_that_nobody_knows_is_refused(six, notebook):
    with pytest.raises(UnknownNameError, match=r"no need 'likes'; known: posts.*01-a\.ipynb"):
        reason_to_skip(notebook(needs=["likes"]), six, None)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"metadata": {"socialkit": 3}}'])
def test_a_notebook_that_says_nothing_is_run(six, tmp_path, text):
    path = tmp_path / "01-a.ipynb"
    path.write_text(text)
    assert reason_to_skip(path, six, None) == ""


def test_what_counts_as_a_profile_exists(six):
    assert set(PROFILE) <= set(six.accounts.columns)
    assert "name" not in PROFILE
    assert len(features.account_features(six))


def test_conduct_is_met_by_posts_or_by_interactions(notebook):
    path = notebook(needs=["conduct"])
    accounts = pd.DataFrame({"interactions_seen": ["out"], "is_focal": [False]}, index=["ann"])
    seen = Snapshot(accounts, taken_at="2026-01-01T00:00Z")
    assert reason_to_skip(path, seen, None) == ""
    posts = pd.DataFrame({"account_id": ["ann"]}, index=["1"])
    wrote = Snapshot(
        accounts.drop(columns="interactions_seen"), posts=posts, taken_at=seen.taken_at
    )
    assert reason_to_skip(path, wrote, None) == ""
    neither = Snapshot(accounts[["is_focal"]], taken_at=seen.taken_at)
    assert "neither what the account posts" in reason_to_skip(path, neither, None)


def test_conduct_of_a_forum_is_what_everybody_posts(notebook):
    path = notebook(needs=["conduct"])
    accounts = pd.DataFrame({"is_focal": [False, False]}, index=["ann", "ben"])
    posts = pd.DataFrame(
        {"account_id": ["ann", "ben"], "posted_at": pd.Timestamp("2025-12-01", tz="UTC")},
        index=["1", "2"],
    )
    forum = Snapshot(accounts, posts=posts, taken_at="2026-01-01T00:00Z")
    assert reason_to_skip(path, forum, None) == ""
    undated = Snapshot(accounts, posts=posts[["account_id"]], taken_at="2026-01-01T00:00Z")
    assert "single out no account" in reason_to_skip(path, undated, None)


def test_network_is_met_by_followers_of_anybody(notebook, six):
    path = notebook(needs=["network"])
    assert reason_to_skip(path, six, None) == ""
    alone = Snapshot(pd.DataFrame({"is_focal": [False]}, index=["ann"]), taken_at=six.taken_at)
    assert "neither a follower list" in reason_to_skip(path, alone, None)


def test_the_order_of_a_list_needs_places_and_ages(six, notebook):
    path = notebook(needs=["order"])
    assert reason_to_skip(path, six, "ann") == ""
    ageless = six.accounts.assign(created_at=pd.NaT)
    assert reason_to_skip(path, rebuilt(six, accounts=ageless), "ann") == REASONS["order"]
    unordered = six.accounts.assign(list_order="unknown")
    undated = six.follows.assign(followed_at=pd.NaT)
    unknown = rebuilt(six, accounts=unordered, follows=undated)
    assert reason_to_skip(path, unknown, "ann") == REASONS["order"]


def test_groups_are_those_of_collected_accounts(six, notebook):
    path = notebook(needs=["groups"])
    assert reason_to_skip(path, six, None) == ""
    of_others = six.accounts["group"].where(~six.accounts.index.isin(six.focal))
    others = rebuilt(six, accounts=six.accounts.assign(group=of_others))
    assert reason_to_skip(path, others, None) == REASONS["groups"]


def test_a_judge_has_marked_some_accounts_and_not_others(notebook):
    path = notebook(needs=["judge"])
    ids = [str(number) for number in range(24)]
    ties = pd.DataFrame({"follower_id": ids[1:], "followed_id": ids[:-1]})
    half = pd.DataFrame({"is_verified": [True, False] * 12}, index=ids)
    assert reason_to_skip(path, Snapshot(half, ties, taken_at="2026-01-01T00:00Z"), None) == ""
    few = pd.DataFrame({"is_verified": [True] * 9 + [False] * 15}, index=ids)
    told = Snapshot(few, ties, taken_at="2026-01-01T00:00Z")
    assert reason_to_skip(path, told, None) == REASONS["judge"]
    assert reason_to_skip(path, Snapshot(half, taken_at=told.taken_at), None) == REASONS["judge"]


def test_how_to_bring_an_export_is_told_to_nobody_who_has_brought_one(six, notebook):
    path = notebook(needs=["no_export"])
    assert reason_to_skip(path, six, "ann") == REASONS["no_export"]
    assert reason_to_skip(path, owned(), None) == REASONS["no_export"]
