"""One fediverse export: its owner, lists, posts and acts, from whatever files it has."""

from collections.abc import Iterator

from socialkit.readers import jsonfile, values
from socialkit.readers.about import UNNAMED, About
from socialkit.readers.gathered import Entry, Gathered
from socialkit.readers.mastodon import accounts, files, lists, owner, statuses
from socialkit.readers.mastodon.collection import Collection
from socialkit.readers.mastodon.outbox import Outbox
from socialkit.readers.mastodon.owner import Owner
from socialkit.readers.mastodon.statuses import Statuses
from socialkit.readers.uploads import Upload

_LISTS = {"followers": files.FOLLOWERS, "following": files.FOLLOWING}
_NO_PROFILE = "The profile (actor.json) is missing or does not name the owner; the posts do."
_NO_LIKES = (
    "This upload holds no likes of yours (likes.json), so how many you gave is not known; it is "
    "not 0."
)
_COUNTED = {"followers": "followers", "following": "accounts the owner follows"}
_PAGES = (*files.OWNER, *files.STATUSES, "accounts", "notifications")
_SIDES = {(True, True): "both", (True, False): "out", (False, True): "in"}


def has_pages(upload: Upload) -> bool:
    """Whether any file is a page saved from the API of a server."""
    names = upload.names(*files.FOLLOWERS, *files.FOLLOWING)
    found = {files.content(upload.archive, name) for name in names}
    return upload.has(*_PAGES) or "accounts" in found


def gather(upload: Upload, about: About, *, keep_text: bool) -> Gathered:
    """Read all files of one export.

    Raises
    ------
    ReadError
        When a file is damaged, cut short or not of the shape its name says.
    """
    whose, note = _whose(upload)
    is_somebodys = upload.has(*files.ARCHIVE, *files.FOLLOWERS, *files.FOLLOWING, "notifications")
    gathered = Gathered(about, whose.account_id or (UNNAMED if is_somebodys else None))
    if whose.account_id:
        gathered.account(whose.account_id, handle=whose.account_id)
    for name in upload.names(*files.OWNER):
        accounts.meet(jsonfile.load(upload.archive, name), gathered)
    if gathered.owner is not None:
        gathered.account(gathered.owner, **whose.facts)
        gathered.note(note, len(note))
        for which in _LISTS:
            _read_list(upload, which, gathered)
    if upload.has(*files.ARCHIVE):
        _read_archive(upload, gathered, whose, keep_text=keep_text)
    _read_pages(upload, gathered, keep_text=keep_text)
    return gathered


def _whose(upload: Upload) -> tuple[Owner, str]:
    """Return the owner, and what to note about how the owner is known."""
    archive = upload.archive
    for name in upload.names("actor"):
        found = owner.read(archive, name)
        if found.account_id:
            return found, ""
    for name in upload.names("outbox"):
        authors = (values.item(item, "actor") for item in Collection(archive, name).items())
        found = owner.of_uri(next((by for by in authors if isinstance(by, str)), ""))
        if found.account_id:
            return found, _NO_PROFILE
    for name in upload.names(*files.OWNER):
        account = jsonfile.load(archive, name)
        found = Owner(accounts.account_id(account))
        if found.account_id:
            return found, ""
    return _only_author(upload)


def _only_author(upload: Upload) -> tuple[Owner, str]:
    found: set[str] = set()
    for name in upload.names(*files.STATUSES):
        found |= statuses.authors(jsonfile.records(upload.archive, name))
    if len(found) == 1:
        return Owner(found.pop()), "All saved posts are by one account; it is taken as the owner."
    return Owner(), "The files do not say whose lists they are."


def _read_list(upload: Upload, which: str, gathered: Gathered) -> None:
    names = upload.names(*_LISTS[which])
    if not names:
        gathered.listed(which, None)
        return
    found = [entry for name in names for entry in _entries(upload, name, gathered)]
    frame = "census"
    if any(files.content(upload.archive, name) in ("accounts", "empty") for name in names):
        counted = gathered.facts(gathered.owner).get(f"{which}_count")
        frame = "census" if counted == len(found) else "unknown"
        _note_missing(gathered, _COUNTED[which], counted, len(found))
    gathered.listed(which, found, frame=frame)


def _entries(upload: Upload, name: str, gathered: Gathered) -> Iterator[Entry]:
    kind = files.content(upload.archive, name)
    if kind == "lines" or name.lower().endswith(".csv"):
        return lists.in_table(upload.archive, name, gathered)
    if kind == "collection":
        return lists.in_collection(upload.archive, name, gathered)
    if kind in ("addresses", "web addresses"):
        return lists.in_json(upload.archive, name, gathered)
    return accounts.entries(upload.archive, name, gathered)


def _read_archive(upload: Upload, gathered: Gathered, whose: Owner, *, keep_text: bool) -> None:
    outbox = Outbox(gathered, whose, keep_text=keep_text)
    for name in upload.names("outbox"):
        found = Collection(upload.archive, name)
        held = outbox.read(found.items())
        if found.total not in (None, held):
            gathered.note(f"The outbox counts {found.total:,} entries; it holds {held:,}.")
        gathered.account(gathered.owner, posts_seen=True, interactions_seen="out")
    if not upload.has("outbox"):
        gathered.note("This upload holds no posts of yours (outbox.json).")
    if not upload.has("likes"):
        gathered.note(_NO_LIKES)
    for name in upload.names("likes"):
        outbox.read_likes(Collection(upload.archive, name).items())
    outbox.finish()


def _read_pages(upload: Upload, gathered: Gathered, *, keep_text: bool) -> None:
    archive, saved = upload.archive, Statuses(gathered, keep_text=keep_text)
    for name in upload.names("accounts"):
        for account in jsonfile.records(archive, name):
            accounts.meet(account, gathered)
    for name in upload.names(*files.STATUSES):
        saved.read(jsonfile.records(archive, name))
    for name in upload.names("notifications"):
        saved.read_notifications(jsonfile.records(archive, name), gathered.owner)
    saved.finish()
    if gathered.owner is not None:
        _note_seen(upload, gathered, saved.written[gathered.owner])


def _note_seen(upload: Upload, gathered: Gathered, posts: int) -> None:
    """Say of the owner what was seen, which saved pages may show only a part of."""
    known = gathered.facts(gathered.owner)
    has_posts = posts > 0 or known.get("posts_seen", False)
    sides = has_posts, upload.has("notifications")
    if any(sides):
        seen = has_posts or None
        gathered.account(gathered.owner, posts_seen=seen, interactions_seen=_SIDES[sides])
    if posts:
        _note_missing(gathered, "posts of the owner", known.get("posts_count"), posts)


def _note_missing(gathered: Gathered, words: str, counted: int | None, held: int) -> None:
    if counted is not None and counted != held:
        gathered.note(f"The server counts {counted:,} {words}; the saved pages hold {held:,}.")
