"""The Lorenz curve: how much rests on a few."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from socialkit.plot.panel import missing, reason
from socialkit.plot.record import beside
from socialkit.plot.style import canvas, cited, dress, name_axes, outlined, write
from socialkit.plot.text import LABEL, SMALL, percent
from socialkit.plot.theme import hue

_GUTTER = 36.0
_SUBTITLE = "The further the curve sags below the straight line, the more rests on a few."
_BAND = " Band: where it plausibly lies."


def lorenz(
    curve: pd.DataFrame,
    concentration: pd.DataFrame,
    *,
    held: str = "interactions",
    holders: str = "people",
    title: str = "Does it all rest on a few?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw what share those hold who hold least, against the line of equal shares.

    Parameters
    ----------
    curve
        As `socialkit.audience.lorenz` returns it: indexed by `people_share` (0-1), columns
        `value`, `low`, `high` (0-1), `n`, `frame` and `note`.
    concentration
        As `socialkit.audience.concentration` returns it; its rows `gini` and
        `top_10_percent` are written on.
    held, holders
        What is held and by whom, for the words on the chart.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> curve = pd.DataFrame({"value": [0.0, 0.1, 1.0]},
    ...                      index=pd.Index([0.0, 0.5, 1.0], name="people_share"))
    >>> lorenz(curve, pd.DataFrame()).get_xlabel()
    'People, from those with fewest interactions to those with most'
    """
    columns = ["value", "low", "high"]
    rows = curve.reindex(columns=columns).astype("Float64").astype(float).sort_index()
    rows = rows.dropna(subset=["value"])
    if rows.empty:
        return missing(reason(curve), title=title, source=source, ax=ax)
    ax = canvas(ax)
    has_band = bool((rows["high"] > rows["low"]).any())
    footer = [cited(source), *_footer(curve, holders)]
    subtitle = _SUBTITLE + (_BAND if has_band else "")
    drawn = beside(curve.loc[rows.index], held=held, holders=holders)
    dress(ax, kind="lorenz", drawn=drawn, title=title, subtitle=subtitle,
          footer=footer, gutter=_GUTTER, head=26)  # fmt: skip
    across = f"{holders[:1].upper()}{holders[1:]}, from those with fewest {held} to those with most"
    name_axes(ax, across, f"Share of all {held}", gutter=_GUTTER)
    _scale(ax)
    if has_band:
        band = rows.fillna({"low": rows["value"], "high": rows["value"]})
        look = {"color": hue.sky, "alpha": 0.35, "linewidth": 0}
        ax.fill_between(band.index, band["low"], band["high"], **look)
    ax.plot(rows.index, rows["value"], color=hue.blue, linewidth=2.2, solid_capstyle="round")
    _write(ax, concentration, held, holders)
    return ax


def _scale(ax: Axes) -> None:
    ax.set(xlim=(0, 1.02), ylim=(0, 1.03))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(FixedLocator([0, 0.25, 0.5, 0.75, 1]))
        axis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.0f} %"))
    ax.grid(axis="y", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)
    ax.plot([0, 1], [0, 1], color=hue.line, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1.5)


def _write(ax: Axes, concentration: pd.DataFrame, held: str, holders: str) -> None:
    """Name the straight line, and write how unequal it is where the curve leaves room."""
    halo = outlined(2.4)
    look = {"path_effects": halo, "zorder": 6}
    words = f"if all had the same number of {held}"
    write(ax, words, (0.5, 0.5), offset=(-8, 6), ha="right", color=hue.quiet, size=SMALL, **look)
    lines = []
    top, gini = (_row(concentration, name) for name in ("top_10_percent", "gini"))
    if top is not None:
        ends = "" if top[1] == top[2] or np.isnan(top[1]) else _ends(*map(percent, top[1:]))
        lines.append(f"The tenth with most: {percent(top[0])}{ends} of all {held}")
    if gini is not None:
        numbers = [f"{x:.2f}" for x in gini]
        ends = "" if gini[1] == gini[2] or np.isnan(gini[1]) else _ends(*numbers[1:])
        lines.append(f"Gini {numbers[0]}{ends}; 0: all alike, 1: one holds everything")
    for step, line in enumerate(lines):
        write(ax, line, (0.02, 1), coords=("axes fraction", "axes fraction"),
              offset=(0, -12 - 14 * step), size=LABEL, bold=step == 0, **look)  # fmt: skip


def _row(concentration: pd.DataFrame, name: str) -> tuple[float, float, float] | None:
    if name not in concentration.index or pd.isna(concentration.at[name, "value"]):
        return None
    numbers = concentration.loc[name].reindex(["value", "low", "high"])
    return tuple(float("nan") if pd.isna(x) else float(x) for x in numbers)


def _ends(low: str, high: str) -> str:
    return f" ({low} to {high})"


def _footer(curve: pd.DataFrame, holders: str) -> list[str]:
    if "n" not in curve or curve["n"].isna().all():
        return []
    number = int(curve["n"].max())
    frame = str(curve["frame"].iloc[0]) if "frame" in curve else ""
    return [f"n = {number:,}" + (f" {holders}" if number != 1 else ""), frame]
