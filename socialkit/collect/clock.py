"""The one place of the package that looks at the clock: a live collection is dated by it."""

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def present() -> int:
    """Return the present moment as microseconds since 1970 (UTC)."""
    return time.time_ns() // 1_000


def seconds_until(said: str | None, *, at: str | None = None) -> float | None:
    """Return how many seconds from now a moment lies; None where it cannot be read.

    Parameters
    ----------
    said
        A moment as servers write it in a header: seconds since 1970, ISO, or as mail does.
    at
        What the server's own clock says, as in the header ``Date``; else ours is used, and
        a clock that is wrong by an hour would make us wait for one.
    """
    moment, theirs = _moment(said), _moment(at)
    if moment is None:
        return None
    return moment - (present() / 1e6 if theirs is None else theirs)


def _moment(said: str | None) -> float | None:
    """Return seconds since 1970; None for what is no moment."""
    if said is None or len(said) > 60:
        return None
    for read in (float, _iso, _mail):
        try:
            found = read(said)
        except (ValueError, OverflowError, TypeError):
            continue
        return found if 0 <= found < 1e11 else None
    return None


def _iso(said: str) -> float:
    found = datetime.fromisoformat(said)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _mail(said: str) -> float:
    return parsedate_to_datetime(said).timestamp()
