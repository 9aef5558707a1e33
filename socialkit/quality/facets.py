"""The facets of conduct: active, engaged, related."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from socialkit.quality.reachable import logistic

ACTIVE_DECADES = 0.25
"""Over how many tenfold steps of days `active` turns."""


def active(known: pd.DataFrame, dormant_days: float) -> np.ndarray:
    """Fall from 1 with the days since the last public post; one half at `dormant_days`.

    An account that never posted counts from its opening, once old enough to be dormant.
    """
    never = (known["posts_count"] == 0) & (known["age_days"] > dormant_days)
    days = known["days_since_post"].fillna(known["age_days"].where(never)).to_numpy()
    return logistic((math.log10(dormant_days + 1) - np.log10(days + 1)) / ACTIVE_DECADES)


def engaged(known: pd.DataFrame) -> np.ndarray:
    """Rise with the interactions: n / (n + 1)."""
    count = known["engaged_with_focal"].to_numpy()
    return count / (count + 1)


def related(known: pd.DataFrame, closeness: Mapping[str, float]) -> np.ndarray:
    """Return 1 where it is followed back; else what both have in common, if anything.

    That nothing in common was seen is no evidence, so a closeness of 0 counts as not known.
    """
    followed = known["followed_by_focal"].clip(upper=1).to_numpy()
    return np.fmax(followed, in_common(known, closeness))


def in_common(known: pd.DataFrame, closeness: Mapping[str, float]) -> np.ndarray:
    """Return a / (a + 1) for the weighted closeness a; NaN where none was seen."""
    near = np.zeros(len(known))
    for name, much in closeness.items():
        near += much * known[name].fillna(0).to_numpy()
    return np.where(near > 0, near / (near + 1), np.nan)
