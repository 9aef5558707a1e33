"""Importing socialkit is quick: rooms, and the libraries in them, load when they are used."""

import subprocess
import sys

import socialkit

HEAVY = """anyio duckdb igraph ipywidgets jupyterlab matplotlib nbconvert networkx papermill pooch
    pyspark scipy sklearn statsmodels typer""".split()
BEYOND_PANDAS = """
import sys
from time import perf_counter
import pandas
begun = perf_counter()
import socialkit
print(perf_counter() - begun)
print(*sys.modules)
"""


def imported() -> tuple[float, set[str]]:
    """Import socialkit in a process of its own; return for how long, and what was loaded."""
    done = subprocess.run(
        [sys.executable, "-c", BEYOND_PANDAS], capture_output=True, text=True, check=True
    )
    seconds, modules = done.stdout.splitlines()
    return float(seconds), {name.partition(".")[0] for name in modules.split()}


def test_importing_socialkit_loads_no_heavy_library() -> None:
    _, modules = imported()
    assert "pandas" in modules
    assert modules & set(HEAVY) == set()


def test_importing_socialkit_takes_under_a_third_of_a_second_beyond_pandas() -> None:
    # The best of five: the machine may be busy with something else.
    assert min(imported()[0] for _ in range(5)) < 0.3


def test_every_room_and_call_can_be_had_by_its_name() -> None:
    assert all(getattr(socialkit, name) is not None for name in socialkit.__all__)
