"""What an account posts, with the practitioners' rule of thumb marked."""

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
from socialkit.plot.style import canvas, cited, dress, write
from socialkit.plot.text import whole_percent
from socialkit.plot.theme import hue

PARTS = {
    "engaging": ("blue", "answers or names somebody"),
    "own": ("orange", "other posts of one's own"),
    "quote": ("purple", "others' posts, commented"),
    "repost": ("vermilion", "others' posts, passed on"),
}
"""Each part of the mix with its colour's name and meaning; together they are the whole."""
_PLAIN = "Share of the account's posts; tall lines mark the practitioners' rule of thumb."
_INTERVAL = " Short lines: the least doubt to allow for, as not all posts were seen."
_GUTTER, _NUMBERS = 150.0, 0.58


def conduct(
    conduct: pd.DataFrame,
    *,
    title: str = "Does it engage or broadcast?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw what an account posts: engaging, own, quotes and reposts, each with its interval.

    Parameters
    ----------
    conduct
        Indexed by `measure`; of its rows engaging, own, quote and repost are drawn. Columns
        `value`, `low`, `high` (shares, 0-1), `target` (the share of the rule of thumb, where
        there is one), `n` (posts counted), `frame` (in words, which ones) and `note` (why
        not known).
    title, source, ax
        As in `quality_vs_quantity`.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> conduct_of = pd.DataFrame(
    ...     {"value": [0.4, 0.6], "low": [0.3, 0.5], "high": [0.5, 0.7], "target": [0.75, 0.25]},
    ...     index=pd.Index(["engaging", "own"], name="measure"),
    ... )
    >>> ax = conduct(conduct_of)
    >>> "40 % (30-50 %)" in [text.get_text() for text in ax.texts]
    True
    """
    rows = numbers_of(conduct, list(PARTS))
    if rows["value"].isna().all():
        given = conduct[conduct.index.isin(list(PARTS))]
        return missing(reason(given), title=title, source=source, ax=ax)
    known = conduct.loc[rows.index[rows["value"].notna()]]
    has_spread = bool((rows["high"] > rows["low"]).any())
    ax = canvas(ax)
    subtitle = _PLAIN + _INTERVAL * has_spread
    footer = [cited(source), *counted_on(known)]
    drawn = held(conduct, PARTS)
    dress(ax, kind="conduct", drawn=drawn, title=title, subtitle=subtitle, footer=footer,
          gutter=_GUTTER, foot=4)  # fmt: skip
    bare(ax, len(PARTS), 1 / _NUMBERS)
    targets = conduct.reindex(columns=["target"])["target"].astype("Float64")
    for place, (name, (colour, meaning)) in enumerate(PARTS.items()):
        row = rows.loc[name]
        name_row(ax, place, name.capitalize(), meaning, _GUTTER)
        draw_bar(ax, place, row, hue[colour])
        write_number(ax, share_in_words(*row), (1, place), is_known=pd.notna(row["value"]))
        if name in targets and pd.notna(targets[name]):
            _mark_target(ax, place, float(targets[name]))
    return ax


def _mark_target(ax: Axes, place: int, share: float) -> None:
    """Draw the share of the rule of thumb as an upright line over its row."""
    ax.vlines(share, place - 0.36, place + 0.36, colors=hue.ink, linewidth=2.4, zorder=4)
    text = f"rule {whole_percent(share)}"
    look = {"ha": "center", "va": "top", "zorder": 4}
    write(ax, text, (share, place + 0.36), offset=(0, -1), **look)
