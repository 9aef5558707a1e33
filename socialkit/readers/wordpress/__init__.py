"""WordPress exports (WXR): own posts, and who commented on them.

Comments are the rare inbound engagement that an export holds. Approved ones count; the
owner's own answers and announced links from other sites are told apart from readers.
"""

from socialkit.errors import ReadError
from socialkit.readers import xmlfile
from socialkit.readers.about import UNNAMED, About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import DAY, Gathered
from socialkit.readers.wordpress import wxr
from socialkit.readers.wordpress.items import Taking, mail_time
from socialkit.readers.wordpress.people import People, people, place, plain_name
from socialkit.readers.wordpress.wxr import Head
from socialkit.snapshot import Snapshot

ABOUT = (
    About(
        "WordPress export",
        "wordpress",
        "XML from Tools > Export (WXR), or a zip of its parts",
        "commenters, told apart without their e-mail",
        "",
        "own, published; own comments as replies",
        "incoming: comments, announced links; outgoing: own answers to comments",
        "A WordPress export knows who comments, but neither who subscribes or reads in silence nor "
        "how often; a person who comments under two e-mail addresses counts as two.",
        (".xml",),
        ("text",),
    ),
)


def why_not(archive: Archive) -> str | None:
    """Say why this is no WordPress export; None when it is one."""
    if _exports(archive):
        return None
    roots = {xmlfile.root(xmlfile.head(archive, name)) for name in xmlfile.names(archive)}
    if "rss" in roots:
        return Near("an RSS feed, without what WordPress adds in an export")
    return "no XML file as WordPress exports it"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a WordPress export as a snapshot around the author or, with several, the site.

    Parameters
    ----------
    archive
        The XML file, or a zip or folder of parts of one export.
    request
        With `text` the text of posts is kept.

    Raises
    ------
    ReadError
        When a file is damaged or cut short, or the files are of several sites.
    """
    heads = {name: wxr.head(archive, name) for name in _exports(archive)}
    site = _one_site(archive, list(heads.values()))
    newest, older = _newest(heads)
    who = people(site, [author for head in newest.values() for author in head.authors])
    gathered = Gathered(ABOUT[0], who.owner)
    taking = Taking(gathered, who, keeps_text=request.text)
    for name in newest:
        wxr.each_item(archive, name, taking.item)
    dates = [_made_at(head) for head in newest.values()]
    gathered.generated_at = max((date for date in dates if date is not None), default=None)
    gathered.note(
        "Of several exports only the newest was read; older files left out: {count}.", older
    )
    _describe_owner(gathered, who)
    taking.note()
    return gathered.snapshot(f"WordPress export of {site or 'an unnamed site'}")


def _one_site(archive: Archive, heads: list[Head]) -> str | None:
    sites = {_site(head) for head in heads} - {None}
    if len(sites) > 1:
        raise ReadError(
            f"{archive.path}: holds exports of several sites ({', '.join(sorted(sites)[:3])}); "
            "read each from a folder of its own and join them with socialkit.combine."
        )
    return next(iter(sites), None)


def _exports(archive: Archive) -> list[str]:
    return [name for name in xmlfile.names(archive) if wxr.is_wxr(xmlfile.head(archive, name))]


def _site(head: Head) -> str | None:
    return place(head.channel.get("base_blog_url")) or place(head.channel.get("link"))


def _made_at(head: Head) -> int | None:
    return mail_time(head.channel.get("pubDate"))


def _newest(heads: dict[str, Head]) -> tuple[dict[str, Head], int]:
    """Return the files of the newest export; parts of one are made on the same day."""
    dates = {name: _made_at(head) for name, head in heads.items()}
    last = max((date for date in dates.values() if date is not None), default=None)
    newest = {
        name: head
        for name, head in heads.items()
        if last is None or dates[name] is None or dates[name] > last - DAY
    }
    return newest, len(heads) - len(newest)


def _describe_owner(gathered: Gathered, who: People) -> None:
    gathered.account(who.owner, posts_seen=True, interactions_seen="both", url=who.site)
    if len(who.logins) == 1:
        ((login, name),) = who.logins.items()
        gathered.account(who.owner, handle=plain_name(login), name=name or None)
        return
    gathered.account(who.owner, handle=who.site)
    gathered.note(
        "The site has {count} authors; what they write counts as the site's own.", len(who.logins)
    )
    if who.owner == UNNAMED:
        gathered.note("The export does not name its site.")
