"""Walking lists: every page journalled once, and no list that is silently short."""

import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.collect import walking
from socialkit.collect.course import Fetched, OddReplyError
from socialkit.collect.journal import Journal, Page
from socialkit.collect.pace import Pace
from socialkit.collect.walking import Walker
from socialkit.errors import CollectError
from socialkit.progress import Steps


class Lists:
    """A course over lists that are written down here; some of their pages open others."""

    def __init__(self, lists: dict[str, list[list]], opens: dict[str, list[str]] | None = None):
        self.lists, self.opens = lists, opens or {}
        self.asked: list[tuple[str, str | None]] = []
        self.fails_after: int | None = None
        self.order: list[tuple[str, int]] = []
        self._lock = threading.Lock()

    def stages(self) -> Iterator[list[str]]:
        yield ["a", "b"]

    def fetch(self, walk: str, cursor: str | None) -> Fetched:
        with self._lock:
            self.asked.append((walk, cursor))
            if self.fails_after is not None and len(self.asked) > self.fails_after:
                raise CollectError("the server went away.")
        number = int(cursor or 0)
        pages = self.lists[walk]
        return Fetched(pages[number], str(number + 1) if number + 1 < len(pages) else None)

    def landed(self, page: Page) -> list[str]:
        self.order.append((page.walk, page.number))
        return self.opens.get(f"{page.walk} {page.number}", [])

    def is_enough(self, page: Page) -> bool:
        return page.rows == ["enough"]


LISTS = {
    "a": [["1"], [], ["2", "3"]],
    "b": [["4"]],
    "c": [["5"], ["6"]],
    "d": [[]],
}
OPENS = {"a 1": ["c"], "c 1": ["d"]}


def walk(journal: Journal, course: Lists, walks: list[str], workers: int = 3) -> None:
    with Steps("walking", None) as steps:
        Walker(journal, course, Pace(1e6), workers=workers, steps=steps).walk(walks)


def contents(journal: Journal) -> list[tuple]:
    return [page[:4] for page in journal.everything()]


def whole(tmp_path) -> list[tuple]:
    with Journal(tmp_path / "whole.sqlite") as journal:
        walk(journal, Lists(LISTS, OPENS), ["a", "b"])
        return contents(journal)


def test_every_list_is_walked_to_its_end(tmp_path):
    pages = whole(tmp_path)
    assert [(walk, number) for walk, number, _, _ in pages] == [
        ("a", 0), ("a", 1), ("a", 2), ("b", 0), ("c", 0), ("c", 1), ("d", 0),
    ]  # fmt: skip
    assert pages[0] == ("a", 0, "1", ["1"])
    assert pages[2] == ("a", 2, None, ["2", "3"])


@given(stops=st.lists(st.integers(1, 4), min_size=1, max_size=6), workers=st.integers(1, 4))
def test_stopped_and_taken_up_it_ends_the_same_and_asks_nothing_twice(
    tmp_path_factory, stops, workers
):
    folder = tmp_path_factory.mktemp("walk")
    expected = whole(folder)
    with Journal(folder / "journal.sqlite") as journal:
        for stop in [*stops, None]:
            course = Lists(LISTS, OPENS)
            course.fails_after = stop
            before = {(page.walk, page.number) for page in journal.everything()}
            with suppress(CollectError):
                walk(journal, course, ["a", "b"], workers)
            asked = {(name, int(cursor or 0)) for name, cursor in course.asked}
            assert not asked & before
        assert contents(journal) == expected


def test_pages_are_looked_at_in_order_when_they_are_replayed(tmp_path):
    with Journal(tmp_path / "journal.sqlite") as journal:
        walk(journal, Lists(LISTS, OPENS), ["a", "b"])
        again = Lists(LISTS, OPENS)
        walk(journal, again, ["a", "b"])
    assert again.asked == []
    assert [number for name, number in again.order if name == "a"] == [0, 1, 2]
    assert len(again.order) == 7


def test_a_list_that_is_long_enough_ends(tmp_path):
    with Journal(tmp_path / "journal.sqlite") as journal:
        walk(journal, Lists({"a": [["1"], ["enough"], ["never asked"]]}), ["a"])
        assert [page.rows for page in journal.pages("a")] == [["1"], ["enough"]]
        again = Lists({"a": []})
        walk(journal, again, ["a"])
        assert again.asked == []


class Loop(Lists):
    def fetch(self, walk: str, cursor: str | None) -> Fetched:
        return Fetched(["1"], {None: "x", "x": "y", "y": "x"}[cursor])


def test_a_list_that_leads_back_is_an_error_and_not_endless(tmp_path):
    with (
        Journal(tmp_path / "journal.sqlite") as journal,
        pytest.raises(CollectError, match="cannot be complete"),
    ):
        walk(journal, Loop({}), ["a"])


class Emptiness(Lists):
    def fetch(self, walk: str, cursor: str | None) -> Fetched:
        return Fetched([], str(int(cursor or 0) + 1))


def test_endless_empty_pages_are_an_error(tmp_path):
    with (
        Journal(tmp_path / "journal.sqlite") as journal,
        pytest.raises(CollectError, match="empty pages in a row"),
    ):
        walk(journal, Emptiness({}), ["a"])


def test_some_empty_pages_are_none(tmp_path):
    pages = [*([[]] * walking.MOST_EMPTY_PAGES), ["last"]]
    with Journal(tmp_path / "journal.sqlite") as journal:
        walk(journal, Lists({"a": pages}), ["a"])
        assert journal.last("a").rows == ["last"]


class Odd(Lists):
    odd = 2

    def fetch(self, walk: str, cursor: str | None) -> Fetched:
        self.odd -= 1
        if self.odd >= 0:
            raise OddReplyError("the reply holds no list")
        return super().fetch(walk, cursor)


def test_an_odd_reply_is_asked_for_again(tmp_path):
    with Journal(tmp_path / "journal.sqlite") as journal:
        walk(journal, Odd({"a": [["1"]]}), ["a"])
        assert journal.last("a").rows == ["1"]


def test_odd_replies_without_end_are_one_clear_error(tmp_path):
    course = Odd({"a": [["1"]]})
    course.odd = 99
    with (
        Journal(tmp_path / "journal.sqlite") as journal,
        pytest.raises(CollectError, match=r"holds no list.*goes on from there"),
    ):
        walk(journal, course, ["a"])


def test_no_more_requests_are_under_way_than_workers(tmp_path):
    course = Busy({str(number): [["1"]] for number in range(40)})
    with Journal(tmp_path / "journal.sqlite") as journal:
        walk(journal, course, list(course.lists), workers=3)
    assert 1 <= course.most <= 3


class Busy(Lists):
    most = under_way = 0

    def fetch(self, walk: str, cursor: str | None) -> Fetched:
        with self._lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        found = super().fetch(walk, cursor)
        with self._lock:
            self.under_way -= 1
        return found
