"""The owner of an export: user name, profile and posts."""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import meta, moments, values
from socialkit.readers.instagram import names
from socialkit.readers.uploads import Upload

_POSTS = {"posts": "ig_posts", "reels": "ig_reels_media"}
_FLAGS = {"true": True, "false": False}


class Post(NamedTuple):
    """One post of the owner's, with the text under it."""

    post_id: str
    at: int | None
    text: str | None


def profile(upload: Upload) -> dict[str, object]:
    """Return the owner's ``handle`` and what else the profile tells.

    Nothing but the profile is taken: no e-mail address, no telephone number, no birthday.

    Raises
    ------
    ReadError
        When a file is damaged.
    """
    if upload.has("early_profile") and not upload.has("person"):
        return _early_profile(upload)
    fields = _fields(upload, "person", "profile_user")
    handle = names.user_name(_said(fields, names.USERNAME))
    signup = _fields(upload, "signup", "account_history_registration_info")
    dates = (moments.unix(values.item(field, "timestamp")) for field in signup.values())
    private = _said(fields, names.PRIVATE) or ""
    return {
        "handle": handle or names.user_name(_said(signup, names.USERNAME)),
        "name": values.name(_said(fields, names.NAME)),
        "bio": values.text(_said(fields, names.BIO)),
        "url": values.text(_said(fields, names.WEBSITE)),
        "is_protected": _FLAGS.get(private.lower()),
        "created_at": next((date for date in dates if date is not None), None),
    }


def posts(upload: Upload) -> Iterator[Post | None] | None:
    """Yield the owner's posts and reels (None for one that cannot be read), if there are any.

    None instead of them says that the upload has no file of posts.

    Raises
    ------
    ReadError
        While reading: when a file is damaged or holds something else.
    """
    if upload.has("early_media"):
        return _early_posts(upload)
    return _posts(upload) if upload.has(*_POSTS) else None


def _posts(upload: Upload) -> Iterator[Post | None]:
    for kind, key in _POSTS.items():
        for name in upload.names(kind):
            whole = meta.load(upload.archive, name)
            found = whole.get(key) if isinstance(whole, dict) else whole
            if not isinstance(found, list):
                raise ReadError(
                    f"{upload.archive.where(name)}: expected a list of posts, as Instagram "
                    "writes it."
                )
            yield from map(_post, found)


def _post(record: object) -> Post | None:
    """Return a post; one picture carries date and text itself, several share the post's."""
    first = values.item(record, "media", 0)
    at = (
        moments.unix(values.item(record, "creation_timestamp"))
        or moments.unix(values.item(first, "creation_timestamp"))
        or meta.at(record)
    )
    text = values.text(values.item(record, "title")) or values.text(values.item(first, "title"))
    post_id = values.digits(values.item(record, "fbid"))
    uri = values.text(values.item(first, "uri"))
    if not (post_id or at or uri):
        return None
    return Post(post_id or _id(at, uri), at, text)


def _id(at: int | None, uri: str | None) -> str:
    """Return an id for a post to which the export gives none, the same at every reading."""
    return hashlib.sha256(f"{at} {uri}".encode()).hexdigest()[:16]


def _early_posts(upload: Upload) -> Iterator[Post]:
    """Yield the posts of 2020 and before; pictures of one post share its moment."""
    seen = set()
    for name in upload.names("early_media"):
        whole = meta.load(upload.archive, name)
        for key in ("photos", "videos"):
            for record in values.dicts(values.item(whole, key)):
                at = moments.iso(record.get("taken_at"))
                post_id = _id(at, None if at else values.text(record.get("path")))
                if post_id not in seen:
                    seen.add(post_id)
                    yield Post(post_id, at, values.text(record.get("caption")))


def _early_profile(upload: Upload) -> dict[str, object]:
    (name,) = upload.names("early_profile")
    said = meta.load(upload.archive, name)
    return {
        "handle": names.user_name(values.item(said, "username")),
        "name": values.name(values.item(said, "name")),
        "bio": values.text(values.item(said, "biography")),
        "is_protected": values.flag(values.item(said, "private_account")),
        "created_at": moments.iso(values.item(said, "date_joined")),
    }


def _fields(upload: Upload, kind: str, key: str) -> dict[str, object]:
    for name in upload.names(kind):
        fields = values.item(meta.load(upload.archive, name), key, 0, "string_map_data")
        if isinstance(fields, dict):
            return fields
    return {}


def _said(fields: dict[str, object], labels: frozenset[str]) -> str | None:
    for label, field in fields.items():
        if label.casefold() in labels:
            return values.text(values.item(field, "value"))
    return None
