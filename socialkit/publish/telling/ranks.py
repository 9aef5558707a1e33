"""Rank correlations in words: how strong a link is, which way, and whether it may be none."""

import math
from collections.abc import Mapping

_WEAK, _STRONG = 0.3, 0.6


def link(value: float, low: float, high: float) -> str:
    """Say how strongly two orders go together, as far as the interval allows it.

    Examples
    --------
    >>> link(0.9, 0.8, 0.95), link(-0.23, -0.5, 0.1), link(-0.4, -0.6, -0.2)
    ('a strong link', 'no clear link', 'a moderate link in the opposite direction')
    """
    if low <= 0 <= high:
        return "no clear link"
    size = abs(value)
    strength = "weak" if size < _WEAK else "strong" if size >= _STRONG else "moderate"
    return f"a {strength} link" + (" in the opposite direction" if value < 0 else "")


def correlation(value: float, low: float, high: float) -> str:
    """Say a rank correlation with its interval.

    Examples
    --------
    >>> correlation(-0.226, -0.52, 0.14)
    'rank correlation -0.23, between -0.52 and 0.14'
    """
    told = f"rank correlation {value:.2f}"
    if math.isnan(low) or math.isnan(high):
        return f"{told}, without an interval"
    return told if low == high else f"{told}, between {low:.2f} and {high:.2f}"


def given(attrs: Mapping[object, object]) -> tuple[float, float, float] | None:
    """Return the correlation that a chart was drawn with, from what it keeps beside its table."""
    held = attrs.get("correlation")
    if held is None:
        return None
    found = [held.get(name) if isinstance(held, Mapping) else getattr(held, name, None)
             for name in ("value", "low", "high")]  # fmt: skip
    value, low, high = (math.nan if one is None else float(one) for one in found)
    return None if math.isnan(value) else (value, low, high)
