"""The million follower fallacy: the same correlation among all, and among the largest."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
ladder = sk.audience.fallacy_ladder(snapshot, rungs=(1, 0.5, 0.25, 0.1))
ax = sk.plot.fallacy_ladder(ladder, source=snapshot.source)
