"""A member's own archive of a Discourse forum: what they posted, and what it received."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pandas as pd

from socialkit.errors import ReadError
from socialkit.readers import csvfile, jsonfile, moments, values
from socialkit.readers.about import UNNAMED, About, Request
from socialkit.readers.archive import Archive
from socialkit.readers.discourse.userlist import USERNAME
from socialkit.readers.gathered import Gathered
from socialkit.readers.titledrows import by_titles
from socialkit.readers.uploads import Upload

FIELDS = ("is_pm", "like_count", "reply_count", "url", "created_at")
PLACES = by_titles(
    {field: (field,) for field in (*FIELDS, "topic_title")}, ("topic_title", *FIELDS)
)
LIKES_NOTE = (
    "The archive lists the likes you gave ({count}) without the authors, so they count towards "
    "no one."
)
# The archive answers in the person's own language whether a post was a message.
_NO = set(
    "no nein non nee não nie nej nei ei ne não нет ні не hayır いいえ 否 아니오 không".split()
)
_YES = set("yes ja oui sí si sim tak kyllä ano da да так evet はい 是 예 có".split())
_LINK = re.compile(r"https?://\S")


def members(archive: Archive, name: str) -> dict[tuple[str, int], str]:
    """Return the files of one archive by kind: its posts and what lies beside them."""
    beside = {
        kind: str(PurePosixPath(name).with_name(file))
        for kind, file in (("preferences", "preferences.json"), ("likes", "likes.csv"))
    }
    found = {(kind, 0): path for kind, path in beside.items() if path in archive}
    return {("posts", 0): name, **found}


def gather(upload: Upload, about: About, request: Request) -> Gathered:
    """Gather the owner and the owner's public posts; messages are left out.

    Raises
    ------
    ReadError
        When a file is damaged or cut short.
    """
    gathered = _with_owner(upload, about)
    messages = unclear = 0
    for number, (is_pm, likes, replies, url, created, text) in enumerate(_posts(upload)):
        answer = is_pm.strip().lower()
        if answer not in _NO:
            messages += answer in _YES
            unclear += answer not in _YES
            continue
        topic, place = _place(url)
        gathered.post(
            f"{topic}/{place}" if topic and place else f"row-{number}",
            gathered.owner,
            at=moments.utc(created),
            kind=None if place is None else "original" if place == 1 else "reply",
            has_link=None if text is None else _LINK.search(text) is not None,
            likes=values.count(likes),
            replies=values.count(replies),
            text=values.text(text) if request.text else None,
        )
    gathered.note("Personal messages, left out: {count}.", messages)
    gathered.note("Posts that may be personal messages, left out: {count}.", unclear)
    for name in upload.names("likes"):
        likes_given = csvfile.read_table(upload.archive, name)
        is_kept = likes_given.get("deleted_at", pd.Series(dtype="str")).isna()
        gathered.note(LIKES_NOTE, int(is_kept.sum()))
    return gathered


def _with_owner(upload: Upload, about: About) -> Gathered:
    facts: object = None
    for name in upload.names("preferences"):
        found = jsonfile.load(upload.archive, name)
        facts = values.item(found, "user") or found
    handle = values.handle(values.item(facts, "username"), USERNAME)
    number = values.count(values.item(facts, "id"))
    gathered = Gathered(about, str(number) if number else handle or UNNAMED)
    gathered.account(
        gathered.owner,
        handle=handle,
        name=values.name(values.item(facts, "name")),
        location=values.name(values.item(facts, "location")),
        posts_seen=True,
    )
    gathered.note("The upload does not say whose archive it is.", gathered.owner == UNNAMED)
    return gathered


def _posts(upload: Upload) -> Iterator[tuple[str | None, ...]]:
    """Yield message mark, likes, replies, address, date and text (or None) of each post."""
    (name,) = upload.names("posts")
    table = csvfile.read_table(upload.archive, name)
    table.columns = [column.strip().lower() for column in table.columns]
    if not {*FIELDS} <= {*table.columns}:
        raise ReadError(
            f"{upload.archive.where(name)}: the first line is not the header with "
            f"{', '.join(FIELDS)}; download the archive again."
        )
    text = next((column for column in ("post_raw", "post") if column in table), None)
    wanted = [*FIELDS, *([text] if text else [])]
    columns = [table[column].fillna("").tolist() for column in wanted]
    return zip(*columns, *([] if text else [[None] * len(table)]), strict=True)


def _place(url: str) -> tuple[str | None, int | None]:
    """Return topic and place in it from ``/t/some-title/123/4``; 1 opens the topic."""
    parts = values.path(url)
    if len(parts) < 4 or parts[-4] != "t":
        return None, None
    return values.digits(parts[-2]), values.count(parts[-1]) or None
