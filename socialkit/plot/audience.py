"""Charts of one account's audience: who is there, and for how long they have been quiet."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from socialkit.plot.bars import bare, draw_bar, held, name_row, numbers_of, share_in_words
from socialkit.plot.panel import missing, reason
from socialkit.plot.style import axes_width, canvas, cited, dress, name_axes, write
from socialkit.plot.text import LABEL, counted, whole_percent, width
from socialkit.plot.theme import hue

SEGMENTS = {
    "engaged": ("blue", "interacted with you"),
    "silent": ("sky", "active, no interaction seen"),
    "dormant": ("purple", "no public post for {days} days"),
    "unreachable": ("vermilion", "looks like junk"),
    "unknown": ("unknown", "not enough data"),
}
"""Each kind of follower with the name of its colour and what the word means."""

DORMANCY_MARKS = (31, 60, 90, 120)
_PLAUSIBLE = "where the true share plausibly lies."
_KNOWN = " with known activity"


def audience_composition(
    profile: pd.DataFrame,
    *,
    dormant_days: int = 60,
    title: str = "Who are these followers?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of each kind of follower, with its interval.

    Parameters
    ----------
    profile
        Indexed by `measure`; of its rows engaged, silent, dormant, unreachable and unknown
        are drawn. Columns `value`, `low`, `high` (shares, 0-1), `n`
        (followers classed), `frame` (in words, which ones) and `note` (why not known).
    dormant_days
        After how many days without a public post the table calls an account dormant.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> profile = pd.DataFrame(
    ...     {"value": [0.25], "low": [0.2], "high": [0.31], "n": [200]},
    ...     index=pd.Index(["engaged"], name="measure"),
    ... )
    >>> ax = audience_composition(profile)
    >>> "25 % (20-31 %)" in [text.get_text() for text in ax.texts]
    True
    """
    rows = numbers_of(profile, list(SEGMENTS))
    if rows["value"].drop("unknown").isna().all():
        given = profile.loc[profile.index.isin(list(SEGMENTS)) & profile["value"].isna()]
        return missing(reason(given), title=title, source=source, ax=ax)
    known = rows.dropna(subset=["value"])
    spread = known["high"] > known["low"]
    subtitle = "Share of followers of each kind."
    if spread.any():
        subtitle = f"Share of followers of each kind. {hue.lines}: {_PLAUSIBLE}"
    ax, gutter = canvas(ax), 164.0
    footer = [cited(source), *_counted(profile.loc[known.index])]
    drawn = held(profile, SEGMENTS)
    dress(ax, kind="audience_composition", drawn=drawn, title=title, subtitle=subtitle,
          footer=footer, gutter=gutter, foot=4)  # fmt: skip
    _draw_bars(ax, rows)
    for place, (name, (_, meaning)) in enumerate(SEGMENTS.items()):
        name_row(ax, place, name.capitalize(), meaning.format(days=dormant_days), gutter)
    return ax


def _draw_bars(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw a bar, a dark line for the interval, and the numbers to the right of both."""
    labels = [share_in_words(*row) for row in rows.itertuples(index=False)]
    ends = rows[["value", "high"]].max(axis=1).fillna(0).to_numpy()
    wide = axes_width(ax)
    room = [1 - (width(label, LABEL, bold=True) + 8) / wide for label in labels]
    bare(ax, len(rows), max(*(end / max(x, 0.2) for end, x in zip(ends, room, strict=True)), 1e-3))
    for place, (name, row) in enumerate(rows.iterrows()):
        is_known = not np.isnan(row["value"])
        draw_bar(ax, place, row, hue[SEGMENTS[name][0]], height=0.56)
        look = {"size": LABEL, "color": hue.ink if is_known else hue.quiet, "va": "center"}
        write(ax, labels[place], (ends[place], place), offset=(6, 0), bold=is_known, **look)


def _counted(table: pd.DataFrame, known: str = "") -> list[str]:
    """Return on whom the numbers of a table stand: how many, and which ones."""
    if "n" not in table or table["n"].isna().all():
        return []
    largest = table["n"].astype("Int64").max()
    row = table[(table["n"] == largest).fillna(False).to_numpy(dtype=bool)].iloc[0]
    frame, population = row.get("frame"), row.get("population")
    is_part = pd.notna(population) and population > largest
    n = f"n = {largest:,}{known}" + (f" of {population:,}" if is_part else "")
    value, low, high = (row.get(name) for name in ("value", "low", "high"))
    if pd.notna(low) and pd.notna(high) and value == low == high:
        return [f"n = {largest:,}{known}, every follower seen"]
    if pd.isna(frame) or not frame:
        return [f"n = {counted(largest, 'follower')}{known}"]
    return [n, str(frame)]


def dormancy_curve(
    dormancy: pd.DataFrame,
    *,
    title: str = "How many followers have gone quiet?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of followers whose last public post is older than so many days.

    Parameters
    ----------
    dormancy
        Indexed by days without a public post; columns `value`, `low`, `high` (shares,
        0-1), `n` (followers counted), `frame` and `note` (why not known). The shares at 31, 60, 90
        and 120 days and at the last one are written on, where they are in the table.
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> dormancy = pd.DataFrame({"value": [0.6, 0.4], "low": [0.5, 0.3], "high": [0.7, 0.5]},
    ...                         index=pd.Index([31, 60], name="days"))
    >>> dormancy_curve(dormancy).get_xlabel()
    'Days without a public post'
    """
    rows = numbers_of(dormancy, dormancy.index).dropna(subset=["value"]).sort_index()
    if rows.empty:
        return missing(reason(dormancy), title=title, source=source, ax=ax)
    subtitle = "Share of followers whose last public post is older than so many days."
    if (rows["high"] > rows["low"]).any():
        subtitle += f" Band: {_PLAUSIBLE}"
    ax, gutter = canvas(ax), 36.0
    footer = [cited(source), *_counted(dormancy.loc[rows.index], _KNOWN)]
    drawn = dormancy.loc[rows.index]
    dress(ax, kind="dormancy_curve", drawn=drawn, title=title, subtitle=subtitle,
          footer=footer, gutter=gutter, head=26)  # fmt: skip
    name_axes(ax, "Days without a public post", "Share of followers", gutter=gutter)
    ax.fill_between(rows.index, rows["low"], rows["high"], color=hue.sky, alpha=0.35, linewidth=0)
    ax.plot(rows.index, rows["value"], color=hue.blue, linewidth=2.2, solid_capstyle="round")
    _mark_days(ax, rows)
    return ax


def _mark_days(ax: Axes, rows: pd.DataFrame) -> None:
    """Write the share above the band at the usual thresholds and at the end of the line."""
    last = rows.index[-1]
    days = [day for day in rows.index if day in DORMANCY_MARKS or day == last]
    reach = rows.index[-1] - rows.index[0] or 30
    ax.set_xlim(rows.index[0] - 0.03 * reach, last + 0.09 * reach)
    top = rows[["value", "high"]].max(axis=None)
    ax.set_ylim(0, 1.03 if top < 0.9 else 1.08)
    ax.xaxis.set_major_locator(FixedLocator(_apart(days, (180, 240, 300), reach)))
    ax.yaxis.set_major_locator(FixedLocator([0, 0.25, 0.5, 0.75, 1]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.0f} %"))
    ax.grid(axis="y", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)
    marks = rows.loc[days]
    ax.vlines(days, 0, marks["value"], colors=hue.line, linewidth=0.7, linestyle=(0, (2, 3)))
    ax.plot(days, marks["value"], "o", color=hue.blue, markersize=5, zorder=3)
    for day, row in marks.iterrows():
        top = np.nanmax([row["value"], row["high"]])
        write(ax, whole_percent(row["value"]), (day, top), offset=(-1, 5))


def _apart(days: list[int], more: tuple[int, ...], reach: float) -> list[int]:
    """Add round days to the ticks where there is room between the others."""
    ticks = list(days)
    for day in more:
        if days[0] < day < days[-1] and min(abs(day - tick) for tick in ticks) > 0.12 * reach:
            ticks.append(day)
    return sorted(ticks)
