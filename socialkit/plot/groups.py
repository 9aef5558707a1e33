"""Groups of accounts side by side: a dot and an interval for each, the best on top."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from socialkit.plot.panel import missing, reason
from socialkit.plot.record import beside
from socialkit.plot.style import axes_width, canvas, cited, dress, most_rows, outlined, write
from socialkit.plot.text import FAMILY, LABEL, SMALL, counted, percent, shortened, width
from socialkit.plot.theme import hue

ALL_ACCOUNTS = "all accounts"
_GUTTER, _ROW = 118.0, 34.0
_SUBTITLE = "Dots: mean of a group's accounts. Lines: where it plausibly lies, all at once."
_MEANINGS = {
    "quality": "Mean follower quality, 0 to 1",
    "engaged": "Share of followers who interact",
    "dormant": "Share of followers who are dormant",
    "junk": "Share of followers who look like junk",
    "quantity": "Followers of a typical account (log scale)",
    "effective_followers": "Effective followers of a typical account (log scale)",
}


def group_comparison(
    groups: pd.DataFrame,
    *,
    measure: str = "",
    title: str = "Which groups have the better audience?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the mean of each group's accounts with its interval, the largest on top.

    Parameters
    ----------
    groups
        One measure of what `socialkit.audience.compare_groups` returns, such as its part
        `.loc["engaged"]`: indexed by `group`, columns `value`, `low`, `high`, `unit`, `n`
        (accounts), `frame` and `note`. The row ``"all accounts"`` becomes a line across all.
    measure
        Which measure it is, for the name of the axis.
    title, source, ax
        As in `quality_vs_quantity`; a new sheet is as tall as the rows need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> groups = pd.DataFrame({"value": [0.3, 0.1], "low": [0.2, 0.0], "high": [0.4, 0.2],
    ...                        "unit": "share", "n": [8, 4]},
    ...                       index=pd.Index(["therapists", "florists"], name="group"))
    >>> ax = group_comparison(groups, measure="engaged")
    >>> "30 % (20-40 %)" in [text.get_text() for text in ax.texts]
    True
    """
    rows = _best_first(groups)
    if rows["value"].isna().all():
        return missing(reason(groups), title=title, source=source, ax=ax)
    ax, whole = canvas(ax), rows[rows.index == ALL_ACCOUNTS]
    rows = rows[rows.index != ALL_ACCOUNTS]
    every, rows = len(rows), rows.iloc[: most_rows(_ROW, len(rows))]
    more = f"of {every:,} groups, the {len(rows)} with most" if every > len(rows) else ""
    units = groups["unit"].dropna() if "unit" in groups else pd.Series(dtype=object)
    unit = str(units.iloc[0]) if len(units) else "score"
    frame = next((str(one) for one in groups.get("frame", []) if pd.notna(one) and one), "")
    few = rows["value"].notna() & rows["low"].isna()
    alone = "a dot alone: too few accounts for an interval" if few.any() else ""
    footer = [cited(source), frame, more, alone]
    look = {"gutter": _GUTTER, "head": 26, "foot": 36, "body": _ROW * max(len(rows), 1)}
    drawn = beside(groups.iloc[[*rows["place"], *whole["place"]]], measure=measure)
    dress(ax, kind="group_comparison", drawn=drawn, title=title, subtitle=_SUBTITLE, footer=footer,
          **look)  # fmt: skip
    _scale(ax, pd.concat([rows, whole]), len(rows), unit)
    name = _MEANINGS.get(measure, measure.replace("_", " "))
    name = shortened(name, axes_width(ax), LABEL)
    ax.set_xlabel(name, size=LABEL, color=hue.quiet, family=FAMILY, parse_math=False, labelpad=4)
    _draw_whole(ax, whole, unit)
    for place, (group, row) in enumerate(rows.iterrows()):
        _draw_group(ax, place, row, unit)
        _write_group(ax, place, str(group), row)
    return ax


def _best_first(groups: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers, largest first; what is not known stands last."""
    columns = ["value", "low", "high"]
    rows = groups.reindex(columns=columns).astype("Float64").astype(float)
    rows.loc[rows[columns].isna().any(axis=1), ["low", "high"]] = np.nan
    rows["n"] = groups["n"].to_numpy() if "n" in groups else pd.NA
    rows["note"] = groups["note"].to_numpy() if "note" in groups else ""
    rows["place"] = np.arange(len(groups))
    order = pd.DataFrame({"value": -rows["value"], "name": rows.index.astype(str)})
    return rows.iloc[np.lexsort((order["name"], order["value"].to_numpy(dtype=float)))]


def _scale(ax: Axes, rows: pd.DataFrame, number: int, unit: str) -> None:
    """Set an axis that holds every interval, from 0 for shares; in ratios for counts."""
    numbers = rows[["value", "low", "high"]].to_numpy(dtype=float)
    low, high = float(np.nanmin(numbers)), float(np.nanmax(numbers))
    if unit == "count" and low > 0:
        ax.set_xscale("log")
        ax.xaxis.set_major_locator(LogLocator(numticks=8))
        ax.xaxis.set_minor_locator(NullLocator())
        ax.set_xlim(low / 1.3, high * 1.3)
    else:
        low = min(low, 0.0) if unit in ("share", "score") else low
        air = 0.03 * ((high - low) or abs(high) or 1.0)
        ax.set_xlim(low - air, high + air)
        ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _short(value, unit)))
    ax.set(ylim=(max(number, 1) - 0.5, -0.5), yticks=[])
    ax.grid(axis="x", color=hue.faint, linewidth=0.7)
    ax.spines["left"].set_visible(False)


def _short(value: float, unit: str) -> str:
    if unit == "share":
        return f"{100 * value:.0f} %"
    return f"{value:,.0f}" if unit == "count" else f"{value:g}"


def _draw_whole(ax: Axes, whole: pd.DataFrame, unit: str) -> None:
    """Draw the mean of all accounts as a line across the groups, and name it above."""
    known = whole.dropna(subset=["value"])
    if known.empty:
        return
    row = known.iloc[0]
    if not np.isnan(row["low"]):
        ax.axvspan(row["low"], row["high"], color=hue.faint, alpha=0.7, linewidth=0, zorder=0.5)
    ax.axvline(row["value"], color=hue.line, linewidth=1.0, linestyle=(0, (4, 3)), zorder=1)
    number = "" if pd.isna(row["n"]) else f"{int(row['n']):,} "
    text = f"All {number}accounts: {_with_interval(row, unit)}"
    _write_at(ax, row["value"], 1.0, 6, text, color=hue.quiet, size=SMALL)


def _draw_group(ax: Axes, place: int, row: pd.Series, unit: str) -> None:
    if np.isnan(row["value"]):
        words = "Not in this export" + (f": {row['note']}" if row["note"] else "")
        words = shortened(words, axes_width(ax) - 12, SMALL)
        look = {"coords": ax.get_yaxis_transform(), "va": "center", "color": hue.quiet}
        write(ax, words, (0, place), offset=(6, 0), **look)
        return
    if not np.isnan(row["low"]):
        ax.hlines(place, row["low"], row["high"], colors=hue.ink, linewidth=1.6, zorder=3)
    ax.plot(row["value"], place, "o", color=hue.blue, markersize=7, zorder=4)
    top = 1 - (place + 0.5) / (ax.get_ylim()[0] + 0.5)
    _write_at(ax, row["value"], top, 5, _with_interval(row, unit), size=LABEL, bold=True)


def _write_at(ax: Axes, value: float, height: float, up: float, text: str, **look: object) -> None:
    """Write centred above a value, moved inwards where it would leave the axes."""
    bold, size = bool(look.get("bold")), float(look["size"])
    half, wide = width(text, size, bold=bold) / 2, axes_width(ax)
    at = float(ax.transAxes.inverted().transform(ax.transData.transform((value, 0)))[0]) * wide
    at = min(max(at, half), wide - half)
    halo = outlined(2.4)
    look |= {"ha": "center", "va": "bottom", "path_effects": halo}
    write(ax, text, (at / wide, height), coords="axes fraction", offset=(0, up), **look)


def _with_interval(row: pd.Series, unit: str) -> str:
    numbers = [_written(float(row[name]), unit) for name in ("value", "low", "high")]
    if np.isnan(row["low"]):
        return numbers[0]
    if unit == "share":
        return f"{numbers[0]} ({percent(row['low'], sign='')}-{numbers[2]})"
    return f"{numbers[0]} ({numbers[1]} to {numbers[2]})"


def _written(value: float, unit: str) -> str:
    if np.isnan(value):
        return ""
    if unit == "share":
        return percent(value)
    return f"{value:,.0f}" if unit == "count" else f"{value:,.2f}"


def _write_group(ax: Axes, place: int, group: str, row: pd.Series) -> None:
    """Write a group's name to the left of its row, and of how many accounts it is made."""
    look = {"coords": ax.get_yaxis_transform(), "va": "center"}
    title = shortened(group[:1].upper() + group[1:], _GUTTER - 8, LABEL, bold=True)
    number = "" if pd.isna(row["n"]) else counted(int(row["n"]), "account")
    up = 6 if number else 0
    write(ax, title, (0, place), offset=(-_GUTTER, up), size=LABEL, bold=True, **look)
    write(ax, number, (0, place), offset=(-_GUTTER, -6), color=hue.quiet, **look)
