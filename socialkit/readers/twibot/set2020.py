"""TwiBot-20: lists of users, each with profile, tweets, neighbours, domain and label."""

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from socialkit.readers import jsonfile, twitterprofile, values
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered

_SPLIT = re.compile(r"(train|dev|test|support)")
_SHAPE = re.compile(rb'^\s*\[\s*\{[^{}\[\]]{0,200}"ID"\s*:')
_LABELS = {"0": "human", "1": "bot"}
_DOMAINS = {"Bussiness": "Business"}  # misspelt in the data
_ANSWER = re.compile(r"@([A-Za-z0-9_]{1,20})\b")
_LINK = re.compile(r"https?://")


class _Act(NamedTuple):
    """Who turned to whom, by handle, and how."""

    source: str
    handle: str
    kind: str


def members(archive: Archive) -> list[str]:
    """Return the members that are such lists, by their first record."""
    names = [name for name in archive.names() if name.lower().endswith(".json")]
    return [name for name in names if _is_list(archive.head(name))]


def gather(gathered: Gathered, archive: Archive, *, keep_text: bool) -> None:
    """Add all users of the lists.

    Raises
    ------
    ReadError
        When a list is damaged or cut short.
    """
    acts: list[_Act] = []
    handles: dict[object, str] = {}
    unreadable = tweets = 0
    for name in members(archive):
        split = _SPLIT.fullmatch(PurePosixPath(name.lower()).stem)
        for record in jsonfile.records(archive, name):
            user = record if isinstance(record, dict) else {}
            account_id = twitterprofile.account_id(user.get("ID"))
            if account_id is None:
                unreadable += 1
                continue
            facts = _facts(user)
            gathered.account(account_id, x_split=split and split[1], **facts)
            handles[facts.get("handle")] = account_id
            _neighbours(gathered, account_id, user)
            tweets += _tweets(gathered, account_id, user, acts, keep_text=keep_text)
    known = [act for act in acts if act.handle in handles]
    for act in known:
        gathered.act(act.source, handles[act.handle], act.kind)
    others = len(acts) - len(known)
    gathered.note("Users left out for want of a readable id: {count}.", unreadable)
    gathered.note("Replies and reposts towards accounts outside the data: {count}.", others)
    gathered.note("The tweets carry neither ids nor dates; they are numbered as listed.", tweets)


def _is_list(head: bytes) -> bool:
    return _SHAPE.match(head.removeprefix(b"\xef\xbb\xbf")) is not None and b'"profile"' in head


def _facts(user: dict) -> dict[str, object]:
    profile = user.get("profile")
    facts = twitterprofile.facts(profile) if isinstance(profile, dict) else {}
    domain = user.get("domain")
    domains = [values.name(one) for one in (domain if isinstance(domain, list) else [domain])]
    label = user.get("label")
    facts["group"] = ", ".join(_DOMAINS.get(one, one) for one in domains if one) or None
    facts["x_label"] = _LABELS.get(str(label).strip()) if isinstance(label, str | int) else None
    return facts


def _neighbours(gathered: Gathered, account_id: str, user: dict) -> None:
    """Add up to ten followers and ten followed accounts, drawn at random."""
    followers = _ids(values.item(user, "neighbor", "follower"))
    for other in followers:
        gathered.follow(other, account_id)
    for other in _ids(values.item(user, "neighbor", "following")):
        gathered.follow(account_id, other)
    if followers:
        lists = {"list_order": "unknown", "list_frame": "random"}
        gathered.account(account_id, is_focal=True, **lists)


def _ids(found: object) -> list[str]:
    ids = map(twitterprofile.account_id, found if isinstance(found, list) else [])
    return [account_id for account_id in dict.fromkeys(ids) if account_id is not None]


def _tweets(
    gathered: Gathered, account_id: str, user: dict, acts: list[_Act], *, keep_text: bool
) -> int:
    """Add a user's tweets, and to `acts` whom they answer or repeat; return how many."""
    tweets = user.get("tweet")
    texts = [values.text(tweet) for tweet in tweets] if isinstance(tweets, list) else []
    for place, text in enumerate(texts):
        if text is not None:
            kind, handle = _kind(text)
            acts += [_Act(account_id, handle, kind)] if handle else []
            gathered.post(
                f"{account_id}-{place}",
                account_id,
                kind=kind,
                has_link=_LINK.search(text) is not None,
                text=text.strip() if keep_text else None,
            )
    if isinstance(tweets, list):
        gathered.account(account_id, posts_seen=True, interactions_seen="out")
    return len(texts)


def _kind(text: str) -> tuple[str, str | None]:
    """Return what kind a tweet is, and whom it answers or repeats, by its first words."""
    repeated, answered = twitterprofile.reposted_handle(text), _ANSWER.match(text)
    if repeated:
        return "repost", repeated
    return ("reply", answered[1].lower()) if answered else ("original", None)
