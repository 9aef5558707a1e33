"""The one form that posts of either version of the Twitter API are brought to."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from socialkit.readers.twarc.values import mapping, site
from socialkit.readers.values import dicts

NO_COUNTS = (None, None, None, None)
_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(?:i/web|[^/]{1,20})/status/(\d{1,20})"
    r"(/(?:photo|video)/\d+)?",
    re.IGNORECASE,
)
_HOST = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#:@]+)", re.IGNORECASE)
_SHORTENER = "t.co"


class Turned(NamedTuple):
    """To whom a post was turned; an account is None when it is not known.

    `mentions` are the accounts that its words name; those of a repost are another's words.
    """

    is_repost: bool
    reposted: str | None
    is_reply: bool
    reply_to: str | None
    is_quote: bool
    quoted: str | None
    mentions: Sequence[str | None]


NOBODY = Turned(False, None, False, None, False, None, ())


class Post(NamedTuple):
    """One post with its pairs of (kind, account) for whom it was turned to.

    `counts` are likes, replies, reposts and quotes; `words` is whatever stood there as text.
    """

    post_id: str
    author: str
    at: int | None
    kind: str
    has_link: bool | None
    links_own_site: bool | None
    counts: tuple[int | None, ...]
    acts: list[tuple[str, str]]
    words: object


def kind_of(author: str, turned: Turned) -> str:
    """Return the kind of a post; a reply to oneself goes on with a thread and is none."""
    if turned.is_repost:
        return "repost"
    if turned.is_reply and turned.reply_to != author:
        return "reply"
    return "quote" if turned.is_quote else "original"


def acts_of(turned: Turned) -> list[tuple[str, str]]:
    """Return what a post did and towards whom, each mention once and none twice over."""
    if turned.is_repost:
        return [("repost", turned.reposted)] if turned.reposted else []
    acts = [("reply", turned.reply_to)] if turned.is_reply and turned.reply_to else []
    if turned.quoted:
        acts.append(("quote", turned.quoted))
    if not turned.mentions:
        return acts
    named = dict.fromkeys(turned.mentions)
    return acts + [("mention", who) for who in named if who and who != turned.reply_to]


def links_of(urls: object, own: Container[object]) -> list[str]:
    """Return the web addresses in a post, but for pictures, videos and posts of `own` ids."""
    found: list[str] = []
    for one in dicts(urls):
        url = one.get("unwound_url") or one.get("expanded_url") or one.get("url")
        status = _STATUS.match(url) if isinstance(url, str) else None
        if isinstance(url, str) and not (status and (status[2] or status[1] in own)):
            found.append(url)
    return found


def links_site(links: list[str] | None, author: object) -> bool | None:
    """Return whether a post links to the site in its author's profile; None if not known."""
    if not links:
        return False if links is not None and mapping(author).get("url") else None
    own = _host(site(author))
    if own is None or own == _SHORTENER:
        return None
    return any(_host(link) == own for link in links)


def _host(url: str | None) -> str | None:
    """Return the host of a web address, faster than by taking all of it apart."""
    match = _HOST.match(url) if url else None
    return match[1].lower() if match else None
