"""How often an account posts, by day, week, month, quarter or year."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
posts = sk.audience.rhythm(snapshot, sk.audience.choose(snapshot))
ax = sk.plot.rhythm(posts, source=snapshot.source)
