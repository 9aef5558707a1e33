"""Blocks of follows on the fingerprint: framed, and named beside it or in a key above."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.patches import Rectangle

from socialkit.plot.spread import apart
from socialkit.plot.style import axes_height, axes_width, outlined, write
from socialkit.plot.text import SMALL, width
from socialkit.plot.theme import hue

LINE = 13.0
"""Height of a line of the key, in points."""
_NAMED = 5
_LEAST_TALL = 7.0
_CLOSE = 14.0


def largest(blocks: pd.DataFrame) -> pd.DataFrame:
    """Return the blocks that are named, in order of arrival."""
    order = blocks.assign(number=blocks.index).sort_values(
        ["size", "number"], ascending=[False, True]
    )
    return blocks.loc[sorted(order.index[:_NAMED])]


def draw_blocks(ax: Axes, blocks: pd.DataFrame) -> None:
    """Frame every block, wide and tall enough to be seen."""
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    least_wide = _LEAST_TALL / axes_width(ax) * (right - left)
    least_tall = _LEAST_TALL / axes_height(ax) * (top - bottom)
    for _, block in blocks.iterrows():
        x, y = _middle(block)
        wide = max(block["last_rank"] + 1 - block["first_rank"], least_wide)
        tall = max(y - date2num(block["created_first"].tz_convert(None)), least_tall / 2) * 2
        for colour, line in ((hue.paper, 3.6), (hue.vermilion, 1.8)):
            look = {"facecolor": "none", "edgecolor": colour, "linewidth": line, "zorder": 4}
            label = "block" if colour == hue.vermilion else "halo"
            frame = Rectangle((x - wide / 2, y - tall / 2), wide, tall, label=label, **look)
            ax.add_patch(frame).set_clip_on(False)


def _middle(block: pd.Series) -> tuple[float, float]:
    """Return where the middle of a block lies."""
    days = date2num([block[f"created_{end}"].tz_convert(None) for end in ("first", "last")])
    return (block["first_rank"] + block["last_rank"] + 1) / 2, float(days.mean())


def name_blocks(ax: Axes, named: pd.DataFrame) -> None:
    """Write what the only block is beside it, or the number of each of several."""
    if len(named) == 1:
        _write_beside(ax, named.iloc[0])
        return
    halo = outlined(3.6)
    for number, height in _heights(ax, named).items():
        spot = (float(named.at[number, "first_rank"]), height)
        write(ax, str(number), spot, coords=("data", "axes fraction"), offset=(-7, 0), bold=True,
              ha="right", va="center", path_effects=halo, zorder=6)  # fmt: skip


def _heights(ax: Axes, named: pd.DataFrame) -> dict[int, float]:
    """Return how high (0-1) each number stands, apart from those that stand beside it."""
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    tall, close = axes_height(ax), _CLOSE / axes_width(ax) * (right - left)
    order = named.sort_values(["first_rank", "created_first"], kind="stable")
    group = order["first_rank"].astype(float).diff().gt(close).cumsum()
    heights: dict[int, float] = {}
    for _, beside in order.groupby(group):
        middles = {str(number): _middle(block)[1] for number, block in beside.iterrows()}
        wanted = {name: (y - bottom) / (top - bottom) * tall for name, y in middles.items()}
        found = apart(wanted, gap=LINE, low=6, high=tall - 4)
        heights |= {int(name): height / tall for name, height in found.items()}
    return heights


def key(named: pd.DataFrame) -> list[str]:
    """Return a line for each of several blocks; none for one, which is named where it lies."""
    lines = [f"{number}: {', '.join(_in_words(block))}" for number, block in named.iterrows()]
    return lines if len(lines) > 1 else []


def _write_beside(ax: Axes, block: pd.Series) -> None:
    """Write two lines below a block, or above where there is no room, inside the axes."""
    (_, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    x, y = _middle(block)
    lines, wide = _in_words(block), axes_width(ax)
    half = max(width(lines[0], SMALL, bold=True), width(lines[1], SMALL)) / 2 + 4
    at = float(np.clip(x / right * wide, half, max(wide - half, half))) / wide
    is_high = (y - bottom) / (top - bottom) * axes_height(ax) > 40
    shift = -18 if is_high else 31
    halo = outlined(3.6)
    look = {"coords": ("axes fraction", "data"), "ha": "center", "va": "center", "zorder": 6,
            "path_effects": halo}  # fmt: skip
    write(ax, lines[0], (at, y), offset=(0, shift), bold=True, **look)
    write(ax, lines[1], (at, y), offset=(0, shift - 12), **look)


def _in_words(block: pd.Series) -> tuple[str, str]:
    """Say how many follows a block has and where, and when their accounts were opened."""
    first, last = block["first_rank"], block["last_rank"]
    opened = _days_in_words(block["created_first"], block["created_last"])
    return f"{block['size']:,} follows, ranks {first:,}-{last:,}", f"opened {opened}"


def _days_in_words(first: pd.Timestamp, last: pd.Timestamp) -> str:
    one, other = f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"
    return one if one == other else f"{one} to {other}"
