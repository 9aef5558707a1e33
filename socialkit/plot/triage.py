"""What new followers come to: how many to follow back, to look at, or to leave."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from socialkit.plot.bars import (
    bare,
    counted_on,
    draw_bar,
    held,
    name_row,
    numbers_of,
    share_in_words,
    write_number,
)
from socialkit.plot.panel import missing, reason
from socialkit.plot.style import axes_width, canvas, cited, dress
from socialkit.plot.text import LABEL, width
from socialkit.plot.theme import hue

PILES = {
    "followed already": ("unknown", "you follow them too"),
    "follow back": ("blue", "there, active and close to you"),
    "ask why": ("orange", "not clear: look yourself"),
    "leave": ("vermilion", "strong evidence of junk"),
}
"""Each pile with the name of its colour and what the word means."""
_GUTTER = 176.0


def triage(
    totals: pd.DataFrame,
    *,
    title: str = "What to do with the new followers?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of new followers in each pile, with its interval.

    Parameters
    ----------
    totals
        Indexed by `measure`: followed already, follow back, ask why and leave. Columns
        `value`, `low`, `high` (shares, 0-1), `n` (followers looked at), `frame` (in words,
        which ones) and `note` (why not known).
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> totals = pd.DataFrame(
    ...     {"value": [0.25], "low": [0.2], "high": [0.31], "n": [200]},
    ...     index=pd.Index(["follow back"], name="measure"),
    ... )
    >>> "25 % (20-31 %)" in [text.get_text() for text in triage(totals).texts]
    True
    """
    rows = numbers_of(totals, list(PILES))
    if rows["value"].isna().all():
        return missing(reason(totals), title=title, source=source, ax=ax)
    known = rows.dropna(subset=["value"])
    subtitle = "Share of the followers looked at, by what the evidence on them comes to."
    if (known["high"] > known["low"]).any():
        subtitle += f" {hue.lines}: where the true share plausibly lies."
    ax = canvas(ax)
    footer = [cited(source), *counted_on(totals.loc[known.index])]
    drawn = held(totals, PILES)
    dress(ax, kind="triage", drawn=drawn, title=title, subtitle=subtitle, footer=footer,
          gutter=_GUTTER, foot=4, body=170)  # fmt: skip
    _draw_bars(ax, rows)
    for place, (name, (_, meaning)) in enumerate(PILES.items()):
        name_row(ax, place, name.capitalize(), meaning, _GUTTER)
    return ax


def _draw_bars(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw the bars and write the numbers to the right of them."""
    labels = [share_in_words(*row) for row in rows.itertuples(index=False)]
    ends = rows[["value", "high"]].max(axis=1).fillna(0).to_numpy()
    room = [1 - (width(label, LABEL, bold=True) + 12) / axes_width(ax) for label in labels]
    right = max(end / max(part, 0.2) for end, part in zip(ends, room, strict=True))
    bare(ax, len(rows), max(right, 1e-3))
    for place, (name, row) in enumerate(rows.iterrows()):
        draw_bar(ax, place, row, hue[PILES[name][0]])
        is_known = not np.isnan(row["value"])
        write_number(ax, labels[place], (ends[place], place), is_known=is_known)
