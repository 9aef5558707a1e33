"""What the owner of a LinkedIn export posts: shares, comments, reposts; reactions counted."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import unquote

from socialkit.readers import values
from socialkit.readers.about import Request
from socialkit.readers.gathered import Gathered
from socialkit.readers.linkedin.files import rows
from socialkit.readers.linkedin.people import moment
from socialkit.readers.uploads import Upload

NO_AUTHOR_NOTE = (
    "Your comments count as replies among your posts ({count}); the export does not say under "
    "whose posts they stand, so they count towards no one."
)
NO_COMMENTS_NOTE = (
    "This upload holds no comments of yours (Comments.csv), so how many of your posts are replies "
    "is not known; it is not 0."
)
REACTIONS_NOTE = (
    "The export lists your reactions ({count}) without the authors they went to, so they count "
    "towards no one."
)
_URN = re.compile(r"urn:li:[A-Za-z]{1,40}:\d{1,25}")
_LINK = re.compile(r"https?://\S")
_WEBSITE = re.compile(r"https?://[^\s,\]\"]+")
_STRAY_QUOTES = re.compile(r'"(?:\n"?)*\n"')


def gather(upload: Upload, gathered: Gathered, sites: set[str], request: Request) -> int | None:
    """Gather the owner's posts; return the newest moment of what is only counted.

    Parameters
    ----------
    sites
        Hosts of the web sites in the owner's profile.
    """
    numbered = Numbered()
    if upload.has("shares"):
        _gather_shares(upload, gathered, sites, request)
    else:
        gathered.note("This upload holds no posts of yours (Shares.csv).")
    gathered.note(NO_COMMENTS_NOTE, upload.has("shares") and not upload.has("comments"))
    undated = _gather_comments(upload, gathered, numbered, request)
    for date, link in rows(upload, gathered, "instantreposts"):
        at = moment(date)
        undated += at is None
        gathered.post(numbered("repost", link, at), gathered.owner, at=at, kind="repost")
    gathered.note("Comments and reposts without a date that can be read: {count}.", undated)
    given = [moment(date) for date, _, _ in rows(upload, gathered, "reactions")]
    gathered.note(REACTIONS_NOTE, len(given))
    return max(filter(None, given), default=None)


def websites(cell: str) -> list[str]:
    """Return the addresses in a profile's list of web sites."""
    return [found for found in _WEBSITE.findall(cell[: values.MAX_TEXT]) if values.host(found)]


class Numbered:
    """Ids for what has none of its own: its kind, its post and its date, in order of rows.

    Two comments under one post in the same second are two; so are two without a date.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __call__(self, kind: str, link: str, at: int | None) -> str:
        """Return the id of one more row."""
        when = "undated" if at is None else f"{datetime.fromtimestamp(at / 1e6, UTC):%Y%m%d%H%M%S}"
        found = f"{kind}:{_post(link) or 'unknown'}:{when}"
        self._seen[found] += 1
        number = self._seen[found]
        return found if number == 1 else f"{found}:{number}"


def _gather_shares(upload: Upload, gathered: Gathered, sites: set[str], request: Request) -> None:
    seen: set[str] = set()
    repeated = undated = 0
    numbered = Numbered()
    for date, link, commentary, shared_url in rows(upload, gathered, "shares"):
        at = moment(date)
        post_id = _post(link) or numbered("share", "", at)
        repeated += post_id in seen
        undated += at is None
        seen.add(post_id)
        links = {values.host(found) for found in _links(shared_url, commentary)} - {None}
        gathered.post(
            post_id,
            gathered.owner,
            at=at,
            kind="original",
            has_link=bool(links),
            links_own_site=bool(links & sites) if sites else None,
            text=_told(commentary) if request.text else None,
        )
    gathered.note("Posts that repeated an earlier one (the last counts): {count}.", repeated)
    gathered.note("Posts without a date that can be read: {count}.", undated)


def _gather_comments(
    upload: Upload, gathered: Gathered, numbered: Numbered, request: Request
) -> int:
    """Gather comments as replies; return how many carry no date."""
    comments = undated = 0
    for date, link, message in rows(upload, gathered, "comments"):
        at = moment(date)
        comments += 1
        undated += at is None
        gathered.post(
            numbered("comment", link, at),
            gathered.owner,
            at=at,
            kind="reply",
            has_link=_LINK.search(message) is not None,
            text=_told(message) if request.text else None,
        )
    gathered.note(NO_AUTHOR_NOTE, comments)
    return undated


def _links(shared_url: str, commentary: str) -> Iterator[str]:
    if _LINK.match(shared_url.strip()):
        yield shared_url.strip()
    yield from _WEBSITE.findall(commentary)


def _post(link: str) -> str | None:
    """Return the name that LinkedIn has for a post, which its address carries encoded."""
    match = _URN.search(unquote(link[:2_000]))
    return match[0] if match else values.name("/".join(values.path(link.strip()[:500])))


def _told(commentary: str) -> str:
    """Return a text without the quotes that LinkedIn puts around every line of it."""
    plain = commentary.replace("\r\n", "\n")
    return values.text(_STRAY_QUOTES.sub(lambda match: "\n" * match[0].count("\n"), plain)) or ""
