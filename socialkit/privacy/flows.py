"""Between which bounds a withheld number lies, for whoever knows the sums: by flows.

The cells of a table with its totals are the arcs of a network in which nothing gets lost:
what leaves the grand total reaches the row totals, the cells, the column totals and the grand
total again. A withheld cell can be larger or smaller by as much as can flow around it through
withheld cells alone (Cox 1995).
"""

import heapq
from typing import NamedTuple

import numpy as np

UNBOUNDED = 10**15
_HOP = 1e-6
"""Of two ways that cost the same, the shorter one."""


class Arcs(NamedTuple):
    """The cells as arcs of a circulation, one item per cell.

    Attributes
    ----------
    tail, head
        The nodes an arc leaves and enters; what enters a node leaves it.
    value
        The count in the cell.
    cost
        What is lost by withholding it; infinite where it must stay.
    """

    tail: np.ndarray
    head: np.ndarray
    value: np.ndarray
    cost: np.ndarray


def pushed(
    arcs: Arcs,
    is_open: np.ndarray,
    cell: int,
    amount: int,
    *,
    up: bool,
    paid: np.ndarray | None = None,
) -> tuple[int, set[int]]:
    """Change a cell by up to `amount` and mend the sums through open cells, cheapest first.

    By as much as it can grow and shrink, so far apart are the bounds of a withheld cell for
    whoever knows the others. Cells that `paid` names cost nothing more.

    Returns
    -------
    tuple
        By how much it can change, and through which cells.
    """
    extra = np.zeros(len(arcs.value), dtype=np.int64)
    ends = (arcs.head[cell], arcs.tail[cell]) if up else (arcs.tail[cell], arcs.head[cell])
    cost = np.where(is_open, 0.0 if paid is None else np.where(paid, 0.0, arcs.cost), np.inf)
    cost[cell] = np.inf
    done, used = 0, set()
    while done < amount:
        path = _cheapest(arcs, extra, cost, int(ends[0]), int(ends[1]))
        if path is None:
            break
        room = [
            UNBOUNDED if forward else int(arcs.value[one] + extra[one]) for one, forward in path
        ]
        step = min([amount - done, *room])
        for one, forward in path:
            extra[one] += step if forward else -step
            cost[one] = 0.0
            used.add(one)
        done += step
    return done, used


def _cheapest(
    arcs: Arcs, extra: np.ndarray, cost: np.ndarray, start: int, end: int
) -> list[tuple[int, bool]] | None:
    """Find the cheapest way from node to node: along arcs, or against those that can shrink."""
    steps = _steps(arcs, extra, cost)
    best, came, heap = {start: 0.0}, {}, [(0.0, start)]
    while heap:
        spent, node = heapq.heappop(heap)
        if node == end:
            break
        if spent > best[node]:
            continue
        for one, forward, to in steps.get(node, ()):
            total = spent + cost[one] + _HOP
            if total < best.get(to, np.inf):
                best[to], came[to] = total, (one, forward, node)
                heapq.heappush(heap, (total, to))
    if end not in came:
        return None
    path, node = [], end
    while node != start:
        one, forward, node = came[node]
        path.append((one, forward))
    return path


def _steps(
    arcs: Arcs, extra: np.ndarray, cost: np.ndarray
) -> dict[int, list[tuple[int, bool, int]]]:
    steps: dict[int, list[tuple[int, bool, int]]] = {}
    for one in np.flatnonzero(np.isfinite(cost)).tolist():
        tail, head = int(arcs.tail[one]), int(arcs.head[one])
        steps.setdefault(tail, []).append((one, True, head))
        if arcs.value[one] + extra[one] > 0:
            steps.setdefault(head, []).append((one, False, tail))
    return steps
