"""Names beside their dots: every label near its own, none over another, the same each time."""

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Annotation

from socialkit.plot.style import outlined, write
from socialkit.plot.text import SMALL, shortened, width
from socialkit.plot.theme import hue

_GAPS = (6.0, 13.0, 19.0, 26.0, 34.0, 43.0)
_SIDES = tuple((np.cos(turn), np.sin(turn)) for turn in np.deg2rad(range(0, 360, 15)))
_LEADER_FROM = 8.0
_WIDEST = 132.0
_TALL = 1.25 * SMALL
_AIR = 1.5
_BAR_COST, _OWN_BAR_COST, _CROSSING_COST, _GAP_COST = 15.0, 40.0, 30.0, 0.6
_DOUBT_COST = 45.0
_PASSES, _ORDERS = 4, 40
_LEFT_OUT_COST = 90.0
_DOT_REACH = 4.0
_MOST = 16
_AT_ONCE = 4000


class Box(NamedTuple):
    """A rectangle in points from the lower left corner of the figure."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Box") -> bool:
        """Whether two boxes share any room."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def within(self, other: "Box") -> bool:
        """Whether it lies inside another box."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.bottom <= self.bottom and self.top <= other.top


class _Place(NamedTuple):
    """Where a label may stand: how far off, its box, the leader to it, and what it covers."""

    gap: float
    box: Box
    leader: np.ndarray
    cost: float


def place_labels(
    ax: Axes,
    names: list[str],
    points: np.ndarray,
    *,
    dots: np.ndarray,
    bars: np.ndarray,
    taken: list[Box],
) -> list[Annotation]:
    """Write each name near its point; leave out a name for which there is no room.

    Every name looks at the same places and takes the free one that is near and covers no
    dot and few bars; a thin line leads to it when it stands off. Who chooses first matters,
    so the same few orders are tried every time and the best one is kept. Only the first 16
    names are written, as many as an eye can take in.

    Parameters
    ----------
    points, dots
        Shape (n, 2): x and y in data units, of the named and of all dots.
    bars
        Shape (n, 3): x, low and high in data units.
    taken
        Boxes that must stay free.
    """
    points = points[:_MOST]
    at, around = _in_points(ax, points), _in_points(ax, dots)
    low, high = _in_points(ax, bars[:, :2]), _in_points(ax, bars[:, [0, 2]])
    frame = Box(*(_in_pt(ax, edge) for edge in ax.bbox.extents))
    texts = [shortened(name, _WIDEST, SMALL) for name in names[:_MOST]]
    places = []
    for (x, y), text in zip(at, texts, strict=True):
        boxes = [(gap, box) for gap, box in _boxes(x, y, text) if box.within(frame)]
        boxes = [pair for pair in boxes if not any(pair[1].overlaps(other) for other in taken)]
        weighed = _weighed(boxes, (x, y), around, low, high)
        places.append(sorted(weighed, key=lambda place: place.cost))
    clashes = Clashes()
    rng = np.random.default_rng(0)
    orders = [np.arange(len(texts)), *(rng.permutation(len(texts)) for _ in range(_ORDERS))]
    *_, chosen = min(
        (_arranged(places, order, clashes) for order in orders), key=lambda found: found[:2]
    )
    return [_write_label(ax, texts[i], points[i], at[i], chosen[i]) for i in sorted(chosen)]


def _arranged(
    places: list[list[_Place]], order: np.ndarray, clashes: "Clashes"
) -> tuple[int, float, dict[int, _Place]]:
    """Let the labels choose in one order, and again in view of the others' choice.

    Returns how many are left out, what the others cost, and who stands where.
    """
    chosen: dict[int, _Place] = {}
    for _ in range(_PASSES):
        before = dict(chosen)
        for label in order:
            chosen.pop(label, None)
            cost, place = _best(places[label], list(chosen.values()), clashes)
            if cost < _LEFT_OUT_COST:
                chosen[label] = place
        if all(chosen.get(label) is before.get(label) for label in order):
            break
    total = 0.0
    for label, place in chosen.items():
        others = [other for name, other in chosen.items() if name != label]
        total += place.cost + clashes.of(place, others) / 2
    return len(order) - len(chosen), total, chosen


def _best(
    places: list[_Place], others: list[_Place], clashes: "Clashes"
) -> tuple[float, _Place | None]:
    """Return the cheapest place beside the others, the first one of equals."""
    best, least = None, np.inf
    for place in places:
        if place.cost >= least:
            break
        cost = clashes.added(place, others, least)
        best, least = (place, cost) if cost < least else (best, least)
    return least, best


class Clashes:
    """What two places cost beside each other; looked at once, as the orders ask again."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], float] = {}

    def of(self, place: _Place, others: list[_Place]) -> float:
        """Weigh a place against labels that stand already."""
        return sum(self._between(place, other) for other in others)

    def added(self, place: _Place, others: list[_Place], least: float) -> float:
        """Return what a place costs with all its clashes; none are weighed beyond `least`."""
        clash, known, mine = 0.0, self._known, id(place)
        for other in others:  # asked ten thousand times for a chart, so nothing is called
            theirs = id(other)
            pair = (mine, theirs) if mine < theirs else (theirs, mine)
            found = known.get(pair)
            clash += self._between(place, other) if found is None else found
            if clash >= least:
                return np.inf
        return place.cost + clash

    def _between(self, one: _Place, other: _Place) -> float:
        pair = (id(one), id(other)) if id(one) < id(other) else (id(other), id(one))
        if pair not in self._known:
            self._known[pair] = _clash(one, other)
        return self._known[pair]


def _clash(one: _Place, other: _Place) -> float:
    """Weigh two places: no overlap at all, and few crossed leaders."""
    if one.box.overlaps(other.box):
        return np.inf
    is_crossed = (
        _inside(one.leader, other.box).any()
        or _inside(other.leader, one.box).any()
        or _cross(one.leader, other.leader)
    )
    return _CROSSING_COST * float(is_crossed)


def _in_pt(ax: Axes, pixels: float | np.ndarray) -> float | np.ndarray:
    return pixels * 72.0 / ax.figure.dpi


def _in_points(ax: Axes, data: np.ndarray) -> np.ndarray:
    return _in_pt(ax, ax.transData.transform(data)) if len(data) else np.empty((0, 2))


def _boxes(x: float, y: float, text: str) -> list[tuple[float, Box]]:
    """Return the boxes a label may take: around its dot, first close by, then further off."""
    wide = width(text, SMALL) / 2 + _AIR
    tall = _TALL / 2 + _AIR
    boxes = []
    for gap in _GAPS:
        for right, up in _SIDES:
            if gap > _LEADER_FROM and abs(right) < 0.3:
                continue  # a leader straight up or down would pass for an interval
            side = np.sign(right) * (wide if abs(right) > 0.1 else 0.0)
            cx, cy = x + gap * right + side, y + gap * up + tall * up
            boxes.append((gap, Box(cx - wide, cy - tall, cx + wide, cy + tall)))
    return boxes


def _weighed(
    boxes: list[tuple[float, Box]],
    at: tuple[float, float],
    dots: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
) -> list[_Place]:
    """Weigh places by their distance and by the dots and bars they and their leaders cover."""
    if not boxes:
        return []
    is_other = np.hypot(*(dots - np.asarray(at)).T) > 0.5
    own = np.abs(low[:, 0] - at[0]) < 0.5
    left, bottom, right, top = np.array([box for _, box in boxes]).T
    leaders = _lines(at, np.c_[np.clip(at[0], left, right), np.clip(at[1], bottom, top)])
    crossed = _crossed(leaders, dots[is_other])
    places = []
    for (gap, box), leader, crossing in zip(boxes, leaders, crossed, strict=True):
        cost = _GAP_COST * gap * (1 + gap / 20) + _CROSSING_COST * float(crossing)
        if gap <= _LEADER_FROM:  # without a leader a name belongs to the dot it is nearest to
            away = np.hypot(
                dots[:, 0] - dots[:, 0].clip(box.left, box.right),
                dots[:, 1] - dots[:, 1].clip(box.bottom, box.top),
            )
            cost += _DOUBT_COST * float((is_other & (away < gap + 4)).sum())
        places.append(_Place(gap, box, leader, cost + _covered(box, dots, low, high, own)))
    return places


def _lines(start: tuple[float, float], ends: np.ndarray) -> np.ndarray:
    """Return eleven points on the way to each end, the end itself the last: (n, 11, 2)."""
    ways = ends - np.asarray(start)
    points = np.arange(1, 12.0)[None, :, None] * (ways / 11)[:, None] + np.asarray(start)
    points[:, -1] = ends
    return points


def _crossed(leaders: np.ndarray, dots: np.ndarray) -> list[int]:
    """Count the dots that each leader comes close to, for many leaders at a time."""
    batch = max(1, _AT_ONCE // max(len(dots), 1))
    counts: list[int] = []
    for start in range(0, len(leaders), batch):
        away = dots[None, :, None] - leaders[start : start + batch, None]
        near = np.hypot(away[..., 0], away[..., 1]).min(axis=-1) < _DOT_REACH
        counts += near.sum(axis=-1).tolist()
    return counts


def _cross(first: np.ndarray, second: np.ndarray) -> bool:
    """Whether two leaders cross: the ends of each lie on both sides of the other."""

    def sides(line: np.ndarray, points: np.ndarray) -> np.ndarray:
        (dx, dy), (px, py) = line[-1] - line[0], (points[[0, -1]] - line[0]).T
        return dx * py - dy * px

    return bool(sides(first, second).prod() < 0 and sides(second, first).prod() < 0)


def _inside(points: np.ndarray, box: Box) -> np.ndarray:
    x, y = points[:, 0], points[:, 1]
    return (x > box.left) & (x < box.right) & (y > box.bottom) & (y < box.top)


def _covered(
    box: Box, dots: np.ndarray, low: np.ndarray, high: np.ndarray, own: np.ndarray
) -> float:
    """Weigh what a label would cover: no dot at all, few bars, and its own least of all."""
    left, bottom, right, top = box
    reach = _DOT_REACH
    if _inside(dots, Box(left - reach, bottom - reach, right + reach, top + reach)).any():
        return np.inf
    crossed = (low[:, 0] > box.left) & (low[:, 0] < box.right)
    crossed &= (low[:, 1] < box.top) & (high[:, 1] > box.bottom)
    return float((crossed * np.where(own, _OWN_BAR_COST, _BAR_COST)).sum())


def _write_label(
    ax: Axes,
    text: str,
    point: np.ndarray,
    at: tuple[float, float],
    place: _Place,
) -> Annotation:
    (x, y), box = at, place.box
    middle = ((box.left + box.right) / 2 - x, (box.bottom + box.top) / 2 - y)
    if place.gap > _LEADER_FROM:
        near = (np.clip(x, box.left + 2, box.right - 2) - x, np.clip(y, box.bottom, box.top) - y)
        ax.annotate(
            "",
            tuple(point),
            xytext=near,
            textcoords="offset points",
            arrowprops={"arrowstyle": "-", "color": hue.line, "linewidth": 0.7, "shrinkB": 3.5},
            zorder=2.6,
        )
    halo = outlined(2.4)
    look = {"ha": "center", "va": "center", "zorder": 6, "path_effects": halo}
    return write(ax, text, tuple(point), offset=middle, **look)
