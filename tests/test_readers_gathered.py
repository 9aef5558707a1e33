"""What readers gather becomes a checked snapshot with honest notes."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit import schema
from socialkit.readers import columns, moments, values
from socialkit.readers.about import About
from socialkit.readers.gathered import Entry, Gathered
from socialkit.snapshot import UNDATED, UNDATED_NOTE

ABOUT = About("Test", "test", "", "", "", "", "", "It never tells who reads.", (".json",))
DAY = 86_400_000_000
MARCH = moments.utc("2024-03-01")


def test_lists_count_each_account_once_and_say_what_was_left_out():
    gathered = Gathered(ABOUT, "me")
    entries = [Entry("a", MARCH), Entry(None), Entry("b"), Entry("a"), Entry("me"), Entry("c")]
    gathered.listed("followers", entries, order="newest_first", frame="census")
    gathered.listed("following", [Entry("b", MARCH)])
    snapshot = gathered.snapshot("a test")
    follows = snapshot.follows
    inward = follows[follows["followed_id"] == "me"]
    assert inward["follower_id"].tolist() == ["a", "b", "c"]
    assert inward["position"].tolist() == [0, 1, 2]
    assert follows[follows["follower_id"] == "me"]["position"].isna().all()
    assert list(snapshot.focal) == ["me"]
    assert snapshot.accounts.loc["me", ["list_order", "list_frame"]].tolist() == [
        "newest_first",
        "census",
    ]
    said = " ".join(snapshot.notes)
    assert "1 entry on the follower list that cannot be read" in said
    assert "1 entry on the follower list repeated" in said
    assert "The owner stood on the follower list" in said
    assert snapshot.notes[-1] == ABOUT.does_not_tell


def test_a_missing_list_is_not_an_empty_one():
    missing, empty = Gathered(ABOUT, "me"), Gathered(ABOUT, "me")
    missing.listed("followers", None)
    empty.listed("followers", [])
    without, nobody = missing.snapshot(""), empty.snapshot("")
    assert without.focal.empty
    assert "This upload holds no follower list." in without.notes
    assert list(nobody.focal) == ["me"]
    assert "The follower list is empty." in nobody.notes


def dated(*, posts=False, joined=None):
    gathered = Gathered(ABOUT, "me")
    if posts:
        gathered.post("1", "me", at=MARCH)
        gathered.act("me", "a", "like", MARCH + DAY)
    if joined is not None:
        gathered.account(joined, created_at=MARCH + 2 * DAY)
    return gathered


def test_the_newest_date_dates_the_snapshot():
    undated = dated().snapshot("")
    assert undated.taken_at == UNDATED
    assert UNDATED_NOTE in undated.notes
    assert dated(posts=True).snapshot("").taken_at == pd.Timestamp("2024-03-02T00:00Z")
    snapshot = dated(posts=True, joined="a").snapshot("")
    assert snapshot.taken_at == pd.Timestamp("2024-03-03T00:00Z")
    assert any("newest date, 2024-03-03" in note for note in snapshot.notes)


def test_the_day_the_owner_joined_does_not_date_the_snapshot():
    gathered = dated(joined="me")
    assert gathered.newest() is None
    snapshot = gathered.snapshot("")
    assert snapshot.taken_at == UNDATED
    assert snapshot.accounts["created_at"].isna().all()
    assert "account was opened, 2024-03-03." in snapshot.notes[0]
    assert not any("left out" in note for note in snapshot.notes)


def test_the_day_the_owner_joined_is_kept_beside_newer_dates():
    gathered = Gathered(ABOUT, "me")
    gathered.account("me", created_at=MARCH)
    gathered.post("1", "me", at=MARCH + DAY)
    snapshot = gathered.snapshot("")
    assert snapshot.taken_at == pd.Timestamp("2024-03-02T00:00Z")
    assert snapshot.accounts.loc["me", "created_at"] == pd.Timestamp("2024-03-01T00:00Z")


@pytest.mark.parametrize(("hours", "moves"), [(1, True), (24, True), (25, False)])
def test_dates_after_the_export_was_made(hours, moves):
    gathered = Gathered(ABOUT, "me")
    gathered.generated_at = MARCH
    gathered.post("1", "me", at=MARCH + hours * DAY // 24)
    snapshot = gathered.snapshot("")
    made = pd.Timestamp("2024-03-01T00:00Z")
    assert snapshot.taken_at == (made + pd.Timedelta(hours=hours) if moves else made)
    assert snapshot.posts["posted_at"].notna().all() == moves
    assert (
        any("1 date after the export was made left out" in note for note in snapshot.notes) != moves
    )


def test_posts_and_acts_that_come_again():
    gathered = Gathered(ABOUT, "me")
    gathered.account("me", posts_seen=True)
    gathered.post("1", "me", at=MARCH, likes=1, text="first")
    gathered.post("1", "me", at=MARCH, likes=2, text="second")
    gathered.act("me", "me", "reply")
    gathered.follow("a", "a")
    gathered.follow("a", "b", MARCH)
    gathered.follow("a", "b", MARCH + DAY)
    snapshot = gathered.snapshot("")
    assert snapshot.posts["likes_count"].tolist() == [2]
    assert snapshot.posts["x_text"].tolist() == ["second"]
    assert len(snapshot.interactions) == 0
    assert snapshot.follows["followed_at"].tolist() == [pd.Timestamp("2024-03-01T00:00Z")]
    assert snapshot.accounts.loc["me", "last_post_at"] == pd.Timestamp("2024-03-01T00:00Z")


def test_text_is_a_column_only_when_it_was_asked_for():
    gathered = Gathered(ABOUT, "me")
    gathered.post("1", "me")
    assert "x_text" not in gathered.snapshot("").posts


def test_what_is_none_leaves_what_was_known():
    gathered = Gathered(ABOUT)
    gathered.account("a", handle="ann", followers_count=3, x_since="2020", x_bot=True, x_age=4)
    gathered.account("a", handle=None, followers_count=4)
    accounts = gathered.snapshot("").accounts
    row = accounts.loc["a"]
    assert (row["handle"], row["followers_count"], row["x_since"]) == ("ann", 4, "2020")
    assert accounts["x_bot"].dtype == schema.FLAG
    assert accounts["x_age"].dtype == schema.COUNT


def test_half_a_letter_is_stored_as_a_question_mark():
    gathered = Gathered(ABOUT)
    gathered.account("a", name="\ud83d")
    gathered.post("\ud83d", "a", text="\ud83d!")
    snapshot = gathered.snapshot("")
    assert snapshot.accounts.loc["a", "name"] == "?"
    assert snapshot.posts["x_text"].tolist() == ["?!"]


@given(size=st.integers(0, 9), batch=st.integers(1, 4))
def test_the_size_of_a_batch_changes_nothing(size, batch):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "BATCH", batch)
        found = Gathered(ABOUT, "me")
        for row in range(size):
            found.post(
                str(row), "me", at=MARCH + row, kind="reply", has_link=row % 2 == 0, likes=row
            )
            found.act("me", f"u{row % 3}", "reply", None if row % 2 else MARCH)
        made = found.snapshot("")
    assert made.posts.index.tolist() == [str(row) for row in range(size)]
    assert made.posts["likes_count"].tolist() == list(range(size))
    assert made.interactions["at"].isna().sum() == size // 2
    for name, table in schema.TABLES.items():
        frame = getattr(made, name)
        frame = frame.reset_index() if name in schema.INDEX else frame
        assert [frame[column.name].dtype for column in table] == [column.dtype for column in table]


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary()))
def test_values_of_any_type_are_what_they_should_be_or_none(value):
    for read, kind in (
        (values.text, str),
        (values.name, str),
        (values.digits, str),
        (values.host, str),
    ):
        assert isinstance(read(value), kind | None)
    assert values.count(value) is None or 0 <= values.count(value) < 10**15
    assert values.item(value, "a", 0) is None
    assert values.dicts(value) == []
