"""The owner of a Facebook export, from its profile file; contacts are never read."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from socialkit.readers import meta, moments, values
from socialkit.readers.facebook import files
from socialkit.readers.uploads import Upload

_HANDLE = re.compile(r"[\w.]{2,80}")


class Owner(NamedTuple):
    """The owner: their id (None when the export does not give one) and what is known."""

    account_id: str | None
    facts: dict[str, object]


def read(upload: Upload) -> Owner:
    """Return the owner by user name, by the number in their profile's address, or unnamed.

    Raises
    ------
    ReadError
        When the profile file is damaged.
    """
    for name in files.members(upload, "profile"):
        whole = meta.load(upload.archive, name)
        for key in ("profile_v2", "profile"):
            profile = values.item(whole, key)
            if isinstance(profile, dict):
                return _owner(profile)
    return Owner(None, {})


def _owner(profile: dict) -> Owner:
    handle = values.handle(profile.get("username"), _HANDLE)
    number = None
    if handle is None:
        handle, number = _from_address(profile.get("profile_uri"))
    facts = {
        "name": values.name(values.item(profile, "name", "full_name")),
        "handle": handle,
        "created_at": moments.unix(profile.get("registration_timestamp")),
    }
    return Owner(handle or number, facts)


def _from_address(address: object) -> tuple[str | None, str | None]:
    """Return the user name or the number in a profile's address; the address is not kept."""
    if not (values.host(address) or "").endswith("facebook.com"):
        return None, None
    parts = values.path(address)
    if parts == ["profile.php"]:
        number = parse_qs(urlsplit(address).query).get("id", [None])[0]
        return None, values.digits(number)
    return (values.handle(parts[0], _HANDLE) if len(parts) == 1 else None), None
