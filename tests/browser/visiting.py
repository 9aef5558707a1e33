"""What a page does when it is opened: what it runs, says, asks for and opens.

Nothing outside is reached: whatever a page asks the network for fails, and is told.
"""

import shutil
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

NAMES = ("chromium", "chromium-browser", "google-chrome")
PROGRAM = next(filter(None, map(shutil.which, NAMES)), None)
LOCAL = ("file:", "data:", "blob:", "about:")
_POKE = """
() => new Promise(done => {
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
() => [...document.querySelectorAll('*')].flatMap(one => {
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


class Visit(NamedTuple):
    """What happened while a page was open, and what is in it that could act.

    Attributes
    ----------
    dialogs
        What alerts and the like said.
    errors
        What the console holds: errors, warnings, and whatever scripts wrote there.
    requests
        Addresses that were asked for, and windows opened; not the page, nor data in it.
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


class Watch:
    """What is told of a context while its pages are open; the outside is cut off.

    Attributes
    ----------
    dialogs, errors, requests
        As in `Visit`; requests for the page itself and for data in it among them.
    complaints
        Those of the errors that are errors or warnings, and not mere words in the console.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self.complaints: list[str] = []
        self.requests: list[str] = []
        context.route(lambda url: not url.startswith(LOCAL), _cut)
        context.on("page", self._watch)
        context.on("request", lambda asked: self.requests.append(asked.url))

    @property
    def outside(self) -> list[str]:
        """Addresses beyond this computer's own files that were asked for."""
        return [url for url in self.requests if not url.startswith(LOCAL)]

    def _watch(self, page: Page) -> None:
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.accept()))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complain(error.message))

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self._complain(said.text)
        else:
            self.errors.append(said.text)

    def _complain(self, text: str) -> None:
        self.errors.append(text)
        self.complaints.append(text)


def visit(browser: Browser, path: Path) -> Visit:
    """Open a file, touch everything in it, and tell what happened."""
    url = path.resolve().as_uri()
    with closing(browser.new_context()) as context:
        watch = Watch(context)
        page = context.new_page()
        page.goto(url)
        page.evaluate(_POKE)
        alive = page.evaluate(_ALIVE)
        text = page.evaluate("() => document.documentElement.textContent")
        opened = [one.url for one in context.pages if one is not page]
    asked = [one for one in watch.requests if one != url and not one.startswith("data:")]
    return Visit(watch.dialogs, watch.errors, [*asked, *opened], alive, text)


def _cut(route: Route) -> None:
    route.abort("internetdisconnected")
