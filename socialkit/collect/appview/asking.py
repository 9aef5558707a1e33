"""Requests to an AppView, sent by the atproto library through our own guest."""

from collections.abc import Iterable

from socialkit.collect.course import OddReplyError
from socialkit.collect.guest import Guest
from socialkit.collect.pace import Pace
from socialkit.errors import CollectError
from socialkit.readers import values

FOLLOWERS = "app.bsky.graph.getFollowers"
FOLLOWS = "app.bsky.graph.getFollows"
RELATIONSHIPS = "app.bsky.graph.getRelationships"
PROFILE = "app.bsky.actor.getProfile"
PROFILES = "app.bsky.actor.getProfiles"
FEED = "app.bsky.feed.getAuthorFeed"
LIKES = "app.bsky.feed.getLikes"
REPOSTED_BY = "app.bsky.feed.getRepostedBy"
QUOTES = "app.bsky.feed.getQuotes"
THREAD = "app.bsky.feed.getPostThread"
POSTS = "app.bsky.feed.getPosts"
PAGE = 100
"""Entries a page, the most the AppView gives."""
BATCH = 25
"""Profiles or posts a request, the most the AppView gives."""
RELATED = 30
"""Accounts of which one request tells how another stands to them."""
RATE = 10.0
"""Requests a second: 3,000 in five minutes, as Bluesky's documents say of its servers."""


class RefusedError(Exception):
    """The server understood a question and says no; `said` is its own word for why."""

    def __init__(self, status: int, said: str, message: str) -> None:
        super().__init__(message)
        self.status, self.said, self.message = status, said, message


class AppView:
    """One AppView that answers questions.

    Parameters
    ----------
    host
        Its address, with the scheme.
    agent
        Who asks, for the header ``User-Agent``.
    """

    def __init__(self, host: str, pace: Pace, *, agent: str) -> None:
        from atproto_client.client.raw import ClientRaw  # half a second, so only when used
        from atproto_client.request import Request

        self.pace = pace
        sender = Request(transport=Guest(host, pace))
        sender.set_additional_headers({"User-Agent": agent})
        self._client = ClientRaw(host, sender)

    def ask(self, what: str, **params: str | int | Iterable[str]) -> dict:
        """Ask one question.

        Raises
        ------
        RefusedError
            When the server says no.
        OddReplyError
            When the reply is no JSON object.
        CollectError
            When the server cannot be asked.
        """
        from atproto_client.exceptions import AtProtocolError
        from atproto_client.models.dot_dict import DotDict

        try:
            reply = self._client.invoke_query(what, params=DotDict(params)).content
        except CollectError:
            raise
        except AtProtocolError as error:
            raise _refusal(error) from None
        if not isinstance(reply, dict):
            raise OddReplyError(f"{what}: the reply is no JSON object")
        return reply

    def listed(self, what: str, key: str, **params: str | int) -> tuple[list, str | None]:
        """Ask for one page of a list; return its entries and the cursor of the next page."""
        reply = self.ask(what, limit=PAGE, **params)
        entries, following = reply.get(key), reply.get("cursor") or None
        if not isinstance(entries, list):
            raise OddReplyError(f"{what}: the reply holds no list called {key}")
        if not isinstance(following, str | None):
            raise OddReplyError(f"{what}: the cursor of the next page is no text")
        return entries, following

    def close(self) -> None:
        """Close every connection."""
        self._client.request.close()


def _refusal(error: Exception) -> Exception:
    response = getattr(error, "response", None)
    if response is None:
        return CollectError(f"the request failed ({type(error).__name__}).")
    content = response.content
    said = values.name(getattr(content, "error", None)) or ""
    message = values.name(getattr(content, "message", None)) or said
    return RefusedError(response.status_code, said, message[:200])
