"""How long charts take to draw as their tables grow: up to a million points.

Run with ``PYTHONPATH=. python benchmarks/charts.py [POINTS]``; prints one line per chart with
the seconds from the finished table to a PNG of 1280 px, for a hundredth of the points, a tenth
and all of them, and how many times longer all took than a tenth.
"""

import sys
import time
from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pandas as pd

from socialkit import plot

POINTS = 1_000_000


def compared(count: int) -> pd.DataFrame:
    """Return so many accounts, a dozen of them notable, as `audience.compare` does."""
    rng = np.random.default_rng(0)
    quality = np.clip(rng.normal(0.55, 0.12, count), 0, 1)
    columns = {
        "quantity": np.round(10 ** rng.uniform(1, 6, count)),
        "quality": quality,
        "quality_low": np.clip(quality - 0.02, 0, 1),
        "quality_high": np.clip(quality + 0.02, 0, 1),
    }
    table = pd.DataFrame(columns).astype("Float64")
    index = pd.Index([f"id{i}" for i in range(count)], name="account_id")
    names = pd.array([f"account_{i}" for i in range(count)], dtype="string[pyarrow]")
    quadrant = np.where(quality > 0.55, "small but excellent", "large but hollow")
    is_notable = pd.array(np.arange(count) < 12, dtype="boolean")
    table = table.assign(handle=names, is_notable=is_notable)
    table["quadrant"] = pd.array(quadrant, dtype="string[pyarrow]")
    return table.set_axis(index)


def pictured(count: int, *, raw: bool) -> SimpleNamespace:
    """Return so many followers as `fingerprint.picture` does: in cells, or each by itself."""
    rng = np.random.default_rng(0)
    start, days = pd.Timestamp("2010-01-01", tz="UTC"), rng.uniform(0, 5000, count)
    opened = start + pd.to_timedelta(np.sort(days) * rng.uniform(0.3, 1, count), unit="D")
    points = pd.DataFrame({"rank": np.arange(count), "created_at": opened})
    side = np.arange(40)
    one, other = (grid.ravel() for grid in np.meshgrid(side, side))
    edges = start + pd.to_timedelta(np.arange(41) * 125, unit="D")
    cells = pd.DataFrame({
        "first_rank": one * count // 40, "last_rank": (one + 1) * count // 40 - 1,
        "created_first": edges[other], "created_last": edges[other + 1],
        "followers": np.histogram2d(points["rank"], days, bins=40)[0].T.ravel() + 10,
    })  # fmt: skip
    bounds = pd.DataFrame({"rank": cells["last_rank"].unique(), "followed_after": edges[1:]})
    names = ["first_rank", "last_rank", "created_first", "created_last", "size"]
    return SimpleNamespace(
        cells=cells.iloc[:0] if raw else cells, points=points if raw else points.iloc[:0],
        bounds=bounds, blocks=pd.DataFrame(columns=names), smaller_blocks=0, n=count,
        undated=0, k=1 if raw else 10, frame="made up", note="",
    )  # fmt: skip


def mapped(count: int) -> pd.DataFrame:
    """Return so many accounts of six kinds, counted in squares as `cluster.cells` does."""
    rng = np.random.default_rng(0)
    kind = rng.integers(0, 6, count)
    spots = rng.normal(0, 1, (count, 2)) + 2.5 * np.c_[kind % 3, kind // 3]
    table = pd.DataFrame((4 * spots).round() / 4, columns=["x", "y"])
    table["persona"] = np.array([f"kind {i}" for i in range(6)])[kind]
    squares = table.value_counts().rename("accounts").reset_index()
    return squares[squares["accounts"] >= 5]


def cases(count: int) -> dict[str, Callable[[], plot.Axes]]:
    """Return a call for each chart on tables made beforehand: only drawing is timed."""
    comparison, squares = compared(count), mapped(count)
    binned, each = pictured(count, raw=False), pictured(count, raw=True)
    tie = SimpleNamespace(value=0.01, low=0.0, high=0.02, n=count)
    return {
        "quality_vs_quantity": lambda: plot.quality_vs_quantity(comparison, pd.DataFrame(), tie),
        "fingerprint": lambda: plot.fingerprint(binned),
        "fingerprint, raw": lambda: plot.fingerprint(each),
        "persona_map": lambda: plot.persona_map(squares),
    }


def seconds(draw: Callable[[], plot.Axes]) -> float:
    """Return how long the faster of two runs takes, to the finished PNG."""
    found = []
    for _ in range(2):
        start = time.perf_counter()
        ax = draw()
        plot.rendered(ax, "png")
        found.append(time.perf_counter() - start)
        plot.close(ax)
    return min(found)


def main(most: int) -> None:
    """Print the table."""
    plot.use_style()
    counts = [most // 100, most // 10, most]
    print(f"{'chart':22}" + "".join(f"{count:>12,}" for count in counts) + "   times")
    rows: dict[str, list[float]] = {}
    for count in counts:
        for name, draw in cases(count).items():
            rows.setdefault(name, []).append(seconds(draw))
    for name, found in rows.items():
        line = "".join(f"{one:11.2f}s" for one in found)
        print(f"{name:22}{line}{found[2] / found[1]:8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else POINTS)
