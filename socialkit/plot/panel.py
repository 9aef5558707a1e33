"""The panel in place of a chart whose data are not there: never a zero, never an error."""

import pandas as pd
from matplotlib.axes import Axes

from socialkit.plot.style import Chart, axes_width, canvas, cited, dress, sheet_room, write
from socialkit.plot.text import LABEL, wrapped
from socialkit.plot.theme import hue

_UNKNOWN = "The data hold nothing from which this could be drawn."


def missing(
    reason: str,
    *,
    heading: str = "Not in this export",
    title: str = "",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw a calm panel in place of a chart whose data are not there.

    Parameters
    ----------
    reason
        In one sentence, why the data cannot show it.
    heading
        What the panel says first.
    title
        The question that stays open.
    source
        Where the data come from, for the footer.
    ax
        Where to draw; a new sheet by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the panel.

    Examples
    --------
    >>> ax = missing("An X archive does not say when a follower last posted.")
    >>> [text.get_text() for text in ax.texts][0]
    'Not in this export'
    """
    ax = canvas(ax)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.set_facecolor(hue.panel)
    is_sheet = isinstance(ax.get_figure(root=True), Chart)
    room = (sheet_room() if is_sheet else axes_width(ax)) - 30
    lines = wrapped(reason or _UNKNOWN, room, LABEL, most=4)
    place = {"coords": "axes fraction", "ha": "center", "va": "center"}
    high = 8.0 * len(lines)
    look = {"size": 12.0, "bold": True, "color": hue.quiet}
    write(ax, heading, (0.5, 0.5), offset=(0, high), **look, **place)
    for row, line in enumerate(lines, start=1):
        shift = (0, high - 5 - 14 * row)
        write(ax, line, (0.5, 0.5), offset=shift, size=LABEL, color=hue.quiet, **place)
    footer = [cited(source)]
    body = 64.0 + 14 * len(lines)
    drawn = pd.DataFrame({"reason": [reason or _UNKNOWN]})
    dress(ax, kind="missing", drawn=drawn, title=title, footer=footer, gutter=0, head=10, foot=4,
          body=body)  # fmt: skip
    return ax


def reason(table: pd.DataFrame) -> str:
    """Return why a table is empty, from its `note` column."""
    if "note" not in table:
        return ""
    notes = sorted({str(note).strip() for note in table["note"].dropna()} - {""})
    return "; ".join(notes[:4])
