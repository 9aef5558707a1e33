"""When the followers of today came."""

import pandas as pd
from matplotlib.axes import Axes

from socialkit.plot.bars import counted_on, numbers_of
from socialkit.plot.panel import missing, reason
from socialkit.plot.periods import GUTTER, NOT_OVER, draw_periods, have_ended
from socialkit.plot.style import canvas, cited, dress, name_axes
from socialkit.plot.text import counted, percent
from socialkit.plot.theme import hue


def arrivals(
    arrivals: pd.DataFrame,
    *,
    title: str = "When did these followers come?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of today's followers that came in each period, with its interval.

    Parameters
    ----------
    arrivals
        Indexed by the moment a period begins, the index named as the period (``"month"``);
        columns `value`, `low`, `high` (shares, 0-1), `count` (followers), `n`, `frame` (in
        words, which ones), `is_over` (whether the period had ended) and `note` (why not
        known).
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> begin = pd.DatetimeIndex(["2026-01-01", "2026-02-01"], tz="UTC", name="month")
    >>> came = pd.DataFrame({"value": [0.2, 0.8], "count": [20, 80]}, index=begin)
    >>> [text.get_text() for text in arrivals(came).texts][-1]
    'Feb 2026: 80 % (80 followers)'
    """
    rows = numbers_of(arrivals, arrivals.index).dropna(subset=["value"]).sort_index()
    if rows.empty:
        return missing(reason(arrivals), title=title, source=source, ax=ax)
    period, drawn = str(rows.index.name or "period"), arrivals.loc[rows.index]
    ax = canvas(ax)
    dress(ax, kind="arrivals", drawn=drawn, title=title, subtitle=_subtitle(rows, drawn, period),
          footer=[cited(source), *counted_on(drawn)], gutter=GUTTER, head=26)  # fmt: skip
    name_axes(ax, f"{period.capitalize()} in which they came", "Share of followers", gutter=GUTTER)
    draw_periods(ax, rows, drawn, written=percent, label=_most(rows, drawn))
    return ax


def _subtitle(rows: pd.DataFrame, drawn: pd.DataFrame, period: str) -> str:
    said = (
        f"Share of today's followers by the {period} in which they came. Who left again is not "
        "among them, so early bars are lower than the growth was."
    )
    if (rows["high"] > rows["low"]).any():
        said += f" {hue.lines}: where the true share plausibly lies."
    return said if have_ended(drawn).all() else f"{said} {NOT_OVER}"


def _most(rows: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """Say how many came in the period in which most did."""
    place = int(rows["value"].to_numpy().argmax())
    share = percent(rows["value"].iloc[place])
    if "count" not in drawn or pd.isna(drawn["count"].iloc[place]):
        return share
    return f"{share} ({counted(int(drawn['count'].iloc[place]), 'follower')})"
