"""The kinds of followers for every choice of what counts as dormant."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
who = snapshot.account_id("@willow_room")
sweep = sk.audience.sweep(snapshot, who)
ax = sk.plot.threshold_sweep(sweep, source=snapshot.source)
