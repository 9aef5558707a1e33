"""The choices behind the score, made otherwise one at a time."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
followers = sk.features.follower_features(snapshot, [sk.audience.choose(snapshot)])
changes = sk.quality.sensitivity(followers)
ax = sk.plot.score_sensitivity(changes, source=snapshot.source)
