"""Profiles of either version of the Twitter API as facts about accounts.

`values` picks what counts out of a profile, at little cost since it may come a thousand
times; `facts` reads it.
"""

import re

from socialkit.readers import moments
from socialkit.readers.twarc.values import mapping, new_id, site
from socialkit.readers.values import count, flag, item, name, text

_HANDLE = re.compile(r"[A-Za-z0-9_]{1,20}")
_STAND_IN = "default_profile_images"
_FIRST_TIMED_ID = 29_000_000_000  # since November 2010 an id carries its time
_ID_EPOCH_MS = 1_288_834_974_657
_PLAIN = ("username", "name", "description", "created_at", "protected", "most_recent_tweet_id")
_COUNTS = ("followers_count", "following_count", "tweet_count", "listed_count")
_OLD = (
    *("screen_name", "name", "description", "location", "created_at"),
    *("followers_count", "friends_count", "statuses_count", "listed_count"),
    *("protected", "verified", "lang", "default_profile_image"),
)


def values(user: dict, *, asks_place: bool) -> tuple[object, ...]:
    """Pick the values of a profile of version 2.

    The API leaves an empty place out; where places were asked for, it is known to be empty.
    """
    image = user.get("profile_image_url")
    return (
        *map(user.get, _PLAIN),
        *map(mapping(user.get("public_metrics")).get, _COUNTS),
        user.get("location", "" if asks_place else None),
        site(user),
        _STAND_IN in image if isinstance(image, str) else None,
        # A tick that is paid for does not say that X knows who it is.
        user.get("verified") if user.get("verified_type") != "blue" else False,
    )


def facts(
    handle: object,
    shown: object,
    bio: object,
    created_at: object,
    protected: object,
    newest_id: object,
    *more: object,
) -> dict[str, object]:
    """Read the values of a profile of version 2."""
    followers, following, posts, listed, place, url, stand_in, verified = more
    return {
        **names(handle, shown),
        "bio": text(bio),
        "location": text(place),
        "url": url,
        "created_at": moments.iso(created_at),
        "followers_count": count(followers),
        "following_count": count(following),
        "posts_count": count(posts),
        "listed_count": count(listed),
        "last_post_at": _time_of_id(new_id(newest_id)),
        "is_protected": flag(protected),
        "has_default_image": stand_in,
        "is_verified": flag(verified),
    }


def old_values(user: dict) -> tuple[object, ...]:
    """Pick the values of a profile of version 1.1; in a full one null stands for empty."""
    picked = dict(zip(_OLD, map(user.get, _OLD), strict=True))
    url = site(user)
    if "statuses_count" in user:
        empty = {key: "" for key in ("description", "location") if user.get(key, "") is None}
        picked |= empty
        url = "" if user.get("url", "") is None else url
    image = user.get("profile_image_url_https", user.get("profile_image_url"))
    if picked["default_profile_image"] is None and isinstance(image, str):
        picked["default_profile_image"] = _STAND_IN in image
    return (*picked.values(), item(user, "status", "created_at"), url)


def old_facts(*picked: object) -> dict[str, object]:
    """Read the values of a profile of version 1.1."""
    known = dict(zip((*_OLD, "posted_at", "url"), picked, strict=True))
    return {
        **names(known["screen_name"], known["name"]),
        "bio": text(known["description"]),
        "location": text(known["location"]),
        "url": known["url"],
        "created_at": moments.twitter(known["created_at"]),
        "followers_count": count(known["followers_count"]),
        "following_count": count(known["friends_count"]),
        "posts_count": count(known["statuses_count"]),
        "listed_count": count(known["listed_count"]),
        "last_post_at": moments.twitter(known["posted_at"]),
        "is_protected": flag(known["protected"]),
        "has_default_image": flag(known["default_profile_image"]),
        "is_verified": flag(known["verified"]),
        "lang": name(known["lang"]),
    }


def names(handle: object, shown: object) -> dict[str, object]:
    """Read the user name and the display name of an account."""
    is_possible = isinstance(handle, str) and _HANDLE.fullmatch(handle)
    return {"handle": handle if is_possible else None, "name": name(shown)}


def _time_of_id(post_id: str | None) -> int | None:
    if post_id is None or int(post_id) < _FIRST_TIMED_ID:
        return None
    return moments.unix(((int(post_id) >> 22) + _ID_EPOCH_MS) / 1000)
