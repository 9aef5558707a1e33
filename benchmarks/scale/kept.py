"""The measurements as a table that comes with socialkit: notebook 15 shows it."""

import csv
import os
from collections.abc import Mapping
from pathlib import Path

from benchmarks.scale.plan import TASKS
from benchmarks.scale.ratios import Costs

COLUMNS = ("task", "network", "way", "accounts", "follows", "seconds", "gigabytes", "times",
           "date", "machine")  # fmt: skip


def keep(
    path: Path, costs: Costs, rows: Mapping[str, Mapping[str, int]], date: str, machine: str
) -> None:
    """Write every cost that was measured, medians as in the page; beside first, then in place."""
    partial = path.with_name(path.name + ".partial")
    path.parent.mkdir(parents=True, exist_ok=True)
    with partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for task, one in TASKS.items():
            for size, counted in rows.items():
                for way in one.ways:
                    cost = costs.of(size, task, way)
                    if cost.known:
                        numbers = (f"{cost.seconds:.4g}", f"{cost.gigabytes:.3g}", cost.times)
                        network = (size, way, counted["accounts"], counted["follows"])
                        writer.writerow([task, *network, *numbers, date, machine])
    os.replace(partial, path)
