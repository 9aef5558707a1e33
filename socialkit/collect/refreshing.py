"""Ask again who may be kept, and take out of journal and snapshot whoever may not."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from socialkit.collect import networks, place
from socialkit.collect.collecting import COMPLETE, WANTED, agent, checked_rate, keep
from socialkit.collect.consent import Confirm, agreed
from socialkit.collect.course import GONE, HIDDEN, REMOVED
from socialkit.collect.journal import Journal
from socialkit.collect.networks import Network
from socialkit.collect.pace import Pace
from socialkit.collect.plan import Line, Plan
from socialkit.collect.wanted import Wanted
from socialkit.errors import CollectError, UnknownNameError
from socialkit.progress import Steps
from socialkit.snapshot import Snapshot

_BATCH = 25


class Refreshed(NamedTuple):
    """What a refresh found.

    Attributes
    ----------
    asked
        Accounts and posts that were asked about.
    gone
        Accounts and posts that are no longer there.
    hidden
        Accounts that now ask not to be shown to strangers.
    deleted
        Accounts that were deleted because somebody asked.
    """

    asked: int
    gone: int
    hidden: int
    deleted: int


def refresh(
    folder: Path,
    *,
    delete: Iterable[str],
    token: str | None,
    rate: float | None,
    contact: str | None,
    confirm: Confirm,
) -> Refreshed:
    """Refresh a collection; see `socialkit.collect.refresh`."""
    with place.resume(folder) as journal:
        wanted = _finished(journal, folder)
        network = networks.of(wanted.network)
        owner, *others = network.kept(journal, wanted)
        named = _named(network.snapshot(journal, wanted), delete, owner)
        pace = Pace(network.RATE, most=checked_rate(rate))
        agreed(_plan(wanted, len(others) + 1, pace), confirm)
        course = network.course(journal, wanted, pace, agent=agent(contact), token=token)
        try:
            out = _asked(network, course, pace, [owner, *others])
        finally:
            course.close()
        if owner in out:
            raise CollectError(
                f"{folder}: {wanted.account} itself is no longer shown ({out[owner]}); nothing of "
                "it should be kept. Delete the collection with: socialkit purge."
            )
        out |= dict.fromkeys(named, REMOVED)
        if out:
            journal.settle(partial(network.changed, out=out))
        keep(journal, wanted, folder)
    why = Counter(out.values())
    return Refreshed(len(others) + 1, why[GONE], why[HIDDEN], why[REMOVED])


def _finished(journal: Journal, folder: Path) -> Wanted:
    said = journal.fact(WANTED)
    if said is None or journal.fact(COMPLETE) is None:
        raise CollectError(
            f"{folder}: the collection is not finished; make the same call or give the same "
            "command again to finish it, or delete it with: socialkit purge."
        )
    return Wanted(**json.loads(said))


def _named(snapshot: Snapshot, delete: Iterable[str], owner: str) -> list[str]:
    try:
        found = [snapshot.account_id(one) for one in delete]
    except UnknownNameError as error:
        raise CollectError(f"to delete: {error} Nothing was deleted.") from None
    if owner in found:
        raise CollectError("to delete the account itself, delete the collection: socialkit purge.")
    return found


def _plan(wanted: Wanted, kept: int, pace: Pace) -> Plan:
    needed = math.ceil(kept / _BATCH)
    line = Line(f"whether {kept:,} accounts and posts are still there", needed, needed + kept)
    return Plan(wanted.account, wanted.host, (line,), pace.rate)


def _asked(network: Network, course: object, pace: Pace, ids: list[str]) -> dict[str, str]:
    """Ask about all of them, some at a time; who may not be kept, and why."""
    batches = list(_batches(ids))
    out: dict[str, str] = {}
    with (
        Steps("asking who is still there", len(batches), unit="request") as steps,
        ThreadPoolExecutor(network.WORKERS) as pool,
    ):
        try:
            for found in pool.map(partial(network.vanished, course), batches):
                out |= found
                steps.done("accounts and posts")
        except BaseException:
            pace.stop()
            raise
    return out


def _batches(ids: list[str]) -> Iterator[list[str]]:
    """Yield the ids 25 at a time; accounts and posts are never in one batch."""
    accounts = [one for one in ids if "/" not in one]
    posts = [one for one in ids if "/" in one]
    for kind in (accounts, posts):
        for first in range(0, len(kind), _BATCH):
            yield kind[first : first + _BATCH]
