"""Who is who among people of whom only a name and perhaps a date is known."""

from collections.abc import Iterable
from typing import NamedTuple

from socialkit.readers.facebook.people import Found, Person, day, second
from socialkit.readers.gathered import Entry


class Listed(NamedTuple):
    """A person on a list, with an id."""

    account_id: str
    name: str
    at: int | None

    @property
    def entry(self) -> Entry:
        """Return the person as a line of a list."""
        return Entry(self.account_id, self.at)

    def since(self, other: "Listed | None") -> Entry:
        """Return the person as a line of a list, with another list's date where this has none."""
        return Entry(self.account_id, other.at if other and self.at is None else self.at)

    @property
    def day(self) -> str | None:
        """Return the day of the date, or None."""
        return None if self.at is None else day(self.at)


class Identities:
    """Ids for all people on all lists of one export.

    A name that stands once in each list is the id. A name that some list has twice is borne
    by namesakes: their ids carry the date as well (to the second where two share a day), so
    that they are one person in two lists only where the dates are the same.
    """

    def __init__(self, lists: Iterable[Found]) -> None:
        self.namesakes: set[str] = set()
        self._moments: dict[tuple[str, str], set[int]] = {}
        whole = list(lists)
        for found in whole:
            seen: set[str] = set()
            for person in found.people:
                (self.namesakes if person.name in seen else seen).add(person.name)
        for person in (person for found in whole for person in found.people):
            if person.name in self.namesakes and person.at is not None:
                self._moments.setdefault((person.name, day(person.at)), set()).add(person.at)

    def listed(self, which: str, found: Found) -> list[Listed]:
        """Return the people of one list with their ids, in the order of the list."""
        undated: dict[str, int] = {}
        result = []
        for person in found.people:
            account_id = person.name
            if person.name in self.namesakes:
                if person.at is None:
                    undated[person.name] = undated.get(person.name, 0) + 1
                    account_id = f"{person.name} \u00b7 {which} {undated[person.name]}"
                else:
                    account_id = f"{person.name} \u00b7 {self._when(person)}"
            result.append(Listed(account_id, person.name, person.at))
        return result

    def _when(self, person: Person) -> str:
        is_only = len(self._moments[person.name, day(person.at)]) == 1
        return day(person.at) if is_only else second(person.at)
