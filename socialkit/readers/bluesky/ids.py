"""Names and times of the AT Protocol: DIDs, addresses of records, and keys that hold a time."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from socialkit.readers import moments, values

POST = "app.bsky.feed.post"
LIKE = "app.bsky.feed.like"
REPOST = "app.bsky.feed.repost"
FOLLOW = "app.bsky.graph.follow"
PROFILE = "app.bsky.actor.profile"

_DID = re.compile(r"did:[a-z0-9]{1,20}:[A-Za-z0-9._:%-]{1,250}")
_COLLECTION = re.compile(r"[A-Za-z0-9.-]{1,120}")
_KEY = re.compile(r"[A-Za-z0-9._~:-]{1,64}")
_HANDLE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_TID = re.compile(r"[2-7a-j][2-7a-z]{12}")
_DIGITS = {digit: place for place, digit in enumerate("234567abcdefghijklmnopqrstuvwxyz")}
_CLOCK_BITS = 10
_FIRST_RECORD = int(datetime(2022, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
_UNCLAIMED = "handle.invalid"


class Address(NamedTuple):
    """Where a record lies: whose it is, in which collection, under which key."""

    did: str
    collection: str
    key: str


def did(value: object) -> str | None:
    """Return a DID, which tells upper from lower case; None for anything else."""
    return value if isinstance(value, str) and _DID.fullmatch(value) else None


def mentioned(text: str) -> list[str]:
    """Return the DIDs that stand anywhere in a text, such as in addresses of records."""
    return _DID.findall(text)


def handle(value: object) -> str | None:
    """Return a handle; None for the stand-in of an account whose handle does not hold."""
    found = values.handle(value, _HANDLE)
    return None if found == _UNCLAIMED else found


def address(value: object) -> Address | None:
    """Return the parts of an ``at://`` address of a record; None for anything else."""
    if not isinstance(value, str) or not value.startswith("at://") or len(value) > 600:
        return None
    parts = value.removeprefix("at://").split("/")
    return record(*parts) if len(parts) == 3 else None


def record(owner: object, collection: str, key: str) -> Address | None:
    """Return an address from its parts; None when one of them is not possible."""
    is_possible = did(owner) and _COLLECTION.fullmatch(collection) and _KEY.fullmatch(key)
    return Address(owner, collection, key) if is_possible else None


def uri(place: Address) -> str:
    """Return an address as the text that serves as a post's id."""
    return f"at://{place.did}/{place.collection}/{place.key}"


def key_time(key: object) -> int | None:
    """Return the microseconds that a time-sorted key (TID) holds.

    A key that would lie before the network's first record was made up, and tells no time.
    """
    if not isinstance(key, str) or not _TID.fullmatch(key):
        return None
    number = 0
    for digit in key:
        number = number * 32 + _DIGITS[digit]
    found = number >> _CLOCK_BITS
    return found if _FIRST_RECORD <= found < moments.LATEST else None


def moment(value: object) -> int | None:
    """Read a time as records write it; without a zone, as old programs did, it is UTC."""
    found = moments.iso(value)  # nearly all carry their zone
    return moments.utc(value) if found is None else found


def earliest(*times: int | None) -> int | None:
    """Return the earliest known time.

    The stated time of a record is its author's claim. Bluesky itself sorts by the earlier of
    the claim and the time at which it first saw the record; a key's time stands in for that.
    """
    return min((time for time in times if time is not None), default=None)
