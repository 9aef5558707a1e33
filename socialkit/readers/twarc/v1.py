"""Posts of version 1.1 of the Twitter API, one inside the other."""

from collections.abc import Iterator

from socialkit.readers import moments
from socialkit.readers.twarc.post import (
    NO_COUNTS,
    Post,
    Turned,
    acts_of,
    kind_of,
    links_of,
    links_site,
)
from socialkit.readers.twarc.values import old_id
from socialkit.readers.values import count, dicts, item, text

_COUNTS = ("favorite_count", "reply_count", "retweet_count", "quote_count")
_INSIDE = ("retweeted_status", "quoted_status")
_DEEPEST = 3  # a repost of a post that quotes another


def posts_in(raw: dict, depth: int = 0) -> Iterator[dict]:
    """Yield a post and those inside it."""
    yield raw
    for name in _INSIDE:
        if isinstance(raw.get(name), dict) and depth < _DEEPEST:
            yield from posts_in(raw[name], depth + 1)


def read_post(raw: dict) -> Post | None:
    """Bring a post to the one form; None when it lacks its id or its author."""
    post_id, author = old_id(raw), old_id(raw.get("user"))
    if post_id is None or author is None:
        return None
    turned = _turned(raw)
    kind = kind_of(author, turned)
    links = _links(raw)
    # A stream marks its posts with a stamp and catches them before anybody could react.
    has_counts = kind != "repost" and "timestamp_ms" not in raw
    return Post(
        post_id,
        author,
        moments.twitter(raw.get("created_at")),
        kind,
        None if links is None else bool(links),
        links_site(links, raw.get("user")),
        tuple(count(raw.get(name)) for name in _COUNTS) if has_counts else NO_COUNTS,
        acts_of(turned),
        _words(raw),
    )


def mentions(raw: dict) -> list[dict]:
    """Return the accounts that a post names."""
    return dicts(item(_long(raw), "entities", "user_mentions"))


def _turned(raw: dict) -> Turned:
    people = tuple(old_id(one) for one in mentions(raw))
    original, quoted = raw.get("retweeted_status"), raw.get("quoted_status")
    reply_to = old_id(raw, "in_reply_to_user_id")
    is_repost = isinstance(original, dict) or (_words(raw) or "").startswith("RT @")
    header = people[0] if people else None
    return Turned(
        is_repost=is_repost,
        reposted=old_id(item(original, "user")) or header,
        is_reply=(reply_to or raw.get("in_reply_to_status_id_str")) is not None,
        reply_to=reply_to,
        is_quote=isinstance(quoted, dict) or raw.get("is_quote_status") is True,
        quoted=old_id(item(quoted, "user")),
        mentions=people,
    )


def _links(raw: dict) -> list[str] | None:
    """Return the links of a post, of a repost those of the original; None if not known."""
    original = raw.get("retweeted_status")
    if isinstance(original, dict):
        return _links({**original, "retweeted_status": None})
    long = _long(raw)
    entities = long.get("entities")
    quoted = old_id(raw, "quoted_status_id") or old_id(raw.get("quoted_status"))
    found = links_of(item(entities, "urls"), (quoted, old_id(raw)))
    is_cut = long is raw and raw.get("truncated") is True
    return found if found or (isinstance(entities, dict) and not is_cut) else None


def _long(raw: dict) -> dict:
    """Return the whole of a post longer than 140 characters, else the post itself."""
    long = raw.get("extended_tweet")
    return long if isinstance(long, dict) else raw


def _words(raw: dict) -> str | None:
    long = _long(raw)
    return text(long.get("full_text")) or text(raw.get("full_text")) or text(raw.get("text"))
