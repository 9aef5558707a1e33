"""RSS, Atom and RDF feeds: the latest posts of a site, and nothing of its readers."""

import calendar
import io
import time

import feedparser

from socialkit.errors import ReadError
from socialkit.readers import moments, values, xmlfile
from socialkit.readers.about import UNNAMED, About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.posthtml import links_elsewhere, plain_text
from socialkit.readers.wordpress import wxr
from socialkit.snapshot import Snapshot

ABOUT = (
    About(
        "feed",
        "feed",
        "RSS, Atom or RDF file of a blog or podcast",
        "the site",
        "",
        "own, only the latest",
        "",
        "A feed lists the latest posts of a site, mostly ten to fifty, and nothing of its readers: "
        "no followers, no comments, no likes.",
        (".xml", ".rss", ".atom", ".rdf"),
        ("text",),
    ),
)
_ROOTS = {"rss", "feed", "rdf"}
_MAX_BYTES = 32 * 2**20
_MAX_DEPTH = 100
_MAX_ELEMENTS = 150_000  # more than ten thousand posts; the parser needs seconds for them


def why_not(archive: Archive) -> str | None:
    """Say why this is no feed; None when it is one."""
    starts = [xmlfile.head(archive, name) for name in xmlfile.names(archive)]
    if any(map(_is_feed, starts)):
        return None
    if any(map(wxr.is_wxr, starts)):
        return Near("a WordPress export, not a feed")
    return "no XML file that starts with <rss>, <feed> or <rdf:RDF>"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a feed as a snapshot of its site's own posts.

    Parameters
    ----------
    archive
        The file, or a zip or folder with files of one site's feed.
    request
        With `text` the text of posts is kept, as far as the feed holds it.

    Raises
    ------
    ReadError
        When a file is damaged, cut short or too large, or the files are of several sites.
    """
    names = [name for name in xmlfile.names(archive) if _is_feed(xmlfile.head(archive, name))]
    feeds = [_parsed(archive, name) for name in names]
    sites = {_site(feed) for feed in feeds} - {None}
    if len(sites) > 1:
        raise ReadError(
            f"{archive.path}: holds feeds of several sites ({', '.join(sorted(sites)[:3])}); "
            "read each from a folder of its own and join them with socialkit.combine."
        )
    site = next(iter(sites), None)
    gathered = Gathered(ABOUT[0], site or UNNAMED)
    gathered.account(gathered.owner, handle=site, url=site, posts_seen=True)
    unnamed = 0
    for feed in feeds:
        gathered.account(gathered.owner, name=values.name(feed.feed.get("title")))
        for entry in feed.entries:
            unnamed += not _take(gathered, entry, site, keeps_text=request.text)
    gathered.note("Left out, because they have no id and no link: {count} posts.", unnamed)
    gathered.note("The feed does not name its site.", site is None)
    return gathered.snapshot(f"feed of {site or 'an unnamed site'}")


def _take(gathered: Gathered, entry: dict, site: str | None, *, keeps_text: bool) -> bool:
    """Take one entry as a post; return whether it can be told from others."""
    post_id = values.name(entry.get("id")) or values.name(entry.get("link"))
    if post_id is None:
        return False
    written = entry.get("content") or [{"value": entry.get("summary")}]
    content = " ".join(str(part.get("value") or "") for part in written)
    is_told = bool(content.strip())  # many feeds carry titles alone
    gathered.post(
        post_id,
        gathered.owner,
        # dict.get, because the parser's own warns when a feed has but one of the two.
        at=_moment(dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")),
        kind="original",
        has_link=links_elsewhere(content, site) if is_told else None,
        replies=values.count(entry.get("slash_comments") or entry.get("thr_total")),
        text=plain_text(content) if keeps_text and is_told else None,
    )
    return True


def _parsed(archive: Archive, name: str) -> feedparser.FeedParserDict:
    """Parse a feed after a look for anything hostile or damaged in it.

    The parser is given bytes in memory, because it would fetch what looks like an address.
    """
    xmlfile.parse(archive, name, _Look(archive.where(name)))
    with archive.open(name) as stream:
        data = stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ReadError(
            f"{archive.where(name)}: holds more than {_MAX_BYTES // 2**20} MB; no feed."
        )
    try:
        return feedparser.parse(
            io.BytesIO(xmlfile.cleaned(data)),
            response_headers={"content-type": "application/xml"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # the parser guesses at odd dates and tags, and may stumble
        raise ReadError(f"{archive.where(name)}: is not written as feeds are.") from error


class _Look:
    """Looks at a feed's elements without keeping them."""

    def __init__(self, where: str) -> None:
        self._where, self._depth, self._count = where, 0, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Refuse elements that stand deeper than in any feed."""
        self._depth += 1
        self._count += 1
        if self._count > _MAX_ELEMENTS:
            raise ReadError(f"{self._where}: is longer than any feed; not read.")
        if self._depth > _MAX_DEPTH:
            raise ReadError(f"{self._where}: elements stand more than {_MAX_DEPTH} deep; not read.")

    def data(self, text: str) -> None:
        """Pass over text."""

    def end(self, tag: str) -> None:
        """Go up one element."""
        self._depth -= 1


def _is_feed(start: bytes) -> bool:
    root = xmlfile.root(start) or ""
    return root.rpartition(":")[2].lower() in _ROOTS and not wxr.is_wxr(start)


def _site(feed: feedparser.FeedParserDict) -> str | None:
    """Return the host of the site: of its own link, else of its id or of its posts."""
    links = [feed.feed.get("link"), feed.feed.get("id")]
    links += [entry.get("link") for entry in feed.entries]
    return next((host for host in map(values.host, links) if host), None)


def _moment(parsed: object) -> int | None:
    if not isinstance(parsed, time.struct_time):
        return None
    try:
        return moments.unix(calendar.timegm(parsed))
    except (ValueError, OverflowError):
        return None
