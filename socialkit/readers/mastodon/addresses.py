"""Who is meant on the fediverse: ``user@host``, from the many ways files write it.

Numbers are known to one server only and never serve as ids.
"""

import re
from functools import lru_cache
from urllib.parse import unquote

from socialkit.readers import values

_USER = r"[\w.+~-]{1,200}"
_HOST = r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,20}(?::\d{1,5})?"
_ADDRESS = re.compile(rf"{_USER}@{_HOST}")
_NAME = re.compile(_USER)
_URI = re.compile(rf"https?://(?P<host>{_HOST})/(?P<path>[^?#]*)", re.IGNORECASE)
_FOLDERS = ("users", "u", "accounts")  # Mastodon and most; kbin and Lemmy; PeerTube
_LONGEST = 1_000  # characters of a web address
_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}


def address(value: object) -> str | None:
    """Return ``user@host`` in its one spelling; None for anything else."""
    return values.handle(value, _ADDRESS)


def host(uri: object) -> str | None:
    """Return the server of a web address, with its port where it says one."""
    match = _URI.match(uri) if isinstance(uri, str) else None
    return match["host"].lower() if match else None


def at_host(name: object, uri: object) -> str | None:
    """Return the address of a bare user name on the server of a web address."""
    user, server = values.handle(name, _NAME), host(uri)
    return f"{user}@{server}" if user and server else None


def actor(uri: object) -> str | None:
    """Cut the address of a post down to that of its author, where the path holds one.

    Examples
    --------
    >>> actor("https://home.example/users/ann/statuses/12")
    'https://home.example/users/ann'
    >>> actor("https://home.example/notes/9f3a") is None
    True
    """
    match = _URI.match(uri) if isinstance(uri, str) and len(uri) < _LONGEST else None
    parts = match["path"].split("/", 3) if match else [""]
    if parts[0].startswith("@"):
        size = 1
    elif parts[0] == "p" and len(parts) > 2:  # a picture on Pixelfed
        size = 2
    else:
        size = 3 if parts[:2] == ["ap", "users"] else 2 if parts[0] in _FOLDERS else 0
    if not size or not all(parts[:size]) or len(parts) < size:
        return None
    return uri[: match.start("path")] + "/".join(parts[:size])


def named(actor_uri: object) -> str | None:
    """Return the address in the web address of an account; None when it holds a number only.

    Examples
    --------
    >>> named("https://home.example/@Ann"), named("https://home.example/ap/users/117")
    ('ann@home.example', None)
    """
    is_possible = isinstance(actor_uri, str) and len(actor_uri) < _LONGEST
    return _named(actor_uri) if is_possible else None


@lru_cache(maxsize=2**13)  # the same people come again and again
def _named(uri: str) -> str | None:
    match = _URI.match(uri)
    parts = match["path"].rstrip("/").split("/") if match else []
    is_whole = len(parts) == (2 if parts and parts[0] in (*_FOLDERS, "p") else 1)
    if not is_whole:
        return None
    name = unquote(parts[-1])
    return address(name) or at_host(name, uri)


def is_public(*receivers: object) -> bool:
    """Whether posts to these receivers can be seen by anyone, listed or not."""
    return any(to in _PUBLIC for group in receivers for to in texts(group))


def people(*receivers: object) -> list[str]:
    """Return the receivers that are single accounts, in their order."""
    found = [to for group in receivers for to in texts(group)]
    return [to for to in found if to not in _PUBLIC and not to.rstrip("/").endswith("/followers")]


def texts(value: object) -> list[str]:
    """Return the texts of a list, or a text alone as a list."""
    given = value if isinstance(value, list) else [value]
    return [one for one in given if isinstance(one, str)]
