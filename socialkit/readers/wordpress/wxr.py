"""WordPress's own export format (WXR), element by element: the site, authors, items.

The namespace's version and scheme differ between releases and programs; what counts is that
it is WordPress's, and the element's name.
"""

from collections.abc import Callable
from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import xmlfile
from socialkit.readers.archive import Archive

_MAX_DEPTH = 100
_MAX_FIELD = 32 * 2**20  # characters; the longest posts are a hundredth of this
_CHANNEL = frozenset({"link", "pubDate", "base_blog_url", "title"})
_AUTHOR = frozenset({"author_id", "author_login", "author_email", "author_display_name"})
_ITEM = frozenset(
    "creator encoded post_id post_date_gmt pubDate post_type status post_password link".split()
)
_COMMENT = frozenset(
    """comment_id comment_author comment_author_email comment_author_url comment_date_gmt
    comment_approved comment_type comment_parent comment_user_id""".split()
)
_PLAIN = {"channel", "item", "link", "pubDate", "title"}
_SPACES = {"creator": "purl.org/dc/", "encoded": "purl.org/rss/1.0/modules/content"}
_WORDPRESS = "wordpress.org/export/"

Fields = dict[str, str]


class Item(NamedTuple):
    """One post, page, attachment or else of a site, with its comments."""

    fields: Fields
    comments: list[Fields]


class Head(NamedTuple):
    """What stands before the first item: the site and its authors."""

    channel: Fields
    authors: list[Fields]


def is_wxr(start: bytes) -> bool:
    """Whether the start of a file is that of a WordPress export."""
    is_declared = _WORDPRESS.encode() in start or b"wxr_version" in start
    return is_declared and xmlfile.root(start) == "rss"


def head(archive: Archive, name: str) -> Head:
    """Read what stands before the first item.

    Raises
    ------
    ReadError
        When the file is damaged, or has no channel.
    """
    target = _Target(archive.where(name), None)
    xmlfile.parse(archive, name, target)
    if not target.has_channel:
        raise ReadError(
            f"{archive.where(name)}: has no <channel>, in which WordPress writes a site; "
            "export it again."
        )
    return Head(target.channel, target.authors)


def each_item(archive: Archive, name: str, take: Callable[[Item], None]) -> None:
    """Hand over each item as soon as it is read.

    Raises
    ------
    ReadError
        When the file is damaged or cut short.
    """
    xmlfile.parse(archive, name, _Target(archive.where(name), take))


class _Level(NamedTuple):
    """An open element: where the texts of those inside it go, and which are wanted."""

    kind: str
    fields: Fields
    wanted: frozenset[str]


_NOTHING = _Level("", {}, frozenset())
_INSIDE = {
    ("", "rss"): frozenset(),
    ("rss", "channel"): _CHANNEL,
    ("channel", "author"): _AUTHOR,
    ("channel", "item"): _ITEM,
    ("item", "comment"): _COMMENT,
}
"""Which elements are followed, by the element around them, and the texts wanted of each."""


class _Target:
    """Follows the elements of an export; keeps one item at a time."""

    def __init__(self, where: str, take: Callable[[Item], None] | None) -> None:
        self.channel: Fields = {}
        self.authors: list[Fields] = []
        self.has_channel = False
        self._where, self._take = where, take
        self._open: list[_Level] = [_NOTHING]
        self._item = Item({}, [])
        self._name = ""
        self._text: list[str] | None = None
        self._size = 0
        self._known: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow an element, or start to collect its text, or neither."""
        name = self._known.get(tag)
        if name is None:
            name = self._known[tag] = _known(tag)
        around = self._open[-1]
        wanted = _INSIDE.get((around.kind, name)) if name and self._is_followed(around) else None
        self._open.append(_NOTHING if wanted is None else self._level(name, wanted))
        self._text = [] if name in around.wanted else None
        self._name, self._size = name, 0
        if len(self._open) > _MAX_DEPTH:
            raise ReadError(f"{self._where}: elements stand more than {_MAX_DEPTH} deep; not read.")

    def data(self, text: str) -> None:
        """Collect a piece of a wanted text."""
        if self._text is not None:
            self._text.append(text)
            self._size += len(text)
            if self._size > _MAX_FIELD:
                raise ReadError(f"{self._where}: a single text is longer than any post; not read.")

    def end(self, tag: str) -> None:
        """Keep a collected text, the first of its name; hand over an item that is whole."""
        ended = self._open.pop()
        if self._text is not None:
            self._open[-1].fields.setdefault(self._name, "".join(self._text).strip())
            self._text = None
        if ended.kind == "item":
            self._take(self._item)

    def _is_followed(self, around: _Level) -> bool:
        return bool(around.kind) or len(self._open) == 1

    def _level(self, name: str, wanted: frozenset[str]) -> _Level:
        fields: Fields = {}
        if name == "channel":
            self.has_channel = True
            fields = self.channel
        elif name == "author":
            self.authors.append(fields)
        elif name == "comment":
            self._item.comments.append(fields)
        elif name == "item":
            if self._take is None:
                raise xmlfile.Enough
            self._item = Item(fields, [])
        return _Level(name, fields, wanted)


def _known(tag: str) -> str:
    """Return the bare name of an element in the namespace it belongs to; else nothing."""
    space, name = xmlfile.local(tag)
    if name == "rss" or name in _PLAIN:
        return name if not space else ""
    return name if _SPACES.get(name, _WORDPRESS) in space else ""
