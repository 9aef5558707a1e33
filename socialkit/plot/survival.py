"""For how long followers go on posting: one stepped line for each group, with its band."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from socialkit.plot.panel import missing
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
from socialkit.plot.text import LABEL, shortened, width
from socialkit.plot.theme import hue

_LOOKS = (("blue", "-"), ("vermilion", (0, (5, 1.6))), ("green", (0, (1.4, 1.2))), ("quiet", "-."))
"""Colour and dash of each line: told apart in grey too."""
MOST_GROUPS = len(_LOOKS)
_YEAR = 365.25
_LINE_HEIGHT, _SAMPLE = 13.0, 27.0


def survival(
    curve: pd.DataFrame,
    *,
    frame: str = "",
    title: str = "Who loses steam, and when?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of followers still posting after so many days, with its band.

    Parameters
    ----------
    curve
        Indexed by `group` and `days`; columns `value`, `low`, `high` (shares, 0-1) and
        `n` (followers counted). At most four groups, the largest ones.
    frame
        In words, which followers were counted.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([("all", 10), ("all", 400)], names=["group", "days"])
    >>> numbers = {"value": [0.9, 0.5], "low": [0.8, 0.3], "high": [0.95, 0.7], "n": [20, 20]}
    >>> survival(pd.DataFrame(numbers, index=index)).get_xlabel()
    'Years since the account was opened'
    """
    rows = curve.dropna(subset=["value"]).sort_index()
    if rows.empty:
        reason = "Since when followers have accounts, or when they last posted, is not known."
        return missing(reason, title=title, source=source, ax=ax)
    count = rows["n"].groupby(level="group").max().sort_values(ascending=False, kind="stable")
    names = list(count.index[:MOST_GROUPS])
    ax, gutter = canvas(ax), 36.0
    counted = " · ".join(f"n = {count[name]:,}" for name in names) if len(names) == 1 else ""
    dress(
        ax,
        kind="survival",
        drawn=rows.loc[names],
        title=title,
        subtitle="Share of followers still posting so long after opening their account. Band: "
        "where the true share plausibly lies.",
        footer=[cited(source), counted, frame],
        gutter=gutter,
        head=26,
    )
    name_axes(ax, "Years since the account was opened", "Share still posting", gutter=gutter)
    _scale(ax, rows)
    for name, look in zip(names, _LOOKS, strict=False):
        line = rows.xs(name, level="group")[["value", "low", "high"]].astype("Float64")
        _draw(ax, line.astype(float), *look)
    if len(names) > 1:
        _name_lines(ax, {name: f"{name}, n = {count[name]:,}" for name in names}, rows)
    return ax


def _scale(ax: Axes, rows: pd.DataFrame) -> None:
    last = max(float(rows.index.get_level_values("days").max()) / _YEAR, 1 / 12)
    ax.set_xlim(0, last)
    ax.set_ylim(0, 1.02)
    step = next(step for step in (0.25, 0.5, 1, 2, 5, 10, 20) if last / step <= 8 or step == 20)
    ax.xaxis.set_major_locator(FixedLocator(np.arange(0, last + 1e-9, step)))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda years, _: f"{years:g}"))
    ax.yaxis.set_major_locator(FixedLocator([0, 0.25, 0.5, 0.75, 1]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.0f} %"))
    ax.grid(axis="y", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)


def _draw(ax: Axes, line: pd.DataFrame, color: str, dash: object) -> None:
    """Draw one group as steps that begin with everybody at the day of opening."""
    years = np.concatenate([[0.0], line.index.to_numpy(dtype=float) / _YEAR])
    value = np.concatenate([[1.0], line["value"]])
    low, high = (np.concatenate([[1.0], line[end].ffill().fillna(1.0)]) for end in ("low", "high"))
    ax.fill_between(years, low, high, step="post", color=hue[color], alpha=0.18, linewidth=0)
    ax.step(years, value, where="post", color=hue[color], linestyle=dash, linewidth=2)


def _name_lines(ax: Axes, names: dict[str, str], rows: pd.DataFrame) -> None:
    """Write the names in the upper right, in the order in which the lines lie there.

    Survival falls from the upper left, so that this corner is the emptiest of the chart.
    """
    middle = ax.get_xlim()[1] * _YEAR / 2
    looks = dict(zip(names, _LOOKS, strict=False))
    height = {name: _at(rows.xs(name, level="group")["value"], middle) for name in names}
    halo = outlined(3)
    for place, name in enumerate(sorted(names, key=lambda name: -height[name])):
        color, dash = looks[name]
        text, y = shortened(names[name], 300, LABEL, bold=True), 1 - (place + 0.5) * _tall(ax)
        left = width(text, LABEL, bold=True) + 2
        look = {"size": LABEL, "bold": True, "path_effects": halo}
        write(ax, text, (1, y), coords="axes fraction", offset=(-left, 0), va="center", **look)
        x = 1 - (left + 6) / axes_width(ax)
        sample = [x - _SAMPLE / axes_width(ax), x]
        ax.plot(
            sample, [y, y], color=hue[color], linestyle=dash, linewidth=2, transform=ax.transAxes
        )


def _at(value: pd.Series, day: float) -> float:
    before = value.loc[:day]
    return float(before.iloc[-1]) if len(before) else 1.0


def _tall(ax: Axes) -> float:
    return _LINE_HEIGHT / axes_height(ax)
