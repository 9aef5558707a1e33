"""Accounts as the Twitter API describes them; of several descriptions the newest counts."""

import re

from socialkit.readers import moments
from socialkit.readers.gathered import Gathered
from socialkit.readers.values import count, digits, flag, item, name, text

MAX_EXACT = 2**53  # a larger number may have lost digits on its way
_ID = re.compile(r"[1-9][0-9]{0,19}")
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,20}")
_STAND_IN = "default_profile_images"
_FIRST_TIMED_ID = 29_000_000_000  # since November 2010 an id carries its time
_ID_EPOCH_MS = 1_288_834_974_657


class People:
    """The accounts of a collection and when each was last described."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._described: dict[str, int] = {}

    def user(self, user: object, at: int | None, *, asks_place: bool = False) -> str | None:
        """Take in an account of version 2; return its id."""
        if not isinstance(user, dict):
            return None
        found = new_id(user.get("id"))
        if found and "username" in user and self._is_news(found, at):
            self._gathered.account(found, **_facts(user, asks_place=asks_place))
        return found

    def old_user(self, user: object, at: int | None) -> str | None:
        """Take in an account of version 1.1; return its id."""
        found = old_id(user)
        if found and "screen_name" in user and self._is_news(found, at):
            self._gathered.account(found, **_old_facts(user))
        return found

    def named(self, account_id: str, handle: object, shown: object = None) -> None:
        """Take in the names of an account that is not described anywhere else so far."""
        if account_id not in self._described:
            self._described[account_id] = -1
            self._gathered.account(account_id, handle=_handle(handle), name=name(shown))

    def _is_news(self, account_id: str, at: int | None) -> bool:
        moment = at or 0
        if moment <= self._described.get(account_id, -1):
            return False
        self._described[account_id] = moment
        return True


def new_id(value: object) -> str | None:
    """Return an id of version 2, always a text of digits; None for anything else."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def old_id(record: object, key: str = "id") -> str | None:
    """Return an id of version 1.1: its text, or a number small enough to be exact."""
    said = digits(item(record, f"{key}_str"))
    number = item(record, key)
    if said is None and isinstance(number, int) and 0 < number < MAX_EXACT:
        said = None if isinstance(number, bool) else str(number)
    return said or digits(number)


def site(user: object) -> str | None:
    """Return the web site in a profile, with its real address where that is given."""
    user = mapping(user)
    shown = mapping(mapping(user.get("entities")).get("url"))
    first = mapping(item(shown.get("urls"), 0))
    return text(first.get("expanded_url")) or text(user.get("url"))


def mapping(value: object) -> dict:
    """Return an object of JSON, and an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def _facts(user: dict, *, asks_place: bool) -> dict[str, object]:
    counts = mapping(user.get("public_metrics"))
    image = user.get("profile_image_url")
    place = text(user.get("location"))
    return {
        "handle": _handle(user.get("username")),
        "name": name(user.get("name")),
        "bio": text(user.get("description")),
        # The API leaves an empty place out; what was not asked for is left out too.
        "location": "" if place is None and asks_place else place,
        "url": site(user),
        "created_at": moments.iso(user.get("created_at")),
        "followers_count": count(counts.get("followers_count")),
        "following_count": count(counts.get("following_count")),
        "posts_count": count(counts.get("tweet_count")),
        "listed_count": count(counts.get("listed_count")),
        "last_post_at": _time_of_id(digits(user.get("most_recent_tweet_id"))),
        "is_protected": flag(user.get("protected")),
        "has_default_image": _STAND_IN in image if isinstance(image, str) else None,
        "is_verified": _is_vetted(user),
    }


def _old_facts(user: dict) -> dict[str, object]:
    is_full = "statuses_count" in user
    image = user.get("profile_image_url_https", user.get("profile_image_url"))
    stand_in = flag(user.get("default_profile_image"))
    if stand_in is None and isinstance(image, str):
        stand_in = _STAND_IN in image
    return {
        "handle": _handle(user.get("screen_name")),
        "name": name(user.get("name")),
        "bio": _old_text(user, "description", is_full=is_full),
        "location": _old_text(user, "location", is_full=is_full),
        "url": site(user) or _old_text(user, "url", is_full=is_full),
        "created_at": moments.twitter(user.get("created_at")),
        "followers_count": count(user.get("followers_count")),
        "following_count": count(user.get("friends_count")),
        "posts_count": count(user.get("statuses_count")),
        "listed_count": count(user.get("listed_count")),
        "last_post_at": moments.twitter(item(user, "status", "created_at")),
        "is_protected": flag(user.get("protected")),
        "has_default_image": stand_in,
        "is_verified": flag(user.get("verified")),
        "lang": name(user.get("lang")),
    }


def _old_text(user: dict, key: str, *, is_full: bool) -> str | None:
    """Return a text of a profile; in a full profile null stands for an empty one."""
    is_null = is_full and key in user and user[key] is None
    return "" if is_null else text(user.get(key))


def _handle(value: object) -> str | None:
    return value if isinstance(value, str) and _HANDLE.fullmatch(value) else None


def _is_vetted(user: dict) -> bool | None:
    """Return whether X has vetted an account; a tick that is paid for does not say so."""
    is_paid = user.get("verified_type") == "blue"
    return False if is_paid else flag(user.get("verified"))


def _time_of_id(post_id: str | None) -> int | None:
    if post_id is None or int(post_id) < _FIRST_TIMED_ID:
        return None
    return moments.unix(((int(post_id) >> 22) + _ID_EPOCH_MS) / 1000)
