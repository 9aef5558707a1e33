"""X archives from before August 2018 ("Grailbird"): own posts, and no list of followers."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pandas as pd

from socialkit.errors import ReadError
from socialkit.readers import csvfile
from socialkit.readers.archive import Archive
from socialkit.readers.x_files import json_of
from socialkit.readers.x_values import account_id, handle

_MONTH = re.compile(r"\s*Grailbird\.data\.tweets_\d{4}_\d\d\s*=")
_DETAILS = re.compile(r"\s*var\s+user_details\s*=")

LISTS_NOTE = (
    "This is an X archive from before 2018: it holds your own posts, and neither the list of "
    "your followers nor of those you follow."
)


def is_grailbird(archive: Archive) -> bool:
    """Whether an upload is an archive of the older kind, by its content."""
    return next(_months(archive), None) is not None or _csv_name(archive) is not None


def owner(archive: Archive, tweets: list[object]) -> dict[str, str | None]:
    """Return `account_id` and `handle` of the account whose archive it is.

    Raises
    ------
    ReadError
        When neither ``user_details.js`` nor a post says whose it is.
    """
    found: list[object] = []
    for name in archive.names():
        if PurePosixPath(name).name.lower() == "user_details.js" and _starts(
            archive, name, _DETAILS
        ):
            found.append(json_of(archive, name, "{"))
    found += [tweet.get("user") for tweet in tweets if isinstance(tweet, dict)]
    for user in (user for user in found if isinstance(user, dict)):
        known = account_id(user.get("id_str")) or account_id(user.get("id"))
        if known:
            return {"account_id": known, "handle": handle(user.get("screen_name"))}
    raise ReadError(
        f"{archive.path}: user_details.js is missing from this X archive, so whose it is cannot "
        "be told; read the whole archive."
    )


def tweets(archive: Archive) -> list[object]:
    """Return the posts, from the monthly files and from ``tweets.csv`` what those lack."""
    monthly = []
    for name in _months(archive):
        records = json_of(archive, name, "[")
        monthly += records if isinstance(records, list) else []
    known = {record.get("id_str") for record in monthly if isinstance(record, dict)}
    name = _csv_name(archive)
    rows = _rows(csvfile.read_table(archive, name)) if name else []
    return monthly + [row for row in rows if row["id_str"] not in known]


def _rows(table: pd.DataFrame) -> list[dict]:
    """Shape the rows of ``tweets.csv`` as the later archives' posts."""
    plain = table.astype(object).where(table.notna(), None)
    return [
        {
            "id_str": row.get("tweet_id"),
            "created_at": row.get("timestamp"),
            "text": row.get("text"),
            "in_reply_to_status_id_str": row.get("in_reply_to_status_id"),
            "in_reply_to_user_id_str": row.get("in_reply_to_user_id"),
            "entities": {"urls": [{"expanded_url": url} for url in _urls(row)]},
        }
        | _original(row)
        for row in plain.to_dict("records")
    ]


def _urls(row: dict) -> list[str]:
    return [url for url in str(row.get("expanded_urls") or "").split(",") if url]


def _original(row: dict) -> dict:
    author = row.get("retweeted_status_user_id")
    return {"retweeted_status": {"user": {"id_str": author}}} if author else {}


def _months(archive: Archive) -> Iterator[str]:
    for name in archive.names():
        if re.fullmatch(r"\d{4}_\d\d\.js", PurePosixPath(name).name) and _starts(
            archive, name, _MONTH
        ):
            yield name


def _csv_name(archive: Archive) -> str | None:
    for name in archive.names():
        if PurePosixPath(name).name.lower() == "tweets.csv":
            head = archive.head(name, 512).decode("utf-8-sig", "replace")
            if head.lstrip('"').startswith("tweet_id"):
                return name
    return None


def _starts(archive: Archive, name: str, pattern: re.Pattern[str]) -> bool:
    return pattern.match(archive.head(name, 512).decode("utf-8-sig", "replace")) is not None
