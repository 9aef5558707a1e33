"""What is measured: sizes, tasks, and the ways to do each. Nothing heavy is imported here.

Whoever starts the measurements stays small, so that the memory of a process that it starts
counts for that process alone.
"""

from typing import NamedTuple

OURS, BY_HAND = "socialkit", "by hand"
SEED = 1
PEOPLE_ASKED = 1_000
"""For so many accounts are candidates looked for."""


class Size(NamedTuple):
    """A network of `socialkit.simulate`, and how many follows it is to have."""

    accounts: int
    follows: int
    focal: int
    follows_per_account: float


SIZES = {
    "S": Size(10_000, 200_000, 10, 20.7),
    "M": Size(200_000, 5_000_000, 40, 24.6),
    "L": Size(1_000_000, 25_000_000, 100, 24.2),
    "XL": Size(4_000_000, 100_000_000, 200, 23.2),
}
TINY = "tiny"
"""Every process does its task on this one first."""
WARM_UP = Size(400, 7_000, 4, 21.0)


class Task(NamedTuple):
    """One task: how a table names it, and who can do it."""

    words: str
    ways: tuple[str, ...]


FLOW = {
    "read": Task("read", (OURS, BY_HAND, "pyarrow", "DuckDB")),
    "table": Task("account table", (OURS, BY_HAND)),
    "quality": Task("quality", (OURS, BY_HAND)),
    "comparison": Task("audience comparison", (OURS, BY_HAND)),
    "pagerank": Task("PageRank", (OURS, BY_HAND, "SciPy", "igraph", "networkit")),
    "cores": Task("core numbers", (OURS, BY_HAND, "igraph", "networkit")),
    "personas": Task("personas", (OURS, BY_HAND)),
}
"""What one does with a network, in this order."""
ARRAYS = {
    "plain": Task("read plain Parquet, check it", (OURS, "pyarrow", "DuckDB")),
    "degrees": Task("degrees, reciprocity", (OURS, "SciPy", "igraph", "DuckDB")),
    "mutual": Task("mutual ties", (OURS, "SciPy", "igraph")),
    "components": Task("weakly connected components", (OURS, "SciPy", "igraph", "networkit")),
    "clustering": Task("local clustering", (OURS, "igraph", "networkit")),
    "candidates": Task(f"whom {PEOPLE_ASKED:,} accounts could follow", (OURS, "SciPy")),
    "leiden": Task("Leiden, until stable", (OURS, "igraph")),
}
WHOLE = {"whole": Task("all seven in one process", (OURS, BY_HAND))}
DISK = {"disk": Task("from disk: all but core numbers and personas", (OURS,))}
TASKS = FLOW | ARRAYS | WHOLE | DISK
NEEDS_GRAPH = ("read", "pagerank", "cores", "whole")
"""By hand these hold the whole networkx graph: where reading is too much, so are they."""


def libraries(task: str) -> tuple[str, ...]:
    """Return the ways to do a task that are neither ours nor by hand."""
    return tuple(way for way in TASKS[task].ways if way not in (OURS, BY_HAND))
