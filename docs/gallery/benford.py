"""First digits of the followers' own counts, beside what a law of numbers expects."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
digits = sk.fingerprint.benford(snapshot, sk.audience.choose(snapshot))
ax = sk.plot.benford(digits, source=snapshot.source)
