"""Walk every list of a course to its end, several at once, each page journalled first."""

from collections import deque
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import NamedTuple

from socialkit.collect import clock
from socialkit.collect.course import Course, Fetched, OddReplyError
from socialkit.collect.guest import KEPT
from socialkit.collect.journal import Journal, Page
from socialkit.collect.pace import Pace
from socialkit.errors import CollectError
from socialkit.progress import Steps

MOST_EMPTY_PAGES = 100
"""So many empty pages in a row are taken for a server that does not know its own end."""
_TRIES_OF_ODD_REPLIES = 3


class _Ask(NamedTuple):
    walk: str
    number: int
    cursor: str | None


class Walker:
    """Walk the lists of one course.

    Parameters
    ----------
    workers
        How many requests may be under way at once.
    """

    def __init__(
        self, journal: Journal, course: Course, pace: Pace, *, workers: int, steps: Steps
    ) -> None:
        self._journal, self._course, self._pace = journal, course, pace
        self._workers, self._steps = workers, steps
        self._ready: deque[_Ask] = deque()
        self._cursors: dict[str, set[str]] = {}
        self._empty: dict[str, int] = {}

    def walk(self, walks: Iterable[str]) -> None:
        """Walk these lists, and those that they open, to their ends.

        Raises
        ------
        CollectError
            When the server fails for good, repeats itself, or never comes to an end.
        """
        for walk in walks:
            self._begin(walk)
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="collect")
        running: dict[Future[Fetched], _Ask] = {}
        try:
            while self._ready or running:
                while self._ready and len(running) < self._workers:
                    ask = self._ready.popleft()
                    running[pool.submit(self._fetch, ask)] = ask
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    self._land(running.pop(future), future.result())
        except BaseException:
            self._pace.stop()
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def _begin(self, walk: str) -> None:
        """Take up a list where the journal leaves it."""
        last = None
        for last in self._journal.pages(walk):
            self._look_at(last)
        if last is None:
            self._ready.append(_Ask(walk, 0, None))
        else:
            self._go_on(last)

    def _fetch(self, ask: _Ask) -> Fetched:
        for left in reversed(range(_TRIES_OF_ODD_REPLIES)):
            try:
                return self._course.fetch(ask.walk, ask.cursor)
            except OddReplyError as error:
                if not left:
                    raise CollectError(f"{error}. {KEPT}") from None
        raise AssertionError("unreachable")

    def _land(self, ask: _Ask, fetched: Fetched) -> None:
        page = Page(ask.walk, ask.number, fetched.following, fetched.rows, clock.present())
        if page.following is not None and page.following in self._cursors.get(page.walk, ()):
            raise CollectError(
                f"{ask.walk.split()[0]}: the server leads back to page {ask.number + 1} or before "
                f"instead of to the end, so the list cannot be complete. {KEPT}"
            )
        self._journal.write(page)
        self._steps.done(ask.walk.split()[0])
        self._look_at(page)
        self._go_on(page)

    def _look_at(self, page: Page) -> None:
        if page.following is not None:
            self._cursors.setdefault(page.walk, set()).add(page.following)
        self._empty[page.walk] = 0 if page.rows else self._empty.get(page.walk, 0) + 1
        for opened in self._course.landed(page):
            self._begin(opened)

    def _go_on(self, page: Page) -> None:
        if page.following is None or self._course.is_enough(page):
            self._cursors.pop(page.walk, None)
            self._empty.pop(page.walk, None)
            return
        if self._empty[page.walk] > MOST_EMPTY_PAGES:
            raise CollectError(
                f"{page.walk.split()[0]}: {MOST_EMPTY_PAGES} empty pages in a row, and no end. "
                f"{KEPT}"
            )
        self._ready.appendleft(_Ask(page.walk, page.number + 1, page.following))
