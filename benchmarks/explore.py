"""How long the controls of `sk.explore` take to show a new answer, move by move.

Run with ``PYTHONPATH=. python benchmarks/explore.py [MOVES]``; prints, for every control of
`quality` and `audience` on the bundled sample, the median and the longest time in milliseconds
from the new value to the finished picture, sentence and table, and last over all controls;
after them the same in milliseconds of work, for a computer that has others to do beside.
"""

import sys
import time
from statistics import median

import numpy as np

import socialkit as sk
from socialkit.explore import Explored
from socialkit.snapshot import Snapshot

MOVES = 15
"""Of each control, up and down over its whole reach, the widest move among them."""


def places(explored: Explored, name: str, snapshot: Snapshot, moves: int) -> list[object]:
    """Return where a control is moved to, first the ends, and never twice to the same place."""
    control = explored.board.controls[name]
    if name == "account":
        return [one for one in snapshot.focal if one != control.value][:moves]
    spots = np.linspace(control.min, control.max, moves)
    whole = isinstance(control.step, int)
    found = [int(spot) if whole else round(float(spot) / 0.05) * 0.05 for spot in spots]
    return [found[0], found[-1], *found[1:-1]]


def timed(
    explored: Explored, snapshot: Snapshot, moves: int
) -> dict[str, list[tuple[float, float]]]:
    """Return the milliseconds, by the clock and of work, of every move, by control."""
    took: dict[str, list[tuple[float, float]]] = {}
    for name, control in explored.board.controls.items():
        start = control.value
        took[name] = []
        for place in places(explored, name, snapshot, moves):
            if place == control.value:
                continue
            before, worked = time.perf_counter(), time.process_time()
            control.value = place
            clock, work = time.perf_counter() - before, time.process_time() - worked
            took[name].append((1e3 * clock, 1e3 * work))
        control.value = start
    return took


def main() -> None:
    """Print the times of both explorations."""
    moves = int(sys.argv[1]) if len(sys.argv) > 1 else MOVES
    sk.plot.use_style()
    snapshot = sk.datasets.load("therapists")
    for make in (sk.explore.quality, sk.explore.audience):
        before = time.perf_counter()
        explored = make(snapshot)
        made = time.perf_counter()
        explored.board.refresh()
        shown = time.perf_counter() - made
        print(explored)
        print(f"made in {made - before:.1f} s, controls in {shown:.1f} s")
        took = timed(explored, snapshot, moves)
        took["all"] = [one for many in took.values() for one in many]
        for name, many in took.items():
            for what, times in zip(("", " of work"), zip(*many, strict=True), strict=True):
                print(
                    f"  {name:18} median {median(times):4.0f}, longest {max(times):4.0f} ms{what}"
                )


if __name__ == "__main__":
    main()
