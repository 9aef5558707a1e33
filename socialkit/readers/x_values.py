"""Single values as X writes them: ids, user names, dates and counts, all as texts."""

import re
from urllib.parse import urlsplit

import pandas as pd

from socialkit import schema

FIRST_POST = pd.Timestamp("2006-03-21T00:00Z")  # the first tweet; nothing here can be older
LAST_YEAR = 2200

_ID = re.compile(r"[1-9][0-9]{0,19}")
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
_OLD_DATE = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}) (\d\d) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def account_id(value: object) -> str | None:
    """Return an id that is digits in a text; None for a number, which has lost digits."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def handle(value: object) -> str | None:
    """Return a user name that X would allow; None for anything else."""
    return value if isinstance(value, str) and _HANDLE.fullmatch(value) else None


def text(value: object) -> str | None:
    """Return a text that can be stored (no half of a character); None for anything else."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else None


def host(url: object) -> str | None:
    """Return the host of a web address without ``www.``; None for a shortened one."""
    try:
        name = urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:
        return None
    name = (name or "").lower().removeprefix("www.")
    return name if name and name != "t.co" else None


def times(values: list[object]) -> pd.Series:
    """Parse X's dates whatever the computer's language; NA where bogus.

    Both ``Sat Aug 12 16:10:37 +0000 2023`` and ISO times with their zone are understood;
    what lies before the first tweet is no date.
    """
    texts = pd.Series([_iso(value) for value in values], dtype=object)
    parsed = pd.to_datetime(texts, utc=True, errors="coerce", format="ISO8601")
    known = (parsed >= FIRST_POST) & (parsed.dt.year < LAST_YEAR)
    return parsed.where(known).astype(schema.TIME)


def count(value: object) -> int | None:
    """Return a count, which X writes as a text; None for anything else."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value):
        return int(value)
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole and 0 <= value < 10**15 else None


def item(value: object, *keys: str) -> object:
    """Return a nested item, or None as soon as the path ends."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _iso(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    match = _OLD_DATE.fullmatch(value)
    if match and match[1].title() in _MONTHS:
        month = _MONTHS.index(match[1].title()) + 1
        return f"{match[5]}-{month:02}-{match[2]}T{match[3]}{match[4]}"
    iso = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ]([\d:.]{5,15}) ?(Z|[+-]\d\d:?\d\d)", value)
    return f"{iso[1]}T{iso[2]}{iso[3]}" if iso else None
