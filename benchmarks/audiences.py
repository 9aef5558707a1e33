"""Audiences with known truth, to measure `socialkit.fingerprint` on: natural crowds, deliveries."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import Snapshot

NETWORK_DAYS = 5500.0  # since the network opened; the audience is seen on its last day


class Followers(NamedTuple):
    """When each follow began and each account was opened, in days; whether it was bought."""

    followed: np.ndarray
    created: np.ndarray
    is_bought: np.ndarray


def organic(rng: np.random.Generator, count: int, crowd: str) -> Followers:
    """Simulate followers who came by themselves.

    ``"viral"`` brings three days with 10-25 % of all followers each, accounts of all ages.
    ``"rush"`` is a week or two in which crowds join the network and 20-50 % of those who
    follow are newcomers of these very days. ``"months"`` knows of each date its month only.
    The other crowds are of younger networks; see `OTHERS`.
    """
    if crowd in OTHERS:
        followed, created = OTHERS[crowd](rng, count)
        return Followers(followed, created, np.zeros(count, dtype=bool))
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
    if crowd == "months":
        created = np.floor(created / 30.44) * 30.44
    return Followers(followed, created, np.zeros(count, dtype=bool))


def _wave(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Simulate an account on a network that in some weeks takes in 20-60 % of all its users.

    The wave ebbs over one to six weeks; up to half of the followers come in its wake, and
    up to a third are newcomers besides.
    """
    life = rng.uniform(800, 3000)
    wave, ebb = life * rng.uniform(0.3, 0.95), rng.uniform(7, 45)
    part = rng.uniform(0.2, 0.6)
    day = np.linspace(0, life, 4000)
    joining = 1 + part / (1 - part) * wave / ebb * np.where(
        day >= wave, np.exp(-(day - wave) / ebb), 0
    )
    joined = np.cumsum(joining)
    start = rng.uniform(0, min(wave + 60, 0.9 * life))
    followed = start + (life - start) * rng.random(count) ** rng.choice([0.7, 1, 1.6])
    follows_wave = rng.random(count) < rng.uniform(0, 0.5)
    after = rng.exponential(rng.uniform(10, 60), count)
    followed[follows_wave] = max(wave, start) + after[follows_wave]
    followed = np.minimum(followed, life)
    created = np.interp(rng.random(count) * np.interp(followed, day, joined), joined, day)
    is_new = rng.random(count) < rng.uniform(0, 0.35)
    age = rng.exponential(rng.choice([3, 10, 30]), count)
    created[is_new] = np.maximum(followed - age, 0)[is_new]
    return followed, created


def _early(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Simulate an account that was there in the first months of its network."""
    start, life = rng.uniform(0, 200), rng.uniform(300, 3000)
    followed = start + life * rng.random(count) ** rng.choice([0.4, 0.7, 1, 1.6])
    return followed, followed * rng.beta(*rng.uniform(0.7, 2, 2), count)


def _young(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Simulate a network so young that all who follow are newcomers, more or less."""
    followed = 5 + rng.uniform(100, 600) * rng.random(count) ** rng.choice([0.4, 0.7, 1, 1.6])
    mean = rng.choice([5, 20, 60, 200])
    age = -mean * np.log(1 - rng.random(count) * (1 - np.exp(-followed / mean)))
    return followed, followed - age


OTHERS: dict[str, Callable[[np.random.Generator, int], tuple[np.ndarray, np.ndarray]]] = {
    "wave": _wave,
    "early": _early,
    "young": _young,
}


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
    """Simulate a delivery of `count` followers that begins on some day of the audience.

    That of ``"last"`` comes two days before the list was seen.
    """
    day = rng.uniform(*np.quantile(others.followed, [0.1, 0.97]))
    day = NETWORK_DAYS - 2 if delivery == "last" else day
    before = rng.uniform(20, 400)
    created = {
        "two days": day - before + rng.uniform(0, 2, count),
        "two weeks": day - before - 50 + rng.normal(0, rng.uniform(3, 12), count),
        "two months": day - before - 60 + rng.uniform(0, 60, count),
        "three batches": (day - 20 - rng.uniform(0, 900, 3))[rng.integers(0, 3, count)]
        + rng.uniform(0, 3, count),
        "long ago": day - rng.uniform(1000, 1500) + rng.uniform(0, 5, count),
        "new": day - rng.uniform(0, 2, count),
        "last": day - before - 50 + rng.normal(0, rng.uniform(3, 12), count),
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
