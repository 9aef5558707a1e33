"""From an account to its snapshot: plan, walk, settle, build, the same for every network."""

import math
from functools import partial
from importlib.metadata import version
from pathlib import Path

from socialkit.collect import networks, place
from socialkit.collect.consent import Confirm, agreed
from socialkit.collect.journal import Journal
from socialkit.collect.networks import Network
from socialkit.collect.pace import Pace
from socialkit.collect.plan import Plan
from socialkit.collect.walking import Walker
from socialkit.collect.wanted import Wanted, differing
from socialkit.errors import CollectError
from socialkit.folders import COLLECTED
from socialkit.progress import Steps
from socialkit.snapshot import Snapshot

COMPLETE = "complete"
WANTED = "wanted"


def collect(
    wanted: Wanted,
    folder: Path,
    *,
    confirm: Confirm,
    rate: float | None,
    contact: str | None,
    token: str | None = None,
) -> Snapshot:
    """Collect what is wanted into a folder, or go on with it, and return the snapshot.

    Raises
    ------
    CollectError
        When the network cannot be asked, the plan is not agreed to, or the folder holds
        something else. What was collected until then is kept.
    """
    wanted = wanted.checked()
    with place.begin(folder) as journal:
        _same_as_before(journal, wanted, folder)
        if journal.fact(COMPLETE) is None:
            pace = Pace(networks.of(wanted.network).RATE, most=checked_rate(rate))
            _walk(journal, wanted, pace, confirm, agent=agent(contact), token=token)
        return keep(journal, wanted, folder)


def keep(journal: Journal, wanted: Wanted, folder: Path) -> Snapshot:
    """Make the snapshot of a finished collection and save it beside the journal."""
    snapshot = networks.of(wanted.network).snapshot(journal, wanted)
    snapshot.save(folder / COLLECTED)
    return snapshot


def agent(contact: str | None) -> str:
    """Say who asks, as the header ``User-Agent`` does.

    Raises
    ------
    CollectError
        When the contact cannot stand in a header.
    """
    if contact is not None and not (contact.isascii() and contact.isprintable()):
        raise CollectError("contact: give an e-mail or web address in plain letters.")
    whom = f"; contact: {contact}" if contact else ""
    return f"socialkit/{version('socialkit')} (reads who follows one account, for research{whom})"


def _walk(
    journal: Journal,
    wanted: Wanted,
    pace: Pace,
    confirm: Confirm,
    *,
    agent: str,
    token: str | None,
) -> None:
    network = networks.of(wanted.network)
    course = network.course(journal, wanted, pace, agent=agent, token=token)
    try:
        with Steps("asking who it is", None, unit="request") as steps:
            walker = Walker(journal, course, pace, workers=network.WORKERS, steps=steps)
            for stage in course.opening():
                walker.walk(stage)
        plan = _plan(network, course, journal, wanted, pace)
        agreed(plan, confirm)
        with Steps("collecting", plan.most, unit="request") as steps:
            walker = Walker(journal, course, pace, workers=network.WORKERS, steps=steps)
            for stage in course.stages():
                walker.walk(stage)
        out = network.left_out(course, journal)
        journal.settle(partial(network.changed, out=out), **{COMPLETE: "yes"})
    finally:
        course.close()


def _plan(network: Network, course: object, journal: Journal, wanted: Wanted, pace: Pace) -> Plan:
    lines = network.lines(course, journal)
    opening = sum(1 for stage in course.opening() for walk in stage for _ in journal.pages(walk))
    return Plan(wanted.account, wanted.host, lines, pace.rate, len(journal) - opening)


def _same_as_before(journal: Journal, wanted: Wanted, folder: Path) -> None:
    before = journal.fact(WANTED, wanted.text())
    others = differing(before, wanted)
    if others:
        raise CollectError(
            f"{folder}: holds a collection with {'; '.join(others)}. Give the same options to go "
            "on with it, or another folder."
        )


def checked_rate(rate: float | None) -> float:
    """Return the most requests a second; without end where nobody says.

    Raises
    ------
    CollectError
        When it is no such number.
    """
    if rate is None:
        return math.inf
    if not isinstance(rate, int | float) or not 0 < rate < math.inf:
        raise CollectError(f"rate={rate!r}: give the most requests a second, such as 5.")
    return float(rate)
