"""How many ties an account declares, and how many it keeps up."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
who = snapshot.account_id("@willow_room")
ties = sk.audience.relationships(snapshot, who)
ax = sk.plot.relationships(ties, source=snapshot.source)
