"""The newest followers in four piles, one for each thing to do."""

import socialkit as sk

snapshot = sk.datasets.load("therapists")
who = snapshot.account_id("@willow_room")
totals = sk.suggest.triage_totals(snapshot, who)
ax = sk.plot.triage(totals, source=snapshot.source)
