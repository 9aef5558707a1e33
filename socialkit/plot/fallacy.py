"""The ladder of the million-follower fallacy: all accounts, then only the largest."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from socialkit.plot.panel import missing, reason
from socialkit.plot.style import axes_width, canvas, cited, dress, outlined, write
from socialkit.plot.text import LABEL, SMALL, counted, shortened, wrapped
from socialkit.plot.theme import hue

_GUTTER, _ROW = 112.0, 58.0
_SUBTITLE = "Rank correlation with the number of followers. {lines}: where it plausibly lies."
_RESTRICTED = (
    "Orange diamonds and bands: what the narrower range of followers alone would give; only a "
    "dot outside its band is more than that."
)


def fallacy_ladder(
    ladder: pd.DataFrame,
    *,
    title: str = "Do accounts with more followers receive more?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the rank correlation with followers among all accounts and among the largest.

    Parameters
    ----------
    ladder
        As `socialkit.audience.fallacy_ladder` returns it: indexed by `among`, columns
        `value`, `low`, `high` (-1 to 1), `n`, `frame`, `note` and, for what the narrower
        range alone would give, `restricted`, `restricted_low` and `restricted_high`.
    title, source, ax
        As in `quality_vs_quantity`; a new sheet is as tall as the rows need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on, one row for each rung in the order of the table.

    Examples
    --------
    >>> ladder = pd.DataFrame({"value": [0.6], "low": [0.4], "high": [0.7], "n": [40]},
    ...                       index=pd.Index(["all accounts"], name="among"))
    >>> ax = fallacy_ladder(ladder)
    >>> "0.60 (0.40 to 0.70)" in [text.get_text() for text in ax.texts]
    True
    """
    rows = _numbers(ladder)
    if rows["value"].isna().all():
        return missing(reason(ladder), title=title, source=source, ax=ax)
    ax = canvas(ax)
    frame = next((str(one) for one in ladder.get("frame", []) if pd.notna(one) and one), "")
    restricted = rows["restricted_low"].notna().any()
    footer = [cited(source), frame, _RESTRICTED if restricted else ""]
    body = _ROW * len(rows)
    subtitle = _SUBTITLE.format(lines=hue.lines)
    dress(ax, kind="fallacy_ladder", drawn=ladder, title=title, subtitle=subtitle, footer=footer,
          gutter=_GUTTER, foot=22, body=body)  # fmt: skip
    _scale(ax, len(rows))
    for place, (name, row) in enumerate(rows.iterrows()):
        _draw_rung(ax, place, row)
        _write_rung(ax, place, str(name), row, ladder.iloc[place])
    return ax


def _numbers(ladder: pd.DataFrame) -> pd.DataFrame:
    columns = ["value", "low", "high", "restricted", "restricted_low", "restricted_high"]
    rows = ladder.reindex(columns=columns).astype("Float64").astype(float)
    for start in ("", "restricted_"):
        ends = [f"{start}low", f"{start}high"]
        rows.loc[rows[ends].isna().any(axis=1), ends] = np.nan
    return rows


def _scale(ax: Axes, number: int) -> None:
    ax.set(xlim=(-1.05, 1.05), ylim=(number - 0.5, -0.5), yticks=[])
    ax.xaxis.set_major_locator(FixedLocator([-1, -0.5, 0, 0.5, 1]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.grid(axis="x", color=hue.faint, linewidth=0.7)
    ax.axvline(0, color=hue.line, linewidth=0.9, zorder=1)
    ax.spines["left"].set_visible(False)


def _draw_rung(ax: Axes, place: int, row: pd.Series) -> None:
    """Draw what was found, and below it what the narrower range alone would give."""
    halo = outlined(3.2, alpha=0.85)
    if not np.isnan(row["low"]):
        look = {"colors": hue.ink, "linewidth": 1.6, "zorder": 3, "path_effects": halo}
        ax.hlines(place, row["low"], row["high"], label="interval", **look)
    if not np.isnan(row["value"]):
        ax.plot(row["value"], place, "o", color=hue.blue, markersize=7, zorder=4, label="found")
    if not np.isnan(row["restricted_low"]):
        spot = place + 0.24
        ax.hlines(
            spot, row["restricted_low"], row["restricted_high"], colors=hue.orange, linewidth=5,
            alpha=0.4, zorder=2, label="restricted interval",
        )  # fmt: skip
        look = {"color": hue.orange, "markersize": 6, "markerfacecolor": hue.paper, "zorder": 4}
        ax.plot(row["restricted"], spot, "D", markeredgewidth=1.6, label="restricted", **look)


def _write_rung(ax: Axes, place: int, name: str, row: pd.Series, given: pd.Series) -> None:
    look = {"coords": ax.get_yaxis_transform(), "va": "center"}
    title = shortened(name[:1].upper() + name[1:], _GUTTER - 8, 10.5, bold=True)
    write(ax, title, (0, place), offset=(-_GUTTER, 7), size=10.5, bold=True, **look)
    number = given.get("n")
    if pd.notna(number):
        text = counted(int(number), "account")
        write(ax, text, (0, place), offset=(-_GUTTER, -7), color=hue.quiet, **look)
    if np.isnan(row["value"]):
        note = given.get("note")
        words = "Not in this export" + (f": {note}" if pd.notna(note) and note else "")
        for step, line in enumerate(wrapped(words, axes_width(ax) - 12, SMALL, most=2)):
            write(ax, line, (0, place), offset=(6, 6 - 12 * step), color=hue.quiet, **look)
        return
    text = f"{row['value']:.2f}"
    if not np.isnan(row["low"]):
        text += f" ({row['low']:.2f} to {row['high']:.2f})"
    halo = outlined(2.4)
    look = {"ha": _side(row["value"]), "va": "center", "path_effects": halo}
    write(ax, text, (row["value"], place), offset=(0, 12), size=LABEL, bold=True, **look)


def _side(value: float) -> str:
    """Keep a label within the sheet: near the ends it runs inwards."""
    return "right" if value > 0.45 else "left" if value < -0.45 else "center"
