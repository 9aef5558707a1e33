"""A headless Chromium that tells what a page does: what it runs, says, asks for and opens.

It is driven through a pipe, by the DevTools protocol: no port, no driver, no package. Whatever
it asks the network for fails, and is told.
"""

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
MISSING = "chromium is not installed (on Debian: apt-get install chromium)"
SECONDS = 60.0
_SWITCHES = (
    "--headless",
    "--no-sandbox",  # containers mostly do not let it build one; the pages are our own
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--proxy-server=127.0.0.1:9",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-pipe",
)
_LAUNCH = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Chromium wants its orders on file 3 and answers on file 4."""
_POKE = """
new Promise(done => {
  const all = [...document.querySelectorAll('*')];
  for (const one of all) {
    if ('open' in one && one.localName === 'details') one.open = true;
    for (const kind of ['mouseover', 'focus', 'toggle', 'error', 'load', 'beforecopy'])
      one.dispatchEvent(new Event(kind));
  }
  setTimeout(done, 150);
})
"""
_ALIVE = """
[...document.querySelectorAll('*')].flatMap(one => {
  const name = one.localName, found = [];
  if (['script', 'iframe', 'object', 'embed', 'form', 'base', 'foreignObject'].includes(name))
    found.push(name);
  for (const {name: key, value} of one.attributes) {
    if (/^on/i.test(key)) found.push(`${name} ${key}`);
    if (/^\\s*(javascript|vbscript):/i.test(value)) found.push(`${name} ${key}=${value}`);
    if (/^(src|srcset|data|poster)$/i.test(key) && !value.startsWith('data:'))
      found.push(`${name} ${key}=${value}`);
    if (key.toLowerCase() === 'http-equiv' && /refresh/i.test(value)) found.push('refresh');
  }
  return found;
})
"""
_TEXT = "document.documentElement.textContent"


class Visit(NamedTuple):
    """What happened while a page was open, and what is in it that could act.

    Attributes
    ----------
    dialogs
        What alerts and the like said.
    errors
        What the console holds: errors, warnings, and whatever scripts wrote there.
    requests
        Addresses that were asked for, windows opened, pages gone to; not data in the page.
    alive
        Elements and attributes that run, embed or fetch something.
    text
        All text of the page.
    """

    dialogs: list[str]
    errors: list[str]
    requests: list[str]
    alive: list[str]
    text: str

    @property
    def faults(self) -> list[str]:
        return [*self.dialogs, *self.errors, *self.requests, *self.alive]


class Browser:
    """A running Chromium; `visit` opens a page in a tab of its own."""

    def __init__(self, orders: int, answers: int) -> None:
        self._orders, self._answers = orders, answers
        self._buffer, self._number = b"", 0
        self._events: list[dict] = []

    def visit(self, path: Path) -> Visit:
        """Open a file, touch everything in it, and tell what happened."""
        tab = self._ask("Target.createTarget", url="about:blank")["targetId"]
        session = self._ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{domain}.enable", session)
        self._events.clear()
        url = path.resolve().as_uri()
        self._ask("Page.navigate", session, url=url)
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._read()
        self._evaluate(session, _POKE)
        alive, text = (self._evaluate(session, code) for code in (_ALIVE, _TEXT))
        told = [(event["method"], event["params"]) for event in self._events]
        self._ask("Target.closeTarget", targetId=tab)
        return Visit(
            [about["message"] for name, about in told if name == "Page.javascriptDialogOpening"],
            [said for name, about in told for said in _said(name, about)],
            [asked for name, about in told for asked in _asked(name, about) if asked != url],
            alive,
            text,
        )

    def _evaluate(self, session: str, code: str) -> object:
        wanted = {"expression": code, "awaitPromise": True, "returnByValue": True}
        return self._ask("Runtime.evaluate", session, **wanted)["result"].get("value")

    def _ask(self, method: str, session: str | None = None, **params: object) -> dict:
        number = self._send(method, session, params)
        while True:
            message = self._read()
            if message.get("id") == number:
                if "error" in message:
                    raise AssertionError(f"{method}: {message['error']}")
                return message["result"]

    def _send(self, method: str, session: str | None, params: dict) -> int:
        self._number += 1
        order = {"id": self._number, "method": method, "params": params}
        if session:
            order["sessionId"] = session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        return self._number

    def _read(self) -> dict:
        """Return the next message; a dialog is closed at once, for it stops the page."""
        end = time.monotonic() + SECONDS
        while b"\0" not in self._buffer:
            if not select.select([self._answers], [], [], max(end - time.monotonic(), 0))[0]:
                raise AssertionError("chromium does not answer")
            part = os.read(self._answers, 1 << 20)
            if not part:
                raise AssertionError("chromium has ended")
            self._buffer += part
        line, _, self._buffer = self._buffer.partition(b"\0")
        message = json.loads(line)
        if "method" in message:
            self._events.append(message)
        if message.get("method") == "Page.javascriptDialogOpening":
            self._send("Page.handleJavaScriptDialog", message["sessionId"], {"accept": True})
        return message


def _said(name: str, about: dict) -> Iterator[str]:
    if name == "Log.entryAdded" and about["entry"]["level"] in ("error", "warning"):
        yield about["entry"]["text"]
    elif name == "Runtime.exceptionThrown":
        yield about["exceptionDetails"]["text"]
    elif name == "Runtime.consoleAPICalled":
        yield f"console: {about['args']}"


def _asked(name: str, about: dict) -> Iterator[str]:
    if name == "Network.requestWillBeSent" and not about["request"]["url"].startswith("data:"):
        yield about["request"]["url"]
    elif name in ("Page.windowOpen", "Page.frameRequestedNavigation"):
        yield about["url"]


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start Chromium with its profile in a folder, and end it."""
    import fcntl

    (orders_out, orders), (answers, answers_in) = os.pipe(), os.pipe()
    # Far from 3 and 4, over which they are put.
    theirs = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (orders_out, answers_in)]
    launch = [sys.executable, "-c", _LAUNCH, *map(str, theirs), PROGRAM, *_SWITCHES]
    running = subprocess.Popen(
        [*launch, f"--user-data-dir={folder}"], pass_fds=theirs, stderr=subprocess.DEVNULL
    )
    for end in (orders_out, answers_in, *theirs):
        os.close(end)
    started = Browser(orders, answers)
    try:
        yield started
        started._ask("Browser.close")
        running.wait(SECONDS)
    finally:
        running.kill()
        running.wait()
        os.close(orders)
        os.close(answers)
