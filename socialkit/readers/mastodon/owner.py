"""The owner of a Mastodon archive: whom ``actor.json`` describes."""

from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import jsonfile, moments, values
from socialkit.readers.archive import Archive
from socialkit.readers.mastodon import addresses, markup

_MACHINES = ("Service", "Application")


class Owner(NamedTuple):
    """Whose archive it is: account id, web address, and columns of the accounts table."""

    account_id: str | None = None
    uri: str | None = None
    facts: dict[str, object] = {}  # noqa: RUF012 - never changed in place

    @property
    def site(self) -> str | None:
        """Host of the web site in the profile; None when there is none or it is not known."""
        return values.host(self.facts.get("url"))


def read(archive: Archive, name: str) -> Owner:
    """Read ``actor.json``; keys, addresses of inboxes and the like stay there.

    Raises
    ------
    ReadError
        When it is damaged or describes no account.
    """
    actor = jsonfile.load(archive, name)
    if not isinstance(actor, dict):
        raise ReadError(
            f"{archive.where(name)}: should describe the owner's account as one JSON object; "
            "download the export again."
        )
    uri = values.text(actor.get("id"))
    said = addresses.address(actor.get("webfinger"))
    account_id = said or addresses.at_host(actor.get("preferredUsername"), uri)
    return Owner(account_id or addresses.named(uri), uri, _facts(actor))


def of_uri(uri: str) -> Owner:
    """Return the owner as known from a web address alone."""
    return Owner(addresses.named(uri), uri)


def _facts(actor: dict) -> dict[str, object]:
    kind = actor.get("type")
    return {
        "name": values.name(actor.get("name")),
        "bio": markup.plain(actor.get("summary")),
        "url": markup.site(actor.get("attachment")),
        "created_at": moments.iso(actor.get("published")),
        "is_protected": values.flag(actor.get("manuallyApprovesFollowers")),
        "x_bot": kind in _MACHINES if isinstance(kind, str) else None,
        "x_discoverable": values.flag(actor.get("discoverable")),
        "x_indexable": values.flag(actor.get("indexable")),
        "x_memorial": values.flag(actor.get("memorial")),
        "x_moved": True if isinstance(actor.get("movedTo"), str) else None,
    }
