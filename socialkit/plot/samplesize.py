"""How many followers to look at for how much certainty."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from socialkit.plot.comparison import round_numbers
from socialkit.plot.ends import label_ends
from socialkit.plot.panel import missing
from socialkit.plot.style import axes_width, canvas, cited, dress, name_axes
from socialkit.plot.text import LABEL, shortened, width
from socialkit.plot.theme import hue

_COLOURS = ("vermilion", "orange", "green", "sky", "blue")
_MARKERS = ("o", "s", "D", "^", "v")
_GUTTER, _WIDEST = 44.0, 170.0
_HOLDS_FOR = "For a share near one half, which asks for most; and only for samples drawn at random"
_NOTHING = "No audience and no margin was asked about."


def sample_size(
    sizes: pd.DataFrame,
    *,
    level: float = 0.95,
    title: str = "How many followers must one look at?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw how many followers must be drawn at random against how far the share may lie off.

    Parameters
    ----------
    sizes
        Indexed by `margin` (0-1: how far the share found may lie off), one column for each
        audience, named as it is to be written, such as ``"of 2,000"``; cells hold numbers
        of followers. At most five columns are drawn, the first ones.
    level
        How sure one is to be of that, for the words below the title.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> sizes = pd.DataFrame({"of 2,000": [1656, 323]}, pd.Index([0.01, 0.05], name="margin"))
    >>> [text.get_text() for text in sample_size(sizes).texts][-1]
    '1,656 of 2,000'
    """
    drawn = sizes.iloc[:, : len(_COLOURS)].astype("Float64").dropna(how="all", axis=1)
    drawn = drawn.dropna(how="all").sort_index(ascending=False)
    if drawn.empty:
        return missing(_NOTHING, title=title, source=source, ax=ax)
    ax = canvas(ax)
    subtitle = (
        "Followers to draw at random so that the share found lies no further from the truth, "
        f"{100 * level:.10g} times in 100. Further right: surer, and more work."
    )
    footer = [cited(source), f"Lists {', '.join(map(str, drawn))} followers", _HOLDS_FOR]
    dress(ax, kind="sample_size", drawn=drawn, title=title, subtitle=subtitle, footer=footer,
          gutter=_GUTTER, head=26)  # fmt: skip
    name_axes(
        ax, "How far the share found may lie off, in percentage points",
        "Followers to look at (log scale)", gutter=_GUTTER,
    )  # fmt: skip
    labels = {
        name: shortened(f"{drawn[name].dropna().iloc[-1]:,.0f} {name}", _WIDEST, LABEL)
        for name in drawn
    }
    _scale(ax, drawn, max(width(label, LABEL, bold=True) for label in labels.values()))
    for place, name in enumerate(drawn):
        line = drawn[name].dropna().astype(float)
        ax.plot(-np.log10(line.index.to_numpy(float)), line, color=hue[_COLOURS[place]], label=name,
                marker=_MARKERS[place], markersize=5.5, linewidth=1.8,
                markeredgecolor=hue.paper, markeredgewidth=0.6)  # fmt: skip
    last = {name: drawn[name].dropna().astype(float) for name in drawn}
    ends = {name: (-np.log10(float(line.index[-1])), line.iloc[-1]) for name, line in last.items()}
    label_ends(ax, ends, labels)
    return ax


def _scale(ax: Axes, drawn: pd.DataFrame, room: float) -> None:
    """Put large margins left and small ones right, by factors, with room for the labels."""
    places = -np.log10(drawn.index.to_numpy(dtype=float))
    reach = places[-1] - places[0] or 1.0
    share = min((room + 14) / axes_width(ax), 0.75)
    left = places[0] - 0.04 * reach
    ax.set_xlim(left, left + (places[-1] - left) / (1 - share))
    ax.xaxis.set_major_locator(FixedLocator(_readable(ax, places)))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda place, _: f"±{100 * 10**-place:.3g}"))
    numbers = drawn.to_numpy(dtype=float, na_value=np.nan)
    ax.set_yscale("log")
    ax.set_ylim(np.nanmin(numbers) / 1.4, np.nanmax(numbers) * 1.4)
    ax.yaxis.set_major_locator(FixedLocator(round_numbers(*ax.get_ylim())))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda count, _: f"{count:,.0f}"))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.grid(axis="y", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)


def _readable(ax: Axes, places: np.ndarray) -> list[float]:
    """Leave out the margins whose numbers would run into the one before."""
    left, right = ax.get_xlim()
    kept: list[float] = []
    for place in places:
        gap = (place - kept[-1]) / (right - left) * axes_width(ax) if kept else np.inf
        if gap > width(f"±{100 * 10**-place:.3g}", LABEL) + 6:
            kept.append(float(place))
    return kept
