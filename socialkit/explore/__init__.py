"""Look at things by hand, in the notebook: move what was chosen, judge followers one by one."""

from socialkit.explore.answer import Explored
from socialkit.explore.audiences import audience_of as audience
from socialkit.explore.labelling import Labelling, label
from socialkit.explore.networks import network
from socialkit.explore.qualities import quality

__all__ = ["Explored", "Labelling", "audience", "label", "network", "quality"]
