"""Measures that walk the whole network, worked out where its tables are.

Made of joins and sums alone, said once in narwhals for DuckDB and Spark. What a round works out
is kept (`Scan.engine.keep`) and what the round before kept is dropped, so that neither plans
nor disks fill up.
"""

from socialkit.graph.lazy.ranks import pagerank
from socialkit.graph.lazy.stars import components

__all__ = ["components", "pagerank"]
