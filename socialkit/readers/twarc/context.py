"""What a record says about its own collection: when, and which question it answers."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from socialkit.readers import moments
from socialkit.readers.values import item

_OF_USER = re.compile(r"/2/users/([1-9]\d{0,19})/(followers|following|tweets|liked_tweets)/?")
_OF_POST = re.compile(r"/2/tweets/\d{1,20}/(liking_users|retweeted_by)/?")
_PARTIAL = ("exclude", "end_time", "until_id")
_MAX_URL = 20_000  # characters; a hundred ids and all fields take a fifth of it


class Context(NamedTuple):
    """When a page was collected and what was asked for.

    `endpoint` is the last word of the question, `target` the account it was about, `token`
    the place in a list where the page starts (None: its beginning).
    """

    at: int | None = None
    endpoint: str = ""
    target: str | None = None
    token: str | None = None
    asks_place: bool = False
    is_newest: bool = False


NOTHING = Context()


class Contexts:
    """Contexts of records, each distinct one made once."""

    def __init__(self) -> None:
        self._last: tuple[object, object] = (None, None)
        self._context = NOTHING

    def of(self, record: dict) -> Context:
        """Return the context that a record carries in ``__twarc``."""
        said = record.get("__twarc")
        if not isinstance(said, dict):
            return NOTHING
        key = (said.get("url"), said.get("retrieved_at"))
        if key != self._last:
            self._last, self._context = key, _context(*key)
        return self._context


def _context(url: object, retrieved_at: object) -> Context:
    at = moments.iso(retrieved_at)
    try:
        parts = urlsplit(url) if isinstance(url, str) and len(url) < _MAX_URL else None
        asked = parse_qs(parts.query, max_num_fields=200) if parts else {}
    except ValueError:
        parts = None
    if parts is None:
        return Context(at)
    match = _OF_USER.search(parts.path)
    endpoint = match[2] if match else "stream" if "/stream" in parts.path else ""
    about_post = _OF_POST.search(parts.path)
    return Context(
        at,
        about_post[1] if about_post else endpoint,
        match[1] if match else None,
        item(asked, "pagination_token", 0),
        "location" in ",".join(asked.get("user.fields", [])).split(","),
        not any(key in asked for key in _PARTIAL),
    )
