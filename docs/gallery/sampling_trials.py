"""Samples of one list beside the share among all of it: the newest mislead."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
who = sk.audience.choose(snapshot)
trials = sk.audience.sampling_trials(snapshot, who, measure="dormant", draws=1000)
ax = sk.plot.sampling_trials(trials.head(22), source=snapshot.source)
