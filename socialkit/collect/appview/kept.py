"""What is kept of an AppView's replies: what a snapshot needs, and nobody who wants no part.

An account with the label ``!no-unauthenticated`` asks its network to show it only to people
who are signed in. The collector is not, so of such an account nothing is kept but one word in
the place where it stood, by which it is counted.
"""

import json
from collections.abc import Iterator, Mapping

from socialkit.collect.course import HIDDEN, ODD
from socialkit.readers import values
from socialkit.readers.bluesky import ids

NOT_FOR_STRANGERS = "!no-unauthenticated"
NOBODY = "did:none:left-out"
"""Stands in addresses of posts for an account that is left out."""
_FACTS = (
    "did handle displayName description website createdAt indexedAt followersCount "
    "followsCount postsCount"
).split()
_OF_RECORDS = {
    *("createdAt", "reply", "parent", "uri", "facets", "features", "$type", "did", "embed"),
    *("external", "record", "media"),
}
_COUNTS = ("likeCount", "replyCount", "repostCount", "quoteCount")
_DEEPEST = 12


def account(view: object) -> dict | str:
    """Return what is kept of a profile view, or the word why nothing is."""
    if ids.did(values.item(view, "did")) is None:
        return ODD
    if is_hidden(view):
        return HIDDEN
    kept = {key: _short(view[key]) for key in _FACTS if view.get(key) is not None}
    if "avatar" in view:
        kept["avatar"] = ""  # that there is one, not which
    labels = values.dicts(view.get("labels"))
    kept["labels"] = [{"val": _short(one.get("val")), "neg": one.get("neg")} for one in labels]
    checked = view.get("verification")
    if isinstance(checked, dict):
        said = ("verifiedStatus", "trustedVerifierStatus")
        kept["verification"] = {key: _short(checked.get(key)) for key in said}
    return kept


def is_hidden(view: dict) -> bool:
    """Whether an account asks to be shown only to people who are signed in."""
    labels = values.dicts(view.get("labels"))
    return any(one.get("val") == NOT_FOR_STRANGERS and one.get("neg") is not True for one in labels)


def reaction(who: object, said: dict) -> dict | str:
    """Return who reacted and when, or the word why that is not kept."""
    actor = account(who)
    if isinstance(actor, str):
        return actor
    times = {key: _short(said[key]) for key in ("createdAt", "indexedAt") if key in said}
    return {"actor": actor, **times}


def entry(item: object) -> dict | str:
    """Return what is kept of one entry of an account's feed: no text, no picture."""
    post, reason = values.item(item, "post"), values.item(item, "reason")
    if not isinstance(post, dict) or ids.address(post.get("uri")) is None:
        return ODD
    hidden = {view["did"]: HIDDEN for view in _views(item, 0) if is_hidden(view)}
    kept = {"post": _post(post)}
    if isinstance(reason, dict):
        by = {"did": values.item(reason, "by", "did")}
        kept["reason"] = {key: _short(reason.get(key)) for key in ("$type", "indexedAt", "uri")}
        kept["reason"]["by"] = by
    parent = values.item(item, "reply", "parent", "author")
    if parent is not None:
        kept["reply"] = {"parent": {"author": account(parent)}}
    return without(kept, hidden)


def without(row: object, left_out: Mapping[str, str], *, spared: str = "") -> object:
    """Return a row without some accounts: a word in the place of each, nobody in addresses.

    Parameters
    ----------
    left_out
        For each DID that is left out, the word why.
    spared
        A word for which nobody is left out of this row.
    """
    if not left_out or not isinstance(row, dict):
        return row
    named = left_out.keys() & ids.mentioned(json.dumps(row))
    return _without(row, {who: left_out[who] for who in named if left_out[who] != spared})


def _without(value: object, left_out: Mapping[str, str]) -> object:
    if not left_out:
        return value
    if isinstance(value, dict):
        who = value.get("did") or values.item(value, "actor", "did")
        if who in left_out and "$type" not in value:
            return left_out[who]
        return {key: _without(item, left_out) for key, item in value.items()}
    if isinstance(value, list):
        return [_without(item, left_out) for item in value]
    if isinstance(value, str):
        for who in left_out:
            value = value.replace(who, NOBODY)
    return value


def _post(post: dict) -> dict:
    kept = {key: _short(post.get(key)) for key in ("uri", "indexedAt", *_COUNTS) if key in post}
    kept["author"] = account(post.get("author"))
    kept["record"] = _record(post.get("record"), 0)
    return kept


def _record(value: object, depth: int) -> object:
    """Return the parts of a record that tell its kind, its time, and whom it turns to."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {key: _record(item, depth + 1) for key, item in value.items() if key in _OF_RECORDS}
    if isinstance(value, list):
        return [_record(item, depth + 1) for item in value]
    return _short(value)


def _views(value: object, depth: int) -> Iterator[dict]:
    """Yield every view of an account in a reply."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict) and ids.did(value.get("did")) and "labels" in value:
        yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _views(part, depth + 1)


def _short(value: object) -> object:
    """Return a single value with texts cut where no network lets them be longer."""
    if isinstance(value, str):
        return values.text(value)
    return value if isinstance(value, bool | int | float) else None
