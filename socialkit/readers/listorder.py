"""The order of a list as its own dates show it."""

from collections.abc import Iterable
from itertools import pairwise

from socialkit.readers.gathered import Entry


def shown_order(entries: Iterable[Entry]) -> str:
    """Return ``newest_first`` or ``oldest_first`` when the dates of a list say so.

    Entries without a date say nothing. A list whose dates go up and down, or are all the
    same, has an ``unknown`` order.
    """
    dates = [entry.at for entry in entries if entry.at is not None]
    has_risen = any(first < second for first, second in pairwise(dates))
    has_fallen = any(first > second for first, second in pairwise(dates))
    if has_risen == has_fallen:
        return "unknown"
    return "oldest_first" if has_risen else "newest_first"
