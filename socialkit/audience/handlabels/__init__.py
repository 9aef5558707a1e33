"""Followers judged by hand: the draw, the answers, and what they say of all."""

from socialkit.audience.handlabels.corrected import corrected_profile
from socialkit.audience.handlabels.labelfiles import read_labels
from socialkit.audience.handlabels.labelling import labelling_sample
from socialkit.audience.handlabels.labels import save_labels

__all__ = [
    "corrected_profile",
    "labelling_sample",
    "read_labels",
    "save_labels",
]
