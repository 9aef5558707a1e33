"""Samples against the truth: what an interval promises, and to whom it does not apply."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from socialkit.plot.panel import missing, reason
from socialkit.plot.style import canvas, cited, dress, write
from socialkit.plot.text import LABEL, counted, whole_percent
from socialkit.plot.theme import hue

WHOLE, NEWEST = "whole list", "newest"
_GUTTER, _MOST = 84.0, 40
_SUBTITLE = (
    "Each bar is the interval of one sample. Vertical line: the share among all followers. "
    "Crosses: intervals that miss it."
)


def sampling_trials(
    trials: pd.DataFrame,
    *,
    title: str = "Would a sample have found the truth?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the interval of each sample of a list against the share among all of it.

    Parameters
    ----------
    trials
        Indexed by `sample`: ``"whole list"`` (the truth), ``"newest"`` (the newest followers)
        and samples drawn at random, of which the first 40 are drawn. Columns `value`,
        `low`, `high` (shares, 0-1), `holds_truth` (boolean), `n` and `note` (why not known).
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> trials = pd.DataFrame(
    ...     {"value": [0.3, 0.1], "low": [0.3, 0.05], "high": [0.3, 0.2], "n": [500, 50],
    ...      "holds_truth": [None, False]}, index=["whole list", "newest"])
    >>> "truth 30 %" in [text.get_text() for text in sampling_trials(trials).texts]
    True
    """
    known = trials.dropna(subset=["value", "low", "high"])
    samples = known.drop(index=WHOLE, errors="ignore")
    if WHOLE not in known.index or samples.empty:
        return missing(reason(trials), title=title, source=source, ax=ax)
    newest = samples[samples.index == NEWEST]
    shown = pd.concat([newest, samples.drop(index=NEWEST, errors="ignore").iloc[:_MOST]])
    ax = canvas(ax)
    sizes = sorted({int(n) for n in shown["n"].dropna()})
    footer = [cited(source), *(f"n = {size:,} in each sample" for size in sizes[-1:])]
    footer.append(f"all: n = {counted(int(known.loc[WHOLE, 'n']), 'follower')}, every one seen")
    drawn = pd.concat([shown, known.loc[[WHOLE]]])
    dress(ax, kind="sampling_trials", drawn=drawn, title=title, subtitle=_SUBTITLE, footer=footer,
          gutter=_GUTTER, head=20, foot=22)  # fmt: skip
    _draw_samples(ax, shown.astype({"value": float, "low": float, "high": float}))
    truth = float(known.loc[WHOLE, "value"])
    ax.axvline(truth, color=hue.ink, linewidth=1.2, zorder=1.5)
    side = "right" if truth > 0.85 * ax.get_xlim()[1] else "center"
    spot, look = (truth, 1), {"coords": ax.get_xaxis_transform(), "ha": side, "va": "bottom"}
    write(ax, f"truth {whole_percent(truth)}", spot, offset=(0, 3), size=LABEL, bold=True, **look)
    _name_samples(ax, len(newest), len(shown))
    return ax


def _draw_samples(ax: Axes, shown: pd.DataFrame) -> None:
    """Draw one row for each sample, the newest first and a row apart from the others."""
    rows = [place + (name != NEWEST) * 0.8 for place, name in enumerate(shown.index)]
    holds = shown["holds_truth"].fillna(True).to_numpy(dtype=bool)
    for row, held, (_, sample) in zip(rows, holds, shown.iterrows(), strict=True):
        colour = hue.blue if held else hue.vermilion
        ax.hlines(row, sample["low"], sample["high"], colors=colour, linewidth=2.0, zorder=2)
        ax.plot(sample["value"], row, "o" if held else "X", color=colour, zorder=3,
                markersize=4.5 if held else 7, markeredgecolor=hue.paper, markeredgewidth=0.5,
                label="holds the truth" if held else "misses the truth")  # fmt: skip
    ax.set_ylim(max(rows) + 0.8, -0.8)
    high = max(float(shown["high"].max()), 0.02)
    ax.set_xlim(0, 1.06 * high)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.10g} %"))
    ax.grid(axis="x", color=hue.faint, linewidth=0.7)


def _name_samples(ax: Axes, newest: int, shown: int) -> None:
    """Name the newest, and the random samples by their middle row."""
    look = {"coords": ax.get_yaxis_transform(), "va": "center"}
    if newest:
        write(ax, "The newest", (0, 0), offset=(-_GUTTER, 0), size=LABEL, bold=True, **look)
    draws = shown - newest
    if draws:
        middle = newest + (draws - 1) / 2 + 0.8
        for line, words in enumerate((counted(draws, "sample"), "drawn at", "random")):
            place = {"offset": (-_GUTTER, 13 - 13 * line), "size": LABEL}
            write(ax, words, (0, middle), bold=not line, color=hue.quiet if line else hue.ink,
                  **place, **look)  # fmt: skip
