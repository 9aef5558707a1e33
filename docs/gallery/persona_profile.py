"""Kinds of followers, and what is typical of each."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
kinds = sk.cluster.kinds_of_followers(snapshot)
ax = sk.plot.persona_profile(kinds.profile, kinds.levels, note=kinds.note, source=snapshot.source)
