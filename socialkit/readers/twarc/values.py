"""Single values as the Twitter API writes them."""

import re

from socialkit.readers.values import item, text

MAX_EXACT = 2**53  # a larger number may have lost digits on its way
_ID = re.compile(r"[1-9][0-9]{0,19}")


def new_id(value: object) -> str | None:
    """Return an id of version 2, always a text of digits; None for anything else."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def old_id(record: object, key: str = "id") -> str | None:
    """Return an id of version 1.1: its text, or a number small enough to be exact."""
    said = new_id(item(record, f"{key}_str"))
    number = item(record, key)
    if said is None and isinstance(number, int) and not isinstance(number, bool):
        return str(number) if 0 < number < MAX_EXACT else None
    return said or new_id(number)


def mapping(value: object) -> dict:
    """Return an object of JSON, and an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def site(user: object) -> str | None:
    """Return the web site in a profile, with its real address where that is given."""
    user = mapping(user)
    shown = mapping(user.get("entities")).get("url")
    full = item(shown, "urls", 0, "expanded_url") if shown else None
    return text(full) if full else text(user.get("url"))
