"""Accounts as the Twitter API describes them; of several descriptions the newest counts."""

from collections.abc import Callable

from socialkit.readers.gathered import Gathered
from socialkit.readers.twarc import profiles
from socialkit.readers.twarc.context import Context
from socialkit.readers.twarc.values import new_id, old_id

_Facts = Callable[..., dict[str, object]]


class People:
    """The accounts of a collection.

    The newest description of each waits as raw values, with what reads them, until the very
    end: values are then read once an account and not once a post.
    """

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._described_at: dict[str, int] = {}
        self._newest: dict[str, tuple[_Facts, tuple[object, ...]]] = {}

    def user(self, user: dict, context: Context) -> None:
        """Take in an account of version 2, as its page described it."""
        found, at = new_id(user.get("id")), context.at or 0
        if found and at > self._described_at.get(found, -1) and "username" in user:
            values = profiles.values(user, asks_place=context.asks_place)
            self._described_at[found] = at
            self._newest[found] = (profiles.facts, values)

    def old_user(self, user: object, at: int | None) -> None:
        """Take in an account of version 1.1."""
        found, at = old_id(user), at or 0
        if found and at > self._described_at.get(found, -1) and "screen_name" in user:
            self._described_at[found] = at
            self._newest[found] = (profiles.old_facts, profiles.old_values(user))

    def named(self, account_id: str, handle: object, shown: object = None) -> None:
        """Take in the names of an account that is not described anywhere else so far."""
        if account_id not in self._newest:
            self._newest[account_id] = (profiles.names, (handle, shown))

    def write(self) -> None:
        """Write every account and forget it."""
        while self._newest:
            account_id, (facts, values) = self._newest.popitem()
            self._gathered.account(account_id, **facts(*values))
