"""Names at the right end of lines, on a logarithmic scale of heights."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes

from socialkit.plot.spread import apart
from socialkit.plot.style import axes_height, write
from socialkit.plot.text import LABEL


def label_ends(
    ax: Axes, ends: Mapping[str, tuple[float, float]], labels: Mapping[str, str]
) -> None:
    """Write a label beside the last point of each line, moved up or down where two would touch.

    Parameters
    ----------
    ends
        By name, where the line ends; the scale of heights is logarithmic.
    labels
        By name, what to write.
    """
    low, high = np.log10(ax.get_ylim())
    tall = axes_height(ax)
    wanted = {name: (np.log10(y) - low) / (high - low) * tall for name, (_, y) in ends.items()}
    placed = apart(wanted, gap=1.35 * LABEL, low=0.5 * LABEL, high=tall)
    for name, spot in ends.items():
        offset = (9, placed[name] - wanted[name])
        write(ax, labels[name], spot, offset=offset, size=LABEL, bold=True, va="center")
