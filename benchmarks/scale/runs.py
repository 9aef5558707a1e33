"""Measurements one after the other, each kept as a line of JSON the moment it is there."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.scale import sizes
from benchmarks.scale.plan import BY_HAND, NEEDS_GRAPH, TASKS, TINY

LONG = 60.0
"""What takes longer than so many seconds is measured once."""
CHECKED_EVERY = 0.2
QUIET = {"SOCIALKIT_PROGRESS": "0"}
"""No bars among the measurements."""
FAILED = "failed, for the reason above"


class Limits(NamedTuple):
    """How often to measure, and how much a single measurement may take."""

    repeats: int = 3
    seconds: float = 1800.0
    gigabytes: float = 16.0


class Key(NamedTuple):
    """Which measurement it is: of which network, task and way, and the how manieth."""

    size: str
    task: str
    way: str
    repeat: int


class Results:
    """The measurements so far, in a file of one JSON object a line.

    Parameters
    ----------
    path
        The file; it is made when the first measurement is kept.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        whole = text[: text.rfind("\n") + 1]
        if whole != text:  # it was interrupted in the middle of the last line
            path.write_text(whole, encoding="utf-8")
        self.rows: list[dict] = [json.loads(line) for line in whole.splitlines()]

    def keep(self, row: dict) -> None:
        """Write a measurement down at once."""
        self.rows.append(row)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")

    def has(self, key: Key) -> bool:
        """Tell whether this was measured, or need not be: once for what takes long or too much."""
        same = [row for row in self.rows if (row["size"], row["task"], row["way"]) == key[:3]]
        is_done = any(row["repeat"] == key.repeat for row in same)
        return is_done or any("over" in row or row["seconds"] > LONG for row in same)

    def is_too_much(self, size: str, way: str) -> bool:
        """Tell whether reading a network this way took more than it may."""
        return any(
            (row["size"], row["task"], row["way"]) == (size, "read", way) and "over" in row
            for row in self.rows
        )


def folders(names: list[str], cache: Path) -> dict[str, Path]:
    """Return where the networks stand; make those that are missing, each in its own process."""
    cache.mkdir(parents=True, exist_ok=True)
    where = {name: sizes.folder_of(name, cache) for name in names}
    for name, folder in where.items():
        if not sizes.is_made(folder):
            print(f"making {name} in {folder}", flush=True)
            asked = [sys.executable, "-m", "benchmarks.scale.sizes", name, str(cache)]
            if subprocess.run(asked).returncode:
                raise SystemExit(f"{name} could not be made.")
    return where


def in_turn(sizes: list[str], tasks: list[str], by_hand: list[str], repeats: int) -> Iterator[Key]:
    """Yield what to measure: every way of a task, then all of them again.

    So a computer that grows slower or faster meanwhile does so for all alike.
    """
    for size in sizes:
        for task in tasks:
            for repeat in range(repeats):
                for way in TASKS[task].ways:
                    if way != BY_HAND or size in by_hand:
                        yield Key(size, task, way, repeat)


def measure(
    keys: Iterator[Key], folders: dict[str, Path], results: Results, limits: Limits
) -> None:
    """Measure what is not measured yet, and say what came out; what fails is left out."""
    for key in keys:
        no_graph = key.task in NEEDS_GRAPH and results.is_too_much(key.size, key.way)
        if results.has(key) or (key.way == BY_HAND and no_graph):
            continue
        found = one(key, folders[key.size], folders[TINY], limits)
        if "failed" not in found:
            results.keep({**key._asdict(), **found})
        told = (
            found.get("failed")
            or found.get("over")
            or f"{found['seconds']:.2f} s, {found['peak_gb']:.2f} GB"
        )
        print(f"{key.size:3}{key.task:12}{key.way:10} {told}", flush=True)


def one(key: Key, folder: Path, tiny: Path, limits: Limits) -> dict[str, object]:
    """Measure once in a process of its own, and end that when it takes more than it may."""
    asked = [sys.executable, "-m", "benchmarks.scale.child", key.task, key.way]
    asked += [str(folder), str(tiny)]
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(asked, stdout=told, env={**os.environ, **QUIET})
        try:
            over = _watched(process, told.fileno(), limits)
        finally:
            process.kill()
            process.wait()
        if over:
            return {"over": over}
        if process.returncode:
            return {"failed": FAILED}
        told.seek(0)
        return json.loads(told.read().splitlines()[-1])


def _watched(process: subprocess.Popen, told: int, limits: Limits) -> str:
    """Wait for the end of a process; return which limit it went over, if any.

    Making ready may take as long as the task itself, and counts apart.
    """
    begun, is_ready = time.perf_counter(), False
    while True:
        try:
            process.wait(CHECKED_EVERY)
            return ""
        except subprocess.TimeoutExpired:
            if not is_ready and os.fstat(told).st_size:
                begun, is_ready = time.perf_counter(), True
            if time.perf_counter() - begun > limits.seconds:
                return f"more than {limits.seconds:g} s"
            if _held_gb(process.pid) > limits.gigabytes:
                return f"more than {limits.gigabytes:g} GB"


def _held_gb(pid: int) -> float:
    """Return how much memory a process holds; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    held = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")]
    return int(held[0]) * 1024 / 1e9 if held else 0.0
