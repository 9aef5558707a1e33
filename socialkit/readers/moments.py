"""Moments as exports write them, turned into microseconds since 1970 (UTC).

Whole numbers take an eighth of the room of a datetime and become a time column at once.
What is not a possible date is None, whatever stands there.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SECOND = 1_000_000
_LONGEST = 60  # characters; no date is longer
EARLIEST = int(datetime(1990, 1, 1, tzinfo=UTC).timestamp()) * _SECOND  # before any network
LATEST = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp()) * _SECOND

_TWITTER = re.compile(
    r"[A-Za-z]{3},? ([A-Za-z]{3}) (\d\d?) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d) (\d{4})"
)
_WALL_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?))?")
_DAY = re.compile(r"(\d{1,2}) ([A-Za-z]{3})[a-z]*\.? (\d{4})")
_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}


def unix(value: object) -> int | None:
    """Read seconds since 1970, as a number or a text of digits; 0 stands for no date."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,12}(\.\d+)?", value):
        value = float(value)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    is_possible = EARLIEST <= value * _SECOND < LATEST  # false for NaN and infinity too
    return _possible(round(value * _SECOND)) if is_possible else None


def iso(value: object) -> int | None:
    """Read an ISO time that carries its zone; without a zone it is no moment."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return None if moment.tzinfo is None else _since_epoch(moment)


def utc(value: object) -> int | None:
    """Read an ISO date or time whose source documents that it is UTC without saying so."""
    return _utc(value) if isinstance(value, str) and len(value) <= _LONGEST else None


def twitter(value: object) -> int | None:
    """Read ``Sat Aug 12 16:10:37 +0000 2023`` whatever the computer's language."""
    match = _TWITTER.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    month, day, hour, minute, second, sign, hours, minutes, year = match.groups()
    if month.lower() not in _MONTHS:
        return None
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    numbers = (int(year), _MONTHS[month.lower()], int(day), int(hour), int(minute), int(second))
    try:
        return _since_epoch(datetime(*numbers, tzinfo=UTC) - offset)
    except (ValueError, OverflowError):
        return None


def english_day(value: object) -> int | None:
    """Read ``05 Mar 2024`` as the start of that day in UTC."""
    return _english_day(value) if isinstance(value, str) and len(value) <= _LONGEST else None


@lru_cache(maxsize=4096)  # lists of people name the same days again and again
def _utc(text: str) -> int | None:
    text = text.strip().removesuffix("UTC").strip()
    match = _WALL_CLOCK.fullmatch(text)
    if match is None:
        return iso(text)
    return iso(f"{match[1]}T{match[2] or '00:00'}+00:00")


@lru_cache(maxsize=4096)
def _english_day(text: str) -> int | None:
    match = _DAY.fullmatch(text.strip())
    if match is None or match[2].lower() not in _MONTHS:
        return None
    try:
        day = datetime(int(match[3]), _MONTHS[match[2].lower()], int(match[1]), tzinfo=UTC)
    except ValueError:
        return None
    return _since_epoch(day)


def _since_epoch(moment: datetime) -> int | None:
    try:
        return _possible((moment - _EPOCH) // _MICROSECOND)
    except OverflowError:  # a zone that pushes the year past 9999
        return None


def _possible(microseconds: int) -> int | None:
    return microseconds if EARLIEST <= microseconds < LATEST else None
