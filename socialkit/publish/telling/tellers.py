"""Which chart is told by whom."""

from collections.abc import Callable
from types import MappingProxyType

from socialkit import plot
from socialkit.publish.telling import (
    accounts,
    audience,
    checks,
    choices,
    curves,
    effective,
    groups,
    kinds,
    networks,
    periods,
    speed,
    ties,
    trials,
)
from socialkit.publish.telling.aloud import plain
from socialkit.publish.telling.story import Story, story, unknown

_BY_ROOM = (
    (accounts, ("quality_vs_quantity", "friends_vs_followed")),
    (audience, ("audience_composition", "triage", "conduct")),
    (checks, ("fingerprint", "benford")),
    (effective, ("effective_followers",)),
    (trials, ("sampling_trials",)),
    (curves, ("dormancy_curve", "threshold_sweep", "survival", "sample_size")),
    (choices, ("score_sensitivity",)),
    (groups, ("group_comparison", "fallacy_ladder", "rule_disagreement")),
    (kinds, ("persona_profile", "persona_map")),
    (networks, ("communities", "ego_network")),
    (periods, ("arrivals", "rhythm")),
    (speed, ("speed",)),
    (ties, ("relationships", "degree_distribution", "lorenz")),
)


def missing(record: plot.Record) -> Story:
    """Tell why there is no chart."""
    reasons = record.drawn["reason"].dropna() if "reason" in record.drawn else []
    return unknown(record, str(reasons.iloc[0]) if len(reasons) else "")


TELLERS: MappingProxyType[str, Callable[[plot.Record], Story]] = MappingProxyType(
    {"missing": missing} | {name: getattr(room, name) for room, names in _BY_ROOM for name in names}
)
"""By the name of the function that draws a chart, the one that puts it into words."""


def told(record: plot.Record) -> Story:
    """Put a chart into words; one that nobody here knows is told by its own heading.

    Parameters
    ----------
    record
        What `socialkit.plot.record` returns for it.

    Examples
    --------
    >>> from socialkit import plot
    >>> told(plot.record(plot.missing("Nobody was counted."))).alt
    'Nothing to draw: Nobody was counted.'
    """
    if record.kind in TELLERS:
        return TELLERS[record.kind](record)
    title = plain(record.title)
    return story(record, [f"Chart: {title}", "A chart."], plain(record.subtitle), [])
