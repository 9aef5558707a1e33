"""Tweets of the Cresci data sets: what kind each is, and towards whom it was turned."""

from socialkit.readers import twitterprofile
from socialkit.readers.archive import Archive
from socialkit.readers.csvrows import CsvRows
from socialkit.readers.gathered import Gathered

_NEEDED = ("id", "user_id", "text", "created_at")
_WANTED = (
    *_NEEDED,
    "timestamp",
    "in_reply_to_status_id",
    "in_reply_to_user_id",
    "retweeted_status_id",
    "num_urls",
    "favorite_count",
    "retweet_count",
    "crawled_at",
    "updated",
)
_HEADERLESS = tuple(
    "id text source user_id truncated in_reply_to_status_id in_reply_to_user_id "
    "in_reply_to_screen_name retweeted_status_id geo place contributors retweet_count "
    "reply_count favorite_count favorited retweeted possibly_sensitive num_hashtags num_urls "
    "num_mentions created_at timestamp crawled_at updated".split()
)
"""Some copies lack the header line; these are the columns of those that have it."""
_NONE = (None, "0", "0.0")


def open_rows(archive: Archive, name: str) -> CsvRows:
    """Open a ``tweets.csv``, with or without its header line.

    Raises
    ------
    ReadError
        When its columns are not those of tweets.
    """
    return CsvRows(archive, name, _NEEDED, _HEADERLESS)


def gather(
    gathered: Gathered, table: CsvRows, known: dict[str, str], *, keep_text: bool
) -> int | None:
    """Add the tweets of a set; return when the newest of them was collected.

    Counts of replies are left out: Twitter did not give them then, and the files say 0.
    """
    crawled: set[str | None] = set()
    authors: set[str] = set()
    unreadable = unnamed = 0
    for row in table.rows(_WANTED):
        post_id, author = map(twitterprofile.account_id, row[:2])
        if post_id is None or author is None:
            unreadable += 1
            continue
        unnamed += _one(gathered, post_id, author, row, known, keep_text=keep_text)
        authors.add(author)
        crawled.update(day and day[:10] for day in row[-2:])
    for author in authors:
        gathered.account(author, posts_seen=True, interactions_seen="out")
    gathered.note("Tweets left out for want of a readable id or author: {count}.", unreadable)
    gathered.note("Tweets left out because their row is not whole: {count}.", table.left_out)
    gathered.note("Reposts of accounts outside the data, so not known of whom: {count}.", unnamed)
    return max((at for at in map(twitterprofile.moment, crawled) if at is not None), default=None)


def _one(
    gathered: Gathered,
    post_id: str,
    author: str,
    row: tuple[str | None, ...],
    known: dict[str, str],
    *,
    keep_text: bool,
) -> bool:
    """Add one tweet; return whether it repeats somebody who is not known."""
    _, _, text, created_at, timestamp, parent, parent_author, original, links, likes, reposts = row[
        :11
    ]
    at = twitterprofile.moment(created_at) or twitterprofile.moment(timestamp)
    repeated = twitterprofile.reposted_handle(text or "")
    is_repost = repeated is not None or original not in _NONE
    addressee = twitterprofile.account_id(parent_author)
    is_thread = addressee == author
    is_reply = not is_thread and (addressee is not None or parent not in _NONE)
    kind = "repost" if is_repost else "reply" if is_reply else "original"
    link_count = twitterprofile.count(links)
    gathered.post(
        post_id,
        author,
        at=at,
        kind=kind,
        has_link=None if link_count is None else link_count > 0,
        likes=None if is_repost else twitterprofile.count(likes),
        reposts=None if is_repost else twitterprofile.count(reposts),
        text=text if keep_text else None,
    )
    target = known.get(repeated or "") if is_repost else addressee
    if target is not None and kind != "original":
        gathered.act(author, target, kind, at)
    return is_repost and target is None
