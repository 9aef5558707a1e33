"""What one threshold decides: the segments of an audience, drawn for several of them."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from socialkit.plot.audience import SEGMENTS
from socialkit.plot.panel import missing, reason
from socialkit.plot.spread import apart
from socialkit.plot.style import (
    axes_height,
    axes_width,
    canvas,
    cited,
    dress,
    name_axes,
    outlined,
    write,
)
from socialkit.plot.text import LABEL, whole_percent, width
from socialkit.plot.theme import hue

MARKERS = {"engaged": "o", "silent": "s", "dormant": "D", "unreachable": "^", "unknown": "v"}
"""Each kind of follower has a shape too, so that the lines are told apart without colour."""
_GUTTER = 36.0
_PLAIN = "Share of followers of each kind, had the line for dormant been drawn elsewhere."


def threshold_sweep(
    sweep: pd.DataFrame,
    *,
    title: str = "How much hangs on the threshold?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of each kind of follower against the threshold for being dormant.

    Parameters
    ----------
    sweep
        Indexed by `measure` (engaged, silent, dormant, unreachable, unknown) and `days`
        (the threshold); columns `value`, `low`, `high` (shares, 0-1), `n` (followers
        classed), `frame` (in words, which ones) and `note` (why not known).
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> places = pd.MultiIndex.from_product([["dormant"], [31, 60]], names=["measure", "days"])
    >>> sweep = pd.DataFrame({"value": [0.4, 0.3], "low": [0.3, 0.2], "high": [0.5, 0.4]}, places)
    >>> ax = threshold_sweep(sweep)
    >>> [text.get_text() for text in ax.texts][-1]
    'Dormant 40 to 30 %'
    """
    known = sweep.dropna(subset=["value"])
    known = known[known.index.get_level_values("measure") != "unknown"]
    if known.empty:
        return missing(reason(sweep), title=title, source=source, ax=ax)
    lines = {name: _numbers(sweep.loc[name]) for name in SEGMENTS if name in sweep.index.unique(0)}
    lines = {name: rows for name, rows in lines.items() if len(rows)}
    has_spread = any((rows["high"] > rows["low"]).any() for rows in lines.values())
    subtitle = f"{_PLAIN} Bars: where the true share plausibly lies." if has_spread else _PLAIN
    ax = canvas(ax)
    drawn = pd.concat([sweep.loc[[name]].sort_index().dropna(subset=["value"]) for name in lines])
    dress(ax, kind="threshold_sweep", drawn=drawn, title=title, subtitle=subtitle,
          footer=[cited(source), *_counted(known)], gutter=_GUTTER, head=26)  # fmt: skip
    name_axes(
        ax, "Days without a public post that count as dormant", "Share of followers",
        gutter=_GUTTER,
    )  # fmt: skip
    labels = {name: _label(name, rows["value"]) for name, rows in lines.items()}
    _scale(ax, lines, max(width(label, LABEL, bold=True) for label in labels.values()))
    for name, rows in lines.items():
        _draw_line(ax, name, rows)
    _label_ends(ax, lines, labels)
    return ax


def _numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the known shares with both ends of their interval, as floats, by days."""
    columns = ["value", "low", "high"]
    return rows.reindex(columns=columns).astype("Float64").dropna(subset=["value"]).sort_index()


def _counted(known: pd.DataFrame) -> list[str]:
    """Return on how many followers the shares stand, and which ones."""
    if "n" not in known or known["n"].isna().all():
        return []
    row = known.loc[known["n"].notna()].iloc[0]
    frame = row.get("frame")
    return [f"n = {int(row['n']):,}", "" if pd.isna(frame) else str(frame)]


def _label(name: str, values: pd.Series) -> str:
    """Say what the shares are at the first and at the last threshold."""
    first, last = whole_percent(float(values.iloc[0])), whole_percent(float(values.iloc[-1]))
    ends = last if first == last else f"{first.removesuffix(' %')} to {last}"
    return f"{name.capitalize()} {ends}"


def _scale(ax: Axes, lines: dict[str, pd.DataFrame], room: float) -> None:
    """Mark the thresholds below, and leave room for the labels on the right."""
    days = sorted(set().union(*(rows.index for rows in lines.values())))
    reach = days[-1] - days[0] or 30
    share = min((room + 14) / axes_width(ax), 0.75)
    left = days[0] - 0.04 * reach
    ax.set_xlim(left, left + (days[-1] - left) / (1 - share))
    top = max(float(rows[["value", "high"]].max().max()) for rows in lines.values())
    ax.set_ylim(0, min(max(1.08 * top, 0.1), 1.03))
    step = next(step for step in (0.02, 0.05, 0.1, 0.25) if ax.get_ylim()[1] / step <= 6)
    ax.xaxis.set_major_locator(FixedLocator(_readable(ax, days)))
    ax.yaxis.set_major_locator(FixedLocator(np.arange(0, ax.get_ylim()[1] + 1e-9, step)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:.0f} %"))
    ax.grid(axis="y", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)


def _readable(ax: Axes, days: list[int]) -> list[int]:
    """Leave out the thresholds whose numbers would run into the one before."""
    left, right = ax.get_xlim()
    kept: list[int] = []
    for day in days:
        gap = (day - kept[-1]) / (right - left) * axes_width(ax) if kept else np.inf
        if gap > width(f"{day:,}", LABEL) + 8:
            kept.append(day)
    return kept


def _draw_line(ax: Axes, name: str, rows: pd.DataFrame) -> None:
    colour, values = hue[SEGMENTS[name][0]], rows.astype(float)
    ax.plot(values.index, values["value"], color=colour, linewidth=1.8, label=name,
            marker=MARKERS[name], markersize=6, markeredgecolor=hue.paper, markeredgewidth=0.6,
            clip_on=False, zorder=3)  # fmt: skip
    bars = values[values["high"] > values["low"]]
    halo = outlined(3.6, alpha=0.8)
    ax.vlines(bars.index, bars["low"], bars["high"], colors=colour, linewidth=1.6, zorder=2.5,
              path_effects=halo, label=f"{name}, interval")  # fmt: skip


def _label_ends(ax: Axes, lines: dict[str, pd.DataFrame], labels: dict[str, str]) -> None:
    """Name each line at its right end, moved up or down where two would touch."""
    ends = {name: float(rows["value"].iloc[-1]) for name, rows in lines.items()}
    last = max(rows.index[-1] for rows in lines.values())
    tall, top = axes_height(ax), ax.get_ylim()[1]
    wanted = {name: end / top * tall for name, end in ends.items()}
    placed = apart(wanted, gap=1.35 * LABEL, low=0.5 * LABEL, high=tall)
    for name, end in ends.items():
        shift = placed[name] - wanted[name]
        look = {"size": LABEL, "bold": True, "va": "center"}
        write(ax, labels[name], (last, end), offset=(9, shift), **look)
