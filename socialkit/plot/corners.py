"""The four corners of the quality chart: which accounts are small or large, good or hollow."""

import pandas as pd
from matplotlib.axes import Axes

from socialkit.plot.labels import Box
from socialkit.plot.style import outlined, write
from socialkit.plot.text import SMALL, counted, width
from socialkit.plot.theme import hue

SMALL_EXCELLENT, LARGE_HOLLOW = "small but excellent", "large but hollow"
MARKS = {SMALL_EXCELLENT: ("blue", "o"), LARGE_HOLLOW: ("orange", "D")}
"""The two telling quadrants differ in colour, in lightness and in shape."""


BAND = 19.0
"""Points above and below the data that belong to the names of the quadrants."""


def plain(name: object) -> str:
    """Return a quadrant's name as it is compared: small letters, no hyphens; "" for NA."""
    return "" if pd.isna(name) else str(name).replace("-", " ").replace("_", " ").casefold()


def draw_quadrants(ax: Axes, quadrants: pd.DataFrame) -> list[Box]:
    """Draw the inner bounds and name the corners; return the room the names take."""
    if quadrants.empty or any(
        quadrants[name].nunique(dropna=False) < 2 for name in ("quantity_low", "quality_low")
    ):
        return []
    look = {"color": hue.line, "linewidth": 0.9, "linestyle": (0, (4, 3)), "zorder": 1.5}
    for x in _inner(quadrants["quantity_low"], quadrants["quantity_high"], ax.get_xlim()):
        ax.axvline(x, **look)
    for y in _inner(quadrants["quality_low"], quadrants["quality_high"], ax.get_ylim()):
        ax.axhline(y, **look)
    is_large = _is_upper(quadrants["quantity_low"])
    is_good = _is_upper(quadrants["quality_low"])
    corners: dict[tuple[int, int], tuple[str, object]] = {}
    for name in sorted(quadrants.index, key=str):
        corner = (int(is_large[name]), int(is_good[name]))
        corners.setdefault(corner, (str(name), quadrants.at[name, "accounts"]))
    return [_name_corner(ax, corner, *held) for corner, held in corners.items()]


def _inner(low: pd.Series, high: pd.Series, limits: tuple[float, float]) -> list[float]:
    """Return the bounds between quadrants: one line, or two where there is a gap."""
    ends = (low.astype("Float64").max(), high.astype("Float64").min())
    return sorted({float(end) for end in ends if pd.notna(end) and limits[0] < end < limits[1]})


def _is_upper(low: pd.Series) -> pd.Series:
    low = low.astype("Float64")
    return (low == low.max()).fillna(False).astype(bool)


def _name_corner(ax: Axes, corner: tuple[int, int], name: str, accounts: object) -> Box:
    """Write a quadrant's name in its corner, with its mark when it is one of the telling two."""
    right, top = corner
    mark = MARKS.get(plain(name))
    text = name[:1].upper() + name[1:]
    text += "" if pd.isna(accounts) else f" · {counted(accounts, 'account')}"
    wide, shift = width(text, SMALL, bold=mark is not None), (-5 if top else 5)
    halo = outlined(2.4)
    look = {"coords": "axes fraction", "va": "top" if top else "bottom", "path_effects": halo}
    if mark:
        sign, place = ("●" if mark[1] == "o" else "◆"), (-wide - 12 if right else 8)
        write(ax, sign, corner, offset=(place, shift), color=hue[mark[0]], ha="center", **look)
    look |= {"bold": mark is not None, "color": hue.ink if mark else hue.quiet}
    inset = -4 if right else 15 if mark else 4
    write(ax, text, corner, offset=(inset, shift), ha="right" if right else "left", **look)
    x, y = (edge * 72 / ax.figure.dpi for edge in ax.transAxes.transform(corner))
    reach = wide + (18 if mark else 8)
    left, bottom = (x - reach if right else x), (y - BAND if top else y)
    return Box(left, bottom, left + reach, bottom + BAND)
