"""Numbers that carry their uncertainty: a value, its interval, and what it was counted on."""

from socialkit.estimate.number import UNKNOWN, Estimate, table, unknown
from socialkit.estimate.proportions import PROPORTION_METHODS, proportion
from socialkit.estimate.resampled import MIN_BOOTSTRAP, mean, rank_correlation

__all__ = [
    "MIN_BOOTSTRAP",
    "PROPORTION_METHODS",
    "UNKNOWN",
    "Estimate",
    "mean",
    "proportion",
    "rank_correlation",
    "table",
    "unknown",
]
