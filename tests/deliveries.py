"""Follower lists for the tests of the fingerprint, and the simulator of its benchmark."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
from conftest import rebuilt

from socialkit.snapshot import Snapshot

OPENED = pd.Timestamp("2010-01-01T00:00Z")
TAKEN_AT = "2030-01-01T00:00Z"


def listed(days: list[float] | np.ndarray, *, order: str = "newest_first", **columns) -> Snapshot:
    """Return the followers f0, f1, ... of ``focal``, oldest follower first, opened on `days`.

    NaN is a creation date that is not known; `columns` are more columns for the followers.
    """
    size = len(days)
    ids = pd.Index([*(f"f{row}" for row in range(size)), "focal"], name="account_id")
    created = OPENED + pd.to_timedelta(pd.Series([*days, np.nan], dtype=float), unit="D")
    accounts = pd.DataFrame(
        {
            "created_at": created.dt.as_unit("us").array,
            "is_focal": [False] * size + [True],
            "list_order": [None] * size + [order],
            "list_frame": [None] * size + ["census"],
            **{name: [*values, None] for name, values in columns.items()},
        },
        index=ids,
    )
    place = np.arange(size) if order == "oldest_first" else np.arange(size)[::-1]
    follows = pd.DataFrame({"follower_id": ids[:-1], "followed_id": "focal", "position": place})
    return Snapshot(accounts, follows, taken_at=TAKEN_AT)


def shifted(snapshot: Snapshot, days: float) -> Snapshot:
    """Return `snapshot` with every creation date so many days later."""
    accounts = snapshot.accounts
    later = accounts["created_at"] + pd.Timedelta(days=days)
    return rebuilt(snapshot, accounts=accounts.assign(created_at=later))


def benchmark() -> ModuleType:
    """Return the benchmark's module, whose audiences are simulated with known truth."""
    path = Path(__file__).parents[1] / "benchmarks" / "fingerprint.py"
    if str(path.parent) not in sys.path:
        sys.path.append(str(path.parent))  # it takes its audiences from the file next to it
    spec = importlib.util.spec_from_file_location("benchmark_of_fingerprint", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
