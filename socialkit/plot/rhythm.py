"""How often an account posts."""

import pandas as pd
from matplotlib.axes import Axes

from socialkit.plot.bars import numbers_of
from socialkit.plot.panel import missing, reason
from socialkit.plot.periods import GUTTER, NOT_OVER, draw_periods, have_ended
from socialkit.plot.style import canvas, cited, dress, name_axes
from socialkit.plot.text import counted


def rhythm(
    rhythm: pd.DataFrame,
    *,
    title: str = "How often does it post?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw how many posts were written in each period.

    Parameters
    ----------
    rhythm
        Indexed by the moment a period begins, the index named as the period (``"month"``);
        columns `value` (posts), `frame` (in words, which posts), `is_over` (whether the
        period had ended) and `note` (why not known).
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> begin = pd.DatetimeIndex(["2026-01-01", "2026-02-01"], tz="UTC", name="month")
    >>> posts = pd.DataFrame({"value": [4.0, 9.0]}, index=begin)
    >>> [text.get_text() for text in rhythm(posts).texts][-1]
    'Feb 2026: 9 posts'
    """
    rows = numbers_of(rhythm, rhythm.index).dropna(subset=["value"]).sort_index()
    if rows.empty:
        return missing(reason(rhythm), title=title, source=source, ax=ax)
    period, drawn = str(rows.index.name or "period"), rhythm.loc[rows.index]
    subtitle = f"Posts by the {period} in which they were written."
    if not have_ended(drawn).all():
        subtitle = f"{subtitle} {NOT_OVER}"
    footer = [cited(source), *drawn.get("frame", pd.Series(dtype=str)).dropna().unique()[:1]]
    ax = canvas(ax)
    dress(ax, kind="rhythm", drawn=drawn, title=title, subtitle=subtitle, footer=footer,
          gutter=GUTTER, head=26)  # fmt: skip
    name_axes(ax, f"{period.capitalize()} in which they were written", "Posts", gutter=GUTTER)
    most = counted(round(rows["value"].max()), "post")
    draw_periods(ax, rows, drawn, written=lambda posts: f"{posts:,.0f}", label=most)
    return ax
