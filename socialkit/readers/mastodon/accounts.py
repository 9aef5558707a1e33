"""Profiles as the API of a fediverse server gives them."""

from collections.abc import Iterator

from socialkit.readers import jsonfile, moments, values
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Entry, Gathered
from socialkit.readers.mastodon import addresses, markup

_FLAGS = {
    "locked": "is_protected",
    "bot": "x_bot",
    "group": "x_is_group",
    "discoverable": "x_discoverable",
    "indexable": "x_indexable",
    "noindex": "x_noindex",
    "memorial": "x_memorial",
    "suspended": "x_suspended",
    "limited": "x_limited",
    "hide_collections": "x_hides_lists",
}
_STAND_IN = "/avatars/original/missing.png"


def account_id(account: object) -> str | None:
    """Return ``user@host``; an account of the server itself stands there without its host."""
    acct = values.item(account, "acct")
    whole = addresses.address(acct)
    if whole:
        return whole
    own = (addresses.at_host(acct, values.item(account, key)) for key in ("uri", "url"))
    return next((found for found in own if found), None)


def facts(account: dict) -> dict[str, object]:
    """Return the profile by column of the accounts table."""
    avatar = account.get("avatar_static") or account.get("avatar")
    is_stand_in = avatar.endswith(_STAND_IN) if isinstance(avatar, str) and avatar else None
    return {
        "name": values.name(account.get("display_name")),
        "bio": markup.plain(account.get("note")),
        "url": markup.site(account.get("fields")),
        "created_at": moments.iso(account.get("created_at")),
        "last_post_at": moments.utc(account.get("last_status_at")),
        "followers_count": values.count(account.get("followers_count")),
        "following_count": values.count(account.get("following_count")),
        "posts_count": values.count(account.get("statuses_count")),
        "has_default_image": is_stand_in,
        "x_moved": True if isinstance(account.get("moved"), dict) else None,
        **{to: account[key] for key, to in _FLAGS.items() if isinstance(account.get(key), bool)},
    }


def meet(account: object, gathered: Gathered) -> str | None:
    """Add an account with its profile; return its id, or None when it has none."""
    found = account_id(account)
    if found:
        gathered.account(found, handle=found, **facts(account))
    return found


def entries(archive: Archive, name: str, gathered: Gathered) -> Iterator[Entry]:
    """Yield who stands on a saved page of a list, with what the page knows of them."""
    for account in jsonfile.records(archive, name):
        yield Entry(meet(account, gathered))
