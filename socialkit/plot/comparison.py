"""The chart this kit is for: how good the followers are against how many."""

from typing import Protocol

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from socialkit.plot.corners import BAND, MARKS, draw_quadrants, plain
from socialkit.plot.density import draw_density
from socialkit.plot.labels import Box, place_labels
from socialkit.plot.panel import missing, reason
from socialkit.plot.record import beside, number
from socialkit.plot.style import axes_height, canvas, cited, dress, name_axes, write
from socialkit.plot.text import LABEL, counted
from socialkit.plot.theme import hue

_OTHERS = ("others", "o")
_GUTTER = 26.0
_SUBTITLE = "One mark per account. Bars: how far another audience of that size could lie off."
_NO_ACCOUNTS = "No account here has its follower list in the data."
_NO_QUALITY = "The data say too little about these followers to judge how good they are."
_MANY = 5000
"""More marks than this are one blot: drawn is how many lie where, in hexagons."""
_NARROW = (
    "Dashed: medians of these accounts. A narrow range of counts alone lowers the correlation."
)


class Correlation(Protocol):
    """A number with its interval, such as `socialkit.estimate.Estimate`."""

    value: float
    low: float
    high: float
    n: int


def quality_vs_quantity(
    comparison: pd.DataFrame,
    quadrants: pd.DataFrame,
    correlation: Correlation,
    *,
    title: str = "Do more followers mean better followers?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw mean follower quality against the number of followers, with intervals.

    Accounts whose quantity is 0 or not known, or whose quality is not known, cannot be
    drawn; the footer says how many those are.

    Parameters
    ----------
    comparison
        One row per focal account, indexed by `account_id`: `handle`, `quantity`
        (followers), `quality`, `quality_low`, `quality_high` (0-1), `quadrant` (name) and
        `is_notable` (whether to write the handle beside the mark).
    quadrants
        Indexed by the quadrant's name: `accounts` (count) and the bounds `quantity_low`,
        `quantity_high`, `quality_low`, `quality_high`; lines are drawn on the inner ones.
    correlation
        Rank correlation of quantity and quality with its interval.
    title
        The heading.
    source
        Where the data come from, for the footer.
    ax
        Where to draw; a new sheet of 640 x 440 px by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> rows = {"handle": ["ann"], "quantity": [120], "quality": [0.7], "quality_low": [0.6],
    ...         "quality_high": [0.8], "quadrant": ["small but excellent"], "is_notable": [True]}
    >>> nothing = SimpleNamespace(value=float("nan"), low=0.0, high=0.0, n=1)
    >>> ax = quality_vs_quantity(pd.DataFrame(rows), pd.DataFrame(), nothing)
    >>> ax.get_xlabel()
    'Followers (log scale)'
    """
    shown = _drawable(comparison)
    if shown.empty:
        why = reason(comparison) or (_NO_QUALITY if len(comparison) else _NO_ACCOUNTS)
        return missing(why, title=title, source=source, ax=ax)
    ax = canvas(ax)
    footer = [cited(source), *_footer(len(shown), len(comparison))]
    footer += [] if pd.isna(correlation.value) else [_NARROW]
    drawn = beside(comparison.iloc[shown["place"]], correlation=number(correlation))
    is_many = len(shown) > _MANY
    marked = _in_order(shown[shown["is_notable"]], comparison) if is_many else shown
    subtitle = draw_density(ax, shown) if is_many else _SUBTITLE
    dress(ax, kind="quality_vs_quantity", drawn=drawn, title=title, subtitle=subtitle,
          footer=footer, gutter=_GUTTER, head=26)  # fmt: skip
    name_axes(ax, "Followers (log scale)", "Mean follower quality, 0 to 1", gutter=_GUTTER)
    _scale(ax, shown)
    _draw_accounts(ax, marked)
    taken = draw_quadrants(ax, quadrants)
    taken += _write_correlation(ax, correlation)
    _name_notable(ax, marked, taken)
    return ax


def _drawable(comparison: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that have a place on a log scale, in an order made of their content."""
    numbers = ("quantity", "quality", "quality_low", "quality_high")
    columns = {name: comparison[name].to_numpy(dtype=float, na_value=np.nan) for name in numbers}
    shown = pd.DataFrame(columns).assign(place=np.arange(len(comparison)))
    shown = shown[(shown["quantity"] > 0) & shown["quality"].notna()]
    is_notable = comparison["is_notable"].fillna(False).to_numpy(dtype=bool)
    shown["is_notable"] = is_notable[shown["place"]]
    # Very many need no order: hexagons count the same in any.
    return shown if len(shown) > _MANY else _in_order(shown, comparison)


def _in_order(shown: pd.DataFrame, comparison: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with names and quadrants, in an order made of their content."""
    given = comparison.iloc[shown["place"]]
    ids = given.index.astype(str).to_numpy()
    handles = given["handle"].astype(object)
    named = shown.assign(
        handle=handles.where(handles.notna(), ids).to_numpy(),
        quadrant=[plain(name) for name in given["quadrant"]],
        id=ids,
    )
    order = ["quantity", "quality", "quality_low", "quality_high", "handle", "id"]
    if not named.duplicated(order[:2]).any():
        order = order[:2]  # the others would change nothing
    return named.sort_values(order, ignore_index=True)


def _footer(drawn: int, given: int) -> list[str]:
    left_out = given - drawn
    parts = [f"n = {counted(drawn, 'account')}"]
    if left_out:
        parts.append(f"{left_out:,} more not drawn: no followers, or quality not in this export")
    return parts


def _scale(ax: Axes, shown: pd.DataFrame) -> None:
    """Set log followers and a quality scale in whole tenths, with room for names at the ends."""
    ends = np.log10([shown["quantity"].min(), shown["quantity"].max()])
    spread = ends[1] - ends[0]
    left, right = max(0.08 * spread, (1 - spread) / 2), max(0.2 * spread, (1 - spread) / 2)
    ax.set_xscale("log")
    ax.set_xlim(10 ** (ends[0] - left), 10 ** (ends[1] + right))
    ax.xaxis.set_major_locator(FixedLocator(round_numbers(*ax.get_xlim())))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    low = np.nanmin(shown[["quality", "quality_low"]].to_numpy())
    high = np.nanmax(shown[["quality", "quality_high"]].to_numpy())
    low, high = max(np.floor(10 * low - 0.3) / 10, 0), min(np.ceil(10 * high + 0.3) / 10, 1)
    step = 0.1 if high - low < 0.65 else 0.2
    ticks = np.arange(round(low / step), round(high / step) + 1) * step
    tall = axes_height(ax)
    band = (high - low) * BAND / (tall - 2 * BAND)
    ax.set_ylim(low - band, high + band)
    ax.yaxis.set_major_locator(FixedLocator(ticks[(ticks > low - 0.01) & (ticks < high + 0.01)]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.1f}"))
    ax.grid(axis="y", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)


def round_numbers(low: float, high: float) -> list[float]:
    """Return at most nine round numbers between two: 1-2-5, else 1-3, else powers of ten."""
    end = low * (high / low) ** 0.965  # a number at the very end would be cut off
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    for leads in ((1, 2, 5), (1, 3), (1,)):
        ticks = [lead * 10.0**power for power in powers for lead in leads]
        ticks = [tick for tick in ticks if low <= tick <= end and tick >= 1]
        if len(ticks) <= 7:
            return ticks
    return ticks[:: len(ticks) // 7 + 1]


def _draw_accounts(ax: Axes, shown: pd.DataFrame) -> None:
    """Draw every interval and every dot: grey ones first, the two telling quadrants on top."""
    many = len(shown) > 120
    columns = ["quantity", "quality", "quality_low", "quality_high"]
    numbers, quadrants = shown[columns].to_numpy(dtype=float), shown["quadrant"].to_numpy()
    for quadrant in ("", *MARKS):
        part = numbers[quadrants == quadrant if quadrant else ~np.isin(quadrants, list(MARKS))]
        name, marker = MARKS.get(quadrant, _OTHERS)
        area = (14 if many else 26) * (1.5 if quadrant else 1) * (0.8 if marker == "D" else 1)
        bars = part[~np.isnan(part[:, 2:]).any(axis=1)]
        ax.vlines(
            bars[:, 0],
            bars[:, 2],
            bars[:, 3],
            colors=hue[name] if quadrant else hue.others_line,
            linewidth=0.7 if many else 1.3,
            alpha=0.75,
            zorder=2.1,
            label=f"{quadrant or 'others'}, interval",
        )
        ax.scatter(
            part[:, 0],
            part[:, 1],
            s=area,
            color=hue[name],
            marker=marker,
            edgecolors=hue.ink if quadrant else hue.paper,
            linewidths=0.6,
            zorder=3.5 if quadrant else 3,
            label=quadrant or "others",
        )


def _write_correlation(ax: Axes, correlation: Correlation) -> list[Box]:
    """Write the rank correlation at the upper right, level with the name of the y axis."""
    value, low, high = correlation.value, correlation.low, correlation.high
    if pd.isna(value):
        return []
    interval = "no interval" if pd.isna(low) or pd.isna(high) else f"{low:.2f} to {high:.2f}"
    text = f"Rank correlation {value:.2f} ({interval}), {counted(correlation.n, 'account')}"
    look = {"ha": "right", "va": "bottom", "size": LABEL}
    write(ax, text, (1, 1), coords="axes fraction", offset=(0, 6), **look)
    return []


def _name_notable(ax: Axes, shown: pd.DataFrame, taken: list[Box]) -> None:
    telling = ~shown["quadrant"].isin(list(MARKS))
    named = shown.assign(last=telling)[shown["is_notable"]]
    named = named.sort_values(["last", "quantity", "quality"], kind="stable")
    place_labels(
        ax,
        list(named["handle"]),
        named[["quantity", "quality"]].to_numpy(dtype=float),
        dots=shown[["quantity", "quality"]].to_numpy(dtype=float),
        bars=shown[["quantity", "quality_low", "quality_high"]].to_numpy(dtype=float),
        taken=taken,
    )
