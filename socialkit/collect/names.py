"""What people call an account or a server, turned into what a network asks for."""

import re
from urllib.parse import urlsplit

from socialkit.errors import CollectError

_SERVER = re.compile(r"[A-Za-z0-9.-]{1,253}")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_BLUESKY = re.compile(r"did:[a-z0-9]+:[A-Za-z0-9._:%-]+|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_MASTODON = re.compile(r"([A-Za-z0-9_][A-Za-z0-9_.-]*)(?:@([A-Za-z0-9.-]+))?")


def host(said: str) -> str:
    """Return the address of a server with its scheme, and nothing behind its name.

    Raises
    ------
    CollectError
        When it is none, or one without encryption that is not this computer.
    """
    whole = said if "://" in said else f"https://{said}"
    try:
        parts = urlsplit(whole)
        port = f":{parts.port}" if parts.port else ""
        name = parts.hostname or ""
    except ValueError:
        name = port = ""
    if not _SERVER.fullmatch(name) or parts.scheme not in ("http", "https"):
        raise CollectError(f"{said!r} is no server; give a name such as mastodon.social.")
    if parts.username or parts.path.strip("/") or parts.query:
        raise CollectError(f"{said!r}: give the server alone, without path or password.")
    if parts.scheme == "http" and name not in _LOOPBACK:
        raise CollectError(f"{said!r}: only https is used, so that nobody reads along.")
    return f"{parts.scheme}://{name}{port}"


def of_bluesky(said: str) -> str:
    """Return a handle or DID, also from ``@handle`` or the address of a profile page.

    Raises
    ------
    CollectError
        When it is neither.
    """
    found = said.strip().rstrip("/")
    found = found.rpartition("/profile/")[2].lstrip("@")
    if not _BLUESKY.fullmatch(found):
        raise CollectError(f"{said!r} is no Bluesky account; give name.bsky.social.")
    return found if found.startswith("did:") else found.lower()


def of_mastodon(said: str) -> tuple[str, str | None]:
    """Return user and server, also from ``@user@server`` or the address of a profile page.

    Raises
    ------
    CollectError
        When it is no account.
    """
    found = said.strip().rstrip("/")
    server = None
    if "://" in found:
        parts = urlsplit(found)
        server, found = parts.netloc, parts.path.rpartition("/")[2]
    match = _MASTODON.fullmatch(found.lstrip("@"))
    if match is None:
        raise CollectError(f"{said!r} is no Mastodon account; give it as name@server.example.")
    return match[1], match[2] or server
