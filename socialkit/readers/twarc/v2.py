"""Posts and pages of version 2 of the Twitter API."""

from typing import NamedTuple

from socialkit.readers import moments
from socialkit.readers.twarc.people import mapping, new_id
from socialkit.readers.twarc.post import (
    NO_COUNTS,
    Post,
    Turned,
    acts_of,
    kind_of,
    links_of,
    links_site,
)
from socialkit.readers.values import count, dicts, text

_HEADER_START = 3  # where the name stands in "RT @name: ..."
_COUNTS = ("like_count", "reply_count", "retweet_count", "quote_count")


class Page(NamedTuple):
    """What a page encloses: accounts and posts by id, and ids by user name."""

    users: dict[str | None, dict]
    posts: dict[str | None, dict]
    ids: dict[str, str]


NO_PAGE = Page({}, {}, {})


def enclosed(record: dict, people: list[dict]) -> Page:
    """Return what a page encloses, the `people` it is about among it."""
    includes = mapping(record.get("includes"))
    users = {new_id(one.get("id")): one for one in [*people, *dicts(includes.get("users"))]}
    posts = {new_id(one.get("id")): one for one in dicts(includes.get("tweets"))}
    named = ((user.get("username"), found) for found, user in users.items() if found)
    ids = {name.lower(): found for name, found in named if isinstance(name, str)}
    return Page(users, posts, ids)


def author_of(post: object) -> str | None:
    """Return who wrote a post."""
    post = mapping(post)
    return new_id(post.get("author_id")) or new_id(mapping(post.get("author")).get("id"))


def mentions(post: dict) -> list[dict]:
    """Return the accounts that the words of a post name."""
    return dicts(mapping(_long(post).get("entities")).get("mentions"))


def mentioned(mention: dict, page: Page) -> str | None:
    """Return who is mentioned: older pages give a user name and enclose the account."""
    named = mention.get("username")
    by_name = page.ids.get(named.lower()) if isinstance(named, str) else None
    return new_id(mention.get("id")) or by_name


def read_post(raw: dict, page: Page = NO_PAGE, *, is_fresh: bool = False) -> Post | None:
    """Bring a post to the one form; None when it lacks its id or its author.

    Parameters
    ----------
    raw
        The post, with or without its author and the posts it refers to inside.
    page
        What the page around it encloses.
    is_fresh
        Whether it was caught as it was posted, before anybody could react to it.
    """
    post_id, author = new_id(raw.get("id")), author_of(raw)
    if post_id is None or author is None:
        return None
    refers = _references(raw, page)
    turned = _turned(raw, refers, page)
    kind = kind_of(author, turned)
    links = _links(raw, refers)
    return Post(
        post_id,
        author,
        moments.iso(raw.get("created_at")),
        kind,
        None if links is None else bool(links),
        links_site(links, raw.get("author") or page.users.get(author)),
        NO_COUNTS if is_fresh or kind == "repost" else _counts(raw),
        acts_of(turned),
        text(_long(raw).get("text")),
    )


def _references(post: dict, page: Page) -> dict[str, dict]:
    """Return the posts that a post refers to, as whole as they are known, by how."""
    found: dict[str, dict] = {}
    for one in dicts(post.get("referenced_tweets")):
        whole = one if "text" in one else page.posts.get(new_id(one.get("id")), one)
        found.setdefault(str(one.get("type")), whole)
    return found


def _turned(raw: dict, refers: dict[str, dict], page: Page) -> Turned:
    people = mentions(raw)
    reply_to = new_id(raw.get("in_reply_to_user_id")) or author_of(refers.get("replied_to"))
    header = [one for one in people if one.get("start") == _HEADER_START]
    original = author_of(refers.get("retweeted"))
    return Turned(
        is_repost="retweeted" in refers,
        reposted=original or (mentioned(header[0], page) if header else None),
        is_reply="replied_to" in refers or reply_to is not None,
        reply_to=reply_to,
        is_quote="quoted" in refers,
        quoted=author_of(refers.get("quoted")),
        mentions=tuple(mentioned(one, page) for one in people),
    )


def _counts(raw: dict) -> tuple[int | None, ...]:
    metrics = mapping(raw.get("public_metrics"))
    return tuple(count(metrics.get(name)) for name in _COUNTS)


def _links(raw: dict, refers: dict[str, dict]) -> list[str] | None:
    """Return the links of a post, of a repost those of the original; None if not known."""
    original = refers.get("retweeted")
    if original is not None and isinstance(original.get("text"), str):
        return _links(original, {})
    long = _long(raw)
    entities = long.get("entities")
    own = (mapping(refers.get("quoted")).get("id"), raw.get("id"))
    found = links_of(entities, own)
    if found or original is not None:  # the words of a repost are cut short
        return found or None
    said = long.get("text")
    has_none = isinstance(entities, dict) or (isinstance(said, str) and "http" not in said)
    return [] if has_none else None


def _long(raw: dict) -> dict:
    """Return the whole of a post longer than 280 characters, else the post itself."""
    long = raw.get("note_tweet")
    return long if isinstance(long, dict) and "text" in long else raw
