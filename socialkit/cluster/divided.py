"""A network divided into communities: how large, how sure, and how tied to one another."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from socialkit import estimate
from socialkit.audience import Frame
from socialkit.cluster.projection import Ties
from socialkit.cluster.stability import word
from socialkit.estimate import Estimate
from socialkit.schema import TEXT

NO_COMMUNITIES = "no clear communities here"
OF_RUNS = "every one counted; how sure its borders are, the stability says"


@dataclass(frozen=True)
class Communities:
    """Communities of accounts, and how sure each is.

    Attributes
    ----------
    labels
        The community of each account by number, 1 the largest, on the snapshot's index
        (Int64); NA where the account has no tie, was not looked at, belongs to fewer than
        are called a community, or where there are no clear communities. Empty in practitioner
        mode.
    table
        One row per community, largest first, indexed by `community`: its share of the
        accounts looked at as `socialkit.estimate.table` has it, then `accounts`,
        `inner_ties`, `outer_ties`, `conductance` (0-1, outer ties over all tie ends; NA
        where no tie end is outside), `stability` (0-1),
        `stability_word` and `name`.
    between
        One row per two communities with any tie between them, indexed by both numbers, the
        most above chance first: `ties`, and `expected`, how many chance would give them,
        ends of the one x ends of the other / ends of all ties.
    bridges
        One row per community: the share of its accounts that have a tie into another one.
    modularity, by_chance
        Modularity of the division, and of random networks with the same number of ties per
        account, one value per network (Float64); NA and none without ties.
    agreement
        Mean adjusted Rand index of the runs with one another: 1 means that they all found
        the same, 0 that they agree no better than chance; NA without ties.
    counts
        What was looked at (Int64): `accounts`, `tied` ones, `placed` ones (in a community),
        `ties`, `listed` accounts (whose own following list is whole) and `runs` of each sort.
        Without any tie nothing tells whether there are none: then what counts them is NA.
    note
        Why there are no communities, where there are none.
    """

    labels: pd.Series
    table: pd.DataFrame
    between: pd.DataFrame
    bridges: pd.DataFrame
    modularity: float
    by_chance: pd.Series
    agreement: float
    counts: pd.Series
    note: str = ""

    @property
    def evidence(self) -> pd.DataFrame:
        """What speaks for communities: `value` by measure, and on what it stands, `frame`."""
        chance = self.by_chance
        accounts, runs = self.counts["tied"], self.counts["runs"]
        words = {
            "modularity": (self.modularity, "of the division found"),
            "modularity by chance": (chance.mean(), f"mean of {runs:,} random networks"),
            "highest by chance": (chance.max(), f"of {runs:,} random networks"),
            "agreement of runs": (self.agreement, f"mean over all pairs of {runs:,} runs"),
        }
        table = pd.DataFrame(words, index=["value", "frame"]).T.rename_axis("measure")
        if runs:
            frame = f"all {accounts:,} accounts with a tie: " + table["frame"].astype(TEXT)
        else:
            frame = pd.array([pd.NA] * len(table), dtype=TEXT)
        return table.assign(frame=frame).astype({"value": "Float64"})


class Found(NamedTuple):
    """A division of the tied accounts: community (-1: none) of each, stability and names."""

    labels: np.ndarray
    stability: np.ndarray
    names: list[str]


def tables(ties: Ties, found: Found, seen: Frame | None) -> dict[str, pd.DataFrame]:
    """Return the tables of `Communities` for a division."""
    size = np.bincount(found.labels[found.labels >= 0])
    ends = _ends_by_community(ties, found.labels, len(size))
    return {
        "table": _table(ties, found, ends, size, seen),
        "between": _between(ends),
        "bridges": _bridges(ties, found.labels, size, seen),
    }


def _ends_by_community(ties: Ties, labels: np.ndarray, count: int) -> sparse.csr_array:
    """Count the ends of ties by the communities of both ends, those in none in the last row."""
    one, other = np.where(labels < 0, count, labels)[ties.ends].T
    ones = np.ones(len(one), dtype=np.int64)
    once = sparse.coo_array((ones, (one, other)), shape=(count + 1, count + 1)).tocsr()
    return once + once.T


def _table(
    ties: Ties, found: Found, ends: sparse.csr_array, size: np.ndarray, seen: Frame | None
) -> pd.DataFrame:
    every = len(ties.accounts)
    shares = {number: _share(int(k), every, seen) for number, k in enumerate(size, start=1)}
    table = _numbered(estimate.table(shares, name="community"))
    own, volume = ends.diagonal()[:-1], ends.sum(axis=1)[:-1]
    least = np.minimum(volume, ends.sum() - volume)
    conductance = pd.Series(volume - own, dtype="Float64") / pd.Series(least).where(least > 0)
    return table.assign(
        accounts=pd.array(size, dtype="Int64"),
        inner_ties=pd.array(own // 2, dtype="Int64"),
        outer_ties=pd.array(volume - own, dtype="Int64"),
        conductance=conductance.array,
        stability=pd.array(found.stability, dtype="Float64"),
        stability_word=pd.array([word(one) for one in found.stability], dtype=TEXT),
        name=pd.array(found.names, dtype=TEXT),
    )


def _between(ends: sparse.csr_array) -> pd.DataFrame:
    """List the ties between every two communities that have any, most above chance first."""
    volume, count = ends.sum(axis=1), ends.shape[0] - 1
    pairs = sparse.triu(ends[:count, :count], k=1).tocoo()
    one, other = pairs.coords
    expected = volume[one] * (volume[other] / max(ends.sum(), 1))
    order = np.lexsort((other, one, -(pairs.data / expected).round(12)))
    index = pd.MultiIndex.from_arrays([one + 1, other + 1], names=["community", "other"])
    table = pd.DataFrame({"ties": pairs.data, "expected": expected}, index=index)
    return table.iloc[order].astype({"ties": "Int64", "expected": "Float64"})


def _bridges(ties: Ties, labels: np.ndarray, size: np.ndarray, seen: Frame | None) -> pd.DataFrame:
    """Estimate for each community which share of it has a tie into another one."""
    ends = labels[ties.ends]
    crosses = (ends[:, 0] != ends[:, 1]) & (ends >= 0).all(axis=1)
    bridging = np.unique(ties.ends[crosses])
    number = np.bincount(labels[bridging], minlength=len(size))
    rows = {
        place: _of_members(int(k), int(n), seen)
        for place, (k, n) in enumerate(zip(number, size, strict=True), start=1)
    }
    return _numbered(estimate.table(rows, name="community"))


def _share(k: int, n: int, seen: Frame | None) -> Estimate:
    """Estimate a share of the accounts looked at: of all there are, or of the followers seen."""
    if seen is not None:
        share = estimate.proportion(k, n, seen.population, frame=seen.words, note=seen.note)
        return share.with_noun("followers")
    words = f"all {n:,} accounts in these data"
    return estimate.proportion(k, n, n, frame=words, note=OF_RUNS).with_noun("accounts")


def _of_members(k: int, n: int, seen: Frame | None) -> Estimate:
    is_whole = seen is None or seen.kind == "census"
    words = "all of the community" if is_whole else f"of the community among {seen.words}"
    note = OF_RUNS if is_whole else f"{seen.note}; ties to accounts not seen are missing"
    share = estimate.proportion(k, n, n if is_whole else None, frame=words, note=note)
    return share.with_noun("accounts")


def _numbered(table: pd.DataFrame) -> pd.DataFrame:
    return table.set_axis(table.index.astype("int64"))


def undivided(
    index: pd.Index,
    note: str,
    *,
    counts: pd.Series,
    modularity: float = pd.NA,
    by_chance: pd.Series | None = None,
    agreement: float = pd.NA,
) -> Communities:
    """Return no communities at all, with the reason."""
    nobody = np.zeros(0, dtype=np.int64)
    ties = Ties(nobody, nobody, np.zeros((0, 2), dtype=np.int64), None)
    if by_chance is None:
        by_chance = pd.Series([], dtype="Float64", name="modularity")
    return Communities(
        pd.Series(pd.NA, index=index, dtype="Int64", name="community"),
        **tables(ties, Found(nobody, np.zeros(0), []), None),
        modularity=modularity,
        by_chance=by_chance,
        agreement=agreement,
        counts=counts,
        note=note,
    )
