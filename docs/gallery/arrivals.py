"""When today's followers came, by month, quarter or year."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
came = sk.audience.arrivals(snapshot, sk.audience.choose(snapshot))
ax = sk.plot.arrivals(came, source=snapshot.source)
