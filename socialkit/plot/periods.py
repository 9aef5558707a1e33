"""Bars in the order of time: one for each day, week, month, quarter or year."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.ticker import FixedFormatter, FixedLocator, FuncFormatter, MaxNLocator

from socialkit.plot.style import axes_width, write
from socialkit.plot.text import LABEL, width
from socialkit.plot.theme import hue

GUTTER = 44.0
NOT_OVER = "Pale: not over yet."
_GAP, _MOST_YEARS = 0.12, 8
_LENGTHS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_DATES = {"month": "%b %Y", "year": "%Y"}


def draw_periods(
    ax: Axes,
    rows: pd.DataFrame,
    drawn: pd.DataFrame,
    *,
    written: Callable[[float], str],
    label: str,
) -> None:
    """Draw a bar and its interval for each period, and name the highest.

    Parameters
    ----------
    ax
        Dressed axes.
    rows
        `value`, `low`, `high` as floats, in the order of time.
    drawn
        The same rows as they were given; `is_over` tells which periods had ended.
    written
        How a value is written on the axis.
    label
        What is written over the highest bar, after its date; over the first of several that are
        as high, that none is higher.
    """
    begin, period = rows.index, str(rows.index.name or "period")
    left = date2num(begin.tz_localize(None).to_pydatetime())
    last = float(np.diff(left)[-1]) if len(left) > 1 else float(_LENGTHS.get(period, 30))
    wide = np.append(np.diff(left), last) * (1 - _GAP)
    colours = np.where(have_ended(drawn), hue.blue, hue.sky)
    ax.bar(left, rows["value"], width=wide, align="edge", color=colours, linewidth=0)
    middle = left + wide / 2
    unsure = (rows["high"] > rows["low"]).to_numpy()
    ax.vlines(middle[unsure], rows["low"][unsure], rows["high"][unsure], colors=hue.ink,
              linewidth=1.2, zorder=3)  # fmt: skip
    reach = left[-1] + wide[-1] - left[0]
    ax.set_xlim(left[0] - 0.02 * reach, left[-1] + wide[-1] + 0.02 * reach)
    ax.set_ylim(0, 1.16 * float(np.nanmax(rows[["value", "high"]].to_numpy())))
    is_whole = bool((rows["value"] % 1 == 0).all())
    ax.yaxis.set_major_locator(MaxNLocator(4, integer=is_whole))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: written(value)))
    ax.grid(axis="y", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)
    _name_dates(ax, begin, middle)
    _name_highest(ax, rows, middle, label)


def have_ended(drawn: pd.DataFrame) -> np.ndarray:
    """Tell which periods were over when the data were taken; those not known are."""
    if "is_over" not in drawn:
        return np.ones(len(drawn), dtype=bool)
    return drawn["is_over"].astype("boolean").fillna(True).to_numpy(dtype=bool)


def period_in_words(begin: pd.Timestamp, period: str) -> str:
    """Return what a period is called, from the moment it begins.

    Examples
    --------
    >>> period_in_words(pd.Timestamp("2026-04-01"), "quarter")
    'Q2 2026'
    """
    if period in _DATES:
        return begin.strftime(_DATES[period])
    if period == "quarter":
        return f"Q{begin.quarter} {begin.year}"
    day = f"{begin.day} {begin:%b %Y}"
    return f"week of {day}" if period == "week" else day


def _name_dates(ax: Axes, begin: pd.DatetimeIndex, middle: np.ndarray) -> None:
    """Write dates below the moments they begin at, but years below the middle of their bar."""
    if begin.name != "year":
        locator = AutoDateLocator(minticks=3, maxticks=7)
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))
        return
    every = -(-len(begin) // _MOST_YEARS)
    ax.xaxis.set_major_locator(FixedLocator(middle[::-every][::-1]))
    ax.xaxis.set_major_formatter(FixedFormatter(list(map(str, begin.year[::-every][::-1]))))


def _name_highest(ax: Axes, rows: pd.DataFrame, middle: np.ndarray, label: str) -> None:
    """Write over the highest bar when that was, held within the axes."""
    place = int(rows["value"].to_numpy().argmax())
    period = str(rows.index.name or "period")
    is_alone = (rows["value"] == rows["value"].iloc[place]).sum() == 1
    when = period_in_words(rows.index[place], period)
    said = f"{when}: {label}" if is_alone else f"At most {label} in a {period}"
    left, right = ax.get_xlim()
    room = width(said, LABEL, bold=True)
    centre = (middle[place] - left) / (right - left) * axes_width(ax)
    shift = min(max(centre, room / 2), axes_width(ax) - room / 2) - centre
    top = float(np.nanmax(rows[["value", "high"]].iloc[place]))
    write(ax, said, (middle[place], top), offset=(shift, 5), size=LABEL, bold=True, ha="center")
