"""Which followers are the newest, and how that is said."""

import numpy as np

from socialkit.audience.frame import Frame
from socialkit.audience.sampling.arrival import Arrival


def newest_of(came: Arrival, newest: int | None, seen: Frame) -> tuple[np.ndarray, str, str]:
    """Tell who is looked at, in words too; nobody is parted from who came at the same moment."""
    newness = came.newness
    is_placed = ~np.isnan(newness)
    if not is_placed.any():
        note = "the order of the list is not known, so all of them were looked at, new or not"
        return np.ones(len(newness), dtype=bool), seen.part, note
    if newest is None or newest >= len(newness):
        return np.ones(len(newness), dtype=bool), seen.part, ""
    in_order = np.sort(newness[is_placed])[::-1]
    is_new = is_placed & (newness >= in_order[min(newest, len(in_order)) - 1])
    unplaced = len(newness) - int(is_placed.sum())
    note = f"{unplaced:,} more followers have no known place and were not looked at"
    which = "listed" if seen.kind == "census" else "seen"
    words = f"the newest {int(is_new.sum()):,} of {len(newness):,} {which}, by {came.told_by}"
    return is_new, words, note if unplaced else ""
