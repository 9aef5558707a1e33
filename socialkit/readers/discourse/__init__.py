"""Discourse: the member list that an admin downloads, and a member's own archive."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from socialkit.readers import titledrows
from socialkit.readers.about import About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.discourse import own, userlist
from socialkit.readers.gathered import Gathered
from socialkit.readers.uploads import Upload, newest
from socialkit.snapshot import Snapshot

ABOUT = (
    About(
        "Discourse user list",
        "discourse",
        "CSV, gz or zip that an admin of a Discourse forum downloads",
        "all members: when they joined and last posted, and how much",
        "",
        "",
        "",
        "A Discourse user list says how much each member posts and likes. A forum has no "
        "followers, and the list does not say who answers or likes whom.",
        (".csv", ".zip"),
    ),
    About(
        "Discourse archive",
        "discourse",
        "zip that a member of a Discourse forum downloads",
        "the owner",
        "",
        "own, with likes and replies received",
        "",
        "A Discourse archive holds what you wrote (posts you deleted later among it) and how "
        "many likes and replies each post received. It does not say from whom, and a forum has "
        "no followers.",
        (".csv", ".zip"),
        ("text",),
    ),
)
_LIST_FILE = re.compile(r"user[-_]list.*\.csv")
_OWN_FILE = re.compile(r"user[-_]archive.*\.csv")


def why_not(archive: Archive) -> str | None:
    """Say why this is not from Discourse; None when it is."""
    if _exports(archive):
        return None
    named = next(_named(archive), None)
    if named is None:
        return "no user list and no user_archive.csv as Discourse writes them"
    return Near(f"{named} has none of the headers that Discourse writes")


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a Discourse user list or a member's archive as a snapshot.

    Parameters
    ----------
    archive
        A CSV file (gzipped or not), or a zip or folder with it.
    request
        With `text`, the words of one's own posts are kept.

    Raises
    ------
    ReadError
        When a file is damaged or cut short.
    """

    def gathered(upload: Upload) -> Gathered:
        if upload.has("list"):
            return userlist.gather(upload, ABOUT[0])
        return own.gather(upload, ABOUT[1], request)

    chosen = newest(_exports(archive), gathered)
    return chosen.snapshot(chosen.about.name)


def _exports(archive: Archive) -> list[Upload]:
    """Return every export in an archive: each user list, and each archive with its folder."""
    is_alone = len(archive.names()) == 1
    candidates = archive.names() if is_alone else _named(archive)
    found = []
    for name in candidates:
        text = titledrows.head(archive, name)
        if titledrows.header(text, userlist.PLACES):
            found.append(Upload(archive, "", {("list", 0): name}))
        elif titledrows.header(text, own.PLACES):
            found.append(Upload(archive, "", own.members(archive, name)))
    return found


def _named(archive: Archive) -> Iterator[str]:
    for name in archive.names():
        base = PurePosixPath(name.lower()).name
        if _LIST_FILE.fullmatch(base) or _OWN_FILE.fullmatch(base):
            yield name
