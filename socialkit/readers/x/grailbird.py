"""X archives from before August 2018 ("Grailbird"): own posts, and no list of followers."""

import re
from collections.abc import Iterator

from socialkit.errors import ReadError
from socialkit.readers import csvfile, jsonfile, uploads, values
from socialkit.readers.about import About, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.uploads import Upload
from socialkit.readers.x import files
from socialkit.readers.x.posts import Posts
from socialkit.readers.x.tweet import unwrapped, user_name

LIMITS_NOTE = (
    "This is an X archive from before 2018: it holds your own posts, and neither the list of "
    "your followers nor of those you follow. How many they were is not known; it is not 0."
)

_PATTERNS = {
    "month": r"(?:data/js/tweets/)?(?P<part>\d{4}_\d\d)\.js",
    "table": r"tweets\.csv",
    "details": r"(?:data/js/)?user_details\.js",
}
_BEGINNINGS = {
    "month": re.compile(r"\s*Grailbird\.data\.tweets_\d{4}_\d\d\s*=\s*\["),
    "table": re.compile(r'"?tweet_id\b'),
    "details": re.compile(r"\s*var\s+user_details\s*=\s*\{"),
}


def exports(archive: Archive) -> list[Upload]:
    """Return every archive of the older kind in an upload, told by content."""
    return [
        upload
        for upload in uploads.uploads(archive, _PATTERNS)
        if any(
            key[0] != "details" and files.begins(archive, name, _BEGINNINGS[key[0]])
            for key, name in upload.members.items()
        )
    ]


def gather(about: About, upload: Upload, request: Request) -> Gathered:
    """Read one archive of the older kind.

    Raises
    ------
    ReadError
        When a file is damaged, or neither ``user_details.js`` nor a post says whose it is.
    """
    _check_beginnings(upload)
    owner, name = _owner(upload)
    gathered = Gathered(about, owner)
    gathered.account(owner, handle=name, posts_seen=True, interactions_seen="out")
    posts = Posts(owner, None, keep_text=request.text)
    for record in _tweets(upload):
        posts.add(record)
    posts.hand_over(gathered)
    return gathered


def _check_beginnings(upload: Upload) -> None:
    for (kind, _), name in upload.members.items():
        if not files.begins(upload.archive, name, _BEGINNINGS[kind]):
            raise ReadError(
                f"{upload.archive.where(name)}: is damaged or not as X wrote it; take the file "
                "from the archive again."
            )


def _owner(upload: Upload) -> tuple[str, str | None]:
    """Return id and user name of the account whose archive it is."""
    for user in _users(upload):
        known = values.digits(user.get("id_str")) or values.digits(user.get("id"))
        if known:
            return known, user_name(user.get("screen_name"))
    raise ReadError(
        f"{upload.archive.path}: user_details.js is missing from this X archive, so whose it is "
        "cannot be told; read the whole archive."
    )


def _users(upload: Upload) -> Iterator[dict]:
    for name in upload.names("details"):
        yield files.script_object(upload.archive, name)
    for name in upload.names("month"):
        for record in jsonfile.records(upload.archive, name):
            user = unwrapped(record).get("user")
            if isinstance(user, dict):
                yield user


def _tweets(upload: Upload) -> Iterator[dict]:
    """Yield the posts of the monthly files, and of ``tweets.csv`` what those lack."""
    monthly: set[object] = set()
    for name in upload.names("month"):
        for record in jsonfile.records(upload.archive, name):
            monthly.add(values.digits(unwrapped(record).get("id_str")))
            yield record
    for name in upload.names("table"):
        for row in csvfile.read_table(upload.archive, name).itertuples(index=False):
            tweet = _shaped(row._asdict())
            if tweet["id_str"] not in monthly:
                yield tweet


def _shaped(row: dict[str, object]) -> dict[str, object]:
    """Shape a row of ``tweets.csv`` as the later archives' posts."""
    links = row.get("expanded_urls")
    urls = [url for url in links.split(",") if url] if isinstance(links, str) else []
    author = values.digits(row.get("retweeted_status_user_id"))
    return {
        "id_str": row.get("tweet_id"),
        "created_at": row.get("timestamp"),
        "text": row.get("text"),
        "in_reply_to_status_id_str": row.get("in_reply_to_status_id"),
        "in_reply_to_user_id_str": row.get("in_reply_to_user_id"),
        "entities": {"urls": [{"expanded_url": url} for url in urls]},
        "retweeted_status": {"user": {"id_str": author}}
        if isinstance(author, str) and author
        else None,
    }
