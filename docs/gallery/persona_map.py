"""Kinds of followers on a map on which those who are alike lie near one another."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
kinds = sk.cluster.kinds_of_followers(snapshot)
ax = sk.plot.persona_map(kinds.cells, note=kinds.note, source=snapshot.source)
