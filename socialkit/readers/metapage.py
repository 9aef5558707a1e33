"""The web pages that Meta's exports may consist of instead of JSON, as plain records.

A page is a row of white boxes. A box holds a heading, links and texts; nothing marks which
text is a date, and its dates are in the person's language and local time.

Tags are told by one pattern that never goes back, because the standard library's parser
takes hours for some broken pages and stops with errors of its own at others.
"""

import re
from collections import Counter
from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import values
from socialkit.readers.archive import Archive

MAX_PAGE = 128 * 2**20  # bytes; a page of 400,000 names takes as much
_TOKEN = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)([^<>]*+)>|<![^<>]*+>|[^<]++|<")
_CLASS = re.compile(r"""\sclass=["']([^"']*+)["']""", re.IGNORECASE)
_HREF = re.compile(r"""\shref=["']([^"']*+)["']""", re.IGNORECASE)
_BOX = re.compile(r"(?<![\w-])(?:uiBoxWhite|pam|_a6-g)(?![\w-])")  # the last since 2026
_HEADING = re.compile(r"\b(?:_a6-h|_2lek)\b")  # since and before 2022, where it is no <h2>
_HEADINGS = {"h1", "h2", "h3"}
_VOID = set("area base br col embed hr img input link meta param source track wbr".split())
_SILENT = {"script", "style", "title"}


class Link(NamedTuple):
    """A link and the text on it."""

    href: str
    text: str


class Box(NamedTuple):
    """One record of a page: its heading (empty when it has none), links, and other texts."""

    heading: str
    links: tuple[Link, ...]
    texts: tuple[str, ...]


def boxes(archive: Archive, name: str) -> list[Box]:
    """Return the records of one of the pages.

    Raises
    ------
    ReadError
        When it is too large, is not UTF-8 text, or is cut short.
    """
    with archive.open(name) as stream:
        data = stream.read(MAX_PAGE + 1)
    where = archive.where(name)
    if len(data) > MAX_PAGE:
        raise ReadError(f"{where}: is larger than any page of an export ({MAX_PAGE >> 20} MB).")
    try:
        page = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{where}: is damaged (not UTF-8 text).") from error
    if "</html>" not in page[-1_000:].lower():
        raise ReadError(f"{where}: the page is cut short; download the export again.")
    return entries(page)


def entries(page: str) -> list[Box]:
    """Return the records of a page of Meta's, in its order; broken tags do no harm."""
    reader = _Page()
    for token in _TOKEN.finditer(page):
        slash, tag, rest = token.groups()
        if tag is None:
            if reader.is_in_box and token[0][0] != "<":
                reader.text(token[0])
        elif slash:
            reader.end(tag.lower())
        else:
            reader.start(tag.lower(), rest)
    reader.finish()
    return reader.found


class _Page:
    """Collects boxes from a page's tags and texts."""

    def __init__(self) -> None:
        self.found: list[Box] = []
        self.is_in_box = False
        self._open: list[str] = []
        self._count: Counter[str] = Counter()
        self._box_at = self._heading_at = 0
        self._is_in_link = False
        self._heading: list[str] = []
        self._links: list[list[str]] = []
        self._texts: list[str] = []

    def start(self, tag: str, rest: str) -> None:
        """Note where a box, a heading or a link begins."""
        if tag in _VOID or rest.endswith("/"):
            return
        self._open.append(tag)
        self._count[tag] += 1
        named = _CLASS.search(rest)
        classes = named[1] if named else ""
        if not self.is_in_box:
            if _BOX.search(classes):
                self.is_in_box, self._box_at = True, len(self._open)
        elif tag == "a":
            href = _HREF.search(rest)
            self._is_in_link = True
            self._links.append([values.unescaped(href[1]) if href else ""])
        elif not self._heading_at and (tag in _HEADINGS or _HEADING.search(classes)):
            self._heading_at = len(self._open)

    def end(self, tag: str) -> None:
        """Close a tag with all that was left open in it."""
        if not self._count[tag]:
            return
        if tag == "a":
            self._is_in_link = False
        closed = None
        while closed != tag:
            closed = self._open.pop()
            self._count[closed] -= 1
        if len(self._open) < self._heading_at:
            self._heading_at = 0
        if self.is_in_box and len(self._open) < self._box_at:
            self.finish()

    def text(self, raw: str) -> None:
        """Keep a text where it belongs."""
        text = " ".join(values.unescaped(raw).split())
        if not text or self._open[-1] in _SILENT:
            return
        if self._is_in_link:
            self._links[-1].append(text)
        elif self._heading_at:
            self._heading.append(text)
        else:
            self._texts.append(text)

    def finish(self) -> None:
        """Keep the box that is open; it ends here or was never closed."""
        links = tuple(Link(href, " ".join(texts)) for href, *texts in self._links)
        if self._heading or links or self._texts:
            self.found.append(Box(" ".join(self._heading), links, tuple(self._texts)))
        self.is_in_box = self._is_in_link = False
        self._box_at = self._heading_at = 0
        self._heading, self._links, self._texts = [], [], []
