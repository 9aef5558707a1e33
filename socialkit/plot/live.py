"""A chart drawn again and again in one place, fast enough to follow a control."""

from collections.abc import Callable
from io import BytesIO

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg

from socialkit.plot.record import record
from socialkit.plot.style import canvas
from socialkit.plot.theme import STYLE

_SHARPER = 1.0
"""Pixels drawn for each one shown: more are sharper on some screens, and slower on all."""

_PACKED = {"lossless": True, "quality": 0, "method": 0}
"""Smaller than a PNG, and packed in half the time."""


class LiveSheet:
    """A sheet that keeps its axes from one drawing to the next.

    Most of what a picture costs is making axes, ticks and margins anew; here only what is
    drawn on them changes. The picture is the same as one from a new sheet.

    Attributes
    ----------
    ax
        The chart as it was last drawn; None before.

    Examples
    --------
    >>> from socialkit import plot
    >>> sheet = LiveSheet()
    >>> sheet.draw(lambda ax: plot.missing("Nobody was counted.", ax=ax))[8:12].decode()
    'WEBP'
    """

    def __init__(self) -> None:
        self.ax: Axes | None = None
        self._kind = ""

    def draw(self, chart: Callable[[Axes], Axes]) -> bytes:
        """Draw a chart on the axes given to `chart`; return it as a WebP picture without loss."""
        ax = self._axes()
        kind = record(chart(ax)).kind
        if kind != self._kind and self._kind:
            ax.clear()  # another chart leaves ticks and scales behind that are not its own
            chart(ax)
        self._kind = kind
        buffer = BytesIO()
        with plt.style.context([STYLE]):
            ax.figure.canvas.print_webp(buffer, pil_kwargs=dict(_PACKED))
        return buffer.getvalue()

    def _axes(self) -> Axes:
        """Return the axes with nothing on them."""
        if self.ax is None:
            self.ax = canvas(None)
            figure = self.ax.figure
            plt.close(figure)  # or the notebook would show it a second time
            FigureCanvasAgg(figure)
            sheet = figure.sheet
            figure.sheet = sheet._replace(pixels=round(_SHARPER * sheet.pixels))
        for one in [*self.ax.collections, *self.ax.lines, *self.ax.texts, *self.ax.patches]:
            one.remove()
        return self.ax
