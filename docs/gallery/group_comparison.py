"""Lines of work beside one another, each with its interval."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
frame = sk.audience.frame_of_accounts(snapshot)
groups = sk.audience.compare_groups(sk.audience.compare(snapshot), frame=frame)
ax = sk.plot.group_comparison(groups.loc["engaged"], measure="engaged", source=snapshot.source)
