"""The chart this kit was made for: how many followers, and how good they are."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
comparison = sk.audience.compare(snapshot)
quadrants = sk.audience.quadrants(comparison)
together = sk.estimate.rank_correlation(
    comparison["quantity"],
    comparison["quality"],
    frame=sk.audience.frame_of_accounts(snapshot),
)
ax = sk.plot.quality_vs_quantity(comparison, quadrants, together, source=snapshot.source)
