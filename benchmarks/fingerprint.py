"""How well planted blocks are found: python benchmarks/fingerprint.py [planted] [clean] [quick].

Audiences are simulated with followers who come over one to eleven years, steadily, ever
faster or slower, and on viral days; their accounts are of all ages up to the day they
follow, more of them from weeks in which everybody joined, and some are newcomers. Up to a
tenth of the creation dates is missing. Into these a delivery is planted: a share of the
followers, next to each other but for a few others who come meanwhile. Prints two tables:
of the bought followers with a date the share found, and of the others the share taken for
bought; and in audiences with nothing planted how often a block is named all the same.
"""

import sys
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import Snapshot, fingerprint

NETWORK_DAYS = 5500.0  # since the network opened; the audience is seen on its last day
SIZES = {500: 24, 2000: 24, 10_000: 6, 30_000: 2}  # followers: audits for each share
SHARES = (0.02, 0.05, 0.1, 0.2, 0.4)
MEANWHILE = (0.0, 0.1, 0.3)  # share of others within the delivery, by turns
CLEAN = {500: 150, 2000: 150, 10_000: 50}
CROWDS = ("steady", "viral", "rush")
DELIVERIES = ("two days", "two weeks", "two months", "three batches", "long ago", "new", "thin")


class Followers(NamedTuple):
    """When each follow began and each account was opened, in days; whether it was bought."""

    followed: np.ndarray
    created: np.ndarray
    is_bought: np.ndarray


def organic(rng: np.random.Generator, count: int, crowd: str) -> Followers:
    """Simulate followers who came by themselves.

    ``"viral"`` brings three days with 10-25 % of all followers each, accounts of all ages.
    ``"rush"`` is a week or two in which crowds join the network and 20-50 % of those who
    follow are newcomers of these very days.
    """
    life = rng.uniform(400, 4000)
    start = NETWORK_DAYS - life
    followed = start + life * rng.random(count) ** rng.choice([0.4, 0.7, 1, 1.6, 2.5])
    bursts = 3 if crowd == "viral" else rng.integers(0, 4)
    least, most = (0.1, 0.25) if crowd == "viral" else (0.02, 0.15)
    turn, taken = rng.random(count), 0.0
    for part in rng.uniform(least, most, bursts):
        chosen = (turn >= taken) & (turn < taken + part)
        day = start + life * rng.random()
        followed[chosen] = day + rng.exponential(rng.uniform(0.3, 2), chosen.sum())
        taken += part
    followed = np.clip(followed, start, NETWORK_DAYS - 0.01)
    joined = _joined(rng)
    created = _opened_before(rng, joined, followed)
    is_newcomer = rng.random(count) < rng.uniform(0.02, 0.35)
    age = rng.exponential(rng.choice([1, 3, 10, 30]), count)
    created[is_newcomer] = np.maximum(followed - age, 0)[is_newcomer]
    if crowd == "rush":
        _rush(rng, followed, created, start + life * rng.uniform(0.2, 0.9), joined)
    return Followers(followed, created, np.zeros(count, dtype=bool))


def _joined(rng: np.random.Generator) -> np.ndarray:
    """Return the share of accounts opened up to each week, with weeks when crowds join."""
    weeks = int(NETWORK_DAYS // 7)
    rate = np.exp(np.cumsum(rng.normal(0, 0.05, weeks))) * (1 + np.arange(weeks) / weeks)
    for _ in range(rng.integers(0, 5)):
        week = rng.integers(0, weeks)
        rate[week : week + rng.integers(1, 4)] *= rng.uniform(3, 15)
    return np.append(0, np.cumsum(rate) / rate.sum())


def _opened_before(
    rng: np.random.Generator, joined: np.ndarray, followed: np.ndarray
) -> np.ndarray:
    day = np.arange(len(joined)) * 7.0
    return np.interp(rng.random(len(followed)) * np.interp(followed, day, joined), joined, day)


def _rush(
    rng: np.random.Generator,
    followed: np.ndarray,
    created: np.ndarray,
    first_day: float,
    joined: np.ndarray,
) -> None:
    in_rush = rng.random(len(followed)) < rng.uniform(0.05, 0.2)
    day = first_day + rng.choice([3, 7, 14]) * rng.random(len(followed))
    followed[in_rush] = np.minimum(day, NETWORK_DAYS - 0.01)[in_rush]
    created[in_rush] = _opened_before(rng, joined, followed[in_rush])
    is_new = in_rush & (rng.random(len(followed)) < rng.uniform(0.2, 0.5))
    opened = np.maximum(followed - rng.exponential(3, len(followed)), first_day - 2)
    created[is_new] = opened[is_new]


def bought(
    rng: np.random.Generator, others: Followers, count: int, delivery: str, meanwhile: float
) -> Followers:
    """Simulate a delivery of `count` followers that begins on some day of the audience."""
    day = rng.uniform(*np.quantile(others.followed, [0.1, 0.97]))
    before = rng.uniform(20, 400)
    created = {
        "two days": day - before + rng.uniform(0, 2, count),
        "two weeks": day - before - 50 + rng.normal(0, rng.uniform(3, 12), count),
        "two months": day - before - 60 + rng.uniform(0, 60, count),
        "three batches": (day - 20 - rng.uniform(0, 900, 3))[rng.integers(0, 3, count)]
        + rng.uniform(0, 3, count),
        "long ago": day - rng.uniform(1000, 1500) + rng.uniform(0, 5, count),
        "new": day - rng.uniform(0, 2, count),
        "thin": day - before + rng.uniform(0, 2, count),
    }[delivery]
    created = np.clip(created, 0, day)
    arrivals = np.sort(others.followed)
    first = np.searchsorted(arrivals, day)
    span = arrivals[first : first + int(count * meanwhile / (1 - meanwhile)) + 1]
    followed = np.full(count, day)
    if len(span) > 1:
        followed = np.interp(rng.random(count), np.linspace(0, 1, len(span)), span)
    return Followers(np.maximum(followed, day), created, np.ones(count, dtype=bool))


def audience(
    seed: int,
    size: int,
    *,
    share: float = 0.0,
    delivery: str = "two days",
    meanwhile: float = 0.0,
    crowd: str = "steady",
    missing: float = 0.0,
) -> tuple[Snapshot, pd.Series]:
    """Simulate one audience: what can be seen of it, and who was bought, by account id."""
    rng = np.random.default_rng(seed)
    count = round(size * share)
    parts = [organic(rng, size - count, crowd)]
    if count:
        parts.append(bought(rng, parts[0], count, delivery, meanwhile))
    followed, created, is_bought = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((rng.random(size), followed))
    created = np.where(rng.random(size) < missing, np.nan, created[order])
    ids = pd.Index([f"f{row}" for row in range(size)], name="account_id")
    return snapshot_of(created, ids), pd.Series(is_bought[order], index=ids)


def snapshot_of(created: np.ndarray, ids: pd.Index) -> Snapshot:
    """Return the snapshot of an audience of ``focal``, given the days, oldest follower first."""
    size = len(ids)
    opened = pd.Timestamp("2010-01-01T00:00Z") + pd.to_timedelta(pd.Series(created), unit="D")
    accounts = pd.DataFrame(
        {
            "created_at": [*opened.dt.as_unit("us"), pd.NaT],
            "is_focal": [False] * size + [True],
            "list_order": [None] * size + ["newest_first"],
            "list_frame": [None] * size + ["census"],
        },
        index=ids.append(pd.Index(["focal"])).rename("account_id"),
    )
    follows = pd.DataFrame(
        {"follower_id": ids, "followed_id": "focal", "position": np.arange(size)[::-1]}
    )
    return Snapshot(accounts, follows, taken_at="2026-01-01T00:00Z")


def found(snapshot: Snapshot, is_bought: pd.Series) -> tuple[float, float]:
    """Return the share of bought followers found, and of the others taken for bought."""
    inside = fingerprint.block_members(snapshot, "focal")["in_block"].dropna().astype(bool)
    truth = is_bought.loc[inside.index]
    return inside[truth].mean(), inside[~truth].mean()


def planted(sizes: dict[int, int]) -> pd.DataFrame:
    """Measure what is found of deliveries, for each kind, size of audience and share."""
    rows = []
    for delivery in DELIVERIES:
        for size, audits in sizes.items():
            for share in SHARES:
                results = [
                    found(
                        *audience(
                            seed,
                            size,
                            share=share,
                            delivery=delivery,
                            meanwhile=0.5 if delivery == "thin" else MEANWHILE[seed % 3],
                            crowd=CROWDS[seed // 3 % 2],
                            missing=0.05 * (seed // 6 % 3),
                        )
                    )
                    for seed in range(audits)
                ]
                recall, false = np.array(results).T
                both = f"{100 * recall.mean():.1f} / {100 * false.mean():.2f}"
                rows.append((delivery, size, f"{share:.0%}", both))
                print(*rows[-1], f"(worst {recall.min():.2f}, {false.max():.3f})", file=sys.stderr)
    columns = ["delivery opened within", "followers", "share", "found / false %"]
    table = pd.DataFrame(rows, columns=columns)
    return table.pivot(index=columns[:2], columns="share", values=columns[3])[
        [f"{share:.0%}" for share in SHARES]
    ]


def clean(sizes: dict[int, int]) -> pd.DataFrame:
    """Count in how many audiences with nothing planted a block is named."""
    rows = []
    for crowd in CROWDS:
        for size, audits in sizes.items():
            alarms = 0
            for seed in range(100_000, 100_000 + audits):
                missing = 0.05 * (seed % 3)
                snapshot, _ = audience(seed, size, crowd=crowd, missing=missing)
                alarms += len(fingerprint.blocks(snapshot, "focal")) > 0
            rows.append((crowd, size, alarms, audits))
            print(*rows[-1], file=sys.stderr)
    return pd.DataFrame(rows, columns=["crowd", "followers", "false alarms", "audits"])


def main(words: list[str]) -> None:
    """Print the tables asked for, both by default."""
    sizes, quiet = SIZES, CLEAN
    if "quick" in words:
        sizes, quiet = dict.fromkeys(SIZES, 3), dict.fromkeys(CLEAN, 10)
    if "clean" in words or "planted" not in words:
        print(clean(quiet).to_string(index=False), end="\n\n")
    if "planted" in words or "clean" not in words:
        print(planted(sizes).to_string())


if __name__ == "__main__":
    main(sys.argv[1:])
