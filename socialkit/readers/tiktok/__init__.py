"""TikTok exports: who follows whom and since when, and when the owner posted.

TikTok gives a person one JSON file or a folder of text files. Both name people by user name
and give dates in UTC. Likes and comments are links to videos, without the person behind.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from socialkit.readers.about import UNNAMED, About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.listorder import shown_order
from socialkit.readers.tiktok import document, textfiles
from socialkit.readers.tiktok.found import Found, Video
from socialkit.readers.timedids import ids_by_time
from socialkit.readers.uploads import Upload, newest, uploads
from socialkit.snapshot import Snapshot

LIMITS_NOTE = (
    "A TikTok export knows the user names of your followers and since when they follow you; it "
    "does not tell whether they are active or real people, nor who liked or commented on your "
    "videos."
)
ABOUT = (
    About(
        "TikTok export",
        "tiktok",
        "user_data_tiktok.json, or the text files Follower.txt and Following.txt",
        "user names; the owner's profile",
        "the owner's followers and followed, with dates",
        "own, with likes where TikTok gives them; comments as replies",
        "",
        LIMITS_NOTE,
        ("user_data_tiktok.json", "user_data.json", "follower.txt", "following.txt"),
    ),
)
NO_COMMENTS_NOTE = (
    "This upload holds no list of your comments, so how many of your posts are replies is not "
    "known; it is not 0."
)
UNNAMED_NOTE = "The export does not name its owner."


def why_not(archive: Archive) -> str | None:
    """Say why this is no TikTok export; None when it is one."""
    doubts = document.doubts(archive) | textfiles.doubts(archive)
    if None in doubts.values():
        return None
    if doubts:
        name, doubt = next(iter(doubts.items()))
        return Near(f"{name} {doubt}")
    return "no user_data_tiktok.json, Follower.txt or Following.txt as TikTok writes them"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a TikTok export, of any age, as a snapshot around its owner.

    Parameters
    ----------
    archive
        The zip, the unpacked folder, the JSON file alone, or loose text files in a folder.
    request
        What the caller asks for beyond the format's own way; nothing of it applies.

    Raises
    ------
    ReadError
        When a file is damaged or cut short, or holds something else than TikTok's lists.
    """
    gathered = newest(list(_exports(archive)), _read_one)
    name = "the unnamed owner" if gathered.owner == UNNAMED else f"@{gathered.owner}"
    return gathered.snapshot(f"TikTok export of {name}")


def _exports(archive: Archive) -> Iterator[Upload]:
    """Yield each JSON file, which is an export of its own, and each set of text files."""
    seen = set()
    for name, doubt in document.doubts(archive).items():
        content = None if doubt else hashlib.sha256(archive.read(name)).digest()
        if content is not None and content not in seen:
            seen.add(content)
            yield Upload(archive, "", {(document.KIND, 0): name})
    fits = {name for name, doubt in textfiles.doubts(archive).items() if doubt is None}
    for upload in uploads(archive, textfiles.KINDS):
        if not fits.isdisjoint(upload.names(*textfiles.LISTS)):
            yield upload


def _read_one(upload: Upload) -> Gathered:
    is_document = upload.has(document.KIND)
    found = document.read(upload) if is_document else textfiles.read(upload)
    gathered = Gathered(ABOUT[0], found.owner or UNNAMED)
    gathered.note(UNNAMED_NOTE, found.owner is None)
    gathered.account(gathered.owner, handle=found.owner, **found.facts)
    _add_lists(gathered, found)
    _add_videos(gathered, found.videos)
    if found.videos is not None:
        _add_replies(gathered, found.comments)
    for acts, count in (("likes", found.likes), ("comments", len(found.comments or []))):
        gathered.note(
            f"Your {acts} count towards no one, since no person is named: {{count}}.", count
        )
    _date(gathered, found)
    return gathered


def _add_lists(gathered: Gathered, found: Found) -> None:
    for entry in (*(found.followers or ()), *(found.following or ())):
        if entry.account_id:
            gathered.account(entry.account_id, handle=entry.account_id)
    order = shown_order(found.followers or ())
    frame = "unknown" if _is_short(gathered, found) else "census"
    gathered.listed("followers", found.followers, order=order, frame=frame)
    gathered.listed("following", found.following)


def _is_short(gathered: Gathered, found: Found) -> bool:
    """Whether the profile counts more followers than are listed; a note says so."""
    counted = found.facts.get("followers_count")
    if found.followers is None or counted is None:
        return False
    listed = len({entry.account_id for entry in found.followers if entry.account_id})
    if listed >= counted:
        return False
    gathered.note(f"The profile counts {counted:,} followers, but the list holds {listed:,}.")
    return True


def _add_videos(gathered: Gathered, videos: list[Video] | None) -> None:
    if videos is None:
        gathered.note("This upload holds no list of your videos.")
        return
    gathered.account(gathered.owner, posts_seen=True)
    public = [video for video in videos if not video.is_private]
    for post_id, video in zip(ids_by_time(video.at for video in public), public, strict=True):
        gathered.post(post_id, gathered.owner, at=video.at, kind="original", likes=video.likes)
    hidden = len(videos) - len(public)
    gathered.note("Videos of yours left out, since not everyone may see them: {count}.", hidden)


def _add_replies(gathered: Gathered, dates: list[int | None] | None) -> None:
    """Add the owner's comments beside the videos, as other networks' replies are posts too."""
    gathered.note(NO_COMMENTS_NOTE, dates is None)
    for number, at in zip(ids_by_time(dates or ()), dates or (), strict=True):
        gathered.post(f"comment-{number}", gathered.owner, at=at, kind="reply")
    gathered.note("Your comments count as replies among your posts: {count}.", len(dates or ()))


def _date(gathered: Gathered, found: Found) -> None:
    """Date the export by the owner's last act, when that is the newest date in it."""
    if found.latest is not None and found.latest == found.newest():
        gathered.generated_at = found.latest
        day = f"{datetime.fromtimestamp(found.latest // 1_000_000, UTC):%Y-%m-%d}"
        gathered.note(f"The export does not say when it was made; its newest date, {day}, is used.")
