"""Rows that become columns, batch by batch, and columns that are given whole."""

import pandas as pd
import pytest

from socialkit import schema
from socialkit.readers.about import About
from socialkit.readers.columns import BATCH, Batches
from socialkit.readers.gathered import Entry, Gathered

ABOUT = About("list", "here", "", "", "", "", "", "It tells little.", (".txt",))
NOON = 1_700_000_000_000_000  # microseconds: 14 November 2023, 22:13:20


@pytest.fixture
def gathered():
    return Gathered(ABOUT, "ann")


def texts(*values):
    return pd.array(list(values), dtype=schema.TEXT)


def test_rows_and_columns_of_one_table_go_together(gathered):
    gathered.post("1", "ann", at=NOON, kind="reply", likes=3)
    gathered.columns("posts", pd.DataFrame({"post_id": texts("2"), "account_id": texts("ben")}))
    gathered.post("3", "ann")
    posts = gathered.snapshot("here").posts
    assert posts.index.tolist() == ["1", "2", "3"]
    assert posts["account_id"].tolist() == ["ann", "ben", "ann"]
    assert posts["likes_count"].astype(object).tolist() == [3, pd.NA, pd.NA]
    assert posts.loc["2"].drop("account_id").isna().all()
    assert "x_text" not in posts


def test_accounts_that_columns_name_are_accounts(gathered):
    acts = {"source_id": texts("ann", "ann"), "target_id": texts("ben", "cat")}
    gathered.columns("interactions", pd.DataFrame(acts))
    assert "ben" in gathered and "dan" not in gathered
    assert gathered.snapshot("here").accounts.index.tolist() == ["ann", "ben", "cat"]


def test_text_given_as_a_column_is_kept(gathered):
    rows = {"post_id": texts("1"), "account_id": texts("ann"), "x_text": texts("hello")}
    gathered.columns("posts", pd.DataFrame(rows))
    assert gathered.snapshot("here").posts["x_text"].tolist() == ["hello"]


def test_more_rows_than_a_batch_keep_their_order():
    batches = Batches("follows")
    for row in range(BATCH + 1):
        batches.add((str(row), "ann", NOON + row, row))
    table = batches.table()
    assert table["position"].tolist() == list(range(BATCH + 1))
    assert batches.newest() == NOON + BATCH


def test_what_nobody_knows_of_an_account_is_not_known(gathered):
    gathered.account("ben", handle="ben", x_colour="red", x_age=None)
    accounts = gathered.snapshot("here").accounts
    assert accounts.loc["ben", ["handle", "x_colour"]].tolist() == ["ben", "red"]
    assert "x_age" not in accounts
    assert accounts.loc["ben", "created_at"] is pd.NaT
    assert accounts.drop(columns=["handle", "x_colour", "is_focal"]).isna().all().all()


def test_last_post_is_the_newest_that_is_not_too_late(gathered):
    gathered.generated_at = NOON
    gathered.account("ann", posts_seen=True)
    gathered.post("1", "ann", at=NOON - 5)
    gathered.post("2", "ann", at=NOON + 10 * 86_400_000_000)
    snapshot = gathered.snapshot("here")
    assert snapshot.accounts.loc["ann", "last_post_at"] == snapshot.posts.loc["1", "posted_at"]
    assert "1 date after the export was made left out." in snapshot.notes


def test_list_goes_on_where_it_stopped(gathered):
    gathered.listed("followers", [Entry("ben"), Entry("cat", NOON)])
    gathered.listed("followers", [Entry("cat"), Entry("dan"), Entry(None), Entry("ann")])
    snapshot = gathered.snapshot("here")
    assert snapshot.follows["follower_id"].tolist() == ["ben", "cat", "dan"]
    assert snapshot.follows["position"].tolist() == [0, 1, 2]
    for words in ("1 entry on the follower list that cannot", "repeated", "The owner stood"):
        assert any(words in note for note in snapshot.notes)


def test_note_may_hold_braces(gathered):
    gathered.note("{count} rows of {file} left out.", 2_000)
    assert gathered.notes == ["2,000 rows of {file} left out."]
