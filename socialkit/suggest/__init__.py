"""What to do next: whom to follow, what to do with each new follower, and when to wait.

`candidates` and `triage` show single accounts to the owner of the account they follow, and
`next_follows` does for many accounts at once. What may be shared are totals:
`candidate_totals`, `next_follow_totals`, `triage_totals`, `follow_back_check` and `gap`.
"""

from socialkit.suggest.candidates import WEIGHTS, candidates
from socialkit.suggest.followback import follow_back, follow_back_check
from socialkit.suggest.gap import THRESHOLD, gap, when_to_wait
from socialkit.suggest.many import next_follow_totals, next_follows
from socialkit.suggest.sweep import LINES, triage_sweep
from socialkit.suggest.totals import candidate_totals, triage_totals
from socialkit.suggest.triage import LEAVE_BELOW, NEWEST, PILES, triage
from socialkit.suggest.twohops import TwoHops, two_hops

__all__ = [
    "LEAVE_BELOW",
    "LINES",
    "NEWEST",
    "PILES",
    "THRESHOLD",
    "WEIGHTS",
    "TwoHops",
    "candidate_totals",
    "candidates",
    "follow_back",
    "follow_back_check",
    "gap",
    "next_follow_totals",
    "next_follows",
    "triage",
    "triage_sweep",
    "triage_totals",
    "two_hops",
    "when_to_wait",
]
