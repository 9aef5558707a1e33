"""The seven tasks in the order in which one does them: by socialkit, by hand, and from disk.

Each task starts from what those before it have made, and that part is not timed.
"""

from collections.abc import Callable
from pathlib import Path

from benchmarks.scale.plan import NEEDS_GRAPH, OURS

Step = Callable[[dict[str, object]], object]
STARTS_FROM = {
    "read": (),
    "table": ("read",),
    "quality": ("read", "table"),
    "comparison": ("read", "table", "quality"),
    "pagerank": ("read",),
    "cores": ("read",),
    "personas": ("read", "table"),
}


def ours(folder: Path) -> dict[str, Step]:
    """Return the steps by socialkit; each is handed what the others made, by name."""
    import socialkit as sk

    return {
        "read": lambda have: sk.Snapshot.load(folder),
        "table": lambda have: sk.features.account_features(have["read"]),
        "quality": lambda have: sk.quality.score(have["table"]),
        "comparison": lambda have: sk.audience.compare(have["read"]),
        "pagerank": lambda have: sk.graph.pagerank(have["read"]),
        "cores": lambda have: sk.graph.core_number(have["read"]),
        "personas": lambda have: sk.cluster.personas(have["table"]),
    }


def by_hand(folder: Path, *, graph: bool = True) -> dict[str, Step]:
    """Return the steps by hand, on tables alone where no graph is needed."""
    from benchmarks.scale import by_hand as tables
    from benchmarks.scale import by_hand_audience as audience

    return {
        "read": lambda have: tables.read(folder, graph=graph),
        "table": lambda have: tables.account_table(have["read"]),
        "quality": lambda have: audience.score(have["table"]),
        "comparison": lambda have: audience.compare(have["read"], have["quality"]),
        "pagerank": lambda have: tables.pagerank(have["read"]),
        "cores": lambda have: tables.core_numbers(have["read"]),
        "personas": lambda have: audience.personas(have["table"]),
    }


def steps_of(way: str, task: str, folder: Path) -> dict[str, Step]:
    """Return the steps one way, made ready for one task."""
    return ours(folder) if way == OURS else by_hand(folder, graph=task in NEEDS_GRAPH)


def until(task: str, steps: dict[str, Step]) -> dict[str, object]:
    """Return what a task starts from."""
    have: dict[str, object] = {}
    for name in STARTS_FROM[task]:
        have[name] = steps[name](have)
    return have


def on_disk(folder: Path, answers: Path) -> dict[str, Step]:
    """Return the steps on tables that stay on disk; long answers are written there too."""
    import socialkit as sk
    import socialkit.graph.lazy
    from benchmarks.scale.ours import DISK_MEMORY

    def kept(name: str, make: Step) -> Step:
        return lambda have: have["read"].write(make(have), answers / f"{name}.parquet")

    return {
        "read": lambda have: sk.scans.scan(folder, engine="duckdb", memory=DISK_MEMORY),
        "table": kept("table", lambda have: sk.features.account_features(have["read"])),
        "quality": kept(
            "quality", lambda have: sk.quality.score(sk.features.account_features(have["read"]))
        ),
        "comparison": lambda have: sk.audience.compare(have["read"]),
        "pagerank": kept("pagerank", lambda have: sk.graph.lazy.pagerank(have["read"])),
        "components": kept("components", lambda have: sk.graph.lazy.components(have["read"])),
        "close": lambda have: have["read"].close(),
    }
