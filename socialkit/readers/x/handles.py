"""User names met on the way through own posts; of an account that renamed itself the latest."""

from socialkit.readers.gathered import Gathered
from socialkit.readers.x.tweet import Tweet


class Handles:
    """Which account bore which user name, by the date of the post that shows it."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[int, str]] = {}
        self._accounts: dict[str, tuple[int, str]] = {}

    def meet(self, found: Tweet) -> None:
        """Take the user names in one tweet."""
        at = -1 if found.at is None else found.at
        for account_id, name in found.people:
            if account_id and name:
                self._meet(account_id, name, at)
        if found.reply_to and found.reply_to_name:
            self._meet(found.reply_to, found.reply_to_name, at)

    def owner_of(self, name: str) -> str | None:
        """Return the account that last bore a user name in lower case."""
        known = self._accounts.get(name)
        return known[1] if known else None

    def hand_over(self, gathered: Gathered) -> None:
        """Add the user names of the accounts that a snapshot in the making holds."""
        for account_id, (_, name) in self._names.items():
            if account_id in gathered and "handle" not in gathered.facts(account_id):
                gathered.account(account_id, handle=name)

    def _meet(self, account_id: str, name: str, at: int) -> None:
        before = self._names.get(account_id)
        if before is None or at >= before[0]:
            self._names[account_id] = (at, name)
        before = self._accounts.get(name.lower())
        if before is None or at >= before[0]:
            self._accounts[name.lower()] = (at, account_id)
