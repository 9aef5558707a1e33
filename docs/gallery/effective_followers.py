"""Followers counted, and followers weighted by their quality."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
comparison = sk.audience.compare(snapshot)
ax = sk.plot.effective_followers(comparison.head(8), source=snapshot.source)
