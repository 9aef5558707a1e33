"""One measurement in a process of its own: `... benchmarks.scale.child TASK WAY FOLDER TINY`.

The task is done once on a tiny network first, so that what happens only once in a process
(importing, starting threads) is timed for nobody. The last line printed is the answer, as JSON.
"""

import gc
import json
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.scale import flow
from benchmarks.scale.plan import BY_HAND, FLOW, OURS

Laps = dict[str, float]


def measured(task: str, way: str, folder: Path, tiny: Path) -> dict[str, object]:
    """Do a task one way; return its seconds, those of its parts, and the peak of memory."""
    with tempfile.TemporaryDirectory() as answers:
        _prepared(task, way, tiny, Path(answers))()
        run = _prepared(task, way, folder, Path(answers))
        gc.collect()
        print("begun", flush=True)  # from here on a limit of seconds counts
        begun = perf_counter()
        laps = run()
        seconds = perf_counter() - begun
    return {"seconds": seconds, "laps": laps, "peak_gb": peak_gb()}


def peak_gb() -> float:
    """Return the most memory held so far, by this process and by those it started."""
    unit = 1 if sys.platform == "darwin" else 1024
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(one).ru_maxrss for one in who) * unit / 1e9


def _prepared(task: str, way: str, folder: Path, answers: Path) -> Callable[[], Laps]:
    """Do what is not timed, and return what is."""
    if task == "whole":
        steps = flow.steps_of(way, task, folder)
        return lambda: _in_turn(steps)
    if task == "disk":
        return lambda: _in_turn(flow.on_disk(folder, answers))
    if task in FLOW and way in (OURS, BY_HAND):
        steps = flow.steps_of(way, task, folder)
        have = flow.until(task, steps)
        return lambda: _only(steps[task](have))
    if way == OURS:
        from benchmarks.scale import ours

        if task == "plain":
            return lambda: _only(ours.plain(folder))
        snapshot = flow.ours(folder)["read"]({})
        return lambda: _only(ours.ARRAYS[task](snapshot))
    return _by_library(task, way, folder)


def _by_library(task: str, way: str, folder: Path) -> Callable[[], Laps]:
    from benchmarks.scale import graph_libraries, libraries, readers, sizes

    if task in ("read", "plain"):
        return lambda: _only(readers.READERS[way](folder))
    calls = {
        "SciPy": libraries.SCIPY,
        "DuckDB": libraries.DUCKDB,
        "igraph": graph_libraries.IGRAPH,
        "networkit": graph_libraries.NETWORKIT,
    }
    how, ends = calls[way][task], sizes.ends(folder)
    steps = {
        "building": lambda have: how.build(ends),
        "call": lambda have: how.call(have["building"], ends),
    }
    return lambda: _in_turn(steps)


def _only(answer: object) -> Laps:
    """Let go of the answer: the work is done when it is there."""
    del answer
    return {}


def _in_turn(steps: dict[str, flow.Step]) -> Laps:
    """Do all steps one after the other, each with what those before it made."""
    have: dict[str, object] = {}
    laps: Laps = {}
    for name, step in steps.items():
        begun = perf_counter()
        have[name] = step(have)
        laps[name] = perf_counter() - begun
    return laps


if __name__ == "__main__":
    print(json.dumps(measured(*sys.argv[1:3], *map(Path, sys.argv[3:5]))))
