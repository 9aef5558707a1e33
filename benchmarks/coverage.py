"""How often the intervals hold the truth: python benchmarks/coverage.py [audits per cell].

Draws audiences of known make-up, audits each as a user would, and prints for every method the
share of 95 % intervals that hold the truth. Every interval is made by `socialkit.estimate`
itself; an audit that came out as another did before is not worked out twice. Writes nothing.
"""

import math
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

import numpy as np
import pandas as pd

from socialkit import estimate
from socialkit.estimate import Estimate

SEED = 4
SIZES = (50, 500, 5_000, 50_000, 1_000_000)
FRACTIONS = (0.01, 0.05, 0.2, 0.5, 0.9)
SHARES = (0.002, 0.01, 0.05, 0.1, 0.25, 0.5)
LEAST = 10
RATES = ((0.95, 0.95), (0.8, 0.9))
VALIDATIONS = ((50, 50), (400, 400))
STRATA = (0.6, 0.3, 0.1)
TILTS = ((1, 1, 1), (0.5, 1, 4), (0.1, 0.5, 7.9))
ROUNDING = 1e-9

Cell = tuple[str, float, list[tuple], Callable[..., Estimate]]


def cells() -> Iterator[tuple[int, int, int]]:
    """Yield N, the number with the trait, and n; nobody audits fewer than ten."""
    for size, share, fraction in product(SIZES, SHARES, FRACTIONS):
        n = round(size * fraction)
        if n >= LEAST:
            yield size, max(1, round(size * share)), n


def drawn(
    rng: np.random.Generator, size: int, have: int, n: int, audits: int, audience: str = "known"
) -> np.ndarray:
    """Return how many with the trait each audit met, drawing n of N, or of an endless audience."""
    if audience == "endless":
        return rng.binomial(n, have / size, audits)
    return rng.hypergeometric(have, size - have, n, audits)


def plain(rng: np.random.Generator, audits: int, method: str, audience: str) -> Iterator[Cell]:
    """Yield audits that count a share of an audience: N known, N ignored, or endless."""
    for size, have, n in cells():
        told = size if audience == "known" else None
        met = drawn(rng, size, have, n, audits, audience)
        yield (
            f"N {size:,}, n {n:,}, p {have / size:g}", have / size, [(k,) for k in met.tolist()],
            lambda k, n=n, told=told: estimate.proportion(k, n, told, method),
        )  # fmt: skip


def differences(rng: np.random.Generator, audits: int, audience: str) -> Iterator[Cell]:
    """Yield pairs of audits: an audience against one with one and a half times the share."""
    for size, have, n in cells():
        told = size if audience == "known" else None
        other = min(size, math.ceil(1.5 * have))
        met = [drawn(rng, size, x, n, audits, audience).tolist() for x in (have, other)]
        share = cache(lambda k, n=n, told=told: estimate.proportion(k, n, told))
        yield (
            f"N {size:,}, n {n:,}, p {have / size:g} against {other / size:g}",
            (have - other) / size, list(zip(*met, strict=True)),
            lambda k, m, share=share: estimate.difference(share(k), share(m)),
        )  # fmt: skip


def flagged(rng: np.random.Generator, met: np.ndarray, n: int, rates: tuple) -> np.ndarray:
    """Return how many a classifier with these rates flags."""
    return rng.binomial(met, rates[0]) + rng.binomial(n - met, 1 - rates[1])


def known_rates(rng: np.random.Generator, audits: int, audience: str) -> Iterator[Cell]:
    """Yield audits by a classifier whose error rates are known, with censuses among them."""
    censuses = [(size, have, size) for size, have, _ in cells()] if audience == "known" else []
    for (size, have, n), rates in product([*cells(), *dict.fromkeys(censuses)], RATES):
        told = size if audience == "known" else None
        flags = flagged(rng, drawn(rng, size, have, n, audits, audience), n, rates)
        yield (
            f"N {size:,}, n {n:,}, p {have / size:g}, Se {rates[0]}, Sp {rates[1]}",
            have / size, [(k,) for k in flags.tolist()],
            lambda k, n=n, told=told, rates=rates: estimate.corrected(
                k, n, *rates, population=told
            ),
        )  # fmt: skip


def measured_rates(rng: np.random.Generator, audits: int, told: bool) -> Iterator[Cell]:
    """Yield audits by a classifier whose rates were measured; `told` says on how many."""
    for (size, have, n), rates, sizes in product(cells(), RATES, VALIDATIONS):
        flags = flagged(rng, drawn(rng, size, have, n, audits), n, rates)
        found = [
            rng.binomial(count, rate, audits) / count
            for count, rate in zip(sizes, rates, strict=True)
        ]
        yield (
            f"N {size:,}, n {n:,}, p {have / size:g}, Se {rates[0]}, Sp {rates[1]} on {sizes}",
            have / size, list(zip(flags.tolist(), *(x.tolist() for x in found), strict=True)),
            lambda k, se, sp, n=n, size=size, sizes=sizes: estimate.corrected(
                k, n, se, sp, validation=sizes if told else None, population=size
            ),
        )  # fmt: skip


def strata(
    rng: np.random.Generator, audits: int, equal: bool, method: str = "score"
) -> Iterator[Cell]:
    """Yield audits in three strata, drawn from equally or in proportion."""
    for (size, have, n), tilt in product(cells(), TILTS):
        members = [round(part * size) for part in STRATA]
        tilted = [min(round(have / size * t * m), m) for t, m in zip(tilt, members, strict=True)]
        parts = [1 / len(STRATA)] * len(STRATA) if equal else STRATA
        sizes = [min(max(2, round(n * p)), m) for p, m in zip(parts, members, strict=True)]
        if not sum(tilted):
            continue
        met = [
            drawn(rng, m, t, s, audits).tolist()
            for m, t, s in zip(members, tilted, sizes, strict=True)
        ]
        yield (
            f"N {size:,}, n {sizes}, with the trait {tilted}", sum(tilted) / sum(members),
            list(zip(*met, strict=True)),
            lambda *k, sizes=sizes, members=members: estimate.stratified(
                k, sizes, members, method=method
            ),
        )  # fmt: skip


def means(rng: np.random.Generator, audits: int) -> Iterator[Cell]:
    """Yield audits of a mean score: even, lopsided, and of many zeros."""
    shapes = ((2, 2, 0.0), (0.5, 4, 0.0), (2, 3, 0.7))
    for (a, b, zeros), size, n in product(shapes, (500, 5_000), (20, 100, 400)):
        scores = rng.beta(a, b, size) * (rng.random(size) >= zeros)
        picked = [(rng.choice(scores, n, replace=False),) for _ in range(audits)]
        yield (
            f"N {size:,}, n {n}, beta({a}, {b}), {zeros:.0%} zeros", scores.mean(), picked,
            lambda values, size=size: estimate.mean(pd.Series(values), population=size),
        )  # fmt: skip


def measured(found: Iterator[Cell]) -> tuple[int, float, float, str, float]:
    """Return how many cells there are, mean and least coverage, where, and the mean width.

    An audit that ends without an interval is one that misses, and has no width.
    """
    rows = []
    for name, truth, audits, ask in found:
        made = ask if isinstance(audits[0][0], np.ndarray) else cache(ask)
        ends = np.array([(one.low, one.high) for one in (made(*audit) for audit in audits)])
        holds = (ends[:, 0] <= truth + ROUNDING) & (truth - ROUNDING <= ends[:, 1])
        width = ends[:, 1] - ends[:, 0]
        rows.append((holds.mean(), name, np.nanmean(width) if holds.any() else math.nan))
    coverage, names, widths = zip(*rows, strict=True)
    least = int(np.argmin(coverage))
    return len(rows), np.mean(coverage), coverage[least], names[least], np.nanmean(widths)


def methods(rng: np.random.Generator, audits: int) -> dict[str, Iterator[Cell]]:
    """Return the cells of every method under its name."""
    shares = {
        f"{method}, {'N ' * (audience == 'known')}{audience}": plain(rng, audits, method, audience)
        for audience, method in product(("known", "endless"), estimate.PROPORTION_METHODS)
    }
    return shares | {
        "wilson, N ignored": plain(rng, audits, "wilson", "ignored"),
        "difference, N known": differences(rng, audits, "known"),
        "difference, endless": differences(rng, audits, "endless"),
        "corrected, rates known, N known": known_rates(rng, audits, "known"),
        "corrected, rates known, endless": known_rates(rng, audits, "endless"),
        "corrected, rates measured, N known": measured_rates(rng, audits, True),
        "  the same, taken as exact": measured_rates(rng, audits, False),
        "stratified, drawn in proportion": strata(rng, audits, False),
        "stratified, drawn equally": strata(rng, audits, True),
        "mean, N known": means(rng, audits),
        "stratified, jeffreys, in proportion": strata(rng, audits, False, "jeffreys"),
        "stratified, jeffreys, equally": strata(rng, audits, True, "jeffreys"),
    }


def main(audits: int) -> None:
    """Print one line for each method."""
    print(f"{audits:,} audits per cell, 95 % intervals\n")
    print(f"{'method':35} cells  average  worst  width   where worst")
    for name, found in methods(np.random.default_rng(SEED), audits).items():
        count, average, worst, where, width = measured(found)
        print(
            f"{name:35} {count:5}  {average:7.1%}  {worst:5.1%}  {width:.4f}  {where}", flush=True
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
