"""Imports point left, each library stays in its rooms, nobody reads the clock or loose dice."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import socialkit

PACKAGE = Path(socialkit.__file__).parent

FLOW = """errors practice progress folders spreadsheets schema snapshot scans simulate datasets
    readers collect graph features quality estimate audience suggest fingerprint cluster plot
    privacy publish explore report cli __init__ __main__""".split()

EVERYWHERE = {"numpy", "pandas"}
ROOMS = {
    "IPython": "publish explore",
    "atproto_client": "collect.appview.asking",
    "defusedxml": "readers",
    "duckdb": "scans.duck",
    "feedparser": "readers.feed",
    "httpx": "collect.guest collect.fediverse",
    "igraph": "graph cluster",
    "ipysigma": "explore",
    "ipywidgets": "explore",
    "libipld": "readers.bluesky",
    "mastodon": "collect.fediverse",
    "matplotlib": "plot publish",
    "narwhals": "scans graph features quality audience.followers",
    "openpyxl": "readers.nodexl",
    "nbclient": "report",
    "nbconvert": "report",
    "nbformat": "report",
    "networkx": "graph readers.graphfile",
    "papermill": "report",
    "platformdirs": "privacy.keys",
    "pooch": "datasets",
    "pyarrow": "snapshot scans readers datasets simulate",
    "py4j": "scans.spark",
    "pyspark": "scans.spark",
    "requests": "collect.fediverse",
    "scipy": "graph estimate audience cluster",
    "sklearn": "cluster quality",
    "statsmodels": "estimate",
    "threadpoolctl": "cluster",
    "tqdm": "progress readers report cli",
    "typer": "cli",
}

PACKAGES = {"atproto_client": "atproto", "mastodon": "Mastodon.py", "sklearn": "scikit-learn"}
"""What a library is called where it is installed from, if otherwise."""
WATCH = "collect.clock"
"""The one module that may look at the clock: a live collection is dated by it."""
CLOCK = {"now", "utcnow", "today"}
CLOCK_OF_TIME = {"time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime"}
SEEDED = {"default_rng", "Generator", "SeedSequence", "PCG64", "Philox", "BitGenerator"}


def violations(source: str, module: str) -> list[str]:
    """Return what a module, such as ``"readers.graphfile"``, does that its room forbids."""
    tree = ast.parse(source)
    found = [
        fault
        for name, line in _imports(tree, module)
        for fault in _import_faults(name, module, line)
    ]
    for node in ast.walk(tree):
        found += [f"line {node.lineno}: {fault}" for fault in _use_faults(node, module)]
    return found


def _imports(tree: ast.AST, module: str) -> Iterator[tuple[str, int]]:
    """Yield the full dotted name of everything imported anywhere in the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = ["socialkit", *module.split(".")][: -node.level]
                base = ".".join([*above, base]).rstrip(".")
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def _import_faults(name: str, module: str, line: int) -> Iterator[str]:
    library, _, inside = name.partition(".")
    room = module.split(".")[0]
    if library == "socialkit":
        target = inside.split(".")[0]
        target = target if target in FLOW else "__init__"
        if target != room and FLOW.index(target) > FLOW.index(room):
            yield f"line {line}: {room} imports {target}, which stands to its right"
    elif library not in sys.stdlib_module_names and library not in EVERYWHERE:
        allowed = ROOMS.get(library, "").split()
        if not any(module == one or module.startswith(f"{one}.") for one in allowed):
            yield f"line {line}: {library} has no place in {module}"


def _use_faults(node: ast.AST, module: str) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module in ("random", "time", "numpy.random"):
        allowed = SEEDED | {"Random", "perf_counter", "monotonic", "sleep"}
        loose = [alias.name for alias in node.names if alias.name not in allowed]
        if loose:
            yield f"from {node.module} import {', '.join(loose)}"
    if not isinstance(node, ast.Attribute | ast.Call):
        return
    *owner, last = _dotted(node.func if isinstance(node, ast.Call) else node)
    if isinstance(node, ast.Attribute):
        reads = last in CLOCK or (owner == ["time"] and last in CLOCK_OF_TIME)
        if reads and module != WATCH:
            yield f"{'.'.join([*owner, last])} reads the clock"
        if owner in (["np", "random"], ["numpy", "random"]) and last not in SEEDED:
            yield f"np.random.{last} has no seed of its own"
        if owner == ["random"] and last != "Random":
            yield f"random.{last} has no seed of its own"
        return
    first = node.args[0] if node.args else None
    constant = first.value if isinstance(first, ast.Constant) else ...
    given = {keyword.arg for keyword in node.keywords}
    if last in ("Timestamp", "to_datetime", "datetime64") and constant in ("now", "today"):
        yield f"{last}({constant!r}) reads the clock"
    is_unseeded = not given and (first is None or constant is None)
    if last in ("default_rng", "Random", "SeedSequence") and is_unseeded:
        yield f"{last}() has no seed"
    if last == "sample" and owner and "random_state" not in given:
        yield "sample() without random_state has no seed"
    if last in ("import_module", "__import__") and module != "__init__":
        yield f"{last}() hides an import from this test"


def _dotted(node: ast.AST) -> list[str]:
    """Return ``a.b.c`` as its parts; a call or anything else in front counts as ``?``."""
    if isinstance(node, ast.Name):
        return [node.id]
    return [*_dotted(node.value), node.attr] if isinstance(node, ast.Attribute) else ["?"]


def _modules() -> list[str]:
    paths = (path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py"))
    return sorted(".".join(path.parts) for path in paths)


@pytest.mark.parametrize("module", _modules())
def test_module_keeps_to_its_room(module):
    assert module.split(".")[0] in FLOW, "give the new room its place in FLOW"
    source = (PACKAGE / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8")
    assert violations(source, module) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("schema", "from socialkit.snapshot import Snapshot"),
        ("graph", "from socialkit import features"),
        ("graph", "import socialkit.features"),
        ("graph", "def f():\n    from socialkit.plot import bars"),
        ("graph", "from . import plot"),
        ("graph", "from .plot import bars"),
        ("readers.archive", "from ..graph import degrees"),
        ("readers.archive", "from .. import graph"),
        ("graph", "import socialkit as sk"),
        ("report", "from socialkit import read"),
        ("graph", "import importlib\nimportlib.import_module('socialkit.plot')"),
        ("graph", "import matplotlib.pyplot as plt"),
        ("graph", "from sklearn.cluster import KMeans"),
        ("readers.table", "import networkx as nx"),
        ("readers.graphfiles", "import networkx as nx"),
        ("features", "def f():\n    import scipy.stats"),
        ("graph", "import requests"),
        ("report", "from datetime import datetime\ndatetime.now()"),
        ("cli", "import datetime as dt\nstamp = dt.datetime.now(dt.UTC)"),
        ("cli", "from datetime import date\ndate.today()"),
        ("graph", "import pandas as pd\npd.Timestamp.utcnow()"),
        ("graph", "import pandas as pd\npd.Timestamp.now"),
        ("graph", "import pandas as pd\npd.Timestamp('now')"),
        ("graph", "import pandas as pd\npd.to_datetime('today')"),
        ("graph", "import time\ntime.time()"),
        ("graph", "from time import time"),
        ("graph", "import numpy as np\nnp.random.shuffle([1])"),
        ("graph", "import numpy as np\nnp.random.seed(1)"),
        ("graph", "import numpy as np\nrng = np.random.default_rng()"),
        ("graph", "import numpy as np\nrng = np.random.default_rng(None)"),
        ("graph", "from numpy.random import default_rng\nrng = default_rng()"),
        ("graph", "from numpy.random import rand"),
        ("graph", "import random\nrandom.random()"),
        ("graph", "from random import shuffle"),
        ("graph", "accounts.sample(5)"),
    ],
)
def test_a_planted_violation_is_found(module, source):
    assert len(violations(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("snapshot", "from socialkit import schema\nfrom socialkit.errors import SaveError"),
        ("readers.archive", "from socialkit.readers.table import read_table"),
        ("readers.archive", "from . import table\nfrom ..snapshot import Snapshot"),
        ("readers.graphfile", "import networkx as nx"),
        ("publish", "import matplotlib.pyplot as plt\nfrom socialkit import plot"),
        ("cluster", "from sklearn.cluster import KMeans\nimport numpy as np, pandas as pd"),
        ("__init__", "import importlib\nimportlib.import_module('socialkit.graph')"),
        ("graph", "import json, zipfile\nfrom pathlib import Path"),
        ("graph", "import numpy as np\nrng = np.random.default_rng(seed)\nrng.shuffle(rows)"),
        ("graph", "def f(rng: np.random.Generator): ..."),
        ("graph", "from random import Random\nRandom(7).shuffle(rows)"),
        ("graph", "accounts.sample(5, random_state=seed)"),
        ("report", "import time\nstart = time.perf_counter()"),
        ("graph", "age = snapshot.taken_at - accounts['created_at']\npd.Timestamp(taken_at)"),
    ],
)
def test_what_is_allowed_passes(module, source):
    assert violations(source, module) == []


def test_every_library_of_the_table_stands_in_the_project_file():
    # The table would go stale unnoticed if it named libraries the project does not need.
    text = (PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8")
    names = {PACKAGES.get(library, library) for library in ROOMS}
    needed = text.split("dependencies = [")[1].split("]")[0]
    missing = {name for name in names if f'"{name}' not in needed}
    # These come with jupyterlab and nbconvert, and with the extra for Spark.
    assert missing <= {"IPython", "nbformat"} | {"pyspark", "py4j"}
