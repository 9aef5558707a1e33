"""Own posts of an X archive: what kind each is, and towards whom it was turned.

Only ids, dates, kinds and counts are kept; the text is looked at and dropped.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from socialkit import schema
from socialkit.readers.x_values import account_id, count, handle, host, times

_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/([A-Za-z0-9_]{1,15})/status/\d+", re.IGNORECASE
)


class OwnPosts(NamedTuple):
    """Posts and interactions of the owner, handles met on the way, and what to note."""

    posts: pd.DataFrame
    interactions: pd.DataFrame
    handles: dict[str, str]
    notes: tuple[str, ...]


class _Post(NamedTuple):
    """One post, without its text."""

    post_id: str
    initial_id: str
    created_at: object
    kind: str
    has_link: bool | None
    hosts: tuple[str, ...]
    likes: int | None
    reposts: int | None
    reply_to: str | None
    reposted: str | None
    quoted_handle: str | None
    mentions: tuple[str, ...]
    handles: tuple[tuple[str, str], ...]


def own_posts(tweets: Iterable[object], owner: str, site: str | None) -> OwnPosts:
    """Turn tweets into posts and outgoing interactions.

    A reply to oneself (a thread) counts as an original post and as no interaction.

    Parameters
    ----------
    tweets
        Records of ``tweets.js``, with or without their wrapper.
    owner
        Id of the account whose archive it is.
    site
        Host of the web site in the owner's profile; None when it is not known.
    """
    tweets = [_unwrapped(tweet) for tweet in tweets]
    own_ids = {_id_of(tweet, "id") for tweet in tweets} - {None}
    read = [_post(tweet, owner, own_ids) for tweet in tweets]
    notes = []
    if None in read:
        notes.append(f"{_posts(read.count(None))} without a readable id left out.")
    posts = _once([post for post in read if post is not None], notes)
    posted_at = times([post.created_at for post in posts])
    bogus = int(posted_at.isna().sum())
    if bogus:
        notes.append(f"{_posts(bogus)} without a possible date; when is not known.")
    named = _named(posts, posted_at)
    return OwnPosts(
        _posts_table(posts, posted_at, owner, site),
        _interactions_table(posts, posted_at, owner, {name.lower(): who for who, name in named}),
        dict(named),
        tuple(notes),
    )


def _post(tweet: dict, owner: str, own_ids: set[str]) -> _Post | None:
    post_id = _id_of(tweet, "id")
    if post_id is None:
        return None
    text = tweet.get("full_text") or tweet.get("text")
    text = text if isinstance(text, str) else ""
    people = [
        (_id_of(mention, "id"), handle(mention.get("screen_name")))
        for mention in _records(tweet, "user_mentions")
    ]
    original = tweet.get("retweeted_status")
    is_repost = text.startswith("RT @") or isinstance(original, dict)
    links, quoted = _links(tweet)
    reply_to = _id_of(tweet, "in_reply_to_user_id")
    parent = _id_of(tweet, "in_reply_to_status_id")
    is_thread = reply_to == owner or (reply_to is None and parent in own_ids)
    is_reply = (reply_to or parent) is not None and not is_thread
    is_quote = quoted or account_id(tweet.get("quoted_status_id_str"))
    kind = "repost" if is_repost else "reply" if is_reply else "quote" if is_quote else "original"
    to_handle = handle(tweet.get("in_reply_to_screen_name"))
    named = people + ([(reply_to, to_handle)] if reply_to else [])
    return _Post(
        post_id,
        _initial_id(tweet) or post_id,
        tweet.get("created_at"),
        kind,
        None if links is None else bool(links),
        tuple(name for name in map(host, links or ()) if name),
        None if is_repost else count(tweet.get("favorite_count")),
        None if is_repost else count(tweet.get("retweet_count")),
        reply_to if kind == "reply" else None,
        _reposted(original, people) if is_repost else None,
        quoted.lower() if quoted and not is_repost else None,
        () if is_repost else tuple(dict.fromkeys(who for who, _ in people if who)),
        tuple((who, name) for who, name in named if who and name),
    )


def _links(tweet: dict) -> tuple[list[str] | None, str | None]:
    """Return the links of a post but for a quoted post's, and the handle of that one."""
    if not isinstance(tweet.get("entities"), dict):
        return None, None
    records = _records(tweet, "urls")
    urls = [str(record.get("expanded_url") or record.get("url") or "") for record in records]
    last = _STATUS.match(urls[-1]) if urls else None
    return (urls[:-1], last[1]) if last else (urls, None)


def _reposted(original: object, people: list[tuple[str | None, str | None]]) -> str | None:
    user = original.get("user") if isinstance(original, dict) else None
    known = _id_of(user, "id") if isinstance(user, dict) else None
    return known or (people[0][0] if people else None)


def _once(posts: list[_Post], notes: list[str]) -> list[_Post]:
    """Keep one post per id, and of an edited post its last version."""
    newest: dict[str, _Post] = {}
    for post in posts:
        before = newest.get(post.initial_id)
        if before is None or int(post.post_id) > int(before.post_id):
            newest[post.initial_id] = post
    kept = list(newest.values())
    ids = {post.post_id: post for post in kept}
    if len(ids) < len(posts):
        notes.append(f"{_posts(len(posts) - len(ids))} stood twice or in an earlier version.")
    return list(ids.values())


def _named(posts: list[_Post], posted_at: pd.Series) -> list[tuple[str, str]]:
    """Return every account with its handle as the posts name them, the latest last."""
    order = posted_at.sort_values(kind="stable", na_position="first").index
    return [pair for row in order for pair in posts[row].handles]


def _posts_table(
    posts: list[_Post], posted_at: pd.Series, owner: str, site: str | None
) -> pd.DataFrame:
    own = [_links_site(post, site) for post in posts]
    columns = {
        "post_id": pd.Series([post.post_id for post in posts], dtype=schema.TEXT),
        "account_id": pd.Series([owner] * len(posts), dtype=schema.TEXT),
        "posted_at": posted_at,
        "kind": pd.Categorical([post.kind for post in posts], categories=schema.POST_KINDS),
        "has_link": pd.array([post.has_link for post in posts], dtype=schema.FLAG),
        "links_own_site": pd.array(own, dtype=schema.FLAG),
        "likes_count": pd.array([post.likes for post in posts], dtype=schema.COUNT),
        "reposts_count": pd.array([post.reposts for post in posts], dtype=schema.COUNT),
    }
    return pd.DataFrame(columns).set_index("post_id")


def _links_site(post: _Post, site: str | None) -> bool | None:
    if site is None or post.has_link is None:
        return None
    return site in post.hosts


def _interactions_table(
    posts: list[_Post], posted_at: pd.Series, owner: str, by_handle: dict[str, str]
) -> pd.DataFrame:
    rows = [
        (owner, target, kind, row)
        for row, post in enumerate(posts)
        for kind, target in _acts(post, by_handle)
        if target != owner
    ]
    if not rows:
        return schema.empty("interactions")
    table = pd.DataFrame(rows, columns=["source_id", "target_id", "kind", "row"])
    at = posted_at.iloc[table.pop("row")].reset_index(drop=True)
    text = {name: table[name].astype(schema.TEXT) for name in ("source_id", "target_id")}
    return table.assign(**text, at=at, count=pd.Series(1, index=at.index, dtype=schema.COUNT))


def _acts(post: _Post, by_handle: dict[str, str]) -> Iterator[tuple[str, str]]:
    if post.reply_to:
        yield "reply", post.reply_to
    if post.reposted:
        yield "repost", post.reposted
    quoted = by_handle.get(post.quoted_handle or "")
    if quoted:
        yield "quote", quoted
    for who in post.mentions:
        if who != post.reply_to:
            yield "mention", who


def _unwrapped(record: object) -> dict:
    inner = record.get("tweet", record) if isinstance(record, dict) else None
    return inner if isinstance(inner, dict) else {}


def _id_of(record: dict, key: str) -> str | None:
    return account_id(record.get(f"{key}_str")) or account_id(record.get(key))


def _initial_id(tweet: dict) -> str | None:
    """Return the id of an edited post's first version."""
    info = tweet.get("edit_info")
    edit = info.get("edit") if isinstance(info, dict) else None
    if isinstance(edit, dict) and account_id(edit.get("initialTweetId")):
        return edit["initialTweetId"]
    first = info.get("initial") if isinstance(info, dict) else None
    ids = first.get("editTweetIds") if isinstance(first, dict) else None
    return account_id(ids[0]) if isinstance(ids, list) and ids else None


def _records(tweet: dict, key: str) -> list[dict]:
    entities = tweet.get("entities")
    found = entities.get(key) if isinstance(entities, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count:,} posts"
