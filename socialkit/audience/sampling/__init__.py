"""How far the followers seen speak for all: lists, drift, samples."""

from socialkit.audience.sampling.drift import drift
from socialkit.audience.sampling.listing import count_versus_list
from socialkit.audience.sampling.samplesizes import sample_sizes
from socialkit.audience.sampling.trials import sampling_trials

__all__ = [
    "count_versus_list",
    "drift",
    "sample_sizes",
    "sampling_trials",
]
