"""Posts, accounts and lists of Twitter's API, as researchers collect them with twarc.

Version 2 in pages, flattened or as a stream, and version 1.1; JSON or one record a line.
"""

import re

from socialkit.readers.about import About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.twarc import shapes, stream
from socialkit.readers.twarc.sample import Sample
from socialkit.snapshot import Snapshot

ABOUT = (
    About(
        "Twitter API JSON",
        "x",
        "JSON or JSON lines collected with twarc (version 2 or 1.1)",
        "full profiles",
        "lists that were asked for",
        "posts that were collected",
        "replies, reposts, quotes, mentions",
        "A collection is a sample: who is silent in it may well post elsewhere, and a missing "
        "interaction or follow does not mean that there is none.",
        (".jsonl", ".json", ".ndjson"),
        ("text",),
    ),
)
_ENDINGS = re.compile(r"\.(jsonl?|ndjson|txt)(\.gz)?$", re.IGNORECASE)
_LOOKED_AT = 50  # members; enough to tell what a folder holds


def why_not(archive: Archive) -> str | None:
    """Say why this was not collected from Twitter's API; None when it was."""
    said = None
    for name in _candidates(archive)[:_LOOKED_AT]:
        kind, reason = shapes.of_member(archive, name)
        if kind is not None:
            return None
        said = said or reason
    return Near(said) if said else "no JSON with posts or accounts as Twitter's API writes them"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a collection of posts, accounts or follower lists.

    Parameters
    ----------
    archive
        One or more files of JSON or JSON lines, plain or gzipped.
    request
        With `text`, the posts' text is kept.

    Raises
    ------
    ReadError
        When a file is damaged as a whole; single lines that are cut short are left out.
    """
    gathered, damage = Gathered(ABOUT[0]), stream.Damage()
    others = _collect(archive, Sample(gathered, keeps_text=request.text), damage)
    gathered.note(
        f"Lines left out because they are cut short or damaged: {{count}} (first: {damage.first}).",
        damage.lines,
    )
    more = ", ..." if len(others) > 3 else ""
    gathered.note(f"Not read: {', '.join(others[:3])}{more}.", len(others))
    return gathered.snapshot(f"Twitter API data in {archive.path.name}")


def _collect(archive: Archive, sample: Sample, damage: stream.Damage) -> list[str]:
    """Take in all files of the format and return the others; the sample may go thereafter."""
    candidates, others = set(_candidates(archive)), []
    for name in archive.names():
        if name not in candidates or shapes.of_member(archive, name)[0] is None:
            others.append(name)
            continue
        for record in stream.records(archive, name, damage):
            sample.add(record)
    sample.finish()
    return others


def _candidates(archive: Archive) -> list[str]:
    names = archive.names()
    return names if archive.is_single_file else [name for name in names if _ENDINGS.search(name)]
