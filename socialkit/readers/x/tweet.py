"""One tweet as X's archives write it, in any year."""

import re
from functools import lru_cache
from typing import NamedTuple

from socialkit.readers import moments, values

FIRST_POST = 1_142_899_200_000_000  # 21 March 2006: the first tweet; nothing can be older

_MAX_ID = 2**63
_USER_NAME = re.compile(r"[A-Za-z0-9_]{1,15}").fullmatch
_ID = re.compile(r"[1-9][0-9]{0,19}").fullmatch
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d)").fullmatch
_DATE_LENGTH = len("Sat Aug 12 16:10:37 +0000 2023")
_ZONE = re.compile(r" (?=[+-]\d\d:?\d\d$)")
_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/([A-Za-z0-9_]{1,15})/status/\d+", re.IGNORECASE
).match


class Tweet(NamedTuple):
    """What counts of one tweet; ids of people are texts, those of posts numbers."""

    post_id: int
    first_id: int
    at: int | None
    text: str
    links: list[str] | None
    quoted_name: str | None
    is_quote: bool
    is_repost: bool
    author: str | None
    reply_to: str | None
    parent: str | None
    people: list[tuple[str | None, str | None]]
    reply_to_name: str | None
    likes: int | None
    reposts: int | None


def tweet(record: object) -> Tweet | None:
    """Return a tweet, with or without its wrapper; None when it has no readable id."""
    held = unwrapped(record)
    post_id = _post_id(held)
    if post_id is None:
        return None
    text = held.get("full_text") or held.get("text")
    text = text if isinstance(text, str) else ""
    entities = held.get("entities")
    people = _people(entities)
    original = held.get("retweeted_status")
    links, quoted_name = _links(entities)
    return Tweet(
        post_id,
        _first_id(held) or post_id,
        moment(held.get("created_at")),
        text,
        links,
        quoted_name,
        quoted_name is not None or _is_id(held.get("quoted_status_id_str")),
        text.startswith("RT @") or isinstance(original, dict),
        _author(original) or (people[0][0] if people else None),
        _id_of(held, "in_reply_to_user_id_str", "in_reply_to_user_id"),
        _id_of(held, "in_reply_to_status_id_str", "in_reply_to_status_id"),
        people,
        user_name(held.get("in_reply_to_screen_name")),
        _count(held.get("favorite_count")),
        _count(held.get("retweet_count")),
    )


def unwrapped(record: object) -> dict:
    """Return the tweet that a record wraps or is."""
    held = record.get("tweet", record) if isinstance(record, dict) else None
    return held if isinstance(held, dict) else {}


def user_name(value: object) -> str | None:
    """Return a user name that X would allow, as it is spelled; None for anything else."""
    return value if isinstance(value, str) and _USER_NAME(value) else None


def moment(value: object) -> int | None:
    """Read a date of any year's archive; None for what cannot be a tweet's date."""
    if not isinstance(value, str) or len(value) > _DATE_LENGTH:
        return None
    day = _day(value[:11], value[19:])
    if day is None:
        return possible(moments.iso(_ZONE.sub("", value)))
    clock = _clock(value[11:19])
    return None if clock is None else possible(day + clock)


def possible(microseconds: int | None) -> int | None:
    """Return a moment unless it lies before the first tweet."""
    is_possible = microseconds is not None and microseconds >= FIRST_POST
    return microseconds if is_possible else None


def number(value: object) -> int | None:
    """Return an id as a number; None when it is none or longer than X's ids."""
    known = int(value) if _is_id(value) else _MAX_ID
    return known if known < _MAX_ID else None


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID(value) is not None


def _id_of(held: dict, key: str, other_key: str) -> str | None:
    known = held.get(key)
    if _is_id(known):
        return known
    known = held.get(other_key)
    return known if _is_id(known) else None


def _post_id(held: dict) -> int | None:
    known = number(held.get("id_str"))
    return number(held.get("id")) if known is None else known


def _people(entities: object) -> list[tuple[str | None, str | None]]:
    """Return id and user name of everybody mentioned; X writes -1 for who is gone."""
    mentions = entities.get("user_mentions") if isinstance(entities, dict) else None
    return [
        (_id_of(person, "id_str", "id"), user_name(person.get("screen_name")))
        for person in values.dicts(mentions)
    ]


def _links(entities: object) -> tuple[list[str] | None, str | None]:
    """Return the links of a post but for a quoted post's, and the user name in that one."""
    if not isinstance(entities, dict):
        return None, None
    records = values.dicts(entities.get("urls"))
    urls = [record.get("expanded_url") or record.get("url") for record in records]
    urls = [url if isinstance(url, str) else "" for url in urls]
    last = _STATUS(urls[-1]) if urls else None
    return (urls[:-1], last[1]) if last else (urls, None)


def _author(original: object) -> str | None:
    """Return who wrote a reposted post, which only archives before 2018 say outright."""
    user = original.get("user") if isinstance(original, dict) else None
    return _id_of(user, "id_str", "id") if isinstance(user, dict) else None


def _first_id(held: dict) -> int | None:
    """Return the id of an edited post's first version."""
    edit_info = held.get("edit_info")
    if not isinstance(edit_info, dict):
        return None
    if "edit" in edit_info:
        known = number(values.item(edit_info, "edit", "initialTweetId"))
        if known is not None:
            return known
    initial = edit_info.get("initial")
    ids = initial.get("editTweetIds") if isinstance(initial, dict) else None
    if not isinstance(ids, list) or not ids or ids[0] == held.get("id_str"):
        return None
    return number(ids[0])


def _count(value: object) -> int | None:
    is_short = isinstance(value, str) and len(value) < 16
    return _count_in(value) if is_short else values.count(value)


@lru_cache(maxsize=2**16)
def _count_in(text: str) -> int | None:
    return values.count(text)


@lru_cache(maxsize=2**13)
def _day(day: str, zone_and_year: str) -> int | None:
    """Return when a day of X's dates begins; the same days come again and again."""
    return moments.twitter(f"{day}00:00:00{zone_and_year}")


@lru_cache(maxsize=86_400)
def _clock(text: str) -> int | None:
    """Return the microseconds since midnight."""
    match = _CLOCK(text)
    if match is None:
        return None
    hours, minutes, seconds = map(int, match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000_000
