"""How evenly interactions are spread over the people who interact."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
who = snapshot.account_id("@willow_room")
curve = sk.audience.lorenz(snapshot, who)
concentration = sk.audience.concentration(snapshot, who)
ax = sk.plot.lorenz(curve, concentration, source=snapshot.source)
