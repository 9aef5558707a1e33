"""The followers of all focal accounts, from tables in memory or out of it."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import features
from socialkit.quality.scoring import COLUMNS
from socialkit.scans import Scan
from socialkit.snapshot import Snapshot

_LEVELS = ["account_id", "follower_id"]


class FocalFollowers(NamedTuple):
    """The focal accounts, and what a comparison needs of their followers, tie by tie.

    Attributes
    ----------
    focal
        The rows of the focal accounts.
    owner
        For each tie, at which place of `focal` the account followed stands; in this order.
    ties
        One row per tie, the columns of the score.
    """

    focal: pd.DataFrame
    owner: np.ndarray
    ties: pd.DataFrame


def focal_and_followers(network: Snapshot | Scan) -> FocalFollowers:
    """Return the focal accounts and their followers, those of one account side by side.

    Of a `Scan`, only these accounts and what a comparison needs of these ties come into memory.
    """
    if isinstance(network, Scan):
        focal = network.focal_accounts
        ties = network.collect(features.follower_features(network).select(*_LEVELS, *COLUMNS))
        owner = focal.index.get_indexer(ties["account_id"])
        return _grouped(focal, owner, ties.drop(columns=_LEVELS))
    rows = network.accounts.index.get_indexer(network.focal)
    found = features.followers_of(network, rows, columns=COLUMNS)
    place = np.empty(len(network.accounts), dtype=np.int64)
    place[rows] = range(len(rows))
    return _grouped(network.accounts.iloc[rows], place[found.followed], found.known)


def _grouped(focal: pd.DataFrame, owner: np.ndarray, ties: pd.DataFrame) -> FocalFollowers:
    order = np.argsort(owner, kind="stable")
    grouped = {name: values.array.take(order) for name, values in ties.items()}
    return FocalFollowers(focal, owner[order], pd.DataFrame(grouped, copy=False))
