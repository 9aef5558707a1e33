"""A finished chart as a file's bytes, the same on every run."""

import re
from io import BytesIO

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from socialkit.plot.style import Chart
from socialkit.plot.theme import STYLE

DPI = 100
_FACTS = {
    "svg": ("Creator", "Date", "Format", "Type"),
    "png": ("Software",),
    "pdf": ("Creator", "Producer", "CreationDate"),
}
"""What would say when, and with which program, a file was made."""
_PDF = {"pdf.fonttype": 42, "pdf.compression": 6, "pdf.use14corefonts": False}


def rendered(ax: Axes, kind: str) -> bytes:
    """Return the chart as the bytes of an SVG, PNG or PDF file, the same on every run.

    No date and no program name is written. Of the SVG, comments go (they would repeat
    every label as text) and the document type (which names another host).
    """
    buffer = BytesIO()
    facts = dict.fromkeys(_FACTS[kind])
    with plt.style.context([STYLE, _PDF]):
        figure = ax.get_figure(root=True)
        dpi = figure.dpi if isinstance(figure, Chart) else DPI
        paper = figure.get_facecolor()
        figure.savefig(buffer, format=kind, dpi=2 * dpi, metadata=facts, facecolor=paper)
    data = buffer.getvalue()
    if kind == "svg":
        data = re.sub(rb"<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*", b"", data, flags=re.DOTALL)
    return data


def pixel_width(ax: Axes) -> int:
    """Return how wide the chart is meant to be shown, in pixels: 640 in an article."""
    figure = ax.get_figure(root=True)
    if isinstance(figure, Chart):
        return figure.sheet.pixels
    return round(figure.get_size_inches()[0] * DPI)


def footer(ax: Axes) -> str:
    """Return what stands under the chart: source, how many were counted, and which ones."""
    return " · ".join(getattr(ax.get_figure(root=True), "footer", ()))


def close(ax: Axes) -> None:
    """Forget the chart's figure, so that no notebook shows it a second time."""
    plt.close(ax.get_figure(root=True))
