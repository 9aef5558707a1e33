"""On what it was measured, in general words."""

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "numpy", "pandas", "pyarrow", "networkx", "scipy", "scikit-learn", "igraph", "networkit",
    "duckdb", "narwhals",
)  # fmt: skip


def described() -> str:
    """Return cores, memory, processor and system."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cores()} cores, {gigabytes:.0f} GiB, {_processor()}, {platform.system()}"


def cores() -> int:
    """Return how many cores this process may use."""
    may = getattr(os, "sched_getaffinity", None)
    return len(may(0)) if may else os.cpu_count() or 1


def versions() -> str:
    """Return the versions of Python and of all libraries that are measured."""
    found = [f"Python {platform.python_version()}"]
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    return ", ".join(found)


def _processor() -> str:
    """Return the make of the processor without what tells single computers apart."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    model = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    if not model:
        return platform.machine()
    return re.sub(r"\s+", " ", re.sub(r"\(\w+\)|@.*|\d+-Core|CPU", "", model[1])).strip()
