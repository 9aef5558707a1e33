"""Which files are Instagram's, told by their names and by a look at their first bytes.

Facebook uses some of the same names, and Threads lists lie in the same zip.
"""

import re
from itertools import islice

from socialkit.readers.archive import Archive
from socialkit.readers.uploads import Upload, uploads

_LISTS = r"(?:connections/)?(?:followers_and_following/)?"
_ACTIVITY = r"(?:your_instagram_activity/)?"
_LOGIN = r"(?:security_and_login_information/)?(?:login_and_(?:account|profile)_creation/)?"
_PART = r"(?:_(?P<part>\d{1,6}))?"
KINDS = {
    "threads_followers": rf"{_ACTIVITY}threads/followers{_PART}\.json",
    "threads_following": rf"{_ACTIVITY}threads/following{_PART}\.json",
    "threads_followers_page": rf"{_ACTIVITY}threads/followers{_PART}\.html",
    "threads_following_page": rf"{_ACTIVITY}threads/following{_PART}\.html",
    "followers": rf"{_LISTS}followers{_PART}\.json",
    "following": rf"{_LISTS}following{_PART}\.json",
    "followers_page": rf"{_LISTS}followers{_PART}\.html",
    "following_page": rf"{_LISTS}following{_PART}\.html",
    "connections": r"connections\.json",
    "person": r"(?:(?:personal|account)_information/){0,2}personal_information\.json",
    "signup": rf"{_LOGIN}(?:instagram_)?signup_(?:details|information)\.json",
    "post_comments": rf"{_ACTIVITY}(?:comments/)?post_comments{_PART}\.json",
    "reels_comments": rf"{_ACTIVITY}(?:comments/)?reels_comments{_PART}\.json",
    "liked_posts": rf"{_ACTIVITY}(?:likes/)?liked_posts{_PART}\.json",
    "liked_comments": rf"{_ACTIVITY}(?:likes/)?liked_comments{_PART}\.json",
    "story_likes": rf"{_ACTIVITY}(?:story_[a-z_]{{1,40}}/)?story_likes{_PART}\.json",
    "posts": rf"{_ACTIVITY}(?:(?:content|media)/)?posts{_PART}\.json",
    "reels": rf"{_ACTIVITY}(?:(?:content|media)/)?reels{_PART}\.json",
    "stories": rf"{_ACTIVITY}(?:(?:content|media)/)?stories{_PART}\.json",
    "early_profile": r"profile\.json",
    "early_media": r"media\.json",
    "early_likes": r"likes\.json",
    "early_comments": r"comments\.json",
}
_LIST = re.compile(rb'"relationships_follow|"string_list_data"|"label_values"')
_PAGE = re.compile(rb"https?://(?:www\.)?(?:instagram\.com|threads\.(?:net|com))/")
_PROOFS = {
    "followers": _LIST,
    "following": _LIST,
    "followers_page": _PAGE,
    "following_page": _PAGE,
    "threads_followers_page": _PAGE,
    "threads_following_page": _PAGE,
    "connections": re.compile(
        rb'^\W{0,5}\{.{0,65536}?"(?:blocked_users|close_friends|dismissed_suggested_users|'
        rb'follow_requests_sent|followers|following|following_hashtags)"\s*:\s*\{',
        re.DOTALL,
    ),
    "person": re.compile(rb'"profile_user"'),
    "post_comments": re.compile(rb'"comments_media_comments"|"string_map_data"'),
    "reels_comments": re.compile(rb'"comments_reels_comments"|"string_map_data"'),
    "liked_posts": re.compile(rb'"likes_media_likes"|"label_values"'),
    "liked_comments": re.compile(rb'"likes_comment_likes"|"label_values"'),
    "story_likes": re.compile(rb'"story_activities_story_likes"|"label_values"'),
    "reels": re.compile(rb'"ig_reels_media"'),
}
_THREADS = re.compile(rb'"text_post_app_text_post_app_follow')
_HEAD = 2**18  # bytes; the style sheet of a page comes first
_OWN = ("threads_followers", "threads_following", "followers", "following")


def exports(archive: Archive) -> list[Upload]:
    """Return the exports of Instagram in an upload, those with lists first."""
    found = [_sorted_out(upload) for upload in uploads(archive, KINDS)]
    proven = [upload for upload in found if _is_proven(upload)]
    return sorted(proven, key=lambda upload: not upload.has("followers", "following"))


def is_threads(upload: Upload) -> bool:
    """Whether an upload holds lists of Threads and nothing of Instagram."""
    return upload.has(*(kind for kind in KINDS if kind.startswith("threads_"))) and not any(
        _is_proof(upload.archive, kind, name)
        for (kind, _), name in upload.members.items()
        if not kind.startswith("threads_")
    )


def parts(upload: Upload, kind: str) -> list[int]:
    """Return the numbers of the parts of one kind, 0 for a file without a number."""
    return sorted(part for found, part in upload.members if found == kind)


def names(upload: Upload, kind: str) -> list[str]:
    """Return the members of one list; beside numbered parts, a file without one is older."""
    members = upload.names(kind)
    return members[1:] if len(members) > 1 and parts(upload, kind)[0] == 0 else members


def missing(upload: Upload, kind: str) -> list[str]:
    """Return which numbers lack between the parts of a list, as file names (ten at most)."""
    known = set(parts(upload, kind))
    lacking = (number for number in range(1, max(known, default=0)) if number not in known)
    which = kind.removeprefix("threads_")
    return [f"{which}_{number}.json" for number in islice(lacking, 10)]


def _sorted_out(upload: Upload) -> Upload:
    """Tell Threads lists by their keys where they lie loose; drop what others may have made.

    Before 2021 the files had names that many programs use; they count beside the list only.
    """
    is_early = _is_early(upload)
    in_folder = "threads" in (part.lower() for part in upload.archive.path.parts[-1:])
    members = {}
    for (kind, part), name in upload.members.items():
        if kind.startswith("early_") and not is_early:
            continue
        is_own = kind in _OWN and _THREADS.search(upload.archive.head(name))
        is_page = in_folder and kind in ("followers_page", "following_page")
        is_moved = (is_own or is_page) and not kind.startswith("threads_")
        members.setdefault((f"threads_{kind}" if is_moved else kind, part), name)
    return upload._replace(members=members)


def _is_early(upload: Upload) -> bool:
    found = upload.names("connections")
    return bool(found) and _is_proof(upload.archive, "connections", found[0])


def _is_proven(upload: Upload) -> bool:
    return any(_is_proof(upload.archive, kind, name) for (kind, _), name in upload.members.items())


def _is_proof(archive: Archive, kind: str, name: str) -> bool:
    """Whether a file can only be Instagram's or Threads'."""
    if kind in ("threads_followers", "threads_following"):
        return bool(_THREADS.search(archive.head(name)))
    if kind not in _PROOFS:
        return False
    head = archive.head(name, _HEAD)
    is_empty_list = kind == "followers" and head.strip() == b"[]" and "_" in name
    return is_empty_list or bool(_PROOFS[kind].search(head))
