"""People and feed entries as Bluesky's API shows them."""

from socialkit.readers import values
from socialkit.readers.bluesky import ids
from socialkit.readers.bluesky.records import Records

_REPOSTED = "app.bsky.feed.defs#reasonRepost"
_PINNED = "app.bsky.feed.defs#reasonPin"
_NOT_ABOUT_CONDUCT = "!no-unauthenticated"  # hides a profile from visitors without an account


def person(
    view: object, *, seen: int | None = None, has_bio: bool = True
) -> tuple[str | None, dict[str, object]]:
    """Return whom a profile view shows, and the columns it fills; None when it has no DID.

    Counts stand only in the detailed view. A bio that was never written and a picture that
    was never chosen are left out of a view, so that their absence is known.

    Parameters
    ----------
    seen
        When Bluesky last took in the profile; it was opened before that.
    has_bio
        Whether views of this kind carry a bio at all; those inside posts do not.
    """
    who = ids.did(values.item(view, "did"))
    if who is None:
        return None, {}
    opened = ids.moment(view.get("createdAt"))
    return who, {
        "handle": ids.handle(view.get("handle")),
        "name": values.name(view.get("displayName")),
        "bio": values.text(view.get("description", "" if has_bio else None)),
        "url": values.name(view.get("website")),
        "created_at": None if opened is None else ids.earliest(opened, seen),
        "followers_count": values.count(view.get("followersCount")),
        "following_count": values.count(view.get("followsCount")),
        "posts_count": values.count(view.get("postsCount")),
        "has_default_image": "avatar" not in view,
        "is_verified": _is_verified(view.get("verification")),
        "x_labels": _labels(view.get("labels")),
    }


def seen_at(view: object) -> int | None:
    """Return when Bluesky last took in what a view shows; no view was made before that."""
    return ids.moment(values.item(view, "indexedAt"))


def author(entry: dict) -> str | None:
    """Return in whose feed an entry stands: who reposted, or else who wrote."""
    reason = entry.get("reason")
    is_repost = values.item(reason, "$type") == _REPOSTED
    view = values.item(reason, "by") if is_repost else values.item(entry, "post", "author")
    return ids.did(values.item(view, "did"))


def take_entry(records: Records, entry: dict) -> None:
    """Take one entry of the owner's feed; a pinned post may stand in the feed twice."""
    post, reason = entry.get("post"), entry.get("reason")
    place = ids.address(values.item(post, "uri"))
    content = values.item(post, "record")
    if place is None or not isinstance(content, dict) or author(entry) is None:
        records.odd += 1
    elif values.item(reason, "$type") == _REPOSTED:
        own = ids.address(values.item(reason, "uri"))
        own_id = ids.uri(own) if own else f"repost of {ids.uri(place)}"
        _take_person(records, post.get("author"))
        records.repost(place, own_id, seen_at(reason))
    else:
        parent = _take_person(records, values.item(entry, "reply", "parent", "author"))
        _take_post(records, place, post, parent)


def _take_person(records: Records, view: object) -> str | None:
    who, facts = person(view, has_bio=False)
    if who is not None:
        records.gathered.account(who, **facts)
    return who


def _take_post(records: Records, place: ids.Address, post: dict, parent: str | None) -> None:
    content = post["record"]
    stated = ids.moment(content.get("createdAt"))
    replied = ids.address(values.item(content, "reply", "parent", "uri"))
    records.post(
        place,
        content,
        ids.earliest(stated, seen_at(post), ids.key_time(place.key)),
        parent=parent or (replied.did if replied else None),
        has_acts=records.is_new(place),
        likes=values.count(post.get("likeCount")),
        replies=values.count(post.get("replyCount")),
        reposts=values.count(post.get("repostCount")),
        quotes=values.count(post.get("quoteCount")),
    )


def _is_verified(verification: object) -> bool | None:
    """Whether somebody whom Bluesky trusts vouches for the account; None when not said."""
    if verification is None:
        return None
    said = [values.item(verification, key) for key in ("verifiedStatus", "trustedVerifierStatus")]
    known = [status == "valid" for status in said if isinstance(status, str)]
    return any(known) if known else None


def _labels(labels: object) -> str | None:
    """Return the moderation labels on an account in one text; empty when it has none."""
    if not labels:
        return "" if labels == [] else None
    if not isinstance(labels, list):
        return None
    named = [label for label in values.dicts(labels) if label.get("neg") is not True]
    found = {values.name(label.get("val")) for label in named} - {None, _NOT_ABOUT_CONDUCT}
    return ", ".join(sorted(found))
