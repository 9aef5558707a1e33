"""Accounts as the Twitter API describes them; of several descriptions the newest counts."""

from collections.abc import Callable
from typing import NamedTuple

from socialkit.readers.gathered import Gathered
from socialkit.readers.twarc import profiles
from socialkit.readers.twarc.context import Context
from socialkit.readers.twarc.values import new_id, old_id


class _Described(NamedTuple):
    """The newest description of an account: its raw values and how to read them.

    Values are read at the very end, once an account and not once a post.
    """

    at: int
    facts: Callable[..., dict[str, object]]
    values: tuple[object, ...]


class People:
    """The accounts of a collection."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._newest: dict[str, _Described] = {}

    def user(self, user: dict, context: Context) -> None:
        """Take in an account of version 2, as its page described it."""
        found = new_id(user.get("id"))
        at = context.at or 0
        if found and "username" in user and self._is_news(found, at):
            values = profiles.values(user, asks_place=context.asks_place)
            self._newest[found] = _Described(at, profiles.facts, values)

    def old_user(self, user: object, at: int | None) -> None:
        """Take in an account of version 1.1."""
        found = old_id(user)
        if found and "screen_name" in user and self._is_news(found, at or 0):
            values = profiles.old_values(user)
            self._newest[found] = _Described(at or 0, profiles.old_facts, values)

    def named(self, account_id: str, handle: object, shown: object = None) -> None:
        """Take in the names of an account that is not described anywhere else so far."""
        if account_id not in self._newest:
            self._newest[account_id] = _Described(-1, profiles.names, (handle, shown))

    def write(self) -> None:
        """Write every account and forget it."""
        while self._newest:
            account_id, described = self._newest.popitem()
            self._gathered.account(account_id, **described.facts(*described.values))

    def _is_news(self, account_id: str, at: int) -> bool:
        before = self._newest.get(account_id)
        return before is None or at > before.at
