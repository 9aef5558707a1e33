"""How many accounts have at least so many followers, on scales of tens."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
distribution = sk.graph.degree_distribution(snapshot)
ax = sk.plot.degree_distribution(distribution, source=snapshot.source)
