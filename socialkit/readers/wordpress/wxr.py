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
_CHANNEL = {"link", "pubDate", "base_blog_url", "title"}
_AUTHOR = {"author_id", "author_login", "author_email", "author_display_name"}
_ITEM = {
    "creator", "encoded", "post_id", "post_date_gmt", "pubDate", "post_type", "status",
    "post_password", "link",
}  # fmt: skip
_COMMENT = {
    "comment_id", "comment_author", "comment_author_email", "comment_author_url",
    "comment_date_gmt", "comment_approved", "comment_type", "comment_parent", "comment_user_id",
}  # fmt: skip
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


class _Target:
    """Follows the elements of an export; keeps one item at a time."""

    def __init__(self, where: str, take: Callable[[Item], None] | None) -> None:
        self.channel: Fields = {}
        self.authors: list[Fields] = []
        self.has_channel = False
        self._where, self._take = where, take
        self._path: list[str] = []
        self._item: Item | None = None
        self._text: list[str] | None = None
        self._size = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _known(tag)
        self._path.append(name)
        if len(self._path) > _MAX_DEPTH:
            raise ReadError(f"{self._where}: elements stand more than {_MAX_DEPTH} deep; not read.")
        path = tuple(self._path)
        if path == ("rss", "channel"):
            self.has_channel = True
        elif path == ("rss", "channel", "author"):
            self.authors.append({})
        elif path == ("rss", "channel", "item"):
            if self._take is None:
                raise xmlfile.Enough
            self._item = Item({}, [])
        elif path == ("rss", "channel", "item", "comment"):
            self._item.comments.append({})
        self._text = [] if self._fields(path) is not None else None
        self._size = 0

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
            self._size += len(text)
            if self._size > _MAX_FIELD:
                raise ReadError(f"{self._where}: a single text is longer than any post; not read.")

    def end(self, tag: str) -> None:
        path = tuple(self._path)
        fields = self._fields(path)
        if fields is not None and self._text is not None:
            fields.setdefault(path[-1], "".join(self._text).strip())
        self._text = None
        self._path.pop()
        if path == ("rss", "channel", "item"):
            self._take(self._item)
            self._item = None

    def _fields(self, path: tuple[str, ...]) -> Fields | None:
        """Return where the text of an element belongs; None when it is not wanted."""
        if path[:2] != ("rss", "channel") or not 3 <= len(path) <= 5:
            return None
        around, name = path[2:-1], path[-1]
        if around == () and name in _CHANNEL:
            return self.channel
        if around == ("author",) and name in _AUTHOR:
            return self.authors[-1]
        if around == ("item",) and name in _ITEM:
            return self._item.fields
        return (
            self._item.comments[-1] if around == ("item", "comment") and name in _COMMENT else None
        )


def _known(tag: str) -> str:
    """Return the bare name of an element in the namespace it belongs to; else nothing."""
    space, name = xmlfile.local(tag)
    if name == "rss" or name in _PLAIN:
        return name if not space else ""
    return name if _SPACES.get(name, _WORDPRESS) in space else ""
