"""First digits of counts, beside those that Benford's law leads one to expect."""

from typing import Protocol

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from socialkit.plot.fingerprint import sentence
from socialkit.plot.panel import missing
from socialkit.plot.style import canvas, cited, dress, name_axes, outlined, write
from socialkit.plot.text import LABEL, whole_percent, width
from socialkit.plot.theme import hue

NAMES = {
    "followers_count": "followers' own followers",
    "following_count": "accounts that followers follow",
    "posts_count": "followers' posts",
    "listed_count": "lists that followers stand on",
}
_GUTTER = 36.0


class Digits(Protocol):
    """What is drawn, such as `socialkit.fingerprint.Benford`."""

    column: str
    n: int
    mean_absolute_deviation: float | None
    by_chance_high: float | None
    digits: pd.DataFrame
    frame: str
    note: str


def benford(
    result: Digits,
    *,
    title: str = "Do first digits fall as Benford's law expects?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw how often each first digit occurs, with intervals, against Benford's law.

    Parameters
    ----------
    result
        As `socialkit.fingerprint.benford` makes it: `digits`, indexed by digit, with
        `value`, `low`, `high` and `expected` (shares, 0-1); and for the footer `column`,
        `n`, `mean_absolute_deviation`, `by_chance_high`, `frame` and `note`.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> ax = benford(sk.fingerprint.benford(snapshot, "golden_ladle"))
    >>> ax.get_xlabel()
    'First digit of the number of accounts that followers follow'
    """
    names = ["value", "low", "high", "expected"]
    rows = result.digits[names].astype("Float64").astype(float).sort_index()
    if not result.n or rows["value"].isna().all():
        return missing(sentence(result.note), title=title, source=source, ax=ax)
    ax = canvas(ax)
    subtitle = f"Share of counts that begin with each digit. {hue.lines}: 95 % intervals."
    digits = result.digits.sort_index()
    dress(ax, kind="benford", drawn=digits, title=title, subtitle=subtitle,
          footer=[cited(source), *_footer(result)], gutter=_GUTTER, head=26)  # fmt: skip
    label = f"First digit of the number of {NAMES.get(result.column, result.column)}"
    name_axes(ax, label, "Share of followers with a count", gutter=_GUTTER)
    _draw_observed(ax, rows)
    _draw_expected(ax, rows)
    return ax


def _footer(result: Digits) -> list[str]:
    deviation, by_chance = result.mean_absolute_deviation, result.by_chance_high
    return [
        f"n = {result.n:,} counts above 0",
        result.frame,
        f"mean absolute deviation {deviation:.3f}; chance alone: below {by_chance:.3f} in 95 %",
        result.note,
    ]


def _draw_observed(ax: Axes, rows: pd.DataFrame) -> None:
    ax.bar(rows.index, rows["value"], width=0.66, color=hue.sky, label="observed", zorder=2)
    halo = outlined(3.2, alpha=0.85)
    ax.vlines(rows.index, rows["low"], rows["high"], colors=hue.ink, linewidth=1.6, zorder=3,
              path_effects=halo, label="interval")  # fmt: skip
    top = float(np.nanmax(rows[["value", "high", "expected"]]))
    ax.set_ylim(0, 1.14 * top)
    ax.set_xlim(0.4, 9.9)
    ax.xaxis.set_major_locator(FixedLocator(list(rows.index)))
    step = next(step for step in (0.02, 0.05, 0.1, 0.2, 0.25) if top / step <= 5)
    ax.yaxis.set_major_locator(FixedLocator(np.arange(0, 1.1 * top, step)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.0f} %"))
    ax.grid(axis="y", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)
    for digit, row in rows.iterrows():
        above = float(np.nanmax(row[["value", "high", "expected"]]))
        write(ax, whole_percent(row["value"]), (digit, above), offset=(0, 8), ha="center")


def _draw_expected(ax: Axes, rows: pd.DataFrame) -> None:
    ax.plot(rows.index, rows["expected"], "D", color=hue.vermilion, markersize=7, zorder=4,
            markeredgecolor=hue.paper, markeredgewidth=0.9, label="expected")  # fmt: skip
    text = "Benford's law"
    look = {"coords": "axes fraction", "size": LABEL, "ha": "right", "va": "bottom"}
    write(ax, text, (1, 1), offset=(0, 6), bold=True, **look)
    shift = (-width(text, LABEL, bold=True) - 5, 6)
    write(ax, "◆", (1, 1), offset=shift, color=hue.vermilion, **look)
