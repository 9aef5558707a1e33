"""TwiBot-22, and other data converted to its shape: users, edges, labels and splits.

Ids carry a letter in front (``u12`` a user, ``t34`` a tweet), which is dropped here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from socialkit.readers import jsonfile, twitterprofile, values
from socialkit.readers.archive import Archive
from socialkit.readers.csvrows import CsvRows, header
from socialkit.readers.gathered import Gathered
from socialkit.readers.twibot import tweets2022
from socialkit.readers.twibot.records import records

_NAMES = {
    "users": re.compile(r"(?:.*[_-])?(?:user|node)s?(?:[_-]\w+)?\.json"),
    "tweets": re.compile(r"(?:.*[_-])?tweets?(?:[_-]\w+)?\.json"),
    "edges": re.compile(r"(?:.*[_-])?edges?(?:[_-]\w+)?\.csv"),
    "labels": re.compile(r"(?:.*[_-])?labels?(?:[_-]\w+)?\.csv"),
    "splits": re.compile(r"(?:.*[_-])?splits?(?:[_-]\w+)?\.csv"),
}
_HEADERS = {"edges": ("source_id", "relation", "target_id"), "labels": ("id", "label")}
_HEADERS["splits"] = ("id", "split")
_FOLLOWS = {"following", "friend", "friends"}
_FOLLOWED_BY = {"followers", "follower"}
_ACTS = {
    **dict.fromkeys(("mention", "mentioned", "mentions"), "mention"),
    **dict.fromkeys(("retweet", "retweeted"), "repost"),
    **dict.fromkeys(("reply", "replied_to", "reply_to"), "reply"),
    **dict.fromkeys(("quote", "quoted"), "quote"),
    **dict.fromkeys(("like", "liked", "favorite"), "like"),
}
_RELATIONS = {*_FOLLOWS, *_FOLLOWED_BY, *_ACTS, "follow", "post"}
_RELATIONS |= {"pinned", "own", "membership", "followed", "contain", "discuss"}
_NUMBERED = re.compile(rb'"id"\s*:\s*"u\d{1,20}"')
_STAND_IN = "default_profile_images"


def members(archive: Archive) -> dict[str, list[str]]:
    """Return the members by what they hold, told by name and first line."""
    found: dict[str, list[str]] = {kind: [] for kind in _NAMES}
    for name in archive.names():
        plain = PurePosixPath(name.lower()).name
        kind = next((kind for kind, pattern in _NAMES.items() if pattern.fullmatch(plain)), None)
        if kind is not None and _has_shape(archive, name, kind):
            found[kind].append(name)
    return found


def are_numbered(archive: Archive, names: list[str]) -> bool:
    """Whether the users' ids are written as only this data set does."""
    return any(_NUMBERED.search(archive.head(name, 2**16)) for name in names)


def gather(gathered: Gathered, archive: Archive, *, keep_text: bool) -> None:
    """Add users, labels, edges and tweets.

    Raises
    ------
    ReadError
        When a file is damaged or lacks its columns.
    """
    files, left_out = members(archive), Counter()
    users = _users(gathered, archive, files["users"], left_out)
    for kind, column in (("labels", "x_label"), ("splits", "x_split")):
        for given, word in _rows(archive, files[kind], _HEADERS[kind]):
            account_id = _user(given, users)
            if account_id is not None and word is not None:
                users.setdefault(account_id, kind == "labels")
                users[account_id] |= kind == "labels"
                gathered.account(account_id, **{column: values.name(word)})
    _edges(gathered, archive, files["edges"], users, left_out)
    tweets2022.gather(gathered, archive, files["tweets"], users, keep_text=keep_text)
    for what, count in sorted(left_out.items()):
        gathered.note(f"Left out, {what}: {{count}}.", count)


def _has_shape(archive: Archive, name: str, kind: str) -> bool:
    if kind in _HEADERS:
        return set(_HEADERS[kind]) <= set(header(archive, name))
    return b'"id"' in archive.head(name) and jsonfile.starts_as_json(archive, name)


def _users(
    gathered: Gathered, archive: Archive, names: list[str], left_out: Counter[str]
) -> dict[str, bool]:
    """Add the profiles; return their ids, and whether each is labelled (not known yet)."""
    users: dict[str, bool] = {}
    for name in names:
        for record in records(archive, name):
            given = values.item(record, "id")
            if isinstance(given, str) and given.startswith("t"):
                left_out["tweets that stand among the users, without author and date"] += 1
                continue
            account_id = _user(given, None)
            if account_id is None:
                left_out["users without a readable id"] += 1
                continue
            users[account_id] = False
            gathered.account(account_id, **_facts(record))
    return users


def _user(given: object, known: dict[str, bool] | None) -> str | None:
    """Return a user's id without its letter; a bare number only where users are known so."""
    if isinstance(given, str) and given[:1] == "u":
        return values.digits(given[1:])
    plain = twitterprofile.account_id(given)
    return plain if known is None or plain in known else None


def _facts(user: dict) -> dict[str, object]:
    """Return the columns of an account that a profile of Twitter's newer interface fills."""
    counts = user.get("public_metrics")
    counts = counts if isinstance(counts, dict) else {}
    picture = twitterprofile.plain(user.get("profile_image_url"))
    facts: dict[str, object] = {
        "handle": values.handle(twitterprofile.plain(user.get("username")), twitterprofile.HANDLE),
        "name": values.name(twitterprofile.plain(user.get("name"))),
        "created_at": twitterprofile.moment(user.get("created_at")),
        "followers_count": twitterprofile.count(counts.get("followers_count")),
        "following_count": twitterprofile.count(counts.get("following_count")),
        "posts_count": twitterprofile.count(counts.get("tweet_count")),
        "listed_count": twitterprofile.count(counts.get("listed_count")),
        "is_protected": twitterprofile.flag(user.get("protected")),
        "is_verified": twitterprofile.flag(user.get("verified")),
        "has_default_image": None if picture is None else _STAND_IN in picture,
    }
    for field, column in (("description", "bio"), ("location", "location"), ("url", "url")):
        if field in user:
            facts[column] = values.text(twitterprofile.plain(user[field])) or ""
    return facts


def _rows(
    archive: Archive, names: list[str], columns: tuple[str, ...]
) -> Iterator[tuple[str | None, ...]]:
    for name in names:
        yield from CsvRows(archive, name, columns).rows(columns)


def _edges(
    gathered: Gathered,
    archive: Archive,
    names: list[str],
    users: dict[str, bool],
    left_out: Counter[str],
) -> None:
    """Add follows, authorship and acts; what an edge says otherwise is counted."""
    unclear: list[tuple[str, str]] = []
    for source, relation, target in _rows(archive, names, _HEADERS["edges"]):
        follower, followed = _user(source, users), _user(target, users)
        word = relation if relation in _RELATIONS else "other"
        for end in filter(None, (follower, followed)):
            users.setdefault(end, False)
        if follower and word == "post":
            post_id = values.digits((target or "").removeprefix("t"))
            if post_id is not None:
                gathered.post(post_id, follower)
                gathered.account(follower, posts_seen=True)
        elif not follower or not followed:
            left_out[f"edges ({word}) that do not join two users"] += 1
        elif word in _FOLLOWS:
            gathered.follow(follower, followed)
        elif word in _FOLLOWED_BY:
            gathered.follow(followed, follower)
        elif word == "follow":
            unclear.append((follower, followed))
        elif word in _ACTS:
            gathered.act(follower, followed, _ACTS[word])
        else:
            left_out[f"edges ({word})"] += 1
    _add_unclear(gathered, unclear, users)


def _add_unclear(gathered: Gathered, ties: list[tuple[str, str]], users: dict[str, bool]) -> None:
    """Add edges of the kind ``follow``, which converted data use for lists of followers.

    Lists belong to the labelled accounts. Where those stand first, the second follows them.
    """

    def labelled(ends: Iterable[str]) -> int:
        return sum(users.get(end, False) for end in ends)

    runs_back = labelled(first for first, _ in ties) > labelled(second for _, second in ties)
    for first, second in ties:
        gathered.follow(*((second, first) if runs_back else (first, second)))
    gathered.note(
        "In edges of the kind 'follow' the labelled accounts stand first: their followers second.",
        int(runs_back),
    )
