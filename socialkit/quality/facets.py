"""The facets of conduct: active, engaged, related."""

import math
from collections.abc import Mapping

from socialkit.quality.columns import Column, Columns, is_known, log10, logistic, or_zero, where

ACTIVE_DECADES = 0.25
"""Over how many tenfold steps of days `active` turns."""


def active(known: Columns, dormant_days: float) -> Column:
    """Fall from 1 with the days since the last public post; one half at `dormant_days`.

    An account that never posted counts from its opening, once old enough to be dormant.
    """
    since, age = known["days_since_post"], known["age_days"]
    never = (known["posts_count"] == 0) & (age > dormant_days)
    days = where(is_known(since), since, where(never, age))
    return logistic((math.log10(dormant_days + 1) - log10(days + 1)) / ACTIVE_DECADES)


def engaged(known: Columns) -> Column:
    """Rise with the interactions: n / (n + 1)."""
    count = known["engaged_with_focal"]
    return count / (count + 1)


def related(known: Columns, closeness: Mapping[str, float]) -> Column:
    """Return 1 where it is followed back; else what both have in common, if anything.

    That nothing in common was seen is no evidence, so a closeness of 0 counts as not known.
    """
    count = known["followed_by_focal"]
    followed = where(count > 1, 1 + 0 * count, count)
    if not closeness:
        return followed
    near = in_common(known, closeness)
    is_nearer = is_known(near) & ~(or_zero(followed) >= or_zero(near))
    return where(is_nearer, near, followed)


def in_common(known: Columns, closeness: Mapping[str, float]) -> Column:
    """Return a / (a + 1) for the weighted closeness a; NA where none was seen."""
    near = sum(much * or_zero(known[name]) for name, much in closeness.items())
    return where(near > 0, near / (near + 1))
