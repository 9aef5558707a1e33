"""The persona map: where the kinds of followers lie, counted in squares, nobody singled out."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from socialkit.plot.key import COLOURS, MARKS, key_height, key_lines, write_key
from socialkit.plot.panel import missing
from socialkit.plot.personas import FEATURES
from socialkit.plot.style import axes_width, canvas, cited, dress, write
from socialkit.plot.text import LABEL, SMALL, counted, percent, width
from socialkit.plot.theme import hue

_BODY = 250.0
_LARGEST = 190.0
"""Area in square points of the square that holds most accounts."""
_SUBTITLE = "Accounts that are alike lie near one another; a larger mark stands for more accounts."


def persona_map(
    cells: pd.DataFrame,
    *,
    note: str = "",
    title: str = "Where do the kinds of followers lie?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the kinds of followers on a map, one mark for each square and kind.

    Parameters
    ----------
    cells
        As `socialkit.cluster.cells` returns them: `x`, `y`, `persona` and `accounts`;
        `attrs` for the words below the chart.
    note
        Why there are no personas, where there are none.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on, the largest kind first in the key.

    Examples
    --------
    >>> cells = pd.DataFrame({"x": [0.0, 1.0], "y": [0.0, 1.0], "accounts": [9, 30],
    ...                       "persona": ["talkers", "readers"]})
    >>> ax = persona_map(cells)
    >>> "Readers" in [text.get_text() for text in ax.texts]
    True
    """
    if cells.empty:
        reason = note or "Too few accounts of any kind lie together to be shown."
        return missing(reason, heading="Nothing to show", title=title, source=source, ax=ax)
    ax = canvas(ax)
    totals = cells.groupby("persona")["accounts"].sum()
    names = sorted(totals.index, key=lambda name: (-totals[name], name))
    key = key_lines(ax, [_capital(name) for name in names])
    _draw(ax, cells, names)
    dress(
        ax,
        kind="persona_map",
        drawn=cells,
        title=title,
        subtitle=_SUBTITLE,
        footer=_footer(cells, source),
        gutter=6,
        head=14 + key_height(key),
        foot=22,
        body=_BODY,
    )
    write_key(ax, key)
    _name_axes(ax, cells.attrs.get("axes", ("", "")))
    return ax


def _capital(name: str) -> str:
    return str(name)[:1].upper() + str(name)[1:]


def _draw(ax: Axes, cells: pd.DataFrame, names: list[str]) -> None:
    """Draw one mark per square and kind, its area as the number of accounts, small ones on top."""
    most = float(cells["accounts"].max())
    layer = cells.groupby(["x", "y"])["accounts"].rank(method="first", ascending=False)
    for (number, depth), mine in cells.groupby([cells["persona"].map(names.index), layer]):
        areas = 7 + _LARGEST * mine["accounts"].to_numpy(dtype=float) / most
        look = {"color": hue[COLOURS[number % 8]], "marker": MARKS[number % 8]}
        spots = (mine[axis].to_numpy(dtype=float) for axis in ("x", "y"))
        look |= {"linewidths": 0.5, "edgecolors": hue.paper, "zorder": 2 + depth}
        ax.scatter(*spots, s=areas, **look)
    ax.set(xticks=[], yticks=[])
    ax.margins(0.05)
    ax.spines[:].set(color=hue.line, linewidth=0.6, visible=True)


def _name_axes(ax: Axes, axes: tuple[str, str]) -> None:
    words = [FEATURES.get(name, name.replace("_", " ")) for name in axes]
    if not all(words):
        return
    told = f"highest on the right: {words[0]}  ·  highest at the top: {words[1]}"
    size = LABEL if width(told, LABEL) < axes_width(ax) else SMALL
    write(ax, told, (0, 0), coords="axes fraction", offset=(0, -14), size=size, color=hue.ink)


def _footer(cells: pd.DataFrame, source: str) -> list[str]:
    known = cells.attrs
    shown = int(cells["accounts"].sum())
    every = known.get("of", shown)
    parts = [cited(source), f"n = {counted(shown, 'account')} of {every:,}"]
    if known.get("fewest", 1) > 1:
        parts.append(f"fewer than {known['fewest']} of a kind in one place: not drawn")
    if not np.isnan(known.get("explained", np.nan)):
        parts.append(f"the map keeps {percent(known['explained'])} of the differences")
    return parts
