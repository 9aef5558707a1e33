"""Groups of followers that are tied among themselves, and how sure each group is."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
found = sk.cluster.communities(snapshot, sk.audience.choose(snapshot))
large = found.table[found.table["accounts"] >= 10]
ax = sk.plot.communities(large, found.between, note=found.note, source=snapshot.source)
