"""LinkedIn exports: connections, whom the owner follows, and what the owner posts.

LinkedIn names no follower who is not a connection, and nobody at whom a comment or a
reaction is directed.
"""

from socialkit.readers import values
from socialkit.readers.about import UNNAMED, About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.linkedin import files, posts, ties
from socialkit.readers.uploads import Upload, newest
from socialkit.snapshot import Snapshot

ABOUT = (
    About(
        "LinkedIn export",
        "linkedin",
        "zip or folder from LinkedIn, or Connections.csv and the like",
        "names, companies and positions of connections; the owner's profile",
        "connections (both ways) and whom the owner follows, with days",
        "own: posts, comments as replies, reposts",
        "",
        "A LinkedIn export names your connections and the day you connected. It does not say who "
        "follows you without being connected, whether your connections are active, or who "
        "engages with you.",
        (".csv", ".zip"),
        ("text",),
    ),
)
UNNAMED_NOTE = "The upload does not say whose export it is."


def why_not(archive: Archive) -> str | None:
    """Say why this is not a LinkedIn export; None when it is one."""
    if files.exports(archive):
        return None
    named = files.named_alike(archive)
    if named is None:
        return "no Connections.csv, Shares.csv or Comments.csv as LinkedIn writes them"
    return Near(f"{named} has none of the headers that LinkedIn's lists have")


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a LinkedIn export as a snapshot around its owner.

    Parameters
    ----------
    archive
        The zip, the unpacked folder, or one of its lists.
    request
        With `text`, the words of posts and comments are kept.

    Raises
    ------
    ReadError
        When a list is damaged or cut short.
    """
    gathered = newest(files.exports(archive), lambda upload: _gathered(upload, request))
    facts = gathered.facts(gathered.owner)
    name = facts.get("name") or facts.get("handle") or "an owner it does not name"
    return gathered.snapshot(f"LinkedIn export of {name}")


def _gathered(upload: Upload, request: Request) -> Gathered:
    address = ties.own_slug(upload)
    gathered = Gathered(ABOUT[0], files.member_id(upload) or address or UNNAMED)
    gathered.note(UNNAMED_NOTE, gathered.owner == UNNAMED)
    is_poster = True if upload.has("shares") else None
    gathered.account(gathered.owner, handle=address, posts_seen=is_poster)
    sites = _gather_profile(upload, gathered)
    invited = ties.gather(upload, gathered)
    reacted = posts.gather(upload, gathered, sites, request)
    _date(gathered, {"reaction": reacted, "invitation": invited})
    return gathered


def _gather_profile(upload: Upload, gathered: Gathered) -> set[str]:
    """Gather what the owner's profile says; return the hosts of its web sites."""
    for first, last, headline, industry, place, sites in files.rows(upload, gathered, "profile"):
        found = posts.websites(sites)
        gathered.account(
            gathered.owner,
            name=values.name(f"{first} {last}"),
            bio=values.text(headline),
            group=values.name(industry),
            location=values.name(place),
            url=values.text(found[0]) if found else None,
        )
        return {values.host(site) for site in found}
    return set()


def _date(gathered: Gathered, last: dict[str, int | None]) -> None:
    """Let the newest reaction or invitation date the export, although it stands in no table."""
    what, at = max(last.items(), key=lambda each: each[1] or 0)
    if at is not None and at > (gathered.newest() or 0):
        gathered.generated_at = at
        gathered.note(f"The export does not say when it was made; its newest {what} dates it.")
