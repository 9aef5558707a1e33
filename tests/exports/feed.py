"""Small feeds: RSS 2.0, Atom and RDF."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

SITE = "https://words.example.org"
_START = datetime(2023, 1, 9, 8, tzinfo=UTC)


def rss(*items: str, link: str = SITE) -> bytes:
    """Return a feed as blogs write it."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:slash="http://purl.org/rss/1.0/modules/slash/">'
        f"<channel><title>Words</title><link>{link}</link>{''.join(items)}</channel></rss>"
    ).encode()


def entry(number: int, content: str = "Words.", **more: str) -> str:
    """Return an entry; `more` replaces its fields."""
    when = format_datetime(_START + timedelta(days=30 * number))
    fields = {"guid": f"{SITE}/?p={number}", "pubDate": when} | more
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    written = f"<content:encoded><![CDATA[{content}]]></content:encoded>"
    return f"<item><title>T</title>{inside}{written}</item>"


def samples() -> dict[str, dict[str, bytes]]:
    """Return the members of every variant by name."""
    link = '<p><a class="x" href="https://other.example.net/a">there</a></p>'
    whole = [entry(number, link if number % 3 else "Words.") for number in range(30)]
    atom = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Words</title><link href="{SITE}/"/>'
        '<link rel="self" href="https://feeds.example.com/words"/><id>tag:words</id>'
        "<entry><id>tag:words,1</id><title>T</title><updated>2024-02-03T04:05:06Z</updated>"
        '<content type="html">&lt;a href="https://other.example.net"&gt;x&lt;/a&gt;</content>'
        "</entry></feed>"
    )
    rdf = (
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{SITE}"><title>Words</title><link>{SITE}</link></channel>'
        f'<item rdf:about="{SITE}/1"><title>T</title><link>{SITE}/1</link>'
        "<dc:date>2005-06-07T08:09:10+02:00</dc:date></item></rdf:RDF>"
    )
    return {
        "everyday": {"feed.xml": rss(*whole)},
        "atom": {"words.atom": atom.encode()},
        "rdf": {"words.rdf": rdf.encode()},
    }
