"""Numbers that carry their uncertainty: a value, its interval, and what it was counted on."""

from socialkit.estimate.corrections import PredictiveValues, corrected, predictive_value
from socialkit.estimate.correlation import rank_correlation
from socialkit.estimate.differences import difference
from socialkit.estimate.domains import domain_share
from socialkit.estimate.lifetimes import median_survival, survival
from socialkit.estimate.means import MEAN_TARGETS, mean, total
from socialkit.estimate.number import MIN_BOOTSTRAP, UNKNOWN, Estimate, table, unknown
from socialkit.estimate.proportions import PROPORTION_METHODS, proportion, sample_size
from socialkit.estimate.quantification import QUANTIFIERS, quantify
from socialkit.estimate.redrawn import Draws
from socialkit.estimate.separation import auc
from socialkit.estimate.strata import STRATIFIED_METHODS, stratified
from socialkit.estimate.unequal import hajek, horvitz_thompson

__all__ = [
    "MEAN_TARGETS",
    "MIN_BOOTSTRAP",
    "PROPORTION_METHODS",
    "QUANTIFIERS",
    "STRATIFIED_METHODS",
    "UNKNOWN",
    "Draws",
    "Estimate",
    "PredictiveValues",
    "auc",
    "corrected",
    "difference",
    "domain_share",
    "hajek",
    "horvitz_thompson",
    "mean",
    "median_survival",
    "predictive_value",
    "proportion",
    "quantify",
    "rank_correlation",
    "sample_size",
    "stratified",
    "survival",
    "table",
    "total",
    "unknown",
]
