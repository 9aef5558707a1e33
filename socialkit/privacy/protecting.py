"""Which cells to withhold besides the small ones, so that no sum gives those back."""

import numpy as np

from socialkit.privacy.flows import Arcs, pushed


def complemented(arcs: Arcs, is_small: np.ndarray, is_hidden: np.ndarray, k: int) -> np.ndarray:
    """Return which cells to withhold: the small ones, and others until sums tell nothing.

    One small cell after the other is made safe by the cheapest change through further cells
    that could hide it; at the end every further cell that is not needed is shown again.
    """
    is_withheld = is_small | is_hidden
    order = sorted(np.flatnonzero(is_small).tolist(), key=lambda one: (-arcs.value[one], one))
    for cell in order:
        _protect(arcs, is_withheld, cell, k)
    return _pruned(arcs, is_withheld, is_small, is_hidden, k)


def is_safe(arcs: Arcs, is_withheld: np.ndarray, cell: int, k: int) -> bool:
    """Tell whether what is shown leaves k values open for a cell, one of them k or more."""
    return _hiding(arcs, is_withheld, cell, k)[0]


def _protect(arcs: Arcs, is_withheld: np.ndarray, cell: int, k: int) -> None:
    """Withhold further cells until one is safe, or until nothing more can be done."""
    value = int(arcs.value[cell])
    may_go = np.isfinite(arcs.cost) | is_withheld
    for up, amount in ((True, max(k - value, k - 1)), (False, value)):
        if is_safe(arcs, is_withheld, cell, k):
            return
        _, used = pushed(arcs, may_go, cell, amount, up=up, paid=is_withheld)
        is_withheld[sorted(used)] = True


def _pruned(
    arcs: Arcs, is_withheld: np.ndarray, is_small: np.ndarray, is_hidden: np.ndarray, k: int
) -> np.ndarray:
    """Show again, largest first, what no small cell needs."""
    small = np.flatnonzero(is_small).tolist()
    before = {cell: _hiding(arcs, is_withheld, cell, k) for cell in small}
    further = np.flatnonzero(is_withheld & ~is_small & ~is_hidden).tolist()
    for one in sorted(further, key=lambda one: (-arcs.value[one], one)):
        shown = is_withheld.copy()
        shown[one] = False
        if all(_hiding(arcs, shown, cell, k) >= before[cell] for cell in small):
            is_withheld = shown
    return is_withheld


def _hiding(arcs: Arcs, is_withheld: np.ndarray, cell: int, k: int) -> tuple[bool, int]:
    """Return whether a cell is safe, and else how many values are open for it."""
    value = int(arcs.value[cell])
    up, _ = pushed(arcs, is_withheld, cell, max(k - value, k - 1), up=True)
    down, _ = pushed(arcs, is_withheld, cell, min(value, k - 1), up=False)
    safe = value + up >= k and up + down >= k - 1
    return safe, 0 if safe else up + down
