"""Who the accounts of a network are, before any tie: kind, group, age, last post."""

from dataclasses import dataclass

import numpy as np

from socialkit.simulate._focal import Focal
from socialkit.simulate._kinds import BOUGHT, DAY, FOCAL, NAMES, apportion, draw

BLOCK_DAYS = 3  # within which all accounts of a bought block were opened


@dataclass(frozen=True)
class People:
    """Who the accounts are, one entry each, oldest account first; times in epoch seconds."""

    kind: np.ndarray  # codes into NAMES
    group: np.ndarray  # codes into the names of groups
    created: np.ndarray
    last_post: np.ndarray
    block: np.ndarray  # number of the bought block, -1 outside
    focal: np.ndarray  # row of each focal account, in the order they were asked for

    @property
    def size(self) -> int:
        """How many accounts there are."""
        return len(self.kind)


def people(
    rng: np.random.Generator,
    accounts: int,
    shares: np.ndarray,
    specs: list[Focal],
    groups: list[str],
    now: int,
) -> People:
    """Draw who the accounts are: kind, group, when they were opened and last posted."""
    focal_groups = [groups.index(spec.group or groups[0]) for spec in specs]
    bought = np.array([spec.bought for spec in specs], dtype=np.int64)
    ordinary = accounts - len(specs) - bought.sum()
    pool = np.repeat(np.arange(len(NAMES)), apportion(ordinary, shares))
    blocks = np.repeat(np.arange(len(bought)), bought)
    kind = np.concatenate(
        [np.full(len(specs), FOCAL), np.full(len(blocks), BOUGHT), rng.permutation(pool)]
    )
    group = rng.integers(0, len(groups), accounts)
    group[: len(specs)] = focal_groups
    block = np.full(accounts, -1)
    block[len(specs) : len(specs) + len(blocks)] = blocks
    quiet, age = draw(rng, "quiet_days", kind), draw(rng, "age_days", kind)
    opened = rng.uniform(250, 500, len(bought))  # days ago
    is_bought = block >= 0
    quiet[is_bought] = (opened[blocks] - 2 * BLOCK_DAYS) * rng.random(len(blocks))
    age[is_bought] = opened[blocks] - BLOCK_DAYS * rng.random(len(blocks)) - quiet[is_bought]
    last_post = now - np.ceil(quiet * DAY).astype(np.int64)
    created = last_post - np.ceil(age * DAY).astype(np.int64)
    order = np.argsort(created, kind="stable")
    place = np.empty(accounts, dtype=np.int64)
    place[order] = np.arange(accounts)
    return People(
        kind=kind[order].astype(np.int8),
        group=group[order].astype(np.int16),
        created=created[order],
        last_post=last_post[order],
        block=block[order],
        focal=place[: len(specs)],
    )
