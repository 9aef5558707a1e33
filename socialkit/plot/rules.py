"""How often published rule sets contradict one another: a bar and an interval for each pair."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from socialkit.plot.bars import (
    bare,
    counted_on,
    draw_bar,
    numbers_of,
    share_in_words,
    write_number,
)
from socialkit.plot.panel import missing, reason
from socialkit.plot.style import axes_width, canvas, cited, dress, most_rows, write
from socialkit.plot.text import LABEL, shortened
from socialkit.plot.theme import hue

_SUBTITLE = "Accounts that only one of the two counts as junk, of those both judge."
_INTERVAL = " Lines: interval."
_GUTTER, _NUMBERS, _ROW = 172.0, 0.62, 32.0
_NOBODY = "No account here is judged by two of the rule sets."


def rule_disagreement(
    pairs: pd.DataFrame,
    *,
    title: str = "How often do the published rules contradict one another?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw for each pair of rule sets the share of accounts that they judge differently.

    Parameters
    ----------
    pairs
        Indexed by `first` and `second` (rule sets), as `socialkit.quality.disagreement` counts
        them: columns `value`, `low`, `high` (differ / both_judge, 0-1, with its interval), `n`
        (both_judge), `frame` (which ones) and `note` (why not known). The pair that differs
        most stands on top; pairs that judge nobody together stand last.
    title, source, ax
        As in `quality_vs_quantity`; a new sheet is as tall as the rows need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([("socialbakers", "seed")], names=["first", "second"])
    >>> pairs = pd.DataFrame({"value": [0.3], "low": [0.2], "high": [0.4], "n": [90]}, index=index)
    >>> ax = rule_disagreement(pairs)
    >>> "30 % (20-40 %)" in [text.get_text() for text in ax.texts]
    True
    """
    rows = numbers_of(pairs, list(pairs.index)) if len(pairs) else pd.DataFrame({"value": []})
    if rows["value"].isna().all():
        return missing(reason(pairs) or _NOBODY, title=title, source=source, ax=ax)
    first, second = (rows.index.get_level_values(level).astype(str) for level in (0, 1))
    order = np.lexsort((second, first, -rows["value"].to_numpy(dtype=float)))
    order = order[: most_rows(_ROW, len(rows))]
    few = len(order) < len(rows)
    more = f"of {len(rows):,} pairs, the {len(order)} that differ most" if few else ""
    known = pairs.loc[rows["value"].notna().to_numpy()]
    has_spread = bool((rows["high"] > rows["low"]).any())
    footer = [cited(source), *counted_on(known), more]
    ax = canvas(ax)
    body = _ROW * len(order)
    subtitle = _SUBTITLE + _INTERVAL * has_spread
    drawn = pairs.iloc[order]
    dress(ax, kind="rule_disagreement", drawn=drawn, title=title, subtitle=subtitle, footer=footer,
          gutter=_GUTTER, foot=4, body=body)  # fmt: skip
    bare(ax, len(order), 1 / _NUMBERS)
    for place, row in enumerate(order):
        _draw_pair(ax, place, (first[row], second[row]), rows.iloc[row], pairs.iloc[row])
    return ax


def _draw_pair(
    ax: Axes, place: int, pair: tuple[str, str], row: pd.Series, given: pd.Series
) -> None:
    """Draw one bar with its name, and of how many accounts it is made."""
    is_known = pd.notna(row["value"])
    look = {"coords": ax.get_yaxis_transform(), "va": "center"}
    write(ax, _cut(pair[0]), (0, place), offset=(-_GUTTER, 6), size=LABEL, bold=True, **look)
    number = f", n = {int(given['n']):,}" if is_known and pd.notna(given.get("n")) else ""
    below = _cut(f"and {pair[1]}{number}", bold=False)
    write(ax, below, (0, place), offset=(-_GUTTER, -7), color=hue.quiet, **look)
    draw_bar(ax, place, row, hue.orange)
    if is_known:
        ends = (row["value"], row["high"] if row["high"] > row["value"] else 0)
        write_number(ax, share_in_words(*row), (max(ends), place), is_known=True)
        return
    why = "" if pd.isna(given.get("note")) else str(given.get("note"))
    words = "Not in this export" + (f": {why}" if why else "")
    words = shortened(words, axes_width(ax) - 12, LABEL)
    write(ax, words, (0, place), offset=(6, 0), size=LABEL, color=hue.quiet, **look)


def _cut(text: str, *, bold: bool = True) -> str:
    return shortened(text, _GUTTER - 8, LABEL, bold=bold)
