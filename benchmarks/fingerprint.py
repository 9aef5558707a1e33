"""How well planted blocks are found.

    python benchmarks/fingerprint.py [planted] [clean] [speed] [quick]

Audiences are simulated with followers who come over one to eleven years, steadily, ever
faster or slower, and on viral days; their accounts are of all ages up to the day they
follow, more of them from weeks in which everybody joined, and some are newcomers. Up to a
tenth of the creation dates is missing. Into these a delivery is planted: a share of the
followers, next to each other but for a few others who come meanwhile. Prints two tables:
of the bought followers with a date the share found, and of the others the share taken for
bought; and in audiences with nothing planted how often a block is named all the same, also
where people join in crowds, or the network is young (see `CROWDS`); and how long it takes.
"""

import sys
from time import perf_counter

import numpy as np
import pandas as pd
from audiences import audience

from socialkit import Snapshot, fingerprint

SIZES = {500: 24, 2000: 24, 10_000: 6, 30_000: 2}  # followers: audits for each share
SHARES = (0.02, 0.05, 0.1, 0.2, 0.4)
MEANWHILE = (0.0, 0.1, 0.3)  # share of others within the delivery, by turns
CLEAN = {200: 100, 500: 100, 2000: 100, 10_000: 25}
CROWDS = ("steady", "viral", "rush", "wave", "early", "young", "months")
SPREAD = ("two days", "two weeks", "two months", "three batches")
DELIVERIES = (*SPREAD, "long ago", "new", "last", "thin")


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


def speed(size: int = 30_000) -> pd.Series:
    """Time what is asked of an audience of `size`, a tenth of it bought: best of three."""
    snapshot, _ = audience(0, size, share=0.1)
    seconds = {}
    for ask in (fingerprint.anomaly_scores, fingerprint.blocks):
        taken = []
        for _ in range(3):
            began = perf_counter()
            ask(snapshot, "focal")
            taken.append(perf_counter() - began)
        seconds[ask.__name__] = min(taken)
    return pd.Series(seconds, name=f"seconds for {size:,} followers")


def main(words: list[str]) -> None:
    """Print the tables asked for, all by default."""
    sizes, quiet = SIZES, CLEAN
    if "quick" in words:
        sizes, quiet = dict.fromkeys(SIZES, 3), dict.fromkeys(CLEAN, 10)
    asked = set(words) - {"quick"} or {"planted", "clean", "speed"}
    if "speed" in asked:
        print(speed().to_frame().round(2).to_string(), end="\n\n")
    if "clean" in asked:
        print(clean(quiet).to_string(index=False), end="\n\n")
    if "planted" in asked:
        print(planted(sizes).to_string())


if __name__ == "__main__":
    main(sys.argv[1:])
