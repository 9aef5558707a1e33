"""What accounts of each planted kind look like: one table, and draws from it."""

from typing import NamedTuple

import numpy as np

DAY = 86_400  # seconds


class Spread(NamedTuple):
    """A log-normal draw: median, spread on the log scale, and the bounds it stays in."""

    median: float
    sigma: float
    low: float = 0.0
    high: float = 1e9


class Kind(NamedTuple):
    """One kind of account: its share of a network, its counts, its profile, its conduct."""

    share: float
    followers: Spread
    following: Spread
    posts: Spread
    age_days: Spread  # age at its last post
    quiet_days: Spread  # days since then
    bio: float  # probability of having one; so on below
    picture: float
    url: float
    location: float
    verified: float
    protected: float
    out: float  # how many it follows, relative to others
    pull: float  # how readily it is followed, relative to others
    returns: float  # probability that it follows back
    engages: float  # probability that it interacts with a focal account it follows


# The ranges overlap on purpose: no single column tells two kinds apart.
KINDS = {
    "engaged_peer": Kind(
        share=0.17,
        followers=Spread(260, 0.9),
        following=Spread(310, 0.8),
        posts=Spread(900, 1.1, 5),
        age_days=Spread(1400, 0.6, 60, 5500),
        quiet_days=Spread(4, 1.1, 0, 58),
        bio=0.93,
        picture=0.97,
        url=0.52,
        location=0.74,
        verified=0.03,
        protected=0.02,
        out=1.6,
        pull=1.5,
        returns=0.55,
        engages=0.88,
    ),
    "silent_reader": Kind(
        share=0.25,
        followers=Spread(70, 1.0),
        following=Spread(190, 0.8),
        posts=Spread(22, 1.3),
        age_days=Spread(1300, 0.7, 40, 5500),
        quiet_days=Spread(15, 0.9, 0, 58),
        bio=0.78,
        picture=0.93,
        url=0.12,
        location=0.56,
        verified=0.01,
        protected=0.08,
        out=1.0,
        pull=0.6,
        returns=0.35,
        engages=0.0,
    ),
    "dormant": Kind(
        share=0.32,
        followers=Spread(48, 1.1),
        following=Spread(200, 0.9),
        posts=Spread(90, 1.4),
        age_days=Spread(700, 0.9, 5, 5000),
        quiet_days=Spread(260, 0.75, 62, 990),
        bio=0.63,
        picture=0.82,
        url=0.13,
        location=0.44,
        verified=0.005,
        protected=0.06,
        out=0.7,
        pull=0.5,
        returns=0.25,
        engages=0.0,
    ),
    "broadcaster": Kind(
        share=0.06,
        followers=Spread(1100, 1.2),
        following=Spread(900, 1.0),
        posts=Spread(9000, 1.0, 50),
        age_days=Spread(1500, 0.6, 90, 5500),
        quiet_days=Spread(0.6, 1.1, 0, 20),
        bio=0.95,
        picture=0.985,
        url=0.84,
        location=0.62,
        verified=0.06,
        protected=0.0,
        out=2.0,
        pull=2.5,
        returns=0.2,
        engages=0.03,
    ),
    "celebrity": Kind(
        share=0.01,
        followers=Spread(40_000, 1.2, 2500),
        following=Spread(260, 1.0),
        posts=Spread(3500, 0.9, 30),
        age_days=Spread(2600, 0.4, 300, 5500),
        quiet_days=Spread(2, 1.2, 0, 90),
        bio=0.97,
        picture=0.995,
        url=0.78,
        location=0.5,
        verified=0.55,
        protected=0.0,
        out=0.8,
        pull=30.0,
        returns=0.03,
        engages=0.02,
    ),
    "mass_follower": Kind(
        share=0.19,
        followers=Spread(75, 1.2),
        following=Spread(3000, 0.45, 1500, 7500),
        posts=Spread(6, 1.6),
        age_days=Spread(300, 0.9, 3, 4000),
        quiet_days=Spread(70, 1.4, 0, 990),
        bio=0.24,
        picture=0.48,
        url=0.08,
        location=0.13,
        verified=0.0,
        protected=0.01,
        out=3.0,
        pull=0.12,
        returns=0.1,
        engages=0.01,
    ),
    "bought": Kind(
        share=0.0,
        followers=Spread(3, 1.0),
        following=Spread(1400, 0.5, 300, 5000),
        posts=Spread(0.8, 1.2),
        age_days=Spread(3, 0.5, 1, 30),
        quiet_days=Spread(300, 0.2, 200, 500),
        bio=0.1,
        picture=0.35,
        url=0.02,
        location=0.06,
        verified=0.0,
        protected=0.0,
        out=0.6,
        pull=0.02,
        returns=0.0,
        engages=0.0,
    ),
    "focal": Kind(
        share=0.0,
        followers=Spread(300, 1.0),
        following=Spread(400, 0.8),
        posts=Spread(1500, 0.8, 300),
        age_days=Spread(2300, 0.4, 900, 5500),
        quiet_days=Spread(1, 0.5, 0, 2),
        bio=1.0,
        picture=1.0,
        url=1.0,
        location=1.0,
        verified=0.1,
        protected=0.0,
        out=0.0,
        pull=0.0,
        returns=0.0,
        engages=0.0,
    ),
}
NAMES = tuple(KINDS)
CODE = {name: code for code, name in enumerate(NAMES)}
FOCAL, BOUGHT = CODE["focal"], CODE["bought"]
GOOD_KINDS = ("engaged_peer", "silent_reader", "focal")


def trait(field: str, kind: np.ndarray) -> np.ndarray:
    """Return a trait of its kind for each account."""
    return np.array([getattr(entry, field) for entry in KINDS.values()])[kind]


def draw(rng: np.random.Generator, field: str, kind: np.ndarray) -> np.ndarray:
    """Draw a count or a duration for each account from its kind's spread."""
    median, sigma, low, high = trait(field, kind).T
    value = median * np.exp(sigma * rng.standard_normal(len(kind)))
    value = np.where(value < low, low * (low / value), value)  # mirrored on the log scale
    value = np.where(value > high, high * (high / value), value)
    return np.clip(value, low, high)


def apportion(total: int, shares: np.ndarray) -> np.ndarray:
    """Split `total` in whole numbers in proportion to `shares` (largest remainders)."""
    exact = total * shares / shares.sum()
    counts = np.floor(exact).astype(np.int64)
    most = np.argsort(counts - exact, kind="stable")[: total - counts.sum()]
    counts[most] += 1
    return counts
