"""The files of a Facebook export, which moved and changed their names twice.

``followers.json`` and ``following.json`` are names that Instagram uses too, so such files
count only when they also begin as Facebook's do.
"""

import re

from socialkit.readers.archive import Archive
from socialkit.readers.uploads import Upload, uploads

LISTS = ("friends", "followers", "following")
ENDINGS = ("json", "html")

_PART = r"(?:_(?P<part>\d{1,4}))?"
_NEW = {
    "friends": r"(?:(?:connections/)?friends/)?your_friends",
    "followers": rf"(?:(?:connections/)?followers/)?people_who_followed_you{_PART}",
    "following": r"(?:(?:connections/)?followers/)?who_you[^/]{0,3}ve_followed",
}
_OLD_FOLDERS = {
    "2020": dict.fromkeys(LISTS, "friends_and_followers/"),
    "2018": {
        "friends": "friends/",
        "followers": "following_and_followers/",
        "following": "following_and_followers/",
    },
    "loose": dict.fromkeys(LISTS, ""),
}
_ACTIVITY = r"(?:your_facebook_activity/|your_activity_across_facebook/)?"
_OTHERS = {
    "profile": r"(?:personal_information/)?(?:profile_information/)?profile_information",
    "posts": rf"{_ACTIVITY}(?:posts/)?your_posts(?:__check_ins__photos_and_videos)?{_PART}",
    "pages": rf"{_ACTIVITY}(?:pages/)?(?:pages_you_follow|pages_and_profiles_you_follow)"
    r"|following_and_followers/followed_pages|(?:pages/)?followed_pages",
    "comments": rf"{_ACTIVITY}(?:comments_and_reactions/|comments/)?comments",
    "reactions": rf"{_ACTIVITY}(?:comments_and_reactions/|likes_and_reactions/|reactions/)?"
    rf"(?:likes_and_reactions|posts_and_comments){_PART}",
    "timezone": r"(?:logged_information/)?(?:location/)?timezone",
}


def _kinds() -> dict[str, str]:
    found = {}
    for ending in ENDINGS:
        for which, pattern in _NEW.items():
            found[f"{which} new {ending}"] = rf"{pattern}\.{ending}"
        for era, folders in _OLD_FOLDERS.items():
            for which, folder in folders.items():
                found[f"{which} {era} {ending}"] = rf"{folder}{which}\.{ending}"
        for what, pattern in _OTHERS.items():
            found[f"{what} {ending}"] = rf"(?:{pattern})\.{ending}"
    return found


KINDS = _kinds()
_ERAS = ("new", *_OLD_FOLDERS)
_KEYS = r"friends|followers|following"
_LIST_HEAD = re.compile(rf'\s*\{{\s*"(?:{_KEYS})(?:_v\d)?"\s*:\s*\[\s*(?:\]|\{{|$)')
_POSTS_HEAD = re.compile(r'\s*\[\s*(?:\]|\{(?=.{0,65000}"(?:timestamp|data)"))', re.DOTALL)
_HEAD = 2**16  # bytes
_PAGE_HEAD = 2**20  # bytes; a page begins with all of its styles
_BOX = re.compile(r'class="[^"]*(?:\buiBoxWhite\b|(?<![\w-])_a6-g(?![\w-]))')


def exports(archive: Archive) -> list[Upload]:
    """Return every Facebook export in an archive; lists of two ages are two exports."""
    found = []
    for upload in uploads(archive, KINDS):
        kept = {key: name for key, name in upload.members.items() if _fits(archive, key[0], name)}
        found += _by_era(upload._replace(members=kept))
    return [upload for upload in found if upload.has(*_kinds_of(*LISTS, "posts"))]


def members(upload: Upload, what: str, ending: str = "json") -> list[str]:
    """Return the members of one kind, whatever their age, in the order of their parts."""
    return upload.names(*(kind for kind in _kinds_of(what) if kind.endswith(ending)))


def has_boxes(page: bytes) -> bool:
    """Whether a web page holds records as Facebook shows them."""
    return _BOX.search(page.decode("utf-8", "replace")) is not None


def doubt(archive: Archive) -> str | None:
    """Say what an upload lacks that has files of Facebook's, or files named like them."""
    for upload in uploads(archive, KINDS):
        for (kind, _), name in sorted(upload.members.items()):
            if kind.split()[0] in LISTS:
                return f"{name} does not begin as a list of Facebook's does"
    if any("your_facebook_activity/" in name.lower() for name in archive.names()):
        return "a part of a Facebook export without friends, followers or posts"
    return None


def _kinds_of(*whats: str) -> list[str]:
    return [kind for kind in KINDS if kind.split()[0] in whats]


def _fits(archive: Archive, kind: str, name: str) -> bool:
    """Whether a member begins as its kind must; names that Facebook alone uses say enough."""
    what, *era, ending = kind.split()
    if what not in (*LISTS, "posts"):
        return True
    is_page, is_known = ending == "html", era == ["new"]
    head = archive.head(name, _PAGE_HEAD if is_page else _HEAD)
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if is_page:
        is_list = has_boxes(head) and "instagram.com" not in text
        return text.startswith("<") and (is_known or is_list)
    if what == "posts":
        return _POSTS_HEAD.match(text) is not None
    return text[:1] in ("{", "[") if is_known else _LIST_HEAD.match(text) is not None


def _by_era(upload: Upload) -> list[Upload]:
    """Split lists of several ages that lie side by side; what else there is goes with each."""
    eras = [era for era in _ERAS if upload.has(*(kind for kind in KINDS if f" {era} " in kind))]
    if len(eras) < 2:
        return [upload]
    return [
        upload._replace(
            members={
                key: name
                for key, name in upload.members.items()
                if key[0].split()[0] not in LISTS or f" {era} " in key[0]
            }
        )
        for era in eras
    ]
