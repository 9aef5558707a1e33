"""The owner's own posts, and a count of their comments and reactions."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from socialkit.readers import jsonfile, meta, values
from socialkit.readers.about import Request
from socialkit.readers.facebook import files
from socialkit.readers.gathered import Gathered
from socialkit.readers.timedids import ids_by_time
from socialkit.readers.uploads import Upload

AUDIENCE_NOTE = (
    "Facebook does not say who may see a post, nor whether it is your own or shared from others; "
    "all of your posts count, also those for friends."
)
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_ACT_KEYS = {
    "comments": ("comments_v2", "comments"),
    "reactions": ("reactions_v2", "reactions"),
}


class Acts(NamedTuple):
    """How many comments and reactions there are, and when the last one was."""

    count: int
    latest: int | None


def add_posts(gathered: Gathered, upload: Upload, request: Request) -> None:
    """Add the owner's posts, known by their times since Facebook gives them no id.

    Raises
    ------
    ReadError
        When a file of posts is damaged.
    """
    names = files.members(upload, "posts")
    if not names:
        is_page = bool(files.members(upload, "posts", "html"))
        gathered.note("Your posts are web pages, which are not read; ask for JSON.", is_page)
        gathered.note("This upload holds no posts of yours.", not is_page)
        return
    records = [
        record for name in names for record in meta.rows(meta.load(upload.archive, name)) or ()
    ]
    gathered.account(gathered.owner, posts_seen=True)
    gathered.note(AUDIENCE_NOTE, len(records))
    for post_id, record in zip(ids_by_time(map(meta.at, records)), records, strict=True):
        said = "\n".join(_texts(record))
        gathered.post(
            post_id,
            gathered.owner,
            at=meta.at(record),
            has_link=_has_link(record, said),
            text=said if request.text else None,
        )


def outgoing(upload: Upload) -> Acts:
    """Count the owner's comments and reactions; only a sentence in them names a person.

    Raises
    ------
    ReadError
        When a file of them is damaged.
    """
    count, dates = 0, []
    for what, keys in _ACT_KEYS.items():
        for name in files.members(upload, what):
            for record in meta.rows(jsonfile.load(upload.archive, name), *keys) or ():
                count += 1
                dates.append(meta.at(record))
    return Acts(count, max((at for at in dates if at is not None), default=None))


def _texts(record: dict) -> Iterator[str]:
    for item in values.dicts(record.get("data")):
        said = values.text(item.get("post"))
        if said:
            yield said


def _has_link(record: dict, said: str) -> bool | None:
    """Return whether a post links anywhere; None for a record of a layout that is not known."""
    if not ("data" in record or "attachments" in record):
        return None
    shared = (
        values.text(values.item(item, "external_context", "url"))
        for attachment in values.dicts(record.get("attachments"))
        for item in values.dicts(attachment.get("data"))
    )
    return any(shared) or _LINK.search(said) is not None
