"""Follower and following lists, page by page, around the accounts that were asked about."""

from collections.abc import Iterable

from socialkit.readers.gathered import Gathered
from socialkit.readers.twarc.context import Context


class Lists:
    """The lists of a collection, each as it was last collected."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], _List] = {}

    def add(
        self, context: Context, account_ids: Iterable[str], next_token: str | None, *, is_page: bool
    ) -> None:
        """Add a page, or one flattened account, of the list that `context` is about."""
        key = (context.target, context.endpoint)
        known = self._lists.get(key)
        is_new = known is None or is_page or known.last != context
        if known is None or (is_new and context.token is None):
            known = self._lists[key] = _List(is_started=context.token is None)
        elif is_new and is_page and known.next_token != context.token:
            known.is_started = False  # a page between is missing
        known.last = context
        known.next_token, known.is_paged = next_token, is_page
        known.account_ids.update(dict.fromkeys(account_ids))

    def write(self, gathered: Gathered) -> None:
        """Write all follows; the API does not document the order of version 2's lists."""
        for (target, which), found in self._lists.items():
            if which == "followers":
                gathered.account(
                    target, is_focal=True, list_order="unknown", list_frame=found.frame()
                )
                for position, follower in enumerate(found.account_ids):
                    gathered.follow(follower, target, None, position)
            else:
                for followed in found.account_ids:
                    gathered.follow(target, followed)


class _List:
    """One list: whose accounts stand on it, and whether it was seen from end to end."""

    def __init__(self, *, is_started: bool) -> None:
        self.account_ids: dict[str, None] = {}
        self.is_started = is_started
        self.is_paged = False
        self.next_token: str | None = None
        self.last: Context | None = None

    def frame(self) -> str:
        if not (self.is_started and self.is_paged):
            return "unknown"
        return "head" if self.next_token else "census"
