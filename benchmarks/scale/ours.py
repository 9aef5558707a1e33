"""The tasks by socialkit, each as one would write it in a notebook."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

import socialkit as sk
from benchmarks.scale.libraries import BEST, asked
from benchmarks.scale.sizes import PLAIN, TABLES
from socialkit.cluster import leiden
from socialkit.cluster.projection import ties_among

DISK_MEMORY = "3GB"
"""DuckDB may take so much, and the rest of the process stays below 1 GB."""


def plain(folder: Path) -> sk.Snapshot:
    """Make a snapshot of tables as pandas wrote them: read, conform, check, code."""
    tables = {name: pd.read_parquet(folder / PLAIN / f"{name}.parquet") for name in TABLES}
    return sk.Snapshot(**tables, taken_at="2026-01-01T00:00Z")


def degrees(snapshot: sk.Snapshot) -> tuple[object, object]:
    """Count ties, and the share of them that run both ways."""
    return sk.graph.degrees(snapshot), sk.graph.account_reciprocity(snapshot)


def candidates(snapshot: sk.Snapshot) -> object:
    """Find whom a thousand accounts could follow: twenty each, out of two steps."""
    ids = snapshot.accounts.index
    return sk.suggest.next_follows(snapshot, ids[asked(len(ids))], n=BEST)


def communities(snapshot: sk.Snapshot) -> np.ndarray:
    """Divide all accounts once, as `sk.cluster.communities` does many times."""
    everybody = np.arange(len(snapshot.accounts))
    ties = ties_among(snapshot, everybody, "any", None)
    graph = leiden.graph_of(len(everybody), ties.ends, None)
    return leiden.polished(graph, everybody, 1)


ARRAYS: dict[str, Callable[[sk.Snapshot], object]] = {
    "pagerank": sk.graph.pagerank,
    "cores": sk.graph.core_number,
    "degrees": degrees,
    "mutual": sk.graph.returned,
    "components": sk.graph.components,
    "clustering": sk.graph.local_clustering,
    "candidates": candidates,
    "leiden": communities,
}
