"""One public post as a fediverse server writes it (a note), cut down to what is kept."""

from collections.abc import Iterable
from typing import NamedTuple

from socialkit.readers import moments, values
from socialkit.readers.mastodon import addresses, markup

_QUOTED = ("quote", "quoteUri", "quoteUrl", "_misskey_quote")


class Note(NamedTuple):
    """What is kept of one post; people and parents stand by their web address."""

    post_id: str
    at: int | None
    parent: str | None
    quoted: str | None
    mentions: tuple[dict, ...]
    has_link: bool | None
    links_site: bool | None
    likes: int | None
    reposts: int | None
    text: str | None


def read(item: dict, *, site: str | None, keep_text: bool) -> Note | str:
    """Read the note in an activity, or say why it is left out.

    Parameters
    ----------
    item
        One activity of type ``Create``.
    site
        Host of the web site in the owner's profile; None when it is not known.
    keep_text
        Whether the post's text is wanted.
    """
    note = item.get("object")
    post_id = values.text(values.item(note, "id"))
    if not post_id:
        return "odd"
    hidden = why_hidden(note) if note.get("to") or note.get("cc") else why_hidden(item)
    if hidden:
        return hidden
    tags = values.dicts(note.get("tag"))
    tagged = {tag["href"] for tag in tags if isinstance(tag.get("href"), str)}
    links = markup.links(note.get("content"), but=tagged)
    quoted = (note[key] for key in _QUOTED if isinstance(note.get(key), str))
    return Note(
        post_id,
        moments.iso(note.get("published")) or moments.iso(item.get("published")),
        values.text(note.get("inReplyTo")),
        next(quoted, None),
        tuple(tag for tag in tags if tag.get("type") == "Mention"),
        None if links is None else bool(links),
        _links_site(links, site),
        values.count(values.item(note, "likes", "totalItems")),
        values.count(values.item(note, "shares", "totalItems")),
        markup.plain(note.get("content")) if keep_text else None,
    )


def why_hidden(record: dict) -> str | None:
    """Say whether only ``followers`` or only the people named may see it; None when all may."""
    receivers = record.get("to"), record.get("cc")
    if addresses.is_public(*receivers):
        return None
    return "followers" if any(map(_is_followers, _all_texts(receivers))) else "direct"


def _all_texts(groups: Iterable[object]) -> list[str]:
    return [one for group in groups for one in addresses.texts(group)]


def _is_followers(uri: str) -> bool:
    return uri.rstrip("/").endswith("/followers")


def _links_site(links: list[str] | None, site: str | None) -> bool | None:
    if site is None or links is None:
        return None
    return any(values.host(link) == site for link in links)
