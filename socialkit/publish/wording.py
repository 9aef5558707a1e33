"""The words of a bundle read back from its own page, as plain text and nothing else."""

from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from socialkit.publish.telling.aloud import plain

_LONG, _WIDTH = 4000, 640
_HOLDERS = {"h1", "figcaption", "details", "summary", "p"}


class Words(NamedTuple):
    """What a bundle's page says, and how wide it shows the picture."""

    title: str
    alt: str
    caption: list[str]
    description: str
    width: int


def read_words(path: Path) -> Words:
    """Read a bundle's page; markup that is in it, by whomever, is left behind."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8", errors="replace"))
    page.close()
    caption = [plain(part, most=_LONG) for part in page.caption if part.strip()]
    title = plain(page.title) or path.stem.replace("-", " ")
    words = (plain(text, most=_LONG) for text in (page.alt, page.description))
    alt, description = words
    return Words(title, alt, caption, description, page.width)


class _Page(HTMLParser):
    """The words of a page, by the elements that a bundle has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.alt, self.width = "", "", _WIDTH
        self.caption: list[str] = []
        self.description = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            given = dict(attrs)
            self.alt = given.get("alt") or ""
            width = given.get("width") or ""
            self.width = int(width) if width.isdecimal() and len(width) < 5 else self.width
        elif tag in _HOLDERS:
            self._open.append(tag)
            if self._open[-2:] == ["figcaption", "p"]:
                self.caption.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1:] == [tag]:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["h1"]:
            self.title += data
        elif self._open[-2:] == ["figcaption", "p"]:
            self.caption[-1] += data
        elif self._open[-2:] == ["details", "p"]:
            self.description += data
