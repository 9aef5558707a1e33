"""Charts a blogger can publish as they are: tables in, axes out, nothing computed.

Every chart takes a table that another room made and draws what stands in it. Without `ax`
it takes a new sheet of 640 x 440 px. What is not known is never drawn as zero: a chart
without data is a panel that says so, and why.
"""

from matplotlib.axes import Axes

from socialkit.plot.audience import audience_composition, dormancy_curve
from socialkit.plot.comparison import quality_vs_quantity
from socialkit.plot.network import degree_distribution
from socialkit.plot.output import close, pixel_width, rendered
from socialkit.plot.panel import missing
from socialkit.plot.personas import persona_profile
from socialkit.plot.style import use_style

__all__ = [
    "Axes",
    "audience_composition",
    "close",
    "degree_distribution",
    "dormancy_curve",
    "missing",
    "persona_profile",
    "pixel_width",
    "quality_vs_quantity",
    "rendered",
    "use_style",
]
