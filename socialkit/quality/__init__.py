"""How good a follower is: open signals, and a score that sums them up.

A signal is one piece of evidence on one account and never a verdict. What is not known is
NA: it lowers `coverage`, never the score. An account nobody saw interact is silent, not bad.
"""

from socialkit.quality.disagreement import disagreement
from socialkit.quality.explain import explain
from socialkit.quality.learned import Learned
from socialkit.quality.learning import learn
from socialkit.quality.needed import DORMANT_DAYS
from socialkit.quality.presets import FACET_WEIGHTS, PRESETS
from socialkit.quality.reachable import REACHABLE, UNREACHABLE_BELOW, Evidence
from socialkit.quality.relatedness import relatedness
from socialkit.quality.reweighing import Facets
from socialkit.quality.rulecard import rule_card
from socialkit.quality.rules import rules
from socialkit.quality.rulesets import RULE_SETS
from socialkit.quality.savedscorer import load_learned
from socialkit.quality.scoring import MIN_COVERAGE, score
from socialkit.quality.sensitivity import sensitivity
from socialkit.quality.signals import SIGNALS, Signal, signal_values, signals

__all__ = [
    "DORMANT_DAYS",
    "FACET_WEIGHTS",
    "MIN_COVERAGE",
    "PRESETS",
    "REACHABLE",
    "RULE_SETS",
    "SIGNALS",
    "UNREACHABLE_BELOW",
    "Evidence",
    "Facets",
    "Learned",
    "Signal",
    "disagreement",
    "explain",
    "learn",
    "load_learned",
    "relatedness",
    "rule_card",
    "rules",
    "score",
    "sensitivity",
    "signal_values",
    "signals",
]
