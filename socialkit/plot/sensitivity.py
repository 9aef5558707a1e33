"""How far ranks move when the choices behind a score are made otherwise."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from socialkit.plot.bars import bare, draw_bar, write_number
from socialkit.plot.panel import missing
from socialkit.plot.style import canvas, cited, dress, most_rows, write
from socialkit.plot.text import LABEL, counted, percent, shortened
from socialkit.plot.theme import hue

_SUBTITLE = "Followers who change between the better half and the other, one choice at a time."
_MEANINGS = {
    "preset": "other goal",
    "weight": "other weight",
    "threshold": "other threshold",
    "evidence": "other evidence",
}
_COLOURS = dict(zip(_MEANINGS, ("blue", "purple", "orange", "vermilion"), strict=True))
_GUTTER, _ROW = 196.0, 32.0
_MOST_ROWS = 12
_ROOM = 1.5
_NOBODY = "Nobody has a score here, whichever way it is made."
_NOT_DRAWN = "nothing is drawn at random here, so there are no intervals"


def score_sensitivity(
    changes: pd.DataFrame,
    *,
    title: str = "Does the order of followers rest on our choices?",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the choices that would move most followers to the other half of the ranking.

    Parameters
    ----------
    changes
        As `socialkit.quality.sensitivity` returns them: indexed by `kind` and `change`, with
        `half_changes_share` (0-1), `rank_correlation` and `n`. The twelve that move most are
        drawn; all others move fewer, which the footer says.
    title, source, ax
        As in `quality_vs_quantity`; a new sheet is as tall as the rows need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([("weight", "engaged counts twice")],
    ...                                   names=["kind", "change"])
    >>> changes = pd.DataFrame({"half_changes_share": [0.07], "rank_correlation": [0.95],
    ...                         "n": [400]}, index=index)
    >>> ax = score_sensitivity(changes)
    >>> "7 % (rank correlation 0.95)" in [text.get_text() for text in ax.texts]
    True
    """
    rows = _most_first(changes)
    if rows.empty:
        return missing(_NOBODY, title=title, source=source, ax=ax)
    drawn = rows.iloc[: most_rows(_ROW, _MOST_ROWS)]
    others = counted(len(rows) - len(drawn), "change")
    rest = f"{others} of {len(rows):,} not drawn: fewer move" if len(rows) > len(drawn) else ""
    footer = [cited(source), *_counted(rows["n"]), rest, _NOT_DRAWN]
    ax = canvas(ax)
    body = _ROW * len(drawn)
    held = changes.iloc[drawn["place"]]
    dress(ax, kind="score_sensitivity", drawn=held, title=title, subtitle=_SUBTITLE, footer=footer,
          gutter=_GUTTER, foot=4, body=body)  # fmt: skip
    bare(ax, len(drawn), _ROOM * max(2 * float(drawn["value"].max()), 0.1))
    for place, ((kind, change), row) in enumerate(drawn.iterrows()):
        _name(ax, place, str(kind), str(change))
        draw_bar(ax, place, row, hue[_COLOURS.get(kind, "blue")])
        words = percent(row["value"])
        if not np.isnan(row["rank_correlation"]):
            words += f" (rank correlation {row['rank_correlation']:.2f})"
        write_number(ax, words, (row["value"], place), is_known=True)
    return ax


def _counted(sizes: pd.Series) -> list[str]:
    """Say how many followers have a score both ways, at least and at most."""
    known = sizes.dropna()
    if known.empty:
        return []
    low, high = (int(known.agg(side)) for side in ("min", "max"))
    return [f"n = {low:,} followers" if low == high else f"n = {low:,} to {high:,} followers"]


def _most_first(changes: pd.DataFrame) -> pd.DataFrame:
    """Return what is known, those that move most first; ties by name."""
    rows = changes[["half_changes_share", "rank_correlation", "n"]].astype("Float64").astype(float)
    rows["place"] = np.arange(len(rows))
    rows = rows.rename(columns={"half_changes_share": "value"}).dropna(subset=["value"])
    rows[["low", "high"]] = np.nan
    names = [rows.index.get_level_values(level).astype(str) for level in (1, 0)]
    return rows.iloc[np.lexsort((*names, -rows["value"].to_numpy()))]


def _name(ax: Axes, place: int, kind: str, change: str) -> None:
    look = {"coords": ax.get_yaxis_transform(), "va": "center"}
    above = shortened(change[:1].upper() + change[1:], _GUTTER - 8, LABEL, bold=True)
    write(ax, above, (0, place), offset=(-_GUTTER, 6), size=LABEL, bold=True, **look)
    below = shortened(_MEANINGS.get(kind, kind), _GUTTER - 8, LABEL)
    write(ax, below, (0, place), offset=(-_GUTTER, -7), color=hue.quiet, **look)
