"""The journal: whole pages or none, one writer, and nothing of whom it forgets."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.collect.journal import Journal, Page
from socialkit.errors import CollectError

ROWS = st.lists(st.one_of(st.text(max_size=8), st.dictionaries(st.text(max_size=4), st.integers())))


@pytest.fixture
def journal(tmp_path):
    with Journal(tmp_path / "journal.sqlite") as journal:
        yield journal


def page(walk: str, number: int, rows: list, following: str | None = None, at: int = 1) -> Page:
    return Page(walk, number, following, rows, at)


@given(rows=ROWS, following=st.none() | st.text(min_size=1))
def test_what_is_written_is_read(tmp_path_factory, rows, following):
    path = tmp_path_factory.mktemp("journal") / "journal.sqlite"
    written = page("followers", 0, rows, following)
    with Journal(path) as journal:
        journal.write(written)
    with Journal(path) as journal:
        assert list(journal.pages("followers")) == [written]


def test_pages_come_in_order_however_they_were_written(journal):
    for number in (2, 0, 10, 1):
        journal.write(page("followers", number, [number]))
    assert [one.number for one in journal.pages("followers")] == [0, 1, 2, 10]
    assert journal.last("followers").number == 10
    assert journal.last("following") is None


def test_lists_of_a_kind_are_found_by_their_beginning(journal):
    for walk in ("likes b", "likes a", "likesome", "like", "liket"):
        journal.write(page(walk, 0, [walk]))
    assert [one.walk for one in journal.under("likes ")] == ["likes a", "likes b"]


def test_a_page_is_never_written_twice(journal):
    journal.write(page("followers", 0, ["first"]))
    with pytest.raises(CollectError):
        journal.write(page("followers", 0, ["second"]))
    assert next(journal.pages("followers")).rows == ["first"]


def test_facts_keep_their_first_value(journal):
    assert journal.fact("complete") is None
    assert journal.fact("wanted", "this") == "this"
    assert journal.fact("wanted", "that") == "this"


def test_its_moments_are_those_of_its_pages(journal):
    assert journal.newest() is None
    for at in (30, 10, 20):
        journal.write(page("x", at, [], at=at))
    assert (journal.oldest(), journal.newest(), len(journal)) == (10, 30, 3)


def test_settling_changes_pages_and_facts_together(journal):
    journal.write(page("followers", 0, ["ann", "ben"]))
    journal.write(page("last ben", 0, ["soon"]))

    def without_ben(one: Page) -> Page | None:
        if one.walk == "last ben":
            return None
        return one._replace(rows=[row for row in one.rows if row != "ben"])

    journal.settle(without_ben, complete="yes")
    assert [one.rows for one in journal.everything()] == [["ann"]]
    assert journal.fact("complete") == "yes"


def test_settling_that_fails_changes_nothing(journal):
    journal.write(page("a", 0, ["ann"]))
    journal.write(page("b", 0, ["ben"]))

    def fails(one: Page) -> Page | None:
        if one.walk == "b":
            raise RuntimeError("on the way")
        return None

    with pytest.raises(RuntimeError):
        journal.settle(fails, complete="yes")
    assert [one.rows for one in journal.everything()] == [["ann"], ["ben"]]
    assert journal.fact("complete") is None


def test_what_was_taken_out_is_nowhere_in_the_file(tmp_path):
    """Bodies are packed, so the name of a list stands for what a search would find."""
    secret = "did:plc:somebody-who-asked-to-be-deleted"
    with Journal(tmp_path / "journal.sqlite") as journal:
        for number in range(200):
            journal.write(page(f"last {secret} {number}", 0, ["x" * 200]))
            journal.write(page(f"kept {number}", 0, ["y"]))
        journal.settle(lambda one: None if secret in one.walk else one)
    found = [path for path in tmp_path.iterdir() if secret.encode() in path.read_bytes()]
    assert found == []


def test_only_one_writes_at_a_time(tmp_path):
    path = tmp_path / "journal.sqlite"
    with Journal(path), pytest.raises(CollectError, match="another collection is writing"):
        Journal(path)
    with Journal(path) as again:
        assert len(again) == 0


@pytest.mark.parametrize("content", [b"not a database at all" * 200, b"SQLite format 3\0" * 90])
def test_a_damaged_file_is_one_clear_error_and_stays_as_it_is(tmp_path, content):
    path = tmp_path / "journal.sqlite"
    path.write_bytes(content)
    with pytest.raises(CollectError, match="no journal of a collection, or damaged"):
        Journal(path)
    assert path.read_bytes() == content


def test_a_damaged_page_is_one_clear_error(tmp_path):
    path = tmp_path / "journal.sqlite"
    with Journal(path) as journal:
        journal.write(page("followers", 0, ["ann"]))
    with sqlite3.connect(path) as file:
        file.execute("UPDATE pages SET body = x'00ff'")
    file.close()
    with Journal(path) as journal, pytest.raises(CollectError, match="damaged"):
        list(journal.pages("followers"))


def test_a_journal_of_a_later_version_is_left_alone(tmp_path):
    path = tmp_path / "journal.sqlite"
    Journal(path).close()
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 99")
    file.close()
    with pytest.raises(CollectError, match="newer socialkit"):
        Journal(path)


def test_a_page_outlives_a_process_that_is_killed_right_after(tmp_path):
    path = tmp_path / "journal.sqlite"
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from socialkit.collect.journal import Journal, Page\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "journal.write(Page('followers', 0, 'next', ['ann'], 5))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[1]
    subprocess.run([sys.executable, "-c", script, str(path)], cwd=root, check=False, timeout=60)
    with Journal(path) as journal:
        assert list(journal.pages("followers")) == [Page("followers", 0, "next", ["ann"], 5)]
