"""Who is who in a LinkedIn export: one id for each person, from whatever it tells of them."""

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import unquote

from socialkit.readers import moments, values
from socialkit.readers.gathered import Gathered

_PROFILE = re.compile(r"(?i)https?://(?:[\w-]+\.)*linkedin\.com/in/([^/?#]+)")
_SLUG = re.compile(r"[^\s/\\?#<>\"'`(){}\[\]:;,@&|=*]{1,120}")
_OTHER_MONTHS = {"mär": "mar", "mrz": "mar", "mai": "may", "okt": "oct", "dez": "dec"}
_LAUNCH = 1_051_747_200_000_000  # 2003-05-01; LinkedIn opened that month


def slug(url: str) -> str | None:
    """Return the public identifier in the address of a LinkedIn profile."""
    match = _PROFILE.match(url.strip())
    found = values.handle(unquote(match[1]), _SLUG) if match else None
    return found if found and found.isprintable() else None


@lru_cache(4096)
def day(value: str) -> int | None:
    """Read a day as LinkedIn writes it, ``05 Mar 2024``, or ``2024-03-05``."""
    plain = value.strip().lower()
    for other, english in _OTHER_MONTHS.items():
        plain = plain.replace(other, english)
    return _since_launch(moments.english_day(plain) or moment(plain))


def moment(value: str) -> int | None:
    """Read ``2026-05-07 16:41:18``, which is UTC whether or not it says so."""
    return _since_launch(moments.utc(value))


@lru_cache(4096)
def written(at: int | None) -> str:
    """Return a moment as its day in letters."""
    return "undated" if at is None else f"{datetime.fromtimestamp(at / 1e6, UTC):%Y-%m-%d}"


def followed_on(value: str) -> int | None:
    """Read ``Tue Mar 05 14:22:10 UTC 2024``, or any of the other ways."""
    plain = " ".join(value.split())
    return _since_launch(moments.twitter(re.sub(" (?:UTC|GMT) ", " +0000 ", plain))) or day(plain)


class People:
    """The accounts of an export, each under the id that all of its lists give it.

    The id is the public identifier in the profile's address. Who has none is told by name
    and day, and people of one name and day by what else is known of them.
    """

    def __init__(self, gathered: Gathered) -> None:
        self.ids: set[str] = set()
        self._gathered = gathered
        self._with_address: set[str] = set()
        self._unnamed: dict[tuple[str, str, tuple], str] = {}
        self._alike: Counter[tuple[str, str]] = Counter()
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)

    def id_of(self, name: str, at: int | None, *details: str | None) -> str:
        """Return the id of somebody without an address."""
        when = written(at)
        key = (name, when, details)
        if key not in self._unnamed:
            self._alike[name, when] += 1
            number = self._alike[name, when]
            self._unnamed[key] = f"{name} ({when}{f', {number}' if number > 1 else ''})"
        return self._unnamed[key]

    def add(self, account_id: str, name: str | None, address: str | None, **facts: object) -> None:
        """Add a person and remember the name and whether there is an address."""
        self._gathered.account(account_id, name=name, handle=address, **facts)
        self.ids.add(account_id)
        if address is not None:
            self._with_address.add(account_id)
        if name:
            self._by_name[name.casefold()].add(account_id)

    def known(self, address: str | None, name: str | None) -> str | None:
        """Return the person of an address, or else the only one of a name; None otherwise."""
        if address in self.ids:
            return address
        alike = self._by_name.get((name or "").casefold(), set())
        found = next(iter(alike)) if len(alike) == 1 else None
        is_other = address is not None and found in self._with_address
        return None if is_other else found


def _since_launch(at: int | None) -> int | None:
    return at if at is not None and at >= _LAUNCH else None
