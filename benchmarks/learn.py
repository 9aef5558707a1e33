"""Does a share learned from 150 labels hold? python benchmarks/learn.py [draws per network].

Simulates networks with planted junk (7 in 10 mass followers, 3 in 10 bought in one go), draws
150 accounts of each at random again and again, labels them by the truth, and does what the
documentation of `quality.learn` shows: learn, flag all accounts, correct the count, or take the
flagged and the others as two strata. Prints by share and columns known how many draws end within
4 points of the truth (*close*; a draw from which nothing can be learned is none of them), the
mean error, its root mean square, how many 95 % intervals hold the truth and how wide they are,
and how far the labels alone are off. Writes nothing.
"""

import sys
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import estimate, features, quality, simulate
from socialkit.errors import SocialkitError
from socialkit.estimate import Estimate

SHARES = (0.05, 0.15, 0.40)
SEEDS = (101, 102, 103)
ACCOUNTS, LABELS, CLOSE = 10_000, 150, 0.04
BOUGHT = 0.3
JUNK = ("mass_follower", "bought")
FEW_COLUMNS = ("followers_count", "following_count", "posts_count", "has_picture")


class Made(NamedTuple):
    """A network's accounts and which of them are junk."""

    features: pd.DataFrame
    is_junk: pd.Series


def network(share: float, seed: int, accounts: int = ACCOUNTS) -> Made:
    """Return a network of which about this share is junk."""
    usual = {name: kind.share for name, kind in simulate.KINDS.items() if name not in JUNK}
    people = (1 - share) / sum(usual.values())
    kinds = {name: people * one for name, one in usual.items() if one}
    bought = round(BOUGHT * share * accounts)
    focal = [simulate.Focal(handle="grows_fast", followers=bought + accounts // 20, bought=bought)]
    made = simulate.network(
        accounts=accounts,
        kinds=kinds | {"mass_follower": (1 - BOUGHT) * share},
        focal=focal,
        seed=seed,
    )
    is_junk = made.truth["kind"].isin(JUNK)
    return Made(features.account_features(made.snapshot), is_junk)


def reduced(made: Made) -> Made:
    """Return the network as a list shows it on which little else is known than counts."""
    known = made.features.copy()
    facts = [one.column for one in quality.REACHABLE if one.column not in FEW_COLUMNS]
    known[facts] = pd.NA
    return Made(known, made.is_junk)


def audited(made: Made, labels: pd.Series) -> tuple[Estimate, Estimate]:
    """Return the share of junk as a user of `learn` would estimate it: corrected, and by strata."""
    learned = quality.learn(made.features, labels)
    flagged = learned.flagged(made.features).dropna()
    corrected = estimate.corrected(
        int(flagged.sum()),
        len(flagged),
        learned.sensitivity,
        learned.specificity,
        validation=learned.validation,
        population=len(flagged),
    )
    k, n = zip(learned.flagged_labels, learned.passed_labels, strict=True)
    sizes = [int(flagged.sum()), int((~flagged).sum())]
    return corrected, estimate.stratified(k, n, sizes, method="jeffreys")


def audits(made: Made, draws: int) -> Iterator[tuple[float, ...]]:
    """Yield of each draw both estimates with their intervals' ends, and what labels alone say."""
    refused = estimate.unknown("nothing to learn from")
    for draw in range(draws):
        labels = made.is_junk.sample(LABELS, random_state=draw)
        try:
            found = audited(made, labels)
        except SocialkitError:
            found = refused, refused
        ends = (end for one in found for end in (one.value, one.low, one.high))
        yield (*ends, labels.mean())


def line(made: list[Made], draws: int) -> str:
    """Return what is printed of some networks of one share."""
    off = []
    for one in made:
        truth = one.is_junk.mean()
        off += [np.array(audit) - truth for audit in audits(one, draws)]
    *ends, alone = np.array(off).T
    told = " |".join(_measured(*ends[at : at + 3]) for at in (0, 3))
    within, rms = np.mean(np.abs(alone) <= CLOSE), np.sqrt(np.mean(alone**2))
    return f"{np.isnan(ends[0]).sum():7} {told} | {within:6.1%} {rms:6.2%}"


def _measured(error: np.ndarray, low: np.ndarray, high: np.ndarray) -> str:
    within, holds = np.mean(np.abs(error) <= CLOSE), np.mean((low <= 0) & (high >= 0))
    rms, width = np.sqrt(np.nanmean(error**2)), np.nanmean(high - low)
    return f" {within:6.1%} {np.nanmean(error):+6.2%} {rms:6.2%} {holds:6.1%} {width:6.1%}"


def main(draws: int) -> None:
    """Print one line by share and columns."""
    print(f"{len(SEEDS)} networks of {ACCOUNTS:,}, {draws} draws of {LABELS} labels each\n")
    heads = "  close   mean    rms   holds  width"
    print(f"{'':22} | {'corrected':37} | {'as strata':36} | labels alone")
    print(f"{'junk':6} {'columns':8} refused{heads} | {heads} |  close    rms")
    for share in SHARES:
        made = [network(share, seed) for seed in SEEDS]
        for name, known in (("all", made), ("four", [reduced(one) for one in made])):
            print(f"{share:5.0%}  {name:8} {line(known, draws)}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
