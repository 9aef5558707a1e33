"""Published rules for fake accounts, pair by pair: how often they differ."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
accounts = sk.features.account_features(snapshot)
pairs = sk.quality.disagreement(accounts, unknown="left out").dropna(subset=["differ"])
share = pairs["differ"] / pairs["both_judge"]
counted = {"value": share, "low": share, "high": share, "n": pairs["both_judge"]}
frame = "accounts of the sample that both judge, by what it tells"
ax = sk.plot.rule_disagreement(pairs.assign(**counted, frame=frame), source=snapshot.source)
