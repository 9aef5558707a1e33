"""Labels that stand one above the other and must not touch."""

from collections.abc import Mapping


def apart(wanted: Mapping[str, float], *, gap: float, low: float, high: float) -> dict[str, float]:
    """Move heights as little as needed so that neighbours are `gap` apart, within the ends.

    Parameters
    ----------
    wanted
        By name, the height each label would like, in points.
    gap
        Least distance between two, in points.
    low, high
        The lowest and the highest place; where there is no room for all, they go beyond it.

    Returns
    -------
    dict
        By name, the height of each label; their order is kept, equals stand by name.

    Examples
    --------
    >>> apart({"a": 10.0, "b": 12.0}, gap=8.0, low=0.0, high=100.0)
    {'a': 7.0, 'b': 15.0}
    """
    order = sorted(wanted, key=lambda name: (wanted[name], name))
    groups = [[wanted[name], 1] for name in order]
    place = 0
    while place < len(groups) - 1:
        (first, few), (second, more) = groups[place : place + 2]
        if second - first >= gap * (few + more) / 2:
            place += 1
            continue
        # Two groups that touch become one, centred on what all its members wanted.
        lowest, next_lowest = first - gap * (few - 1) / 2, second - gap * (more - 1) / 2
        lowest = (few * lowest + more * (next_lowest - few * gap)) / (few + more)
        groups[place : place + 2] = [[lowest + gap * (few + more - 1) / 2, few + more]]
        place = max(place - 1, 0)
    heights = [
        middle + gap * (step - (count - 1) / 2) for middle, count in groups for step in range(count)
    ]
    for place in range(len(heights)):
        floor = heights[place - 1] + gap if place else low
        heights[place] = max(heights[place], floor)
    for place in reversed(range(len(heights))):
        ceiling = heights[place + 1] - gap if place < len(heights) - 1 else high
        heights[place] = min(heights[place], ceiling)
    return dict(zip(order, heights, strict=True))
