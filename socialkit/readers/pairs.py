"""Pairs of accounts, each once: what edge lists and graph files have in common."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

MUTUAL_NOTE = "Every row was read as a tie in both directions."
ROWS_THAT_SHOW_TIES = 1_000


class Edges(NamedTuple):
    """Follows as pairs of rows of `ids`, and the sentences their reader must know."""

    ids: pd.Index
    follower: np.ndarray
    followed: np.ndarray
    notes: tuple[str, ...]

    def follows(self) -> pd.DataFrame:
        """Return the pairs as a follows table."""
        ids = self.ids.array
        ends = {"follower_id": ids.take(self.follower), "followed_id": ids.take(self.followed)}
        return pd.DataFrame(ends)


def tidy(
    ids: pd.Index,
    follower: np.ndarray,
    followed: np.ndarray,
    *,
    mutual: bool,
    notes: Sequence[str] = (),
) -> Edges:
    """Drop self-loops, merge repeated pairs, add the other direction; note how many."""
    notes = list(notes)
    loops = follower == followed
    if loops.any():
        follower, followed = follower[~loops], followed[~loops]
        notes.append(f"{_rows(int(loops.sum()))} named one account at both ends; left out.")
    packed = follower.astype(np.int64) * len(ids) + followed
    packed, repeats = _unique(packed)
    if repeats:
        notes.append(f"{_rows(repeats)} repeated an earlier one; each pair counts once.")
    size = max(len(ids), 1)
    if mutual:
        packed, _ = _unique(np.concatenate([packed, packed % size * size + packed // size]))
    elif len(packed) >= ROWS_THAT_SHOW_TIES and _is_one_way(packed, size):
        notes.append(
            f"Not one of {len(packed):,} ties is returned. Lists that store each mutual tie once "
            "look like this; if yours does, read it with mutual=True (--mutual)."
        )
    return Edges(ids, packed // size, packed % size, tuple(notes))


def _unique(packed: np.ndarray) -> tuple[np.ndarray, int]:
    ordered = np.sort(packed)
    if not (ordered[1:] == ordered[:-1]).any():
        return packed, 0
    kept = pd.unique(packed)
    return kept, len(packed) - len(kept)


def _is_one_way(packed: np.ndarray, size: int) -> bool:
    """Whether accounts stand on both sides and yet no pair stands the other way round."""
    follower, followed = packed // size, packed % size
    if not (np.bincount(follower, minlength=size) * np.bincount(followed, minlength=size)).any():
        return False
    ordered = np.sort(np.minimum(follower, followed) * size + np.maximum(follower, followed))
    return not (ordered[1:] == ordered[:-1]).any()


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
