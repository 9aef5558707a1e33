"""What a network's package must offer, and where each one is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from socialkit.collect.course import Course
from socialkit.collect.journal import Journal, Page
from socialkit.collect.plan import Line
from socialkit.collect.wanted import Wanted
from socialkit.snapshot import Snapshot


class Network(Protocol):
    """How one network is asked, and what is made of its answers."""

    RATE: float
    """Requests a second that it allows where its servers do not say."""
    WORKERS: int
    """Requests that may be under way at once."""

    course: Callable[..., Course]
    """``course(journal, wanted, pace, agent=..., token=...)``: the walks of a collection."""

    def lines(self, course: Course, journal: Journal) -> tuple[Line, ...]:
        """Return the requests of a collection by what they are for."""

    def left_out(self, course: Course, journal: Journal) -> Mapping[str, str]:
        """Return who is not kept at the end of a collection, with the word why."""

    def changed(self, page: Page, out: Mapping[str, str]) -> Page | None:
        """Return a page without those who are left out; None where nothing is left of it."""

    def snapshot(self, journal: Journal, wanted: Wanted) -> Snapshot:
        """Make the snapshot of a finished collection."""

    def kept(self, journal: Journal, wanted: Wanted) -> Iterable[str]:
        """Return the ids of all accounts and posts that are kept, the owner's first."""

    def vanished(self, course: Course, ids: list[str]) -> Mapping[str, str]:
        """Ask which of a batch of accounts or posts may not be kept any longer, and why."""


def of(name: str) -> Network:
    """Return a network's package; it loads when it is used, with its library."""
    if name == "bluesky":
        from socialkit.collect import appview

        return appview
    from socialkit.collect import fediverse

    return fediverse
