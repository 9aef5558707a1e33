"""How fast a server may be asked: its own word first, the network's rule where it says none."""

import math
import re
import threading
import time
from collections.abc import Mapping

from socialkit.collect import clock
from socialkit.errors import CollectError

_WINDOW = re.compile(r"(\d{1,9})\s*;\s*w=(\d{1,7})")
_CATCH_UP_SECONDS = 1.0
"""After a hiccup so much of the lost time may be made good, and no more."""
LONGEST_WAIT_SECONDS = 3_600.0
_HASTE = 1.5
"""How much faster than on average what is left of a window may be used up at its end."""
_KEPT_BACK = 0.98
"""A little less than what is allowed, because the server's clock and ours run apart."""


class Pace:
    """Spread requests evenly over time, for all threads together.

    Parameters
    ----------
    rate
        Requests a second until the server itself says how many it allows.
    most
        Requests a second that are never exceeded, whatever the server allows.
    """

    def __init__(self, rate: float, *, most: float = math.inf) -> None:
        self._most = most
        self.rate = min(rate, most)
        self._next = time.monotonic()
        self._longest = 0.0
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    def wait(self) -> None:
        """Wait until it is the caller's turn.

        Raises
        ------
        CollectError
            When the collection was stopped meanwhile.
        """
        with self._lock:
            present = time.monotonic()
            turn = max(self._next, present - _CATCH_UP_SECONDS)
            self._next = turn + 1 / self.rate
        self.rest(turn - present)

    def rest(self, seconds: float) -> None:
        """Sleep for so many seconds; being stopped ends it at once."""
        if self._stopped.wait(max(0.0, seconds)):
            raise CollectError("the collection was stopped; what it has is kept.")

    def hold(self, seconds: float) -> None:
        """Let nobody ask before so many seconds have gone by."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def stop(self) -> None:
        """Wake up whoever waits; from now on nobody's turn comes."""
        self._stopped.set()

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take over what a reply says of the server's limits.

        Bluesky writes ``ratelimit-limit``, ``-remaining``, ``-reset`` and ``-policy`` (with
        the window in seconds), Mastodon the first three with ``x-`` before them.
        """
        limit, left = _number(headers, "limit"), _number(headers, "remaining")
        until = clock.seconds_until(_said(headers, "reset"), at=headers.get("date"))
        window = _WINDOW.search(_said(headers, "policy") or "")
        if window and int(window[1]) and int(window[2]):
            self._allow(int(window[1]) / int(window[2]))
        elif left and limit and until is not None and until > 0:
            self._longest = max(self._longest, until)
            self._allow(min(left / until, _HASTE * limit / self._longest))
        if left == 0 and until is not None and until > 0:
            self.hold(min(until, LONGEST_WAIT_SECONDS))

    def _allow(self, rate: float) -> None:
        with self._lock:
            self.rate = min(rate * _KEPT_BACK, self._most)


def asked_to_wait(headers: Mapping[str, str]) -> float | None:
    """Return for how many seconds a reply asks to be left alone; None where it does not say."""
    said = headers.get("retry-after")
    if said is not None and said.strip().isdecimal() and len(said) < 10:
        return float(said)
    until = clock.seconds_until(said or _said(headers, "reset"), at=headers.get("date"))
    return None if until is None else max(0.0, until)


def _said(headers: Mapping[str, str], what: str) -> str | None:
    return headers.get(f"ratelimit-{what}") or headers.get(f"x-ratelimit-{what}")


def _number(headers: Mapping[str, str], what: str) -> int | None:
    said = _said(headers, what) or ""
    return int(said) if said.isdecimal() and len(said) < 10 else None
