"""What one account posts, beside the rule of thumb of three answers to one of its own."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
who = snapshot.account_id("@willow_room")
conduct = sk.audience.conduct(snapshot, who)
ax = sk.plot.conduct(conduct, source=snapshot.source)
