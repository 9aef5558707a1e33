"""A guest who behaves: one host, its pace, patience with its failures, and no more than asked.

Both networks' libraries send their requests through here, so that whatever a server does,
one place decides: ask again later, or end with one clear error.
"""

import json
import secrets
from collections.abc import Iterator
from urllib.request import getproxies, proxy_bypass

import httpx

from socialkit.collect import clock
from socialkit.collect.pace import LONGEST_WAIT_SECONDS, Pace, asked_to_wait
from socialkit.errors import CollectError

TRIES = 6
TRIES_AT_FIRST = 3
"""A host that has never answered is more likely mistyped than busy."""
FIRST_PAUSE_SECONDS = 1.0
SECONDS_WITHOUT_A_BYTE = 20.0
SECONDS_FOR_A_REPLY = 60.0
LONGEST_REPLY = 32 * 2**20
"""Bytes after unpacking; a page of a hundred profiles has about a thousandth of it."""
_AGAIN = {408, 425, 429, *range(500, 600)}
_PACKING = {"content-encoding", "content-length", "transfer-encoding", "content-type"}
KEPT = "What has been collected is kept; the same command goes on from there."


class _SpoiltError(Exception):
    """A reply that cannot be used, though another try may bring a better one."""


class Guest(httpx.BaseTransport):
    """Send requests to one host and hand back whole, usable replies only.

    Parameters
    ----------
    host
        Address of the server with its scheme; nothing else is ever asked.
    pace
        How fast it may be asked.
    """

    def __init__(self, host: str, pace: Pace) -> None:
        self.host = httpx.URL(host)
        self._pace = pace
        self._sender = httpx.HTTPTransport(proxy=_proxy(self.host))
        self._has_answered = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask, again and again where that may help, and return the whole reply.

        Raises
        ------
        CollectError
            When the host cannot be reached, sends one elsewhere, or goes on failing.
        """
        self._only_this_host(request.url)
        tries = 0
        while True:
            self._pace.wait()
            try:
                reply = self._once(request)
            except (httpx.HTTPError, httpx.StreamError, _SpoiltError, OSError) as error:
                fault, asked = _in_words(error), None
            else:
                self._pace.learn(reply.headers)
                self._has_answered = True
                if reply.status_code not in _AGAIN:
                    return self._no_redirect(reply)
                fault = f"it answered {reply.status_code} ({reply.reason_phrase})"
                asked = asked_to_wait(reply.headers) if reply.status_code in (429, 503) else None
            tries += 1
            self._pause(request, tries, fault, asked)

    def close(self) -> None:
        """Close every connection."""
        self._sender.close()

    def _once(self, request: httpx.Request) -> httpx.Response:
        limits = ("connect", "read", "write", "pool")
        request.extensions["timeout"] = dict.fromkeys(limits, SECONDS_WITHOUT_A_BYTE)
        raw = self._sender.handle_request(request)
        try:
            body = b"".join(_in_time(raw))
        finally:
            raw.close()
        headers = [(key, value) for key, value in raw.headers.items() if key not in _PACKING]
        if raw.is_success:
            _check_json(body)
        headers.append(("content-type", "application/json" if raw.is_success else _type(raw)))
        return httpx.Response(raw.status_code, headers=headers, content=body, request=request)

    def _pause(self, request: httpx.Request, tries: int, fault: str, asked: float | None) -> None:
        """Wait before the next try, longer each time and never all threads at once."""
        where = f"{self.host}: {request.url.path}"
        if tries >= (TRIES if self._has_answered else TRIES_AT_FIRST):
            raise CollectError(f"{where} failed {tries} times; the last time {fault}. {KEPT}")
        if asked is not None and asked > LONGEST_WAIT_SECONDS:
            raise CollectError(
                f"{where}: the server asks to be left alone for {asked / 3600:.1f} hours. {KEPT}"
            )
        if asked is not None:
            self._pace.hold(asked)
        longest = FIRST_PAUSE_SECONDS * 2 ** (tries - 1)
        jitter = longest * (0.5 + secrets.randbelow(1000) / 2000)
        self._pace.rest((asked or 0.0) + jitter)

    def _only_this_host(self, url: httpx.URL) -> None:
        mine, theirs = self.host, url
        if (mine.scheme, mine.host, mine.port) != (theirs.scheme, theirs.host, theirs.port):
            raise CollectError(f"{self.host}: only this server is asked, not {url.host}.")

    def _no_redirect(self, reply: httpx.Response) -> httpx.Response:
        if not 300 <= reply.status_code < 400:
            return reply
        to = reply.headers.get("location", "")[:200]
        raise CollectError(
            f"{self.host}: sends us on to {to or 'nowhere'} ({reply.status_code}). No other server "
            "is asked than the one named; if it has moved, name the new one."
        )


def _in_time(reply: httpx.Response) -> Iterator[bytes]:
    """Yield the unpacked body; one that is too long or drips for too long is spoilt."""
    begun, length = clock.present(), 0
    for part in reply.iter_bytes():
        length += len(part)
        if length > LONGEST_REPLY:
            raise _SpoiltError(f"the reply was longer than {LONGEST_REPLY // 2**20} MB")
        if clock.present() - begun > SECONDS_FOR_A_REPLY * 1e6:
            raise _SpoiltError(f"the reply took longer than {SECONDS_FOR_A_REPLY:.0f} seconds")
        yield part


def _check_json(body: bytes) -> None:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        raise _SpoiltError("the reply was no JSON, or cut short") from None


def _type(reply: httpx.Response) -> str:
    return reply.headers.get("content-type", "application/octet-stream")


def _in_words(error: Exception) -> str:
    if isinstance(error, _SpoiltError):
        return str(error)
    if isinstance(error, httpx.TimeoutException):
        return "it did not answer in time"
    if isinstance(error, httpx.ConnectError):
        return "it could not be reached"
    return f"the connection broke ({type(error).__name__})"


def _proxy(url: httpx.URL) -> str | None:
    """Return the proxy that this computer is set up to use for the host, if any."""
    found = getproxies()
    proxy = found.get(url.scheme) or found.get("all")
    return None if not proxy or proxy_bypass(url.host) else proxy
