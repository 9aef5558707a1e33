"""Tweets of TwiBot-22: what kind each is, and towards whom it was turned."""

from socialkit.readers import twitterprofile, values
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.twibot.records import records

_KINDS = {"retweeted": "repost", "replied_to": "reply", "quoted": "quote"}
_COUNTS = {"likes": "like_count", "replies": "reply_count"}
_COUNTS |= {"reposts": "retweet_count", "quotes": "quote_count"}


def gather(
    gathered: Gathered,
    archive: Archive,
    names: list[str],
    users: dict[str, bool],
    *,
    keep_text: bool,
) -> None:
    """Add the tweets whose author is one of the users.

    Raises
    ------
    ReadError
        When a file is damaged or cut short.
    """
    authors: set[str] = set()
    left_out = 0
    for name in names:
        for record in records(archive, name):
            tweet = record if isinstance(record, dict) else {}
            given = tweet.get("id")
            post_id = values.digits(given.removeprefix("t")) if isinstance(given, str) else None
            author = user_id(tweet.get("author_id"), users)
            if post_id is None or author is None:
                left_out += 1
                continue
            _add(gathered, tweet, post_id, author, users, keep_text=keep_text)
            authors.add(author)
    for author in authors:
        gathered.account(author, posts_seen=True, interactions_seen="out")
    gathered.note("Tweets left out for want of a readable id or a known author: {count}.", left_out)


def user_id(given: object, users: dict[str, bool]) -> str | None:
    """Return an id that is one of the users'.

    The data write authors as numbers. A number that some program rounded is hardly ever
    another user's id, so one that is known here is taken as it stands.
    """
    is_number = isinstance(given, int) and not isinstance(given, bool) and 0 < given < 2**64
    text = str(given) if is_number else given.removeprefix("u") if isinstance(given, str) else None
    return text if text in users else None


def _add(
    gathered: Gathered,
    tweet: dict,
    post_id: str,
    author: str,
    users: dict[str, bool],
    *,
    keep_text: bool,
) -> None:
    referred = {str(one.get("type")) for one in values.dicts(tweet.get("referenced_tweets"))}
    addressee = user_id(tweet.get("in_reply_to_user_id"), users)
    if addressee == author:  # a thread is no reply
        referred.discard("replied_to")
    kind = next((kind for word, kind in _KINDS.items() if word in referred), "original")
    metrics = tweet.get("public_metrics")
    metrics = metrics if isinstance(metrics, dict) and kind != "repost" else {}
    urls = values.item(tweet, "entities", "urls")
    at = twitterprofile.moment(tweet.get("created_at"))
    gathered.post(
        post_id,
        author,
        at=at,
        kind=kind,
        has_link=bool(urls) if "entities" in tweet else None,
        text=values.text(tweet.get("text")) if keep_text else None,
        **{name: values.count(metrics.get(key)) for name, key in _COUNTS.items()},
    )
    if kind == "reply" and addressee is not None:
        gathered.act(author, addressee, "reply", at)
    if kind != "repost":
        for mention in values.dicts(values.item(tweet, "entities", "user_mentions")):
            _mention(gathered, author, user_id(mention.get("id_str"), users), addressee, at)
        for mention in values.dicts(values.item(tweet, "entities", "mentions")):
            _mention(gathered, author, user_id(mention.get("id"), users), addressee, at)


def _mention(
    gathered: Gathered, author: str, whom: str | None, addressee: str | None, at: int | None
) -> None:
    """Add a mention; naming the person one answers is part of the reply."""
    if whom is not None and whom != addressee:
        gathered.act(author, whom, "mention", at)
