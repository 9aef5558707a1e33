"""Bluesky: the repository a person downloads (CAR), and pages of the open API as JSON.

The repository holds what the owner did: whom they follow and since when, their posts, likes
and reposts. The API holds what a repository cannot: the followers, and everybody's profile.
Both together in one folder make one snapshot.
"""

from socialkit.errors import ReadError
from socialkit.readers.about import About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.bluesky import car, pages, together
from socialkit.readers.gathered import Gathered
from socialkit.snapshot import Snapshot

_REPOSITORY = About(
    "Bluesky repository",
    "bluesky",
    "repo.car from Bluesky's settings (export my data)",
    "ids (DIDs); the owner's profile",
    "whom the owner follows, with dates",
    "own",
    "outgoing: likes, replies, mentions, reposts, quotes",
    "A Bluesky repository lists whom you follow and what you do yourself; it knows neither your "
    "followers nor who likes or answers you. Followers come from pages of the open API "
    "(getFollowers) put into the same folder.",
    (".car",),
    ("text",),
)
_API = About(
    "Bluesky API pages",
    "bluesky",
    "JSON or JSON lines of getFollowers, getFollows, getProfiles, getAuthorFeed or listRecords",
    "profiles; counts from getProfiles only",
    "the owner's followers and followed; dates from listRecords only",
    "own, from getAuthorFeed or listRecords",
    "outgoing: replies, mentions, reposts, quotes; likes from listRecords",
    "Pages of Bluesky's API list followers without the dates of their follows, leave out blocked "
    "and deactivated accounts, and do not say which follower likes or answers you.",
    (".json", ".jsonl", ".ndjson"),
    ("text",),
)
ABOUT = (_REPOSITORY, _API)
_NO_PAGE = "names Bluesky accounts, but is no page of followers, profiles, posts or records"


def why_not(archive: Archive) -> str | None:
    """Say why this is nothing of Bluesky; None when it is."""
    if _repositories(archive) or pages.names(archive):
        return None
    if any(name.lower().endswith(".car") for name in archive.names()):
        return Near("a file ends in .car but does not start as a repository does")
    if any(pages.mentions_bluesky(archive, name) for name in pages.candidates(archive)):
        return Near(_NO_PAGE)
    return "no repository (.car) and no JSON page of Bluesky's API"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a repository, pages of the API, or both, as a snapshot around their owner.

    Parameters
    ----------
    archive
        The file, or a zip or folder of such files.
    request
        With `text` the text of posts is kept.

    Raises
    ------
    ReadError
        When a file is damaged or cut short, or the files belong to several accounts.
    """
    opened = [car.opened(archive, name) for name in _repositories(archive)]
    found = pages.read(archive, pages.names(archive))
    if not opened and not found.count:
        raise ReadError(f"{archive.path}: {_NO_PAGE}.")
    owners = sorted({repository.did for repository in opened} | found.owners)
    if len(owners) > 1:
        raise ReadError(
            f"{archive.path}: holds data of {len(owners):,} accounts ({', '.join(owners[:3])}"
            f"{', ...' if len(owners) > 3 else ''}); read each from a folder of its own."
        )
    repository = max(opened, key=lambda one: one.revision or "", default=None)
    gathered = Gathered(_API if found.count else _REPOSITORY, owners[0] if owners else None)
    if len(opened) > 1:
        gathered.note(
            f"The upload holds {len(opened)} repositories; only the newest was read "
            f"({repository.name})."
        )
    together.gather(gathered, repository, found, keeps_text=request.text)
    return gathered.snapshot(_source(gathered, repository, found))


def _repositories(archive: Archive) -> list[str]:
    return [
        name
        for name in archive.names()
        if (archive.is_single_file or name.lower().endswith(".car"))
        and car.is_repository(archive.head(name, 64))
    ]


def _source(gathered: Gathered, repository: car.Repository | None, found: pages.Pages) -> str:
    what = " and ".join(["repository"] * bool(repository) + ["API pages"] * bool(found.count))
    if gathered.owner is None:
        return f"Bluesky {what}"
    handle = gathered.facts(gathered.owner).get("handle")
    return f"Bluesky {what} of {f'@{handle}' if handle else gathered.owner}"
