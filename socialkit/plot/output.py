"""A finished chart as a file's bytes, the same on every run."""

import re
from io import BytesIO

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from socialkit.plot.style import DPI, STYLE


def rendered(ax: Axes, kind: str) -> bytes:
    """Return the chart as the bytes of an SVG or PNG file, the same on every run.

    No date and no program name is written. Of the SVG, comments go (they would repeat
    every label as text) and the document type (which names another host).
    """
    buffer = BytesIO()
    if kind == "svg":
        facts = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    else:
        facts = {"Software": None}
    with plt.style.context(STYLE):
        figure = ax.get_figure(root=True)
        figure.savefig(buffer, format=kind, dpi=2 * DPI, metadata=facts)
    data = buffer.getvalue()
    if kind == "svg":
        data = re.sub(rb"<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*", b"", data, flags=re.DOTALL)
    return data


def pixel_width(ax: Axes) -> int:
    """Return how wide the chart is meant to be shown, in pixels: 640 on its own sheet."""
    return round(ax.get_figure(root=True).get_size_inches()[0] * DPI)


def footer(ax: Axes) -> str:
    """Return what stands under the chart: source, how many were counted, and which ones."""
    return " · ".join(getattr(ax.get_figure(root=True), "footer", ()))


def close(ax: Axes) -> None:
    """Forget the chart's figure, so that no notebook shows it a second time."""
    plt.close(ax.get_figure(root=True))
