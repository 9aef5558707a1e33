"""Instagram exports: who follows whom and since when, and the owner's own conduct.

Instagram names people by user name. The lists of Threads, which come in the same zip, are
another network's and are read as such when they are given alone.
"""

from socialkit.readers.about import UNNAMED, About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import DAY, Gathered
from socialkit.readers.instagram import acts, files, lists, owner
from socialkit.readers.listorder import shown_order
from socialkit.readers.timedids import ids_by_time
from socialkit.readers.uploads import Upload, newest
from socialkit.snapshot import Snapshot

LIMITS_NOTE = (
    "An Instagram export knows the user names of your followers and since when they follow you, "
    "and whose posts you liked or commented on; it does not tell whether your followers are "
    "active or real people, nor who liked or commented on your posts."
)
THREADS_LIMITS_NOTE = (
    "The Threads lists know the user names of your followers and since when they follow you; "
    "they do not tell whether your followers are active or real people, nor who engages with you."
)
ABOUT = (
    About(
        "Instagram export",
        "instagram",
        "zip or folder from Instagram, as JSON or as web pages",
        "user names; the owner's profile",
        "the owner's followers and followed, with dates (web pages: without)",
        "own, comments as replies",
        "outgoing: comments and likes",
        LIMITS_NOTE,
        ("followers_1.json", "following.json", "connections.json", "followers_1.html"),
        ("text",),
    ),
    About(
        "Threads lists",
        "threads",
        "the folder your_instagram_activity/threads of an Instagram export",
        "user names",
        "the owner's followers and followed, with dates",
        "",
        "",
        THREADS_LIMITS_NOTE,
        ("followers.json", "following.json"),
    ),
)
RANGE_NOTE = (
    "Instagram fills an export for the dates that were asked for, and only one for 'All time' "
    "lists everybody. This export does not say for which dates it is, so people may be missing."
)
WHOLE_NOTE = (
    "The lists reach back to the weeks in which the account was opened, so they are taken as whole."
)
PAGES_NOTE = (
    "The lists are web pages, whose dates are local time in the person's own language, so it is "
    "not known since when anybody follows. Download the export as JSON to have the dates."
)
REPLIES_NOTE = "Your comments count as replies among your posts: {count}."
NO_COMMENTS_NOTE = (
    "This upload holds no comments of yours, so how many of your posts are replies is not known; "
    "it is not 0."
)
_FIRST_WEEKS = 30 * DAY
_NAMES = {f"{name}.{kind}" for name in ("followers_1", "following") for kind in ("json", "html")}


def why_not(archive: Archive) -> str | None:
    """Say why this is no Instagram export; None when it is one."""
    if files.exports(archive):
        return None
    alike = [name for name in archive.names() if name.lower().split("/")[-1] in _NAMES]
    if alike:
        return Near(f"{alike[0]} does not begin as Instagram writes it")
    return "no followers_1.json, following.json or connections.json as Instagram writes them"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read an Instagram export, of any age, as a snapshot around its owner.

    Parameters
    ----------
    archive
        The zip, the unpacked folder, or loose files of it in a folder; or the folder with the
        lists of Threads alone.
    request
        Whether to keep the text under the owner's posts.

    Raises
    ------
    ReadError
        When a file is damaged or cut short, or holds another list than its name says.
    """
    gathered = newest(files.exports(archive), lambda upload: _read_one(upload, request))
    name = "an unnamed owner" if gathered.owner == UNNAMED else f"@{gathered.owner}"
    return gathered.snapshot(f"{gathered.about.name} of {name}")


def _read_one(upload: Upload, request: Request) -> Gathered:
    if files.is_threads(upload):
        gathered = _around(ABOUT[1], {})
        _add_lists(gathered, upload, "threads_")
        return gathered
    gathered = _around(ABOUT[0], owner.profile(upload))
    earliest = _add_posts(gathered, upload, request)
    _add_lists(gathered, upload, "", earliest)
    _add_acts(gathered, upload)
    _note_threads(gathered, upload)
    return gathered


def _around(about: About, profile: dict[str, object]) -> Gathered:
    handle = profile.get("handle")
    gathered = Gathered(about, handle or UNNAMED)
    gathered.note("The export does not name its owner.", handle is None)
    gathered.account(gathered.owner, **profile)
    return gathered


def _add_lists(
    gathered: Gathered, upload: Upload, network: str, earliest: int | None = None
) -> None:
    found = [lists.found(upload, which, network) for which in ("followers", "following")]
    _note_lists(gathered, upload, network, found)
    followers, following = (None if one is None else one.entries for one in found)
    entries = [*(followers or ()), *(following or ())]
    for entry in entries:
        if entry.account_id:
            gathered.account(entry.account_id, handle=entry.account_id)
    if followers is None:
        gathered.listed("followers", None)
    else:
        is_part = bool(files.missing(upload, f"{network}followers"))
        frame = _frame(gathered, [*(entry.at for entry in entries), earliest], is_part)
        gathered.listed("followers", followers, order=shown_order(followers), frame=frame)
    gathered.listed("following", following)


def _frame(gathered: Gathered, dates: list[int | None], is_part: bool) -> str:
    """Return whether the lists are whole: they are when they begin as the account did."""
    opened = gathered.facts(gathered.owner).get("created_at")
    known = [date for date in dates if date is not None]
    if opened is None or not known or is_part or min(known) > opened + _FIRST_WEEKS:
        gathered.note(RANGE_NOTE)
        return "unknown"
    gathered.note(WHOLE_NOTE)
    return "census"


def _note_lists(
    gathered: Gathered, upload: Upload, network: str, found: list[lists.Found | None]
) -> None:
    deleted = sum(one.deleted for one in found if one is not None)
    gathered.note("Deleted accounts on the lists, left out as nobody uses them: {count}.", deleted)
    gathered.note(PAGES_NOTE, any(one is not None and one.is_page for one in found))
    for which in ("followers", "following"):
        lacking = files.missing(upload, network + which)
        if lacking:
            gathered.note(f"Parts of a list are missing from this upload: {', '.join(lacking)}.")
        if len(files.names(upload, network + which)) < len(upload.names(network + which)):
            gathered.note(f"{which}.json lies beside numbered parts and was left out as older.")
        if upload.has(network + which) and upload.has(f"{network}{which}_page"):
            gathered.note(f"The upload holds the {which} as JSON and as a web page; read as JSON.")


def _add_posts(gathered: Gathered, upload: Upload, request: Request) -> int | None:
    """Add the owner's posts; return when the first was made."""
    found = owner.posts(upload)
    if found is None:
        gathered.note("This upload holds no posts of yours.")
        return None
    gathered.account(gathered.owner, posts_seen=True)
    dates = []
    unreadable = 0
    for post in found:
        if post is None:
            unreadable += 1
            continue
        text = post.text if request.text else None
        gathered.post(post.post_id, gathered.owner, at=post.at, kind="original", text=text)
        dates += [] if post.at is None else [post.at]
    gathered.note("Posts left out that cannot be read: {count}.", unreadable)
    gathered.note("Stories are not counted as posts.", upload.has("stories"))
    return min(dates, default=None)


def _add_acts(gathered: Gathered, upload: Upload) -> None:
    is_poster = bool(gathered.facts(gathered.owner).get("posts_seen"))
    gathered.note(NO_COMMENTS_NOTE, is_poster and not upload.has(*acts.COMMENTS, "early_comments"))
    if not upload.has(*acts.KINDS):
        gathered.note("This upload holds no likes or comments of yours.")
        return
    gathered.account(gathered.owner, interactions_seen="out")
    nobody = {"like": 0, "comment": 0}
    comments = []
    for act in acts.acts(upload):
        comments += [act.at] if act.kind == "comment" else []
        if act.target is None:
            nobody[act.kind] += 1
        else:
            gathered.account(act.target, handle=act.target)
            gathered.act(gathered.owner, act.target, act.kind, act.at)
    for kind, count in nobody.items():
        gathered.note(f"{{count}} {kind}s of yours count towards no one: no name is given.", count)
    if is_poster:
        _add_replies(gathered, comments)


def _add_replies(gathered: Gathered, dates: list[int | None]) -> None:
    """Add the owner's comments beside the posts, as other networks' replies are posts too."""
    for number, at in zip(ids_by_time(dates), dates, strict=True):
        gathered.post(f"comment-{number}", gathered.owner, at=at, kind="reply")
    gathered.note(REPLIES_NOTE, len(dates))


def _note_threads(gathered: Gathered, upload: Upload) -> None:
    found = [lists.found(upload, which, "threads_") for which in ("followers", "following")]
    if any(one is not None for one in found):
        counts = [0 if one is None else len(one.entries) for one in found]
        gathered.note(
            f"The Threads lists in this export ({counts[0]:,} followers, {counts[1]:,} followed) "
            "are another network's and are not counted here; read their folder, "
            "your_instagram_activity/threads, alone to see them."
        )
