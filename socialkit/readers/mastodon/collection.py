"""Collections of ActivityPub: an object whose long list ``orderedItems`` is read as a stream."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from socialkit.errors import ReadError
from socialkit.readers import jsonfile
from socialkit.readers.archive import Archive

_ITEMS = re.compile(rb'"orderedItems"\s*:\s*(?=\[)')
_TOTAL = re.compile(rb'"totalItems"\s*:\s*(\d{1,15})\b')


class Collection:
    """One collection of an archive, from which items come one at a time.

    Parameters
    ----------
    archive
        Where it lies.
    name
        The member.

    Raises
    ------
    ReadError
        When it holds no ``orderedItems`` where the list should begin.
    """

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive, self._name = archive, name
        with archive.open(name) as stream:
            head = stream.peek()
        match = _ITEMS.search(head)
        if match is None:
            raise ReadError(
                f"{archive.where(name)}: holds no list orderedItems, so it is damaged or no "
                "collection of a Mastodon archive; download the export again."
            )
        self._start = match.end()
        total = _TOTAL.search(head[: match.start()])
        self.total = int(total[1]) if total else None

    def items(self) -> Iterator[object]:
        """Yield the items; a damaged or shortened list ends in a ReadError."""
        return jsonfile.records(self, self._name)

    def open(self, name: str) -> BinaryIO:
        """Open the member where its list begins, so that no other list is taken for it."""
        stream = self._archive.open(name)
        stream.read(self._start)
        return stream

    def where(self, name: str) -> str:
        """Return how an error message should name the member."""
        return self._archive.where(name)
