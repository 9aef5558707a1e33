"""The accounts an outbox turns to: told by web address, called by ``user@host``."""

from socialkit.readers import values
from socialkit.readers.mastodon import addresses


class People:
    """What mentions taught of accounts: the address that goes with a web address.

    A mention names both, which helps where a web address holds a number or a code, and where
    a server is called otherwise than its web pages.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._servers: dict[str, str] = {}

    def meet(self, tag: dict) -> str | None:
        """Learn from one mention; return the web address of whom it means."""
        uri = tag.get("href")
        if not isinstance(uri, str):
            return None
        said = values.name(tag.get("name")) or ""
        known = addresses.address(said) or addresses.at_host(said, uri) or addresses.named(uri)
        if known:
            self._names[uri] = known
            told = addresses.named(uri)
            if told and told.split("@")[0] == known.split("@")[0]:
                self._servers[told.split("@")[1]] = known.split("@")[1]
        return uri

    def id_of(self, uri: str | None) -> str | None:
        """Return the account with this web address; None when it cannot be told."""
        if uri in self._names:
            return self._names[uri]
        told = addresses.named(uri)
        if told is None:
            return None
        user, server = told.split("@")
        return f"{user}@{self._servers.get(server, server)}"
