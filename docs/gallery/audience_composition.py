"""The followers of one account, sorted by what is known of each."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
who = snapshot.account_id("@willow_room")
profile = sk.audience.profile(snapshot, who)
ax = sk.plot.audience_composition(profile, source=snapshot.source)
