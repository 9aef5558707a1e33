"""The tables in Markdown, put between two marks of a page of which nothing else changes."""

import math
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.scale.aims import Aim, aims
from benchmarks.scale.plan import ARRAYS, BY_HAND, DISK, FLOW, OURS, SIZES, TASKS, WHOLE, libraries
from benchmarks.scale.ratios import Cost, Costs

BEGIN, END = "<!-- scale: begin -->", "<!-- scale: end -->"
WITH_LIBRARY = tuple(name for name in TASKS if libraries(name))


def tables(costs: Costs, follows: Mapping[str, int]) -> str:
    """Return all tables for the sizes measured, ratios first."""
    parts = [held(aims(costs, follows)), against_by_hand(costs, list(follows))]
    parts += [
        against_libraries(costs, list(follows)),
        growth(costs, follows),
        seconds(costs, list(follows)),
    ]
    return "\n\n".join(parts)


def held(found: list[Aim]) -> str:
    """Return what was aimed at and what came out."""
    rows = []
    for one in found:
        bound = f"{'at least' if one.at_least else 'at most'} {one.bound:g}"
        where = f" ({one.where})" if one.where else ""
        rows.append([one.words, bound, _number(one.found) + where, one.verdict])
    return "### What was aimed at\n\n" + _table(["what", "aim", "measured", "met"], rows)


def against_by_hand(costs: Costs, sizes: list[str]) -> str:
    """Return how many times faster than by hand each task is, with seconds and memory."""
    rows = []
    for task, one in (FLOW | WHOLE).items():
        for size in sizes:
            ours, theirs = costs.of(size, task, OURS), costs.of(size, task, BY_HAND)
            if ours.known:
                times = _number(costs.times_faster(size, task))
                rows.append([one.words, size, times, *_cells(ours), *_cells(theirs)])
    head = ["task", "network", "times faster", "seconds", "GB", "by hand: seconds", "by hand: GB"]
    return "### Against pandas and networkx by hand\n\n" + _table(head, rows)


def against_libraries(costs: Costs, sizes: list[str]) -> str:
    """Return how many times longer than the best library each task takes (1.5 is the aim)."""
    measured = [(task, size) for task in WITH_LIBRARY for size in sizes
                if costs.of(size, task, OURS).known]  # fmt: skip
    head = ["task", "network", "times the best library", "seconds", "GB", "best library"]
    head += ["its seconds (without building)", "its GB", "others, seconds"]
    rows = [_beside_libraries(costs, task, size) for task, size in measured]
    return "### Against the best library call\n\n" + _table(head, rows)


def _beside_libraries(costs: Costs, task: str, size: str) -> list[str]:
    ours, (best, theirs) = costs.of(size, task, OURS), costs.best_library(size, task)
    others = {way: costs.of(size, task, way) for way in libraries(task) if way != best}
    told = [f"{way} {_seconds(cost)}{_call(cost)}" for way, cost in others.items()
            if cost.known or cost.over]  # fmt: skip
    times, (_, memory) = _number(costs.times_library(size, task)), _cells(theirs)
    return [TASKS[task].words, size, times, *_cells(ours), best or "-",
            _seconds(theirs) + _call(theirs), memory, ", ".join(told)]  # fmt: skip


def growth(costs: Costs, follows: Mapping[str, int]) -> str:
    """Return the exponents with which seconds grow, over all sizes and over the last step."""
    rows = []
    for task, one in (FLOW | ARRAYS | WHOLE | DISK).items():
        done = [size for size in follows if costs.of(size, task, OURS).known]
        if len(done) > 1:
            last = {size: follows[size] for size in done[-2:]}
            fitted = [costs.growth(task, part) for part in (follows, last)]
            rows.append([one.words, f"{done[0]} to {done[-1]}", *(f"{one:.2f}" for one in fitted)])
    return "### How cost grows\n\n" + _table(
        ["task", "networks", "exponent", "exponent of the last step"], rows
    )


def seconds(costs: Costs, sizes: list[str]) -> str:
    """Return what the seven tasks take in one process and from disk, part by part."""
    rows = []
    for task, ways in ((task, one.ways) for task, one in (WHOLE | DISK).items()):
        for size in sizes:
            for way in ways:
                cost = costs.of(size, task, way)
                if cost.known or cost.over:
                    laps = cost.laps or {}
                    parts = ", ".join(f"{name} {value:.2f}" for name, value in laps.items())
                    rows.append([TASKS[task].words, size, way, *_cells(cost), parts])
    head = ["what", "network", "way", "seconds", "GB", "seconds of its parts"]
    return "### From end to end\n\n" + _table(head, rows)


def sizes_in_words(rows: Mapping[str, Mapping[str, int]]) -> str:
    """Return how large the networks are."""
    told = [
        f"{size}: {counted['accounts']:,} accounts, {counted['follows']:,} follows, "
        f"{counted['interactions']:,} interactions, {SIZES[size].focal} of them compared"
        for size, counted in rows.items()
    ]
    return "; ".join(told)


def put(page: Path, text: str) -> None:
    """Put the text between the marks of a page, or at its end where there are none yet.

    The new page is written beside and then put in place of the old one.

    Raises
    ------
    SystemExit
        When only one of the marks is there, or they stand the wrong way round.
    """
    old = page.read_text(encoding="utf-8")
    if BEGIN not in old and END not in old:
        old = f"{old.rstrip()}\n\n{BEGIN}\n{END}\n"
    if old.count(BEGIN) != 1 or old.count(END) != 1 or old.index(BEGIN) > old.index(END):
        raise SystemExit(f"{page}: {BEGIN} and {END} must both stand there once, in this order.")
    before, after = old[: old.index(BEGIN)], old[old.index(END) :]
    partial = page.with_name(page.name + ".partial")
    partial.write_text(f"{before}{BEGIN}\n\n{text.strip()}\n\n{after}", encoding="utf-8")
    os.replace(partial, page)


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(cost: Cost) -> list[str]:
    return [_seconds(cost), f"{cost.gigabytes:.2f}" if cost.known else ""]


def _seconds(cost: Cost) -> str:
    if not cost.known:
        return f"not run (needs {cost.over})" if cost.over else "not run"
    return f"{cost.seconds:.3f}" if cost.seconds < 1 else f"{cost.seconds:.1f}"


def _call(cost: Cost) -> str:
    """Return in brackets what a library takes without building its structure."""
    call = (cost.laps or {}).get("call")
    return "" if call is None else f" ({_seconds(cost._replace(seconds=call))})"


def _number(times: float) -> str:
    return "" if math.isnan(times) else f"{times:.3g}" if times < 100 else f"{times:.0f}"
