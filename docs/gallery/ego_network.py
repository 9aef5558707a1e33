"""The ties among the followers of one account, coloured by community."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
who = snapshot.account_id("@counsel_corner")
found = sk.cluster.communities(snapshot, who)
layout = sk.cluster.ego_layout(snapshot, found, who)
ax = sk.plot.ego_network(layout, source=snapshot.source)
