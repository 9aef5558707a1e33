"""Very many accounts at once: shades for how many lie where, drawn as one picture."""

import pandas as pd
from matplotlib.axes import Axes

from socialkit.plot.theme import colour_map, hue

_WORDS = (
    "Too many accounts to mark each: the {darker}, the more lie there ({low:,} to {high:,}). "
    "Marks and bars: the accounts named."
)


def draw_density(ax: Axes, shown: pd.DataFrame) -> str:
    """Shade hexagons by how many accounts lie in each, and return what to say of them.

    Only the shades are a picture; axes and letters stay lines, sharp at every size.
    """
    shades = ax.hexbin(
        shown["quantity"],
        shown["quality"],
        xscale="log",
        bins="log",
        gridsize=(70, 34),
        mincnt=1,
        cmap=colour_map(hue.cells),
        linewidths=0.1,
        rasterized=True,
        zorder=1.2,
        label="accounts",
    )
    count = shades.get_array()
    return _WORDS.format(darker=hue.darker, low=int(count.min()), high=int(count.max()))
