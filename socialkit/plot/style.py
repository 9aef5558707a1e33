"""The house style: the sheet, its axes, its heading and its footer."""

from collections.abc import Iterable
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.transforms import ScaledTranslation

from socialkit.plot.text import FAMILY, LABEL, SMALL, SUBTITLE, TITLE, printable, width, wrapped

BLUE, ORANGE, GREEN, VERMILION, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9"
"""Okabe and Ito's colours, which most colour-blind readers tell apart."""
INK, QUIET, LINE, FAINT = "#222222", "#5A5A5A", "#8A8A8A", "#E4E4E4"

WIDTH, HEIGHT, DPI = 6.4, 4.4, 100
STYLE = "socialkit.plot.socialkit"
_MARGIN = 11.0
_POINTS = 72.0
SHEET_ROOM = WIDTH * _POINTS - 2 * _MARGIN
"""How wide text on a sheet of its own may be, in points."""


class Chart(Figure):
    """A figure that holds one chart and nothing else, so the chart may set the margins.

    Attributes
    ----------
    footer
        What stands under the chart: source, how many were counted, and which ones.
    """

    footer: tuple[str, ...] = ()


def use_style() -> None:
    """Set the house style for every chart made from now on.

    Examples
    --------
    >>> use_style()
    """
    plt.style.use(STYLE)


def canvas(ax: Axes | None) -> Axes:
    """Return `ax`, or axes on a new sheet; without frame, ticks and grid."""
    if ax is None:
        figure = plt.figure(FigureClass=Chart, figsize=(WIDTH, HEIGHT), dpi=DPI)
        figure.set_layout_engine("none")
        figure.set_facecolor("white")
        ax = figure.add_subplot()
    ax.set_facecolor("none")
    ax.grid(False)
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["bottom", "left"]].set(color=LINE, linewidth=0.8)
    ax.tick_params(
        which="both",
        labelsize=SMALL,
        color=LINE,
        labelcolor=QUIET,
        labelfontfamily=FAMILY,
        left=False,
        right=False,
        top=False,
    )
    return ax


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
        printable(text),
        at,
        xycoords=coords,
        xytext=offset,
        textcoords="offset points",
        annotation_clip=False,
        parse_math=False,
        family=FAMILY,
        size=size,
        weight="bold" if bold else "normal",
        **{"color": INK, **look},
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
    gutter, head, foot
        Points left of, above and below the axes that hold what belongs to them: row
        names, column names, tick labels.
    body
        Height of the axes in points, where the rows decide how tall the sheet is.
    """
    figure = ax.get_figure(root=True)
    is_sheet = isinstance(figure, Chart)
    room = SHEET_ROOM if is_sheet else axes_width(ax) + gutter
    blocks = (
        (wrapped(subtitle, room, SUBTITLE), SUBTITLE, False),
        (wrapped(title, room, TITLE, bold=True), TITLE, True),
    )
    height = head
    for lines, size, bold in blocks:
        height += 3.0 if bold else 0.0
        for line in reversed(lines):
            look = {"size": size, "bold": bold, "color": INK if bold else QUIET}
            _margin_line(ax, line, (0, 1), (-gutter, height + 0.25 * size), **look)
            height += 1.3 * size
    depth = foot
    footer = tuple(part for part in footer if part)
    for line in _packed(footer, room):
        depth += 1.3 * SMALL
        _margin_line(ax, line, (0, 0), (-gutter, -depth + 0.25 * SMALL), color=QUIET, size=SMALL)
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
    """Fit the axes between margins given in points, `body` points tall if that is given."""
    figure = ax.figure
    tall = HEIGHT * _POINTS if body is None else top + body + bottom
    figure.set_size_inches(WIDTH, tall / _POINTS)
    wide = WIDTH * _POINTS
    figure.subplots_adjust(
        left=left / wide, right=1 - _MARGIN / wide, bottom=bottom / tall, top=1 - top / tall
    )


def name_axes(ax: Axes, x: str, y: str, *, gutter: float) -> None:
    """Name the axes: x below, y lying above its numbers, where it reads without a twist."""
    ax.set_xlabel(x, size=LABEL, color=QUIET, family=FAMILY, parse_math=False, labelpad=4)
    ax.set_ylabel(y, size=LABEL, color=QUIET, family=FAMILY, parse_math=False)
    ax.yaxis.label.set(rotation=0, ha="left", va="bottom")
    shift = ScaledTranslation(-gutter / _POINTS, 6 / _POINTS, ax.figure.dpi_scale_trans)
    ax.yaxis.set_label_coords(0, 1, transform=ax.transAxes + shift)


def cited(source: str) -> str:
    """Return the footer's words for a source; nothing for none."""
    return f"Source: {source}" if source else ""
