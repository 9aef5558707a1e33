"""The fingerprint of an audience: follow order against the age of accounts, blocks marked."""

from typing import Protocol

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.colors import LogNorm
from matplotlib.dates import AutoDateLocator, DateFormatter, date2num
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from socialkit.plot.blocks import LINE, draw_blocks, key, largest, name_blocks
from socialkit.plot.panel import missing
from socialkit.plot.record import beside
from socialkit.plot.style import canvas, cited, dress, name_axes, outlined, write
from socialkit.plot.text import counted
from socialkit.plot.theme import colour_map, hue

_TALL = 190.0  # of the axes where a key stands above them, in points
_NARROWEST, _DAYS_BELOW, _MONTHS_BELOW = 60.0, 150.0, 1500.0  # days on the axis of dates
_DOTS, _MANY = "Each dot is one follower.", 50_000
_BLOT = "The {darker}, the more followers (too many for a dot each)."
_BOUND = "Line: the newest account so far, when each follow can have begun at the earliest."


class Picture(Protocol):
    """What is drawn, such as `socialkit.fingerprint.Picture`."""

    cells: pd.DataFrame
    points: pd.DataFrame
    bounds: pd.DataFrame
    blocks: pd.DataFrame
    smaller_blocks: int
    n: int
    undated: int
    k: int
    frame: str
    note: str


def fingerprint(
    picture: Picture,
    *,
    title: str = "Did these followers come one by one?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw in which order followers came and when their accounts were opened, and the blocks.

    Parameters
    ----------
    picture
        As `socialkit.fingerprint.picture` makes it: its `cells` are drawn as shades, or
        its `points` as dots where it has any; its `bounds` as a line; its `blocks` as
        frames, the five largest with their ranks and dates.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> import socialkit as sk
    >>> found = sk.fingerprint.picture(sk.datasets.load("therapists"), "golden_ladle")
    >>> ax = fingerprint(found)
    >>> "886 follows, ranks 1,380-2,279" in [text.get_text() for text in ax.texts]
    True
    """
    if picture.cells.empty and picture.points.empty:
        why = picture.note or f"Every cell would hold fewer than {picture.k} followers."
        return missing(sentence(why), title=title, source=source, ax=ax)
    ax = canvas(ax)
    named = largest(picture.blocks)
    lines = key(named)
    is_raw = not picture.points.empty
    is_many = len(picture.points) > _MANY
    dots = _BLOT.format(darker=hue.darker) if is_many else _DOTS
    subtitle = dots if is_raw else _shades_in_words(picture.cells)
    low, high = _dates_shown(picture)
    gutter = 62.0 if high - low < _DAYS_BELOW else 40.0
    blocks = picture.blocks.to_dict("records")
    drawn = beside(picture.points if is_raw else picture.cells, blocks=blocks)
    dress(ax, kind="fingerprint", drawn=drawn, title=title, subtitle=f"{subtitle} {_BOUND}",
          gutter=gutter,
          footer=[cited(source), *_footer(picture, len(named))],
          head=26 + LINE * len(lines), body=_TALL if lines else None)  # fmt: skip
    name_axes(ax, "Order of following, oldest follower left", "Account opened", gutter=gutter)
    for place, text in enumerate(reversed(lines)):
        write(ax, text, (0, 1), coords="axes fraction", offset=(-gutter, 26 + LINE * place))
    _scale(ax, picture, low, high)
    if is_raw:
        _draw_points(ax, picture.points)
    else:
        _draw_cells(ax, picture.cells)
    _draw_bounds(ax, picture.bounds, is_raw=is_raw)
    draw_blocks(ax, picture.blocks)
    name_blocks(ax, named)
    return ax


def sentence(words: str) -> str:
    """Return a reason as a sentence of its own."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _shades_in_words(cells: pd.DataFrame) -> str:
    low, high = (int(cells["followers"].agg(side)) for side in ("min", "max"))
    ends = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"The {hue.darker}, the more followers ({ends} in a cell)."


def _footer(picture: Picture, named: int) -> list[str]:
    parts = [f"n = {picture.n:,} with a date", picture.frame]
    if picture.undated:
        parts.append(f"{picture.undated:,} without a date not drawn")
    if picture.k > 1:
        parts.append(f"cells with fewer than {picture.k} left blank")
    if picture.smaller_blocks:
        parts.append(
            f"{counted(picture.smaller_blocks, 'block')} of fewer than {picture.k} not drawn"
        )
    if len(picture.blocks) > named:
        parts.append(f"{counted(len(picture.blocks) - named, 'more block')} framed, not named")
    if picture.note:
        parts.append(f"no blocks searched: {picture.note}")
    elif picture.blocks.empty and not picture.smaller_blocks:
        parts.append("no block found")
    return parts


def _days(moments: pd.Series) -> np.ndarray:
    """Return moments as the days matplotlib counts in."""
    return date2num(moments.dt.tz_convert(None).to_numpy())


def _dates_shown(picture: Picture) -> tuple[float, float]:
    """Return the first and the last day on the axis of dates."""
    cells, points, bounds = picture.cells, picture.points, picture.bounds
    columns = [cells["created_first"], cells["created_last"], points["created_at"]]
    columns.append(bounds["followed_after"])
    dates = np.concatenate([_days(column) for column in columns if len(column)])
    tall = dates.max() - dates.min()
    spare = max(0.02 * tall, (_NARROWEST - tall) / 2)
    return float(dates.min() - spare), float(dates.max() + spare)


def _scale(ax: Axes, picture: Picture, low: float, high: float) -> None:
    ranks = [picture.cells["last_rank"], picture.points["rank"]]
    right = max(int(column.max()) for column in ranks if len(column)) + 1
    ax.set_xlim(-0.008 * right, right)
    ax.set_ylim(low, high)
    ticks = MaxNLocator(6, integer=True, steps=[1, 2, 5, 10]).tick_values(0, right)
    ax.xaxis.set_major_locator(FixedLocator(ticks[(ticks >= 0) & (ticks <= 0.96 * right)]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda rank, _: f"{rank:,.0f}"))
    tall = high - low
    written = "%Y-%m-%d" if tall < _DAYS_BELOW else "%Y-%m" if tall < _MONTHS_BELOW else "%Y"
    ax.yaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=7))
    ax.yaxis.set_major_formatter(DateFormatter(written))


def _draw_cells(ax: Axes, cells: pd.DataFrame) -> None:
    low, high = _days(cells["created_first"]), _days(cells["created_last"])
    left, right = (cells[name].to_numpy(dtype=float) for name in ("first_rank", "last_rank"))
    frames = [
        Rectangle((x, y), wide, tall)
        for x, y, wide, tall in zip(left, low, right + 1 - left, high - low, strict=True)
    ]
    count = cells["followers"].to_numpy(dtype=float)
    scale = LogNorm(count.min(), max(count.max(), 2 * count.min()))
    shades = PatchCollection(
        frames, cmap=colour_map(hue.cells), norm=scale, linewidth=0.4, edgecolor=hue.paper
    )
    shades.set_array(count)
    shades.set_label("followers")
    ax.add_collection(shades, autolim=False)


def _draw_points(ax: Axes, points: pd.DataFrame) -> None:
    ranks, days = points["rank"].to_numpy(dtype=float), _days(points["created_at"])
    if len(points) > _MANY:
        shades = {"cmap": colour_map(hue.cells), "norm": LogNorm(), "label": "followers"}
        ends = (ax.get_xlim(), ax.get_ylim())
        ax.hist2d(ranks, days, bins=(360, 180), range=ends, cmin=1, rasterized=True, **shades)
        return
    size = float(np.clip(6000 / len(points), 0.6, 9))
    look = {"color": hue.blue, "linewidths": 0, "alpha": 0.55, "label": "followers"}
    ax.scatter(ranks, days, s=size, rasterized=True, **look)


def _draw_bounds(ax: Axes, bounds: pd.DataFrame, *, is_raw: bool) -> None:
    """Draw the bound at each rank, or over the whole column that ends with it."""
    ranks, days = bounds["rank"].to_numpy(dtype=float), _days(bounds["followed_after"])
    if not is_raw:
        ranks, days = np.append(0, ranks + 1), np.append(days[:1], days)
    halo = outlined(3, alpha=0.7)
    step = "steps-post" if is_raw else "steps-pre"
    ax.plot(ranks, days, color=hue.ink, linewidth=1.4, drawstyle=step, label="bound", zorder=3,
            path_effects=halo)  # fmt: skip
