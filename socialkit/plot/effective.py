"""Counted and effective followers of each account: two bars, and an interval."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from socialkit.plot.bars import bare, draw_bar
from socialkit.plot.panel import missing, reason
from socialkit.plot.style import axes_width, canvas, cited, dress, most_rows, write
from socialkit.plot.text import LABEL, SMALL, counted, shortened
from socialkit.plot.theme import hue

_SUBTITLE = "Each follower counts by quality, from 0 to 1: effective followers are their sum."
_EACH = "each judged by as many of its followers as stand below its name"
_COLUMNS = ("effective_followers", "effective_followers_low", "effective_followers_high")
_GUTTER, _ROW, _TALL, _APART = 128.0, 40.0, 0.32, 0.2
_MOST_ROWS = 12
_NOBODY = "For none of these accounts is enough known of the followers."


def effective_followers(
    accounts: pd.DataFrame,
    *,
    title: str = "How many followers are there, and how many count?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw for each account how many followers it has and how many that makes by quality.

    Parameters
    ----------
    accounts
        As `socialkit.audience.compare` returns them: `handle`, `quantity` (followers) and
        `effective_followers` with `_low` and `_high`. Drawn are the twelve with most
        effective followers, the others are counted below; what is not known is said so.
        Where there are `n` (followers judged) and `frame` (in words, which ones), they are
        written by each name and below the chart.
    title, source, ax
        As in `quality_vs_quantity`; a new sheet is as tall as the rows need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> columns = ["handle", "quantity", "effective_followers", "effective_followers_low"]
    >>> row = ["ann", 900, 300, 280, 320]
    >>> accounts = pd.DataFrame([row], columns=[*columns, "effective_followers_high"])
    >>> ax = effective_followers(accounts)
    >>> [text.get_text() for text in ax.texts if "900" in text.get_text()]
    ['900 counted']
    """
    rows = _most_first(accounts)
    known = rows.dropna(subset=["quantity"])
    if known["value"].isna().all():
        return missing(reason(accounts) or _NOBODY, title=title, source=source, ax=ax)
    drawn = known.iloc[: most_rows(_ROW, _MOST_ROWS)]
    footer = [cited(source), *_footer(drawn, len(known), len(accounts))]
    subtitle = _SUBTITLE
    if (drawn["high"] > drawn["low"]).any():
        subtitle += f" {hue.lines}: where their number plausibly lies."
    ax = canvas(ax)
    body = _ROW * len(drawn)
    dress(ax, kind="effective_followers", drawn=accounts.iloc[drawn.index], title=title,
          subtitle=subtitle, footer=footer, gutter=_GUTTER, foot=4, body=body)  # fmt: skip
    ends = drawn[["quantity", "high", "value"]].to_numpy(dtype=float)
    bare(ax, len(drawn), 1.45 * max(float(np.nanmax(ends)), 1.0))
    for place, (_, row) in enumerate(drawn.iterrows()):
        _draw_account(ax, place, row)
    return ax


def _most_first(accounts: pd.DataFrame) -> pd.DataFrame:
    """Return name, quantity, value, low, high; most effective first, then by size and name."""
    ids = pd.Series(accounts.index.astype(str), index=accounts.index)
    names = accounts["handle"].astype(object).where(accounts["handle"].notna(), ids)
    rows = pd.DataFrame({"name": names.to_numpy()})
    numbers = accounts[["quantity", *_COLUMNS]].astype("Float64").astype(float).to_numpy()
    rows[["quantity", "value", "low", "high"]] = numbers
    seen = accounts.reindex(columns=["n", "frame"])
    rows["n"] = seen["n"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    rows["frame"] = seen["frame"].astype(object).where(seen["frame"].notna(), "").to_numpy()
    bare_ends = rows[["low", "high"]].isna().any(axis=1)
    rows.loc[bare_ends, ["low", "high"]] = np.nan
    order = [
        rows["name"].to_numpy(dtype=str),
        -rows["quantity"].to_numpy(),
        -rows["value"].to_numpy(),
    ]
    return rows.iloc[np.lexsort(order)]


def _footer(drawn: pd.DataFrame, known: int, given: int) -> list[str]:
    """Say how many accounts are drawn of how many, and which followers were judged."""
    n = f"n = {counted(len(drawn), 'account')}"
    more = f"of {known:,}, the {len(drawn)} with most that count" if known > len(drawn) else ""
    lost = given - known
    unknown = f"{counted(lost, 'account')} left out: followers not counted" if lost else ""
    frames = set(drawn["frame"]) - {""}
    judged = _EACH if drawn["n"].notna().any() else ""
    return [n, more, unknown, frames.pop() if len(frames) == 1 else judged]


def _draw_account(ax: Axes, place: int, row: pd.Series) -> None:
    look = {"coords": ax.get_yaxis_transform(), "va": "center"}
    name = shortened(row["name"], _GUTTER - 8, LABEL, bold=True)
    is_counted = not np.isnan(row["n"])
    up = 6 if is_counted else 0
    write(ax, name, (0, place), offset=(-_GUTTER, up), size=LABEL, bold=True, **look)
    if is_counted:
        words = f"{row['n']:,.0f} judged"
        write(ax, words, (0, place), offset=(-_GUTTER, -7), color=hue.quiet, **look)
    quantity = row["quantity"]
    ax.barh(place - _APART, quantity, height=_TALL, color=hue.sky, alpha=0.55, zorder=2)
    above = f"{quantity:,.0f} counted"
    _write_right(ax, above, (quantity, place - _APART), is_bold=False)
    draw_bar(ax, place + _APART, row, hue.blue, height=_TALL)
    if np.isnan(row["value"]):
        words = "Too little known for what they count"
        _write_right(ax, words, (0, place + _APART), is_bold=False)
        return
    end = max(row["value"], 0 if np.isnan(row["high"]) else row["high"])
    _write_right(ax, _in_words(row), (end, place + _APART), is_bold=True)


def _in_words(row: pd.Series) -> str:
    value = f"{row['value']:,.0f} effective"
    if not row["high"] > row["low"]:
        return value
    return f"{value} ({row['low']:,.0f}-{row['high']:,.0f})"


def _write_right(ax: Axes, text: str, at: tuple[float, float], *, is_bold: bool) -> None:
    """Write to the right of a bar, cut to the room there is."""
    room = axes_width(ax) * (1 - at[0] / ax.get_xlim()[1]) - 6
    size = LABEL if is_bold else SMALL
    look = {} if is_bold else {"color": hue.quiet}
    text = shortened(text, room, size, bold=is_bold)
    write(ax, text, at, offset=(6, 0), size=size, bold=is_bold, va="center", **look)
