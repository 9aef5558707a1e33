"""Accounts followed, and those of them that an account really talks with."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
accounts = sk.audience.compare_relationships(snapshot)
frame = sk.audience.frame_of_accounts(snapshot)
together = sk.estimate.rank_correlation(accounts["followed"], accounts["friends"], frame=frame)
ax = sk.plot.friends_vs_followed(accounts, together, source=snapshot.source)
