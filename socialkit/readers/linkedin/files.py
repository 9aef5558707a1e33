"""The files of a LinkedIn export: told by their names and by their headers."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from socialkit.readers import titledrows
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.uploads import Upload, uploads

_MEMBER = r"(?:_(?P<part>\d{1,18}))?"


class Kind(NamedTuple):
    """One kind of file: its title, its fields by column title, and which are needed.

    `is_telling` says that no other program writes such a header.
    """

    title: str
    titles: dict[str, tuple[str, ...]]
    needed: tuple[str, ...]
    escape: str | None = None
    is_telling: bool = True

    def places(self, cells: list[str]) -> dict[str, int] | None:
        """Find the columns in a header; None when it is not of this kind."""
        found = titledrows.by_titles(self.titles, self.needed)(cells)
        is_alone = self.is_telling or len(cells) == len(self.titles)
        return found if is_alone else None

    def rows(self, archive: Archive, name: str) -> titledrows.TitledRows:
        """Return the rows of a member of this kind, their cells in the order of `titles`."""
        places = _translated if self is KINDS["connections"] else self.places
        return titledrows.TitledRows(archive, name, tuple(self.titles), places, escape=self.escape)


def _plain(*titles: str) -> dict[str, tuple[str, ...]]:
    return {title: (title,) for title in titles}


KINDS = {
    "connections": Kind(
        "Connections.csv",
        {
            "first name": ("first name", "vorname"),
            "last name": ("last name", "nachname"),
            "url": ("url",),
            "company": ("company", "unternehmen"),
            "position": ("position",),
            "connected on": ("connected on", "verbunden am"),
        },
        ("first name", "last name", "connected on"),
    ),
    "shares": Kind(
        "Shares.csv",
        _plain("date", "sharelink", "sharecommentary", "sharedurl"),
        ("date", "sharelink", "sharecommentary"),
    ),
    "comments": Kind(
        "Comments.csv",
        _plain("date", "link", "message"),
        ("date", "link", "message"),
        escape="\\",
        is_telling=False,
    ),
    "invitations": Kind(
        "Invitations.csv",
        _plain("from", "to", "direction", "inviterprofileurl", "inviteeprofileurl", "sent at"),
        ("from", "to", "sent at"),
    ),
    "company follows": Kind(
        "Company Follows.csv",
        _plain("organization", "followed on"),
        ("organization", "followed on"),
    ),
    "member_follows": Kind(
        "Member_Follows.csv",
        _plain("fullname", "date", "status"),
        ("fullname", "date"),
        is_telling=False,
    ),
    "reactions": Kind(
        "Reactions.csv", _plain("date", "type", "link"), ("date", "type", "link"), is_telling=False
    ),
    "instantreposts": Kind(
        "InstantReposts.csv", _plain("date", "link"), ("date", "link"), is_telling=False
    ),
    "profile": Kind(
        "Profile.csv",
        _plain("first name", "last name", "headline", "industry", "geo location", "websites"),
        ("first name", "last name", "headline"),
    ),
}
_OWN_NAMES = ("connections", "company follows", "member_follows", "instantreposts")
_FILES = {kind: re.escape(kind).replace(r"\ ", "[ _]") + _MEMBER + r"\.csv" for kind in KINDS}


def rows(upload: Upload, gathered: Gathered | None, kind: str) -> Iterator[list[str]]:
    """Yield the rows of a kind of file, their cells in the order of the kind's fields.

    Rows that do not fit their header are left out, and noted where there is a snapshot.
    """
    for name in upload.names(kind):
        found = KINDS[kind].rows(upload.archive, name)
        yield from found
        if gathered is not None:
            note = f"Rows of {KINDS[kind].title} with the wrong number of cells, left out: "
            gathered.note(note + "{count}.", found.left_out)


def exports(archive: Archive) -> list[Upload]:
    """Return every LinkedIn export in an archive, the one with the most files first."""
    if len(archive.names()) == 1:
        kind = _kind_of(archive, archive.names()[0])
        return [] if kind is None else [_single(archive, kind)]
    found = [part for upload in uploads(archive, _FILES) for part in _by_member(upload)]
    found = [upload for upload in found if any(_fits(archive, *each) for each in _lists(upload))]
    return sorted(found, key=lambda upload: -len(upload.members))


def named_alike(archive: Archive) -> str | None:
    """Return a member that is named as LinkedIn alone names its files, if there is one."""
    found = uploads(archive, {kind: _FILES[kind] for kind in _OWN_NAMES})
    return next((name for upload in found for name in upload.members.values()), None)


def member_id(upload: Upload) -> str | None:
    """Return the owner's number, which LinkedIn writes behind some files' names."""
    numbers = sorted({part for _, part in upload.members if part})
    return str(numbers[0]) if numbers else None


def _translated(cells: list[str]) -> dict[str, int] | None:
    """Find the columns of Connections.csv, whose order no language changes."""
    found = KINDS["connections"].places(cells)
    if found is None and len(cells) == 7 and cells[2].upper() == "URL":
        return dict(zip(KINDS["connections"].titles, (0, 1, 2, 4, 5, 6), strict=True))
    return found


def _lists(upload: Upload) -> Iterator[tuple[str, str]]:
    """Yield kind and name of what tells of more than the owner's profile."""
    for (kind, _), name in upload.members.items():
        if kind != "profile":
            yield kind, name


def _fits(archive: Archive, kind: str, name: str) -> bool:
    places = _translated if kind == "connections" else KINDS[kind].places
    return titledrows.header(titledrows.head(archive, name), places) is not None


def _kind_of(archive: Archive, name: str) -> str | None:
    """Tell a single file by its header; where that says little, by its name or links too."""
    text = titledrows.head(archive, name)
    base = PurePosixPath(name.lower()).name
    for kind, each in KINDS.items():
        is_named = base.startswith(kind.split()[0])
        if kind != "profile" and titledrows.header(text, each.places) is not None:
            return kind if each.is_telling or is_named or "linkedin.com/" in text else None
    is_translated = base.startswith("connections") and _fits(archive, "connections", name)
    return "connections" if is_translated else None


def _single(archive: Archive, kind: str) -> Upload:
    name = archive.names()[0]
    number = re.search(r"_(\d{1,18})(?: ?\(\d+\))?\.csv$", name.lower())
    return Upload(archive, "", {(kind, int(number[1]) if number else 0): name})


def _by_member(upload: Upload) -> list[Upload]:
    """Take the files of several members or downloads apart; usually they are of one."""
    numbers = sorted({part for _, part in upload.members})
    kinds = [kind for kind, _ in upload.members]
    if len([part for part in numbers if part]) <= 1 and len(set(kinds)) == len(kinds):
        return [upload]
    return [
        upload._replace(
            members={key: name for key, name in upload.members.items() if key[1] == number}
        )
        for number in numbers
    ]
