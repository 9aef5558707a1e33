"""Declared against actual ties: of one account, and of many side by side."""

from typing import Protocol

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from socialkit.estimate import UNKNOWN
from socialkit.plot.bars import (
    bare,
    draw_bar,
    held,
    name_row,
    numbers_of,
    share_in_words,
    write_number,
)
from socialkit.plot.comparison import round_numbers
from socialkit.plot.panel import missing, reason
from socialkit.plot.record import beside, number
from socialkit.plot.style import canvas, cited, dress, name_axes, write
from socialkit.plot.text import LABEL, counted
from socialkit.plot.theme import hue

TIES = {
    "followers": ("sky", "follow the account"),
    "followed": ("blue", "are followed by it"),
    "friends": ("vermilion", "are addressed again and again"),
}
"""Declared ties, and the actual ones, with the names of their colours and what the word means."""
SHARES = {
    "friends_of_followed": ("followed account", "are friends"),
    "friends_of_followers": ("follower", "are friends"),
    "answered": ("friend", "turned to it, too"),
}
"""Of whom each share is taken, and what it says of them."""
_GUTTER, _NUMBERS, _BODY = 178.0, 0.72, 212.0
_PLAIN = "Ties on the lists, and ties kept up. Friends: people addressed again and again."


class Correlation(Protocol):
    """A number with its interval, such as `socialkit.estimate.Estimate`."""

    value: float
    low: float
    high: float
    n: int


def relationships(
    relationships: pd.DataFrame,
    *,
    title: str = "Declared or real friends?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw how many ties an account declares and how many it keeps up.

    Parameters
    ----------
    relationships
        Indexed by `measure`. The counts followers, followed and friends are drawn as bars,
        the shares friends_of_followed, friends_of_followers and answered (0-1) are written
        below with their intervals. Columns `value`, `low`, `high`, `n`, `frame` (in words,
        what was counted) and `note` (why not known).
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> ties = pd.DataFrame(
    ...     {"value": [120, 90, 6], "low": [120, 90, 6], "high": [120, 90, 6]},
    ...     index=pd.Index(["followers", "followed", "friends"], name="measure"),
    ... )
    >>> "120" in [text.get_text() for text in relationships(ties).texts]
    True
    """
    rows = numbers_of(relationships, list(TIES))
    if np.isnan(rows.loc["friends", "value"]):
        given = relationships[relationships.index == "friends"]
        return missing(reason(given), title=title, source=source, ax=ax)
    shares = numbers_of(relationships, list(SHARES)).dropna(subset=["value"])
    ax = canvas(ax)
    footer = [cited(source), _frame(relationships)]
    drawn = held(relationships, [*TIES, *shares.index])
    dress(ax, kind="relationships", drawn=drawn, title=title, subtitle=_PLAIN, footer=footer,
          gutter=_GUTTER, foot=12, body=_BODY)  # fmt: skip
    most = max(float(rows["value"].max()), 1.0)
    bare(ax, len(TIES) + 1, most / _NUMBERS)
    for place, (name, (colour, meaning)) in enumerate(TIES.items()):
        row, is_known = rows.loc[name], not np.isnan(rows.loc[name, "value"])
        name_row(ax, place, name.capitalize(), meaning, _GUTTER)
        draw_bar(ax, place, row, hue[colour])
        text = f"{row['value']:,.0f}" if is_known else UNKNOWN
        write_number(ax, text, (row["value"] if is_known else 0.0, place), is_known=is_known)
    ax.spines["left"].set_bounds(len(TIES) - 0.5, -0.5)
    _write_shares(ax, shares, relationships.reindex(columns=["n"])["n"])
    return ax


def _write_shares(ax: Axes, shares: pd.DataFrame, sizes: pd.Series) -> None:
    """Write below the bars what part of each list is kept up, with its interval."""
    for place, (name, row) in enumerate(shares.iterrows()):
        look = {"coords": "axes fraction", "va": "bottom", "size": LABEL}
        up = 16 * (len(SHARES) - 1 - place)
        thing, verb = SHARES[str(name)]
        n = sizes.get(name, pd.NA)
        of_whom = f"of the {thing}s" if pd.isna(n) else f"of {counted(int(n), thing)}"
        write(ax, share_in_words(*row), (0, 0), offset=(-_GUTTER, up), bold=True, **look)
        write(ax, f"{of_whom} {verb}", (0, 0), offset=(-_GUTTER / 4, up), **look)


def _frame(relationships: pd.DataFrame) -> str:
    """Say in which posts the friends were counted."""
    frame = relationships.reindex(columns=["frame"])["frame"].get("friends")
    return "" if pd.isna(frame) or not frame else f"Friends: {frame}"


def friends_vs_followed(
    comparison: pd.DataFrame,
    correlation: Correlation,
    *,
    title: str = "Do those who follow more have more friends?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the number of friends against the number of accounts followed, one dot each.

    Parameters
    ----------
    comparison
        One row per account: `followed` and `friends` (counts). Accounts of which either is
        not known, or that follow nobody, cannot be drawn; the footer says how many.
    correlation
        Rank correlation of the two with its interval.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> comparison = pd.DataFrame({"followed": [90, 400, 1200], "friends": [6, 9, 2]})
    >>> nothing = SimpleNamespace(value=float("nan"), low=0.0, high=0.0, n=3)
    >>> friends_vs_followed(comparison, nothing).get_ylabel()
    'Friends'
    """
    shown = comparison[["followed", "friends"]].assign(place=np.arange(len(comparison)))
    shown = shown.dropna()[lambda rows: rows["followed"] > 0]
    shown = shown.astype({"followed": float, "friends": float}).sort_values(["followed", "friends"])
    if len(shown) < 2:
        why = "fewer than two accounts whose ties and directed posts are both known"
        return missing(why, title=title, source=source, ax=ax)
    ax, gutter = canvas(ax), 30.0
    left_out = len(comparison) - len(shown)
    footer = [cited(source), f"n = {counted(len(shown), 'account')}"]
    footer += [f"{counted(left_out, 'account')} left out: ties or posts not known"] * (left_out > 0)
    subtitle = "One dot per account. Friends: people repeatedly addressed, in the posts seen."
    drawn = beside(comparison.iloc[shown["place"]], correlation=number(correlation))
    dress(ax, kind="friends_vs_followed", drawn=drawn, title=title, subtitle=subtitle,
          footer=footer, gutter=gutter, head=26)  # fmt: skip
    name_axes(ax, "Accounts followed (log scale)", "Friends", gutter=gutter)
    _scale(ax, shown)
    look = {"s": 34, "color": hue.vermilion, "edgecolors": hue.ink, "linewidths": 0.6, "zorder": 3}
    ax.scatter(shown["followed"], shown["friends"], clip_on=False, **look)
    _write_correlation(ax, correlation)
    return ax


def _scale(ax: Axes, shown: pd.DataFrame) -> None:
    ax.set_xscale("log")
    low, high = shown["followed"].min(), shown["followed"].max()
    reach = max((high / low) ** 0.06, 1.15)
    ax.set_xlim(low / reach, high * reach)
    ax.xaxis.set_major_locator(FixedLocator(round_numbers(*ax.get_xlim())))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    ax.set_ylim(0, max(1.12 * shown["friends"].max(), 1.0))
    ax.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    ax.grid(axis="y", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)


def _write_correlation(ax: Axes, correlation: Correlation) -> None:
    if pd.isna(correlation.value):
        return
    value, low, high = correlation.value, correlation.low, correlation.high
    interval = "no interval" if pd.isna(low) or pd.isna(high) else f"{low:.2f} to {high:.2f}"
    text = f"Rank correlation {value:.2f} ({interval}), {counted(correlation.n, 'account')}"
    look = {"ha": "right", "va": "bottom", "size": LABEL}
    write(ax, text, (1, 1), coords="axes fraction", offset=(0, 6), **look)
