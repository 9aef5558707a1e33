"""Mastodon and the fediverse: archives, lists of accounts, and pages saved from a server.

Accounts are called ``user@host``, the same on every server. A Mastodon archive has no list of
followers; lists beside it, and saved pages of the server, join in.
"""

from socialkit.readers import uploads
from socialkit.readers.about import UNNAMED, About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.mastodon import export, files
from socialkit.readers.uploads import Upload
from socialkit.snapshot import Snapshot

ABOUT = (
    About(
        "Mastodon archive",
        "mastodon",
        "zip or tar.gz from a Mastodon or Pleroma server",
        "addresses; the owner's profile",
        "whom the owner follows, from following_accounts.csv beside it",
        "own, public",
        "outgoing: replies, mentions, reposts, quotes, likes",
        "A Mastodon archive itself names no followers; lists or pages saved from the server can "
        "lie beside it. It knows your own posts and whom you turn to, but not who reacts to you.",
        (".json", ".zip", ".tar.gz"),
        ("text",),
    ),
    About(
        "fediverse lists",
        "mastodon",
        "following_accounts.csv, followers.csv, pixelfed-followers.json",
        "addresses",
        "the owner's followers and followed",
        "",
        "",
        "These lists hold addresses and nothing else: not since when somebody follows, whether "
        "an account is active, or whether it engages with you.",
        (".csv", ".json"),
    ),
    About(
        "Mastodon API pages",
        "mastodon",
        "followers.json, following.json, account.json, statuses.json",
        "profiles as one server sees them",
        "the owner's followers and followed",
        "those saved, public",
        "of the saved posts; towards the owner from notifications.json",
        "A server's pages do not say since when somebody follows. What they count for accounts "
        "of other servers is only what this server has seen, so it can be too low.",
        (".json",),
        ("text",),
    ),
)
_OWN_NAMES = {"actor.json", "outbox.json", "following_accounts.csv", "pixelfed-followers.json"}
_PACKED = (".zip", ".tar.gz", ".tgz", ".tar")
_NOT_ONE = "a file has the name of one that Mastodon writes, but not its content"


def why_not(archive: Archive) -> str | None:
    """Say why this is not of the fediverse; None when it is."""
    found, faults = files.find(archive)
    if found:
        return None
    names = {name.rsplit("/", 1)[-1].lower() for name in archive.names()}
    if names & _OWN_NAMES:
        fault = str(faults[0]).removeprefix(f"{archive.path}: ") if faults else _NOT_ONE
        return Near(fault.rstrip("."))
    if archive.is_single_file and not faults and _lists_addresses(archive):
        return Near(
            "it lists addresses like name@host, but its name does not say who follows whom; "
            "call it followers.csv or following.csv"
        )
    return "no actor.json, outbox.json, followers or following list of a fediverse server"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read what a fediverse server gave its user, as a snapshot around that user.

    Parameters
    ----------
    archive
        The archive, a list, saved pages, or a folder with some of them.
    request
        With `text`, the text of public posts is kept.

    Raises
    ------
    ReadError
        When a file is damaged, cut short or not of the shape its name says.
    """
    found, faults = files.find(archive)
    if faults:
        raise faults[0]
    gathered = uploads.newest(found, lambda upload: _gather(upload, request))
    if any(name.lower().endswith(_PACKED) for name in archive.names()):
        gathered.note("An archive packed beside these files was not opened; unpack it there.")
    title = gathered.about.name
    is_named = gathered.owner not in (None, UNNAMED)
    return gathered.snapshot(f"{title} of @{gathered.owner}" if is_named else title)


def _gather(upload: Upload, request: Request) -> Gathered:
    is_archive, has_pages = upload.has(*files.ARCHIVE), export.has_pages(upload)
    about = ABOUT[0] if is_archive else ABOUT[2] if has_pages else ABOUT[1]
    return export.gather(upload, about, keep_text=request.text)


def _lists_addresses(archive: Archive) -> bool:
    return files.content(archive, archive.names()[0]) in ("lines", "addresses")
