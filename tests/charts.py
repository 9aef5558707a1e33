"""What a reader sees of a chart, and whether it can be read: shared by the tests of charts."""

import itertools

import numpy as np
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


def numbers_held(ax: Axes) -> np.ndarray:
    """Return every number that the artists of a chart hold in units of the data."""
    parts = [np.asarray(edge, dtype=float).ravel() for line in ax.lines for edge in line.get_data()]
    for patch in ax.patches:
        path = patch.get_path().transformed(patch.get_patch_transform())
        parts += [path.vertices.ravel(), np.diff(path.get_extents().get_points(), axis=0).ravel()]
    for held in ax.collections:
        parts += [path.vertices.ravel() for path in held.get_paths()]
        parts.append(np.ma.asarray(held.get_offsets()).ravel())
        if held.get_array() is not None:
            parts.append(np.ma.compressed(held.get_array()))
    return np.concatenate([np.asarray(part, dtype=float) for part in parts])
