"""Bluesky's public AppView: what is asked of it, what is kept, and the snapshot made of that."""

from socialkit.collect.appview.asking import RATE, AppView
from socialkit.collect.appview.building import snapshot
from socialkit.collect.appview.costs import lines
from socialkit.collect.appview.course import AppViewCourse
from socialkit.collect.appview.settling import changed, kept, left_out, vanished
from socialkit.collect.journal import Journal
from socialkit.collect.pace import Pace
from socialkit.collect.wanted import Wanted

__all__ = [
    "RATE",
    "WORKERS",
    "changed",
    "course",
    "kept",
    "left_out",
    "lines",
    "snapshot",
    "vanished",
]

WORKERS = 4


def course(
    journal: Journal, wanted: Wanted, pace: Pace, *, agent: str, token: str | None = None
) -> AppViewCourse:
    """Return the walks of one collection; the public AppView wants no token."""
    return AppViewCourse(AppView(wanted.host, pace, agent=agent), journal, wanted)
