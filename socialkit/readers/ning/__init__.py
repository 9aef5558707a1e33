"""Ning archives: the members of a community, what they post, and who comments on whom.

The files are JSON inside round brackets, in which now and then a comma is missing.
"""

import re
from collections.abc import Iterator

from socialkit.readers import moments, values
from socialkit.readers.about import About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.ning.bracketed import records
from socialkit.readers.uploads import Upload, newest, uploads
from socialkit.snapshot import Snapshot

ABOUT = (
    About(
        "Ning archive",
        "ning",
        "folder or zip with ning-members-local.json and the like",
        "all members: name, place and when they joined",
        "",
        "of all members: topics, blog posts, pages, comments as replies",
        "comments on topics, blog posts and pages, given and received",
        "A Ning archive holds what members posted and commented in public. It does not say who is "
        "friends with whom, who liked what, or who only reads.",
        (".json", ".zip"),
        ("text",),
    ),
)
_TOPICS = ("discussions", "blogs", "pages")
_FILES = {kind: rf"ning-{kind}(?:-local)?\.json" for kind in ("members", *_TOPICS)}
_HEAD = 2**16
_TAG = re.compile(r"<[^<>]{0,2000}>")
_LINK = re.compile(r"https?://[\w\[]")


def why_not(archive: Archive) -> str | None:
    """Say why this is not a Ning archive; None when it is one."""
    if _exports(archive):
        return None
    named = next(iter(uploads(archive, _FILES)), None)
    if named is None:
        return "no ning-members-local.json or ning-discussions-local.json"
    return Near(f"{next(iter(named.members.values()))} holds no records as Ning writes them")


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a Ning archive as a snapshot of the whole community.

    Parameters
    ----------
    archive
        The folder or zip, or one of its files.
    request
        With `text`, the words of posts and comments are kept.

    Raises
    ------
    ReadError
        When a file is damaged or cut short.
    """
    return newest(_exports(archive), lambda each: _gathered(each, request)).snapshot("Ning archive")


def _exports(archive: Archive) -> list[Upload]:
    if len(archive.names()) == 1 and not uploads(archive, _FILES):
        name = archive.names()[0]
        head = archive.head(name, _HEAD)
        is_bracketed = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"(")
        kind = "members" if b'"fullName"' in head else "discussions"
        return [Upload(archive, "", {(kind, 0): name})] * (is_bracketed and _is_ning(archive, name))
    found = uploads(archive, _FILES)
    return [
        upload
        for upload in found
        if any(_is_ning(archive, name) for name in upload.members.values())
    ]


def _is_ning(archive: Archive, name: str) -> bool:
    head = archive.head(name, _HEAD)
    is_empty = re.fullmatch(rb"[\s(]*\[\s*\][\s)]*", head.removeprefix(b"\xef\xbb\xbf"))
    return b'"contributorName"' in head or is_empty is not None


def _gathered(upload: Upload, request: Request) -> Gathered:
    gathered = Gathered(ABOUT[0])
    authors = _gather_members(upload, gathered)
    for kind in _TOPICS:
        for name in upload.names(kind):
            _Topics(gathered, authors, request, kind).gather(records(upload.archive, name))
    if any(upload.has(kind) for kind in _TOPICS):
        for account_id in sorted(authors):
            gathered.account(account_id, posts_seen=True, interactions_seen="both")
    words = {"members": "members", "discussions": "discussions", "blogs": "blog posts"}
    for kind, word in words.items():
        file = f"ning-{kind}-local.json"
        gathered.note(f"This upload holds no {word} ({file}).", not upload.has(kind))
    return gathered


def _gather_members(upload: Upload, gathered: Gathered) -> set[str]:
    found: set[str] = set()
    unreadable = wall = 0
    for name in upload.names("members"):
        for record in records(upload.archive, name):
            account_id = _author(record)
            if account_id is None:
                unreadable += 1
                continue
            found.add(account_id)
            wall += len(values.dicts(values.item(record, "comments")))
            places = [values.name(record.get(key)) for key in ("location", "country")]
            gathered.account(
                account_id,
                name=values.name(record.get("fullName")),
                created_at=moments.iso(record.get("createdDate")),
                location=", ".join(filter(None, places)) or None,
                bio=_plain(values.item(record, "profileQuestions", "About Me")),
                x_country=places[1],
                x_level=values.name(record.get("level")),
                x_state=values.name(record.get("state")),
            )
    gathered.note("Members without an id that can be read, left out: {count}.", unreadable)
    gathered.note("Comments on members' own pages, not counted: {count}.", wall)
    return found


class _Topics:
    """The posts of one file with the comments under them."""

    def __init__(self, gathered: Gathered, authors: set[str], request: Request, kind: str) -> None:
        self._gathered, self._authors, self._request = gathered, authors, request
        self._kind, self._unreadable, self._orphans, self._count = kind, 0, 0, 0

    def gather(self, found: Iterator[object]) -> None:
        """Gather every post, then every comment as a reply and as an act towards its author."""
        for record in found:
            author = _author(record)
            comments = values.dicts(values.item(record, "comments"))
            if author is None:
                self._unreadable += 1
            else:
                self._post(record, author, "original", replies=len(comments))
            for comment in comments:
                self._comment(comment, author)
        note = self._gathered.note
        note(
            f"Posts or comments in {self._kind} without an author, left out: {{count}}.",
            self._unreadable,
        )
        note("Comments under posts without an author count towards no one: {count}.", self._orphans)

    def _comment(self, record: dict, towards: str | None) -> None:
        author = _author(record)
        if author is None:
            self._unreadable += 1
            return
        self._post(record, author, "reply")
        if towards is None:
            self._orphans += 1
        else:
            at = moments.iso(record.get("createdDate"))
            self._gathered.act(author, towards, "comment", at)

    def _post(self, record: dict, author: str, kind: str, replies: int | None = None) -> None:
        self._count += 1
        self._authors.add(author)
        described = values.text(record.get("description")) or ""
        self._gathered.post(
            values.name(record.get("id")) or f"{self._kind}-{self._count}",
            author,
            at=moments.iso(record.get("createdDate")),
            kind=kind,
            has_link=_LINK.search(described) is not None,
            replies=replies,
            text=_plain(described) if self._request.text else None,
        )


def _author(record: object) -> str | None:
    return values.name(values.item(record, "contributorName"))


def _plain(text: object) -> str | None:
    """Return the words of a text with HTML in it; None for anything but a text."""
    known = values.text(text)
    return None if known is None else values.text(values.unescaped(_TAG.sub(" ", known)).strip())
