"""The share of followers without a public post, for every threshold of days."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
who = snapshot.account_id("@willow_room")
dormancy = sk.audience.dormancy(snapshot, who)
ax = sk.plot.dormancy_curve(dormancy, source=snapshot.source)
