"""Look at things by hand, in the notebook: judge followers one by one."""

from socialkit.explore.labelling import Labelling, label

__all__ = ["Labelling", "label"]
