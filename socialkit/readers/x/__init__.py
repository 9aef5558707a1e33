"""X (Twitter) archives: the owner, who follows whom, and the owner's own conduct.

An archive names followers by id alone. Whatever it does not know stays NA: no follower's
profile, activity or engagement is ever filled in.
"""

from socialkit.readers import uploads
from socialkit.readers.about import UNNAMED, About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.uploads import Upload
from socialkit.readers.x import files, grailbird, longtexts, owner
from socialkit.readers.x.posts import Posts
from socialkit.snapshot import Snapshot

LIMITS_NOTE = (
    "An X archive knows your followers' ids, whether you follow them back, and what you post "
    "yourself; it knows nothing of their profiles, their activity or their engagement with you, "
    "so it cannot tell who is dormant or junk."
)
LIKES_NOTE = "The archive lists your likes without their authors, so they count towards no one."
ABOUT = (
    About(
        "X archive",
        "x",
        "zip or folder from X (Twitter)",
        "ids; the owner's profile",
        "the owner's followers and followed, in order",
        "own",
        "outgoing: replies, mentions, reposts, quotes",
        LIMITS_NOTE,
        (".js", ".zip"),
        ("text",),
    ),
    About(
        "X archive before 2018",
        "x",
        "zip or folder with tweets.csv or data/js/tweets",
        "the owner's id and user name",
        "",
        "own",
        "outgoing: replies, mentions, reposts, quotes",
        grailbird.LIMITS_NOTE,
        (".js", ".csv", ".zip"),
        ("text",),
    ),
)


def why_not(archive: Archive) -> str | None:
    """Say why this is not an X archive; None when it is one."""
    if files.exports(archive) or grailbird.exports(archive):
        return None
    if any(upload.has(*files.LISTS) for upload in uploads.uploads(archive, files.PATTERNS)):
        return Near("follower.js and following.js do not begin as X writes them")
    return "no follower.js, following.js, tweets.js or account.js as X writes them"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read an X archive, of any age, as a snapshot around its owner.

    Parameters
    ----------
    archive
        The zip, the unpacked folder, or loose files of it in a folder.
    request
        Whether to keep the text of posts.

    Raises
    ------
    ReadError
        When a file is damaged, a part is missing, or nothing in it can be used.
    """
    found = files.exports(archive)
    if found:
        gathered = uploads.newest(found, lambda upload: _gather(upload, request))
    else:
        older = grailbird.exports(archive)
        gathered = uploads.newest(older, lambda upload: grailbird.gather(ABOUT[1], upload, request))
    return gathered.snapshot(f"X archive of {_name(gathered)}")


def _gather(upload: Upload, request: Request) -> Gathered:
    manifest = files.manifest(upload)
    files.check_parts(upload, manifest)
    gathered = owner.gathered(ABOUT[0], upload, manifest)
    owner.add_lists(gathered, upload, manifest)
    site = gathered.facts(gathered.owner).get("url")
    texts = longtexts.LongTexts(upload) if request.text else None
    posts = Posts(gathered.owner, site, keep_text=request.text)
    for record in files.records(upload, *files.POSTS):
        posts.add(texts.completed(record) if texts else record)
    posts.hand_over(gathered)
    has_posts = upload.has(*files.POSTS)
    if has_posts:
        gathered.account(gathered.owner, posts_seen=True, interactions_seen="out")
    gathered.note("This upload holds no posts of yours (tweets.js).", not has_posts)
    gathered.note(LIKES_NOTE, upload.has("like"))
    deleted = sum(1 for _ in files.records(upload, "deleted-tweets"))
    gathered.note("Deleted posts that the archive still holds ({count}) are not counted.", deleted)
    return gathered


def _name(gathered: Gathered) -> str:
    handle = gathered.facts(gathered.owner).get("handle")
    if handle:
        return f"@{handle}"
    return "unknown owner" if gathered.owner == UNNAMED else f"account {gathered.owner}"
