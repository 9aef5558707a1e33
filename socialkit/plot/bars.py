"""Rows of bars: their names on the left, an interval over each, what they stand on below."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from socialkit.estimate import UNKNOWN
from socialkit.plot.style import axes_width, outlined, write
from socialkit.plot.text import LABEL, percent, shortened
from socialkit.plot.theme import hue

_TALL = 0.5


def numbers_of(table: pd.DataFrame, names: list[str] | pd.Index) -> pd.DataFrame:
    """Return value, low and high of the named rows as floats; half an interval is none."""
    columns = ["value", "low", "high"]
    rows = table.reindex(index=names, columns=columns).astype("Float64").astype(float)
    is_bare = rows.isna().any(axis=1)
    rows.loc[is_bare, columns[1:]] = np.nan
    return rows


def held(table: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    """Return the named rows that a table holds, as they are, in the order of the names."""
    return table.loc[[name for name in names if name in table.index]]


def share_in_words(value: float, low: float, high: float) -> str:
    """Write a share with its interval, where it has one."""
    if np.isnan(value):
        return UNKNOWN
    if not high > low:
        return percent(value)
    return f"{percent(value)} ({percent(low, sign='')}-{percent(high)})"


def name_row(ax: Axes, place: float, name: str, meaning: str, gutter: float) -> None:
    """Write a row's name left of the axes, and below it what that means."""
    spot, look = (0, place), {"coords": ax.get_yaxis_transform(), "va": "center"}
    write(ax, name, spot, offset=(-gutter, 7), size=10.5, bold=True, **look)
    write(ax, meaning, spot, offset=(-gutter, -7), color=hue.quiet, **look)


def draw_bar(ax: Axes, place: float, row: pd.Series, colour: str, *, height: float = _TALL) -> None:
    """Draw a bar, and over it a dark line for its interval; nothing where it is not known."""
    if np.isnan(row["value"]):
        return
    ax.barh(place, row["value"], height=height, color=colour, zorder=2)
    if row["high"] > row["low"]:
        halo = outlined(3.2, alpha=0.85)
        look = {"colors": hue.ink, "linewidth": 1.6, "zorder": 3, "path_effects": halo}
        ax.hlines(place, row["low"], row["high"], **look)


def write_number(ax: Axes, text: str, at: tuple[float, float], *, is_known: bool) -> None:
    """Write a row's number to the right of a point, cut to the room there is."""
    left = (at[0] - ax.get_xlim()[0]) / (ax.get_xlim()[1] - ax.get_xlim()[0])
    room = axes_width(ax) * (1 - left) - 6
    look = {"size": LABEL, "color": hue.ink if is_known else hue.quiet, "va": "center"}
    text = shortened(text, room, LABEL, bold=is_known)
    write(ax, text, at, offset=(6, 0), bold=is_known, **look)


def bare(ax: Axes, rows: int, right: float) -> None:
    """Leave only the rows: no ticks, no line below; `right` is where the axes end."""
    ax.set_xlim(0, right)
    ax.set_ylim(rows - 0.5, -0.5)
    ax.set(xticks=[], yticks=[])
    ax.spines["bottom"].set_visible(False)


def counted_on(known: pd.DataFrame) -> list[str]:
    """Return how many the known rows of a table were counted on, and which ones."""
    if "n" not in known or known["n"].isna().all():
        return []
    row = known.loc[known["n"].astype("Float64").idxmax()]
    frame = row.get("frame")
    is_whole = row["low"] == row["high"] == row["value"]
    words = "" if pd.isna(frame) else str(frame)
    return [f"n = {int(row['n']):,}", f"{words}, every one counted" if is_whole else words]
