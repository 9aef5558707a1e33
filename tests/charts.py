"""What a reader sees of a chart, and whether it can be read: shared by the tests of charts."""

import itertools

from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.transforms import Bbox


def words(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts if text.get_text()]


def visible(ax: Axes) -> list[Text]:
    """Every piece of text on the canvas, tick labels within the view among them."""
    ax.figure.draw_without_rendering()
    found = [*ax.texts, ax.xaxis.label, ax.yaxis.label]
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        found += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [text for text in found if text.get_text() and text.get_visible()]


def smallest_letters(ax: Axes) -> float:
    return min(text.get_fontsize() for text in visible(ax))


def off_the_canvas(ax: Axes) -> list[str]:
    """Return the texts that the edge of the sheet cuts."""
    canvas = ax.figure.bbox
    boxes = [(text.get_text(), text.get_window_extent()) for text in visible(ax)]
    return [
        text
        for text, box in boxes
        if not (canvas.x0 <= box.x0 and box.x1 <= canvas.x1)
        or not (canvas.y0 <= box.y0 and box.y1 <= canvas.y1)
    ]


def overlapping(ax: Axes) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie on one another by a pixel and a half or more."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in visible(ax)]
    found = []
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        shared = Bbox.intersection(first, second)
        if shared is not None and min(shared.width, shared.height) >= 1.5:
            found.append((one, other))
    return found
