"""The house style: the sheet, its axes, its heading and its footer."""

from collections.abc import Iterable
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation
from matplotlib.transforms import ScaledTranslation

from socialkit.plot.record import Record, keep
from socialkit.plot.text import (
    FAMILY,
    LABEL,
    SMALL,
    SUBTITLE,
    TITLE,
    from_left,
    printable,
    shortened,
    width,
    wrapped,
)
from socialkit.plot.theme import SHEETS, Sheet, hue, sheet

_MARGIN = 11.0
_POINTS = 72.0
_LEAST_BODY, _AROUND = 150.0, 150.0
"""On a sheet that cannot grow: least height of axes, and what heading and footer take."""
_LEAST_PIXELS = 12.5
"""Height of the smallest letters where they are still read with ease."""


class Chart(Figure):
    """A figure that holds one chart and nothing else, so the chart may set the margins.

    Attributes
    ----------
    footer
        What stands under the chart: source, how many were counted, and which ones.
    sheet
        How large it was asked to be.
    """

    footer: tuple[str, ...] = ()
    sheet: Sheet = SHEETS["article"]


def sheet_room() -> float:
    """Return how wide text on a sheet of its own may be, in points."""
    return sheet().width * _POINTS - 2 * _MARGIN


def most_rows(tall: float, most: int) -> int:
    """Return how many rows, each so many points tall, a sheet of its own has room for.

    A sheet that grows with its rows takes all `most`. Another one is seen from further off
    until they fit, but not from where its smallest letters could no longer be read.
    """
    now = sheet()
    if not now.is_fixed:
        return most
    nearest = SMALL / _POINTS * now.pixels / now.width
    return int(min(most, (now.height * _POINTS * nearest / _LEAST_PIXELS - _AROUND) // tall))


def canvas(ax: Axes | None) -> Axes:
    """Return `ax`, or axes on a new sheet; without frame, ticks and grid."""
    if ax is None:
        ax = _new_sheet().add_subplot()
    ax.set_facecolor("none")
    ax.grid(False)
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["bottom", "left"]].set(color=hue.line, linewidth=0.8)
    ax.tick_params(
        which="both",
        labelsize=SMALL,
        color=hue.line,
        labelcolor=hue.quiet,
        labelfontfamily=FAMILY,
        left=False,
        right=False,
        top=False,
    )
    return ax


def _new_sheet() -> Chart:
    now = sheet()
    # Whoever draws many charts in a row wants them; a warning would stop a strict notebook.
    with plt.rc_context({"figure.max_open_warning": 0}):
        figure = plt.figure(
            FigureClass=Chart, figsize=now[:2], dpi=now.pixels / now.width, layout="none"
        )
    figure.set_facecolor(hue.paper)
    figure.sheet = now
    return figure


def outlined(wide: float, *, alpha: float = 1.0) -> list[withStroke]:
    """Return the effect that sets letters or lines apart from what lies below them."""
    return [withStroke(linewidth=wide, foreground=hue.paper, alpha=alpha)]


def write(
    ax: Axes,
    text: str,
    at: tuple[float, float],
    *,
    coords: Any = "data",
    offset: tuple[float, float] = (0.0, 0.0),
    size: float = SMALL,
    bold: bool = False,
    **look: Any,
) -> Annotation:
    """Write one line at `at`, moved by `offset` points; a ``$`` in it is just a dollar."""
    return ax.annotate(
        from_left(printable(text)),
        at,
        xycoords=coords,
        xytext=offset,
        textcoords="offset points",
        annotation_clip=False,
        parse_math=False,
        family=FAMILY,
        size=size,
        weight="bold" if bold else "normal",
        **{"color": hue.ink, **look},
    )


def axes_width(ax: Axes) -> float:
    """Return how wide the axes are now, in points."""
    return float(ax.get_window_extent().width / ax.figure.dpi * _POINTS)


def axes_height(ax: Axes) -> float:
    """Return how tall the axes are now, in points."""
    return float(ax.get_window_extent().height / ax.figure.dpi * _POINTS)


def dress(
    ax: Axes,
    *,
    kind: str,
    drawn: pd.DataFrame,
    title: str,
    subtitle: str = "",
    footer: Iterable[str] = (),
    gutter: float = 26.0,
    head: float = 8.0,
    foot: float = 34.0,
    body: float | None = None,
) -> None:
    """Write heading and footer around the axes; on a sheet of its own, set the margins.

    Parameters
    ----------
    kind, drawn
        Which chart it is, and the numbers drawn, for `socialkit.plot.record`.
    gutter, head, foot
        Points left of, above and below the axes that hold what belongs to them: row
        names, column names, tick labels.
    body
        Height of the axes in points, where the rows decide how tall the sheet is.
    """
    figure = ax.get_figure(root=True)
    is_sheet = isinstance(figure, Chart)
    room = sheet_room() if is_sheet else axes_width(ax) + gutter
    blocks = (
        (wrapped(subtitle, room, SUBTITLE), SUBTITLE, False),
        (wrapped(title, room, TITLE, bold=True), TITLE, True),
    )
    height = head
    for lines, size, bold in blocks:
        height += 3.0 if bold else 0.0
        for line in reversed(lines):
            look = {"size": size, "bold": bold, "color": hue.ink if bold else hue.quiet}
            _margin_line(ax, line, (0, 1), (-gutter, height + 0.25 * size), **look)
            height += 1.3 * size
    depth = foot
    footer = tuple(part for part in footer if part)
    keep(ax, Record(kind, title, subtitle, footer, drawn.copy(deep=False)))
    for line in _packed(footer, room):
        depth += 1.3 * SMALL
        _margin_line(
            ax, line, (0, 0), (-gutter, -depth + 0.25 * SMALL), color=hue.quiet, size=SMALL
        )
    if is_sheet:
        figure.footer = footer
        _set_margins(ax, gutter + _MARGIN, height + _MARGIN - 3, depth + _MARGIN - 2, body)


def _packed(parts: Iterable[str], room: float) -> list[str]:
    """Set the parts of a footer side by side, and break lines between them where possible."""
    lines: list[str] = []
    for part in (printable(part) for part in parts):
        longer = f"{lines[-1]}  ·  {part}" if lines else part
        if part and lines and width(longer, SMALL) <= room:
            lines[-1] = longer
        elif part:
            lines += wrapped(part, room, SMALL, most=2)
    return lines


def _margin_line(
    ax: Axes, line: str, corner: tuple[int, int], offset: tuple[float, float], **look: Any
) -> None:
    write(ax, line, corner, coords="axes fraction", offset=offset, va="baseline", **look)


def _set_margins(ax: Axes, left: float, top: float, bottom: float, body: float | None) -> None:
    """Fit the axes between margins given in points, `body` points tall if that is given.

    A sheet of fixed shape keeps its shape and its pixels: where more must go on it than it
    holds, all is drawn smaller, and where less, the axes fill it.
    """
    figure, now = ax.figure, ax.figure.sheet
    wide, tall = now.width * _POINTS, now.height * _POINTS
    if now.is_fixed:
        smaller = max(1.0, (top + (body or _LEAST_BODY) + bottom) / tall)
        wide, tall = smaller * wide, smaller * tall
    elif body is not None:
        tall = top + body + bottom
    figure.set_size_inches(wide / _POINTS, tall / _POINTS)
    figure.set_dpi(now.pixels / (wide / _POINTS))
    figure.subplots_adjust(
        left=left / wide, right=1 - _MARGIN / wide, bottom=bottom / tall, top=1 - top / tall
    )


def name_axes(ax: Axes, x: str, y: str, *, gutter: float) -> None:
    """Name the axes: x below, y lying above its numbers, where it reads without a twist."""
    x, y = shortened(x, axes_width(ax), LABEL), shortened(y, axes_width(ax) + gutter, LABEL)
    ax.set_xlabel(x, size=LABEL, color=hue.quiet, family=FAMILY, parse_math=False, labelpad=4)
    ax.set_ylabel(y, size=LABEL, color=hue.quiet, family=FAMILY, parse_math=False)
    ax.yaxis.label.set(rotation=0, ha="left", va="bottom")
    shift = ScaledTranslation(-gutter / _POINTS, 6 / _POINTS, ax.figure.dpi_scale_trans)
    ax.yaxis.set_label_coords(0, 1, transform=ax.transAxes + shift)


def cited(source: str) -> str:
    """Return the footer's words for a source; nothing for none."""
    return f"Source: {source}" if source else ""
