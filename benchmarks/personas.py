"""How well planted kinds of accounts are found again, and how often noise is left alone.

    python benchmarks/personas.py [--accounts N...] [--seeds FIRST LAST] [--noise TABLES]

Prints for simulated networks of N accounts the adjusted Rand index between the planted
kinds and the personas (accounts without a label count as one more kind), with its least and
its mean, for three tables: all accounts, the followers of all focal accounts, and those of
the best-known one. Then of how many tables of noise it is said that there are no clear kinds,
by the distribution of the noise, and how many seconds of work a table took. `--noise 0`
leaves that out.
"""

import argparse
import time
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from scipy.stats import norm
from sklearn.metrics import adjusted_rand_score

from socialkit import audience, cluster, features, simulate

SIZES = (150, 500, 1500)
WIDE = len(cluster.COLUMNS)
Draw = Callable[[np.random.Generator, int], np.ndarray]


def correlated(rng: np.random.Generator, size: int, correlation: float = 0.6) -> np.ndarray:
    """Return normal columns, each pair correlated alike."""
    spread = np.full((WIDE, WIDE), correlation) + (1 - correlation) * np.eye(WIDE)
    return rng.multivariate_normal(np.zeros(WIDE), spread, size)


def heavy(rng: np.random.Generator, size: int) -> np.ndarray:
    """Return a multivariate t distribution with 3 degrees of freedom."""
    return correlated(rng, size) / np.sqrt(rng.chisquare(3, size) / 3)[:, None]


NOISE: dict[str, Draw] = {
    "normal": lambda rng, size: rng.normal(size=(size, WIDE)),
    "uniform": lambda rng, size: 1000 * rng.random((size, WIDE)),
    "log-normal counts": lambda rng, size: np.exp(rng.normal(5, 1.5, (size, WIDE))).round(),
    "exponential": lambda rng, size: rng.exponential(300, (size, WIDE)),
    "Pareto counts": lambda rng, size: (10 + 10 * rng.pareto(1.2, (size, WIDE))).round(),
    "negative binomial counts": lambda rng, size: rng.negative_binomial(0.5, 0.01, (size, WIDE)),
    "U-shaped (beta)": lambda rng, size: rng.beta(0.7, 0.7, (size, WIDE)),
    "correlated normal": correlated,
    "correlated log-normal": lambda rng, size: np.exp(4 + 1.3 * correlated(rng, size)).round(),
    "correlated uniform": lambda rng, size: 1000 * norm.cdf(correlated(rng, size)),
    "correlated t": heavy,
    "correlated t, absolute": lambda rng, size: np.abs(100 * heavy(rng, size)).round(),
}


def tables(accounts: int, seed: int) -> Iterator[tuple[str, pd.DataFrame, pd.Series]]:
    """Yield name, features and planted kinds of three tables of one simulated network."""
    made = simulate.network(accounts=accounts, seed=seed)
    everybody = features.account_features(made.snapshot)
    followers = everybody.loc[audience.follower_ids(made.snapshot)]
    best = audience.choose(made.snapshot, None)
    of_one = features.follower_features(made.snapshot, [best]).droplevel("account_id")
    for name, table in (
        ("all accounts", everybody),
        ("followers of all", followers),
        ("followers of one", of_one),
    ):
        yield name, table, made.truth["kind"].reindex(table.index)


def agreement(accounts: int, seeds: range) -> pd.DataFrame:
    """Return one row per seed and table: how well the personas agree with the planted kinds."""
    rows = []
    for seed in seeds:
        for name, table, kind in tables(accounts, seed):
            start = time.process_time()
            found = cluster.personas(table)
            seconds = time.process_time() - start
            rand = adjusted_rand_score(kind, found.labels.fillna("none"))
            rows.append((name, seed, len(table), len(found.profile), rand, seconds))
    columns = ["table", "seed", "rows", "personas", "adjusted_rand", "seconds"]
    return pd.DataFrame(rows, columns=columns)


def left_alone(name: str, count: int, first: int) -> tuple[int, int]:
    """Return how many of the tables of noise have no clear kinds, and of how many."""
    notes = []
    for size in SIZES:
        for number in range(count):
            rng = np.random.default_rng([first + number, size])
            table = pd.DataFrame(NOISE[name](rng, size), columns=list(cluster.COLUMNS))
            notes.append(cluster.personas(table.astype("Float64")).note)
    return notes.count(cluster.NO_KINDS), len(notes)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--accounts", type=int, nargs="+", default=[1500, 4000])
    parser.add_argument("--seeds", type=int, nargs=2, default=[301, 310])
    parser.add_argument("--noise", type=int, default=7, help="tables of each size (150, 500, 1500)")
    asked = parser.parse_args()
    first, last = asked.seeds
    for accounts in asked.accounts:
        found = agreement(accounts, range(first, last + 1))
        print(f"\n{accounts:,} accounts")
        print(found.pivot(index="seed", columns="table", values="adjusted_rand").round(3))
        by_table = found.groupby("table").agg(
            rows=("rows", "median"),
            least=("adjusted_rand", "min"),
            mean=("adjusted_rand", "mean"),
            seconds=("seconds", "mean"),
        )
        print(by_table.round(3).to_string(), flush=True)
    for name in NOISE if asked.noise else ():
        none, count = left_alone(name, asked.noise, first)
        print(f"{name}: no clear kinds in {none} of {count}", flush=True)


if __name__ == "__main__":
    main()
