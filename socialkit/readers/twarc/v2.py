"""Posts and pages of version 2 of the Twitter API."""

from typing import NamedTuple

from socialkit.readers import moments
from socialkit.readers.twarc.post import (
    NO_COUNTS,
    NOBODY,
    Post,
    Turned,
    acts_of,
    kind_of,
    links_of,
    links_site,
)
from socialkit.readers.twarc.values import mapping, new_id
from socialkit.readers.values import count, dicts

_HEADER_START = 3  # where the name stands in "RT @name: ..."


class Page(NamedTuple):
    """What a page encloses: accounts and posts by id, and ids by user name."""

    users: dict[str | None, dict]
    posts: dict[str | None, dict]
    ids: dict[str, str]


NO_PAGE = Page({}, {}, {})


class Words(NamedTuple):
    """The words of a post, and whom they name."""

    text: object
    entities: object
    people: list[dict]


def enclosed(record: dict, people: list[dict]) -> Page:
    """Return what a page encloses, the `people` it is about among it."""
    includes = mapping(record.get("includes"))
    users = {new_id(one.get("id")): one for one in [*people, *dicts(includes.get("users"))]}
    posts = {new_id(one.get("id")): one for one in dicts(includes.get("tweets"))}
    named = ((user.get("username"), found) for found, user in users.items() if found)
    ids = {name.lower(): found for name, found in named if isinstance(name, str)}
    return Page(users, posts, ids)


def author_of(post: dict) -> str | None:
    """Return who wrote a post."""
    return new_id(post.get("author_id")) or new_id(mapping(post.get("author")).get("id"))


def words(raw: dict) -> Words:
    """Return the words of a post; those of one longer than 280 characters stand apart."""
    long = raw.get("note_tweet")
    if not isinstance(long, dict) or "text" not in long:
        long = raw
    entities = long.get("entities")
    has_people = isinstance(entities, dict) and "mentions" in entities
    return Words(long.get("text"), entities, dicts(entities["mentions"]) if has_people else [])


def mentioned(mention: dict, page: Page) -> str | None:
    """Return who is mentioned: older pages give a user name and enclose the account."""
    said = new_id(mention.get("id"))
    if said is None and isinstance(named := mention.get("username"), str):
        return page.ids.get(named.lower())
    return said


def read_post(raw: dict, said: Words, page: Page, *, is_fresh: bool) -> Post | None:
    """Bring a post to the one form; None when it lacks its id or its author.

    Parameters
    ----------
    raw
        The post, with or without its author and the posts it refers to inside.
    said
        Its words.
    page
        What the page around it encloses.
    is_fresh
        Whether it was caught as it was posted, before anybody could react to it.
    """
    post_id, author = new_id(raw.get("id")), author_of(raw)
    if post_id is None or author is None:
        return None
    refers = _references(raw, page) if "referenced_tweets" in raw else {}
    is_plain = not (refers or said.people or "in_reply_to_user_id" in raw)
    turned = NOBODY if is_plain else _turned(raw, said.people, refers, page)
    kind = kind_of(author, turned)
    links = _links(raw, said, refers)
    return Post(
        post_id,
        author,
        moments.iso(raw.get("created_at")),
        kind,
        None if links is None else bool(links),
        links_site(links, raw.get("author") or page.users.get(author)),
        NO_COUNTS if is_fresh or kind == "repost" else _counts(raw.get("public_metrics")),
        acts_of(turned),
        said.text,
    )


def _references(post: dict, page: Page) -> dict[str, dict]:
    """Return the posts that a post refers to, as whole as they are known, by how."""
    found: dict[str, dict] = {}
    for one in dicts(post.get("referenced_tweets")):
        whole = one if "text" in one else page.posts.get(new_id(one.get("id")), one)
        found.setdefault(str(one.get("type")), whole)
    return found


def _turned(raw: dict, people: list[dict], refers: dict[str, dict], page: Page) -> Turned:
    named = [mentioned(one, page) for one in people]
    reply_to = new_id(raw["in_reply_to_user_id"]) if "in_reply_to_user_id" in raw else None
    if not refers:
        return Turned(False, None, reply_to is not None, reply_to, False, None, named)
    original, parent, quoted = (refers.get(how) for how in ("retweeted", "replied_to", "quoted"))
    starts = [mention.get("start") for mention in people]
    header = named[starts.index(_HEADER_START)] if _HEADER_START in starts else None
    return Turned(
        is_repost=original is not None,
        reposted=(author_of(original) if original else None) or header,
        is_reply=parent is not None or reply_to is not None,
        reply_to=reply_to or (author_of(parent) if parent else None),
        is_quote=quoted is not None,
        quoted=author_of(quoted) if quoted else None,
        mentions=named,
    )


def _counts(metrics: object) -> tuple[int | None, ...]:
    if not isinstance(metrics, dict):
        return NO_COUNTS
    get = metrics.get
    return (
        count(get("like_count")),
        count(get("reply_count")),
        count(get("retweet_count")),
        count(get("quote_count")),
    )


def _links(raw: dict, said: Words, refers: dict[str, dict]) -> list[str] | None:
    """Return the links of a post, of a repost those of the original; None if not known."""
    original = refers.get("retweeted")
    if original is not None and isinstance(original.get("text"), str):
        return _links(original, words(original), {})
    entities = said.entities
    if not isinstance(entities, dict):
        has_none = isinstance(said.text, str) and "http" not in said.text
        return [] if has_none and original is None else None
    found = []
    if entities.get("urls"):
        own = (mapping(refers.get("quoted")).get("id"), raw.get("id"))
        found = links_of(entities["urls"], own)
    return found or ([] if original is None else None)  # the words of a repost are cut short
