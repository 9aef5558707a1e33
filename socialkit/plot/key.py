"""A key of kinds above a chart: a mark and its words, in two columns."""

import numpy as np
from matplotlib.axes import Axes

from socialkit.plot.style import Chart, axes_width, sheet_room, write
from socialkit.plot.text import SMALL, wrapped
from socialkit.plot.theme import hue

COLOURS = ("blue", "orange", "green", "vermilion", "sky", "purple", "ink", "grey")
MARKS = "osD^vPX*"
"""Kinds differ in shape as well as in colour: not every eye tells eight colours apart."""
_ROW, _MARK, _LINE = 15.0, 14.0, 11.5


def key_lines(ax: Axes, names: list[str]) -> list[list[str]]:
    """Return each kind's words, in one line or two, as its half of the sheet is wide."""
    figure = ax.get_figure(root=True)
    whole = sheet_room() if isinstance(figure, Chart) else axes_width(ax)
    return [wrapped(name, whole / 2 - _MARK - 8, SMALL, most=2) for name in names]


def key_height(key: list[list[str]]) -> float:
    """Return how tall the key is, in points."""
    return sum(_row_heights(key))


def write_key(ax: Axes, key: list[list[str]]) -> None:
    """Write the kinds above the axes in two columns, each behind its mark."""
    heights = _row_heights(key)
    up = 8 + sum(heights) - _ROW
    half = axes_width(ax) / 2
    for number, lines in enumerate(key):
        left = half * (number % 2)
        top = up - sum(heights[: number // 2])
        for step, line in enumerate(lines):
            shift = (left + _MARK, top - _LINE * step)
            write(ax, line, (0, 1), coords="axes fraction", offset=shift)
        _mark(ax, number, left + 4, top + 3)


def _row_heights(key: list[list[str]]) -> list[float]:
    pairs = [key[place : place + 2] for place in range(0, len(key), 2)]
    return [_ROW + _LINE * (max(len(lines) for lines in pair) - 1) for pair in pairs]


def _mark(ax: Axes, number: int, right: float, up: float) -> None:
    shift = np.array([right, up]) / 72
    moved = ax.figure.dpi_scale_trans.transform(shift) - ax.figure.dpi_scale_trans.transform((0, 0))
    corner = ax.transAxes.transform((0, 1)) + moved
    spot = ax.transAxes.inverted().transform(corner)
    ax.plot(*spot, transform=ax.transAxes, clip_on=False, linestyle="none", markersize=6,
            marker=MARKS[number % 8], color=hue[COLOURS[number % 8]])  # fmt: skip
