"""The member list of a Discourse forum: who they are and how much they post."""

import re
from datetime import UTC, datetime

from socialkit.readers import moments, values
from socialkit.readers.about import About
from socialkit.readers.gathered import Gathered
from socialkit.readers.titledrows import TitledRows, by_titles
from socialkit.readers.uploads import Upload

FIELDS = (
    "id",
    "name",
    "username",
    "created_at",
    "last_seen_at",
    "last_posted_at",
    "trust_level",
    "suspended_at",
    "active",
    "admin",
    "moderator",
    "staged",
    "topic_count",
    "post_count",
    "likes_given",
    "likes_received",
    "location",
    "website",
)
PLACES = by_titles(
    {field: (field,) for field in FIELDS}, ("id", "username", "created_at", "trust_level")
)
USERNAME = re.compile(r"[\w.\-]{1,60}")
_FLAGS = {"true": True, "t": True, "false": False, "f": False}


def gather(upload: Upload, about: About) -> Gathered:
    """Gather the members; the list has neither follows nor posts.

    Raises
    ------
    ReadError
        When the list is damaged or cut short.
    """
    gathered = Gathered(about)
    (name,) = upload.names("list")
    # A member without a group has one cell less than the header.
    rows = TitledRows(upload.archive, name, FIELDS, PLACES, may_be_short=True)
    unreadable = software = newest = 0
    for cells in rows:
        row = dict(zip(FIELDS, cells, strict=True))
        if re.fullmatch(r"-\d{1,3}", row["id"].strip()):
            software += 1
        elif (account_id := values.digits(row["id"].strip())) is None:
            unreadable += 1
        else:
            seen_at = moments.utc(row["last_seen_at"])
            gathered.account(account_id, **_facts(row, rows.known, seen_at))
            newest = max(newest, seen_at or 0)
    gathered.note("Rows with the wrong number of cells, left out: {count}.", rows.left_out)
    gathered.note("Members without an id that can be read, left out: {count}.", unreadable)
    gathered.note("Accounts of the forum software itself, left out: {count}.", software)
    _date(gathered, newest)
    return gathered


def _facts(row: dict[str, str], known: frozenset[str], seen_at: int | None) -> dict[str, object]:
    """Return what the list tells of one member; mail and network addresses are not read."""
    staff = [_FLAGS.get(row[role].strip().lower()) for role in ("admin", "moderator")]
    return {
        "handle": values.handle(row["username"], USERNAME),
        "name": values.name(row["name"]),
        "location": values.name(row["location"]),
        "url": values.name(row["website"]),
        "created_at": moments.utc(row["created_at"]),
        "last_post_at": moments.utc(row["last_posted_at"]),
        "posts_count": values.count(row["post_count"]),
        "x_topics_count": values.count(row["topic_count"]),
        "x_likes_given": values.count(row["likes_given"]),
        "x_likes_received": values.count(row["likes_received"]),
        "x_trust_level": values.count(row["trust_level"]),
        "x_last_seen_on": _day(seen_at) if seen_at is not None else None,
        "x_suspended": bool(row["suspended_at"].strip()) if "suspended_at" in known else None,
        "x_confirmed": _FLAGS.get(row["active"].strip().lower()),
        "x_staff": None if None in staff else any(staff),
        "x_staged": _FLAGS.get(row["staged"].strip().lower()),
    }


def _date(gathered: Gathered, last_visit: int) -> None:
    """Let the newest visit date the list too, although it stands in no column of time."""
    newest = max(gathered.newest() or 0, last_visit)
    if newest:
        gathered.generated_at = newest
        gathered.note(
            f"The list does not say when it was made; its newest date, {_day(newest)}, is used."
        )


def _day(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1e6, UTC):%Y-%m-%d}"
