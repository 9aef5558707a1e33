"""What the owner did towards others: comments and likes, with whose post it was."""

from collections.abc import Iterator
from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import meta, moments, values
from socialkit.readers.instagram import names
from socialkit.readers.uploads import Upload

COMMENTS = {
    "post_comments": "comments_media_comments",
    "reels_comments": "comments_reels_comments",
}
LIKES = {
    "liked_posts": "likes_media_likes",
    "liked_comments": "likes_comment_likes",
    "story_likes": "story_activities_story_likes",
}
_EARLY = {
    "early_likes": ("like", ("media_likes", "comment_likes")),
    "early_comments": ("comment", ("media_comments",)),
}
KINDS = (*COMMENTS, *LIKES, *_EARLY)


class Act(NamedTuple):
    """One act: what it was, towards whom (None when the file does not say), and when."""

    kind: str
    target: str | None
    at: int | None


def acts(upload: Upload) -> Iterator[Act]:
    """Yield the owner's comments and likes.

    Raises
    ------
    ReadError
        While reading: when a file is damaged or holds something else.
    """
    for kind, key in COMMENTS.items():
        for record in _records(upload, kind, key):
            yield _comment(record)
    for kind, key in LIKES.items():
        for record in _records(upload, kind, key):
            yield from _likes(record)
    for kind, (word, keys) in _EARLY.items():
        yield from _early(upload, kind, word, keys)


def _records(upload: Upload, kind: str, key: str) -> Iterator[object]:
    for name in upload.names(kind):
        whole = meta.load(upload.archive, name)
        if isinstance(whole, dict) and "string_map_data" in whole:  # a list of one, without []
            whole = [whole]
        found = whole.get(key) if isinstance(whole, dict) else whole
        if not isinstance(found, list):
            raise ReadError(
                f"{upload.archive.where(name)}: expected a list of records under {key!r}, as "
                "Instagram writes it."
            )
        yield from found


def _comment(record: object) -> Act:
    fields = values.item(record, "string_map_data")
    if not isinstance(fields, dict):
        groups = meta.groups(record)
        owner = names.said(groups, names.MEDIA_OWNER) or names.said(groups, names.USERNAME)
        return Act("comment", _person(owner), meta.at(record))
    dates = (moments.unix(values.item(field, "timestamp")) for field in fields.values())
    at = next((moment for moment in dates if moment is not None), None)
    return Act("comment", _person(_media_owner(fields)), at)


def _media_owner(fields: dict) -> str | None:
    """Return whose post was commented on, whatever the label's language.

    The file has the comment first, then the owner; with one value alone nobody can say
    which of the two it is.
    """
    texts = {
        label.casefold(): values.text(values.item(field, "value"))
        for label, field in fields.items()
    }
    for label, text in texts.items():
        if label in names.MEDIA_OWNER:
            return text
    written = [text for text in texts.values() if text]
    return written[1] if len(written) == 2 else None


def _likes(record: object) -> Iterator[Act]:
    lines = meta.lines(record)
    if lines:  # until 2025: the title is the name, each item a like
        for line in lines:
            yield Act("like", _person(line.title), line.at)
        return
    groups = meta.groups(record)
    yield Act("like", _person(names.labelled(groups)), meta.at(record))


def _early(upload: Upload, kind: str, word: str, keys: tuple[str, ...]) -> Iterator[Act]:
    """Yield the acts of 2020 and before: rows of a date, maybe a text, and a name."""
    for name in upload.names(kind):
        whole = meta.load(upload.archive, name)
        for key in keys:
            rows = values.item(whole, key)
            for row in rows if isinstance(rows, list) else ():
                yield Act(word, _person(values.item(row, -1)), moments.iso(values.item(row, 0)))


def _person(given: object) -> str | None:
    found = names.user_name(given)
    return None if names.is_deleted(found) else found
