"""The notes of a snapshot, sorted: what the data cannot tell first, then how they were read."""

import re
from typing import NamedTuple

from socialkit import readers
from socialkit.report.naming import has_lists, listed, network, part_of
from socialkit.snapshot import UNDATED, Snapshot

NO_ACCOUNT = (
    "No account is marked here as one whose followers were collected, so this report describes "
    "the network as a whole."
)
NO_LIST = (
    "No list of followers was collected, so this report tells what the account does itself and "
    "what else is known, and nothing about who follows it."
)
NAME_ONE = "Name an account (ACCOUNT=, or --account) to look at its followers."
_SAID_ALREADY = "This upload holds no follower list."
_OF_TIES = re.compile(r"(Edges and nodes do|An edge list does|It does) not (tell|say) ")
_NEWEST = re.compile(
    r"newest date\b|newest of them is used|newest \w+ dates it|by the newest post"
    r"|day of its last change"
)


class SortedNotes(NamedTuple):
    """What a reader must know first, and what only says how the file was read."""

    first: list[str]
    reading: list[str]


def sorted_notes(snapshot: Snapshot, account: str | None) -> SortedNotes:
    """Put what the data cannot tell before how they were read, and each note once.

    Parameters
    ----------
    snapshot
        The data; in a combined one each note carries the label of its part.
    account
        Whom the page is about, None for the whole network.

    Returns
    -------
    SortedNotes
        Where no note is one of a format's own limits, all of them stand first.

    Examples
    --------
    >>> import socialkit as sk
    >>> sorted_notes(sk.datasets.load("therapists"), None).reading
    []
    """
    limits = set(readers.formats()["does_not_tell"])
    opening = _opening(snapshot, account)
    first, reading = list(opening), []
    for note, labels in _labels_by_note(snapshot).items():
        if opening == [NO_LIST] and note == _SAID_ALREADY:
            continue
        is_limit = note in limits or _OF_TIES.match(note)
        whose = listed([network(label) for label in labels if label])
        (first if is_limit else reading).append(f"{whose}: {note}" if whose else note)
    if first == opening:
        return SortedNotes([*first, *reading], [])
    return SortedNotes(first, reading)


def day(snapshot: Snapshot) -> str:
    """Return when the data were taken, and whether that is only their newest date."""
    if snapshot.taken_at == UNDATED:
        return "not stated"
    words = f"{snapshot.taken_at.day} {snapshot.taken_at:%B %Y}"
    return f"{words} (the newest date in it)" if _is_newest_date(snapshot) else words


def _opening(snapshot: Snapshot, account: str | None) -> list[str]:
    if not has_lists(snapshot) and (account is not None or part_of(snapshot) is not None):
        return [NO_LIST]
    if snapshot.focal.empty and account is None:
        return [f"{NO_ACCOUNT} {NAME_ONE}" if len(snapshot.follows) else NO_ACCOUNT]
    return []


def _labelled(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return each note with the label of its part, empty for a snapshot of one part."""
    parts = part_of(snapshot)
    labels = set() if parts is None else set(parts)
    split = (note.partition(": ") for note in snapshot.notes)
    return [(a, c) if a in labels else ("", f"{a}{b}{c}") for a, b, c in split]


def _labels_by_note(snapshot: Snapshot) -> dict[str, list[str]]:
    """Return the parts of which each note is told, so that none stands there twice."""
    found: dict[str, list[str]] = {}
    for label, note in dict.fromkeys(_labelled(snapshot)):
        found.setdefault(note, []).append(label)
    return found


def _is_newest_date(snapshot: Snapshot) -> bool:
    taken = f"{snapshot.taken_at:%Y-%m-%d}"
    of_it = [note for label, note in _labelled(snapshot) if not label or taken in note]
    return any(_NEWEST.search(note) for note in of_it)
