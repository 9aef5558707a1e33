"""What one wants of followers, as weights of the facets."""

import math
from collections.abc import Mapping

from socialkit.errors import SocialkitError, UnknownNameError

PRESETS = {
    "balanced": {"reachable": 0.4, "active": 0.3, "engaged": 0.2, "related": 0.1},
    "referrals": {"reachable": 0.3, "active": 0.2, "engaged": 0.2, "related": 0.3},
    "conversation": {"reachable": 0.2, "active": 0.25, "engaged": 0.45, "related": 0.1},
    "reach": {"reachable": 0.55, "active": 0.4, "engaged": 0.05, "related": 0.0},
}
"""The weights for each goal: colleagues who refer clients, people who answer, sheer readers."""
FACET_WEIGHTS = PRESETS["balanced"]
"""How much each facet counts in `quality` unless asked otherwise."""


def weights_of(weights: str | Mapping[str, float]) -> dict[str, float]:
    """Return the weight of every facet, adding up to 1; facets not named count 0.

    Raises
    ------
    UnknownNameError
        When there is no such preset or facet.
    SocialkitError
        When a weight is no number, negative or endless, or all are 0.

    Examples
    --------
    >>> weights_of({"reachable": 3, "engaged": 1})
    {'reachable': 0.75, 'active': 0.0, 'engaged': 0.25, 'related': 0.0}
    """
    if isinstance(weights, str):
        if weights not in PRESETS:
            raise UnknownNameError("preset of weights", weights, PRESETS)
        weights = PRESETS[weights]
    if not isinstance(weights, Mapping):
        raise SocialkitError(
            f"weights: give a preset ({', '.join(PRESETS)}) or a dict such as "
            f"{{'reachable': 2, 'engaged': 1}}, not {weights!r}."
        )
    for facet, weight in weights.items():
        _check(facet, weight)
    total = math.fsum(weights.values())
    if not 0 < total < math.inf:
        raise SocialkitError(f"weights: at least one must be above 0 ({dict(weights)!r}).")
    return {facet: float(weights.get(facet, 0.0)) / total for facet in FACET_WEIGHTS}


def _check(facet: object, weight: object) -> None:
    if facet not in FACET_WEIGHTS:
        raise UnknownNameError("facet", facet, FACET_WEIGHTS)
    try:
        is_weight = not isinstance(weight, bool | str) and 0 <= float(weight) < math.inf
    except (TypeError, ValueError):
        is_weight = False
    if not is_weight:
        raise SocialkitError(f"weights: {facet} is {weight!r}; give a number, 0 or more.")
