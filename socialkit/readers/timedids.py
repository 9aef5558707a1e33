"""Ids for posts to which an export gives none: the second at which each was posted."""

from collections import Counter
from collections.abc import Iterable


def ids_by_time(moments: Iterable[int | None]) -> list[str]:
    """Return an id for each moment (microseconds since 1970), the same at every reading.

    Of several posts in one second each but the first has its number behind the second.
    """
    seen: Counter[str] = Counter()
    ids = []
    for moment in moments:
        second = "undated" if moment is None else str(moment // 1_000_000)
        seen[second] += 1
        ids.append(second if seen[second] == 1 else f"{second}-{seen[second]}")
    return ids
