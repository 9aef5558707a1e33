"""networkx's backends take the graphs handed out: a small backend of our own is called."""

import os
import subprocess
import sys
from pathlib import Path

BACKEND = '''
"""A backend that only tells what networkx handed over to it."""


class Converted:
    __networkx_backend__ = "telling"

    def __init__(self, graph):
        self.nodes, self.edges = list(graph), list(graph.edges)

    def is_directed(self):
        return True

    def is_multigraph(self):
        return False


def convert_from_nx(graph, **_):
    return Converted(graph)


def convert_to_nx(result, **_):
    return result


def pagerank(graph, *_, **options):
    return {"nodes": len(graph.nodes), "edges": len(graph.edges)}
'''

ASK = """
import networkx as nx
import socialkit as sk
made = sk.simulate.network(accounts=60, focal=1, seed=1).snapshot
nx.config.warnings_to_ignore.add("cache")  # what was converted once is meant to serve again
graph = sk.graph.follower_graph(made)
told = nx.pagerank(graph, backend="telling")
assert told == {"nodes": 60, "edges": len(made.follows)}, told
with nx.config(backend_priority=["telling"]):
    assert nx.pagerank(graph) == told
assert "telling" in graph.__networkx_cache__["backends"]
print("told")
"""


def test_a_backend_gets_every_account_and_follow(tmp_path: Path) -> None:
    (tmp_path / "telling.py").write_text(BACKEND, encoding="utf-8")
    about = tmp_path / "telling-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: telling\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[networkx.backends]\ntelling = telling\n")
    places = [str(tmp_path), str(Path(__file__).parent.parent), *sys.path]
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, places))},
        capture_output=True,
        text=True,
    )
    assert ran.stdout == "told\n", ran.stderr
