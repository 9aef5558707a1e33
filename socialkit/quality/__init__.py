"""How good a follower is: open signals, and a score that sums them up.

A signal is one piece of evidence on one account and never a verdict. What is not known is
NA: it lowers `coverage`, never the score. An account nobody saw interact is silent, not bad.
"""

from socialkit.quality.needed import DORMANT_DAYS
from socialkit.quality.scoring import FACET_WEIGHTS, MIN_COVERAGE, score
from socialkit.quality.signals import SIGNALS, Signal, signals

__all__ = [
    "DORMANT_DAYS",
    "FACET_WEIGHTS",
    "MIN_COVERAGE",
    "SIGNALS",
    "Signal",
    "score",
    "signals",
]
