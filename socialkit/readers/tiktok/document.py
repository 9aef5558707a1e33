"""TikTok's export as one JSON document, whose layout changed three times.

The sections are found by their names alone, whatever their case and whichever of the known
sections they lie in: ``Profile And Settings`` (since 2025), ``Your Activity`` (2024) and
``Activity`` (before). Names are English in all of the app's languages.
"""

import re
from collections.abc import Iterable
from itertools import islice

from socialkit.errors import ReadError
from socialkit.readers import jsonfile, moments, values
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Entry
from socialkit.readers.tiktok.found import USER_NAME, Found, Video
from socialkit.readers.uploads import Upload

KIND = "document"
_NAME = re.compile(r"user_data_tiktok[^/]*\.json$|(?:^|/)user_data *(?:\(\d+\))?\.json$")
_MARKS = re.compile(
    rb'"(?:FansList|ProfileMap|SettingsMap|AdInterestCategories|ItemFavoriteList|CommentsList'
    rb'|ChatHistory|VideoList|Your Activity|Profile And Settings|TikTok [^"]{1,30})"\s*:',
    re.IGNORECASE,
)
_HEAD = 2**16  # bytes; the names of the first sections stand within
_MAX_KEYS = 1_000  # of one section; TikTok's have some dozens
_MAX_UNNAMED = 5  # JSON files whose content is looked at when no name tells

_PLACES = ("profileandsettings", "youractivity", "activity", "profile", "")
_FOLLOWERS = ("follower", "followerlist", "followers", "fanslist", "fans")
_FOLLOWING = ("following", "followinglist")
_PROFILES = ("profileinfo", "profileinformation", "profile")
_POSTS = (("post", "posts"), ("video", "videos"))
_LIKES = tuple((place, "likelist") for place in ("likesandfavorites", "youractivity", "activity"))
_COMMENTS = (("comment", "comments"),)
_WATCHED = tuple(
    (place, name)
    for place in ("youractivity", "activity")
    for name in ("watchhistory", "videobrowsinghistory")
)
_PRIVATE = {"private", "friends", "followers", "onlyme", "onlyyou", "self"}
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


def doubts(archive: Archive) -> dict[str, str | None]:
    """Return the members that may be TikTok's JSON: None, or what speaks against each."""
    names = [name for name in archive.names() if name.lower().endswith(".json")]
    named = [name for name in names if _NAME.search(name.lower())]
    if named:
        return {name: _doubt(archive, name) for name in named}
    few = names if len(names) <= _MAX_UNNAMED else []
    return {name: None for name in few if _doubt(archive, name) is None}


def read(upload: Upload) -> Found:
    """Return what the document of an upload tells.

    Raises
    ------
    ReadError
        When it is damaged or cut short, or a list is something else.
    """
    archive, name = upload.archive, upload.names(KIND)[0]
    whole = jsonfile.load(archive, name)
    if not isinstance(whole, dict):
        raise ReadError(f"{archive.where(name)}: expected TikTok's sections by name, got a list.")
    where = archive.where(name)
    profile = _profile(whole)
    likes, comments, watched = (_first_list(whole, p) for p in (_LIKES, _COMMENTS, _WATCHED))
    return Found(
        values.handle(_named(profile, "username", "uniqueid"), USER_NAME),
        _facts(profile),
        _people(whole, _FOLLOWERS, where),
        _people(whole, _FOLLOWING, where),
        _videos(_first_list(whole, _POSTS)),
        len(likes or []),
        None if comments is None else [_date(record) for record in comments],
        _latest([likes or [], comments or [], watched or []]),
    )


def _doubt(archive: Archive, name: str) -> str | None:
    head = archive.head(name, _HEAD).replace(b"\0", b"")  # UTF-16 reads as ASCII then
    if not jsonfile.starts_as_json(archive, name):
        return "is not JSON"
    if _MARKS.search(head) or (len(head) < 64 and "tiktok" in name.lower()):
        return None
    return "holds none of the sections of a TikTok export"


def _plain(key: str) -> str:
    return re.sub(r"[\s_-]+", "", key.lower())


def _named(node: object, *names: str) -> object:
    """Return the value under the first of these names, however the key is spelt."""
    plain = _spelt_plainly(node)
    return next((plain[name] for name in names if plain.get(name) is not None), None)


def _has(node: object, *names: str) -> bool:
    return not _spelt_plainly(node).keys().isdisjoint(names)


def _spelt_plainly(node: object) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, value in islice(node.items(), _MAX_KEYS) if isinstance(node, dict) else ():
        plain.setdefault(_plain(key), value)
    return plain


def _profile(whole: dict) -> dict | None:
    for place in _PLACES:
        section = _named(whole, place) if place else whole
        for node in (_named(section, *_PROFILES), section):
            found = _named(node, "profilemap")
            if isinstance(found, dict):
                return found
    return None


def _facts(profile: dict | None) -> dict[str, object]:
    return {
        "name": values.name(_named(profile, "displayname", "nickname")),
        "bio": values.text(_named(profile, "biodescription")),
        "followers_count": values.count(_named(profile, "followercount")),
        "following_count": values.count(_named(profile, "followingcount")),
        "x_likes_received": values.count(_named(profile, "likesreceived")),
    }


def _people(whole: dict, names: tuple[str, ...], where: str) -> list[Entry] | None:
    """Return the list of people of the first section that has any; null means an empty list."""
    found = None
    for place in _PLACES:
        section = _named(whole, place) if place else whole
        if not found and _has(section, *names):
            found = _records(_named(section, *names), names, where)
    return None if found is None else [_entry(record) for record in found]


def _records(node: object, names: tuple[str, ...], where: str) -> list:
    if isinstance(node, dict):
        lists = [one for one in islice(node.values(), _MAX_KEYS) if isinstance(one, list)]
        if _has(node, *names) or not node:
            node = _named(node, *names)
        elif len(lists) == 1:
            node = lists[0]
    if node is None or isinstance(node, list):
        return node or []
    raise ReadError(
        f"{where}: the section {names[0]!r} should hold a list of user names; download the "
        "export again."
    )


def _entry(record: object) -> Entry:
    if not isinstance(record, dict):
        return Entry(None)
    said, when = record.get("UserName"), record.get("Date")
    if said is None or when is None:
        said = _named(record, "username", "uniqueid")
        when = _named(record, "date", "time")
    return Entry(values.handle(said, USER_NAME), moments.utc(when))


def _first_list(whole: dict, paths: Iterable[tuple[str, ...]]) -> list | None:
    """Return the list at the first path that exists; a section without one is an empty list."""
    for path in paths:
        node: object = whole
        for name in path[:-1]:
            node = _named(node, name)
        if not _has(node, path[-1]):
            continue
        node = _named(node, path[-1])
        if isinstance(node, dict):
            node = next((value for value in node.values() if isinstance(value, list)), None)
        return node if isinstance(node, list) else []
    return None


def _videos(records: list | None) -> list[Video] | None:
    return None if records is None else [_video(record) for record in values.dicts(records)]


def _video(record: dict) -> Video:
    seen_by = values.name(_named(record, "whocanview"))
    return Video(
        moments.utc(_named(record, "date")),
        values.count(_named(record, "likes", "likesreceived")),
        seen_by is not None and _plain(seen_by) in _PRIVATE,
    )


def _date(record: object) -> int | None:
    return moments.utc(_named(record, "date"))


def _latest(lists: Iterable[list]) -> int | None:
    """Return the newest date of some lists; equal-length dates compare as text."""
    said = (
        record.get("Date") or record.get("date") for one in lists for record in values.dicts(one)
    )
    dates = (date for date in said if isinstance(date, str) and _TIME.fullmatch(date))
    return moments.utc(max(dates, default=None))
