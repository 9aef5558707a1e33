"""Profiles and tweets of research data from Twitter, where every value is a text.

The field names are those of Twitter's older interface (version 1.1).
"""

import re
from collections.abc import Mapping

from socialkit.readers import moments, values

HANDLE = re.compile(r"[a-z0-9_]{1,20}")
_EMPTY = {"", "None", "NULL", "nan", "null"}
_FLAGS = {"true": True, "1": True, "1.0": True, "false": False, "0": False, "0.0": False}
_MILLISECONDS = re.compile(r"(\d{12,13})(?:\.0+)?L?")
_COUNTS = {
    "followers_count": "followers_count",
    "friends_count": "following_count",
    "statuses_count": "posts_count",
    "listed_count": "listed_count",
    "favourites_count": "x_favourites_count",
}
FLAGS = {
    "protected": "is_protected",
    "verified": "is_verified",
    "default_profile_image": "has_default_image",
    "default_profile": "x_default_profile",
    "geo_enabled": "x_geo_enabled",
    "profile_use_background_image": "x_profile_use_background_image",
}
_TEXTS = {"description": "bio", "location": "location", "url": "url"}
FIELDS = ("id", "screen_name", "name", "created_at", *_TEXTS, *_COUNTS, *FLAGS, "lang", "time_zone")


def facts(profile: Mapping[str, object]) -> dict[str, object]:
    """Return the columns of an account that a profile fills.

    Twitter gives description, location and site of every profile; where a profile leaves
    one empty, it is known to be empty.
    """
    found: dict[str, object] = {
        "handle": values.handle(plain(profile.get("screen_name")), HANDLE),
        "name": values.name(plain(profile.get("name"))),
        "created_at": moment(profile.get("created_at")),
        "lang": values.name(plain(profile.get("lang"))),
        "x_time_zone": values.name(plain(profile.get("time_zone"))),
    }
    for field, column in _TEXTS.items():
        if field in profile:
            found[column] = values.text(plain(profile[field])) or ""
    found |= {column: count(profile.get(field)) for field, column in _COUNTS.items()}
    found |= {column: flag(profile.get(field)) for field, column in FLAGS.items()}
    return found


def plain(value: object) -> str | None:
    """Return a text without outer blanks; None for the words that stand for nothing."""
    text = value.strip() if isinstance(value, str) else None
    return None if text is None or text in _EMPTY else text


def count(value: object) -> int | None:
    """Return a whole number, also from a text such as ``"120.0 "``."""
    if isinstance(value, str) and value.isdecimal() and value.isascii() and len(value) < 16:
        return int(value)  # most values, a million times
    text = plain(value)
    return values.count(value if text is None else re.sub(r"\.0+$", "", text))


def flag(value: object) -> bool | None:
    """Return true or false, also from a text such as ``"False "`` or ``"1"``."""
    text = plain(value)
    return values.flag(value) if text is None else _FLAGS.get(text.lower())


def moment(value: object) -> int | None:
    """Read a date in any of the spellings that copies of these data have."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        is_huge = value > 10**15  # no date at all, and perhaps more than a division can hold
        return None if is_huge else moments.unix(value / 1_000 if value > 10**11 else value)
    text = plain(value)
    if text is None:
        return None
    if not text[0].isdecimal():
        return moments.twitter(text)
    thousandths = _MILLISECONDS.fullmatch(text)
    if thousandths:
        return moments.unix(int(thousandths[1]) / 1_000)
    return moments.utc(text)


def account_id(value: object) -> str | None:
    """Return an id of digits; from a number only while no digit of it can be lost."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**53:
        return str(value)
    return values.digits(value.strip()) if isinstance(value, str) else None


_REPOST = re.compile(r"RT @([A-Za-z0-9_]{1,20})\b")


def reposted_handle(text: str) -> str | None:
    """Return whom a post repeats, by its first words; None when it repeats nobody."""
    match = _REPOST.match(text)
    return match[1].lower() if match else None
