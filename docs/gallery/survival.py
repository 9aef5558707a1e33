"""The share of followers still posting, by the age of their account."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
who = snapshot.account_id("@willow_room")
curve = sk.audience.survival(snapshot, who)
frame = sk.audience.still_posting(snapshot, who)["frame"].iloc[0]
ax = sk.plot.survival(curve, frame=frame, source=snapshot.source)
