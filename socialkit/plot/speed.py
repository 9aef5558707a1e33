"""How long it takes, and how that grows with the network."""

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from socialkit.plot.ends import label_ends
from socialkit.plot.panel import missing
from socialkit.plot.style import axes_width, canvas, cited, dress, name_axes
from socialkit.plot.text import LABEL, shortened, width
from socialkit.plot.theme import hue

_COLOURS = ("blue", "vermilion", "orange", "green", "sky")
_MARKERS = ("o", "s", "D", "^", "v")
_GUTTER, _WIDEST = 44.0, 210.0
_NOTHING = "Nothing was measured."


def speed(
    measured: pd.DataFrame,
    *,
    title: str = "How long does it take?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the seconds that several ways take against the size of the network.

    Parameters
    ----------
    measured
        Indexed by `follows` (how many the network has), one column for each way, named as it
        is to be written; cells hold seconds, NA where it was not measured. At most five
        columns are drawn, the first ones.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> measured = pd.DataFrame({"by hand": [3.0, 90.0]}, pd.Index([10**5, 10**6], name="follows"))
    >>> [text.get_text() for text in speed(measured).texts][-1]
    'by hand: 90 s'
    """
    drawn = measured.iloc[:, : len(_COLOURS)].astype("Float64").dropna(how="all", axis=1)
    drawn = drawn.dropna(how="all").sort_index()
    if drawn.empty:
        return missing(_NOTHING, title=title, source=source, ax=ax)
    ax = canvas(ax)
    subtitle = "Seconds from the saved file to the finished tables, for networks of several sizes."
    ends = [f"{many:,}" for many in dict.fromkeys([drawn.index[0], drawn.index[-1]])]
    footer = [cited(source), f"Networks of {' to '.join(ends)} follows", "Scales by factors of ten"]
    dress(ax, kind="speed", drawn=drawn, title=title, subtitle=subtitle, footer=footer,
          gutter=_GUTTER, head=26)  # fmt: skip
    name_axes(ax, "Follows in the network", "Seconds", gutter=_GUTTER)
    labels = {name: shortened(_label(name, drawn[name]), _WIDEST, LABEL) for name in drawn}
    _scale(ax, drawn, max(width(label, LABEL, bold=True) for label in labels.values()))
    for place, name in enumerate(drawn):
        line = drawn[name].dropna().astype(float)
        ax.plot(np.log10(line.index.to_numpy(float)), line, color=hue[_COLOURS[place]], label=name,
                marker=_MARKERS[place], markersize=5.5, linewidth=1.8,
                markeredgecolor=hue.paper, markeredgewidth=0.6)  # fmt: skip
    last = {name: drawn[name].dropna().astype(float) for name in drawn}
    ends = {name: (np.log10(line.index[-1]), line.iloc[-1]) for name, line in last.items()}
    label_ends(ax, ends, labels)
    return ax


def _label(name: str, line: pd.Series) -> str:
    return f"{name}: {line.dropna().iloc[-1]:,.3g} s"


def _scale(ax: Axes, drawn: pd.DataFrame, room: float) -> None:
    """Mark the networks below and round numbers of seconds beside, with room for the labels."""
    places = np.log10(drawn.index.to_numpy(dtype=float))
    reach = places[-1] - places[0] or 1.0
    share = min((room + 14) / axes_width(ax), 0.75)
    left = places[0] - 0.05 * reach
    ax.set_xlim(left, left + (places[-1] - left) / (1 - share))
    ax.xaxis.set_major_locator(FixedLocator(places))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda place, _: _in_short(10**place)))
    numbers = drawn.to_numpy(dtype=float, na_value=np.nan)
    ax.set_yscale("log")
    ax.set_ylim(np.nanmin(numbers) / 1.6, np.nanmax(numbers) * 1.6)
    ax.yaxis.set_major_locator(FixedLocator(_round_seconds(*ax.get_ylim())))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: f"{seconds:,g}"))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.grid(axis="y", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)


def _round_seconds(low: float, high: float) -> list[float]:
    """Return every power of ten between the ends, and three times it."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (figure * 10.0**power for power in powers for figure in (1, 3))
    return [step for step in steps if low <= step <= high]


def _in_short(count: float) -> str:
    """Return a large count in two figures: 25.3 million is 25 M."""
    for size, unit in ((1e6, " M"), (1e3, " k")):
        if count >= 0.95 * size:
            return f"{float(f'{count / size:.2g}'):,g}{unit}"
    return f"{count:,.0f}"
