"""What a collection asks of a network, in the words that both networks share.

A *walk* is one list that a server gives page by page; a *course* says which walks there
are, and which further ones each page opens. All of it follows from the pages in the journal
alone, so a course that was interrupted is the same when it is taken up again.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from socialkit.collect.journal import Page

HIDDEN, GONE, ODD = "hidden", "gone", "odd"
"""Why a row is not kept: asks not to be shown to strangers, is no longer there, is unreadable."""
NOT_DRAWN, REMOVED = "not drawn", "removed"
"""Further reasons: outside of the random sample, and deleted because somebody asked."""


class Fetched(NamedTuple):
    """What a server answered: rows to keep, and the cursor of the next page."""

    rows: list
    following: str | None = None


class OddReplyError(Exception):
    """A reply of another shape than the network's own documents say."""


class Course(Protocol):
    """The walks of one collection."""

    def stages(self) -> Iterator[list[str]]:
        """Yield the walks to begin, stage by stage; a stage begins when the last one is done."""

    def fetch(self, walk: str, cursor: str | None) -> Fetched:
        """Ask for one page; called by several threads at once.

        Raises
        ------
        OddReplyError
            When the reply has another shape than it should.
        """

    def landed(self, page: Page) -> list[str]:
        """Take note of a page, in the order of its walk; return the walks that it opens."""

    def is_enough(self, page: Page) -> bool:
        """Whether a walk ends with this page although the list goes on."""
