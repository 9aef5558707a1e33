"""Small WordPress exports (WXR), of every release of the format and with every trap."""

from datetime import UTC, datetime, timedelta

SITE = "https://words.example.org"
_START = datetime(2022, 5, 2, 8, tzinfo=UTC)
_MADE = "Mon, 01 Sep 2025 07:00:00 +0000"


def author(number: int = 1, login: str = "mara") -> str:
    """Return an author of the site."""
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{login}"
        f"</wp:author_login><wp:author_email>{login}@words.example.org</wp:author_email>"
        f"<wp:author_display_name><![CDATA[{login.title()} Example]]></wp:author_display_name>"
        "</wp:author>"
    )


def comment(number: int, who: str = "lee", **more: str) -> str:
    """Return a comment; `more` replaces its fields by their names behind ``comment_``."""
    fields = {
        "id": str(number),
        "author": f"<![CDATA[{who.title()}]]>",
        "author_email": f"{who}@mail.example.com",
        "author_url": "",
        "author_IP": "203.0.113.9",
        "date": "2024-01-05 10:00:00",
        "date_gmt": "2024-01-05 09:00:00",
        "content": "<![CDATA[A secret thought of mine]]>",
        "approved": "1",
        "type": "comment",
        "parent": "0",
        "user_id": "0",
    } | more
    inside = "".join(
        f"<wp:comment_{name}>{value}</wp:comment_{name}>" for name, value in fields.items()
    )
    return f"<wp:comment>{inside}</wp:comment>"


def item(number: int, comments: str = "", content: str = "Words.", **more: str) -> str:
    """Return an item; `more` replaces its fields by their names behind ``wp:``."""
    day = (_START + timedelta(days=7 * number)).strftime("%Y-%m-%d %H:%M:%S")
    fields = {
        "post_id": str(number),
        "post_date": day,
        "post_date_gmt": day,
        "status": "publish",
        "post_type": "post",
        "post_password": "",
    } | more
    inside = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in fields.items())
    return (
        f"<item><title>T</title><link>{SITE}/?p={number}</link>"
        "<pubDate>Tue, 03 May 2022 08:00:00 +0000</pubDate><dc:creator>mara</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[short]]></excerpt:encoded>{inside}{comments}</item>"
    )


def wxr(
    *items: str,
    authors: str | None = None,
    site: str = SITE,
    space: str = "http://wordpress.org/export/1.2/",
    made: str = _MADE,
) -> bytes:
    """Return a whole export."""
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- Made by a test. -->\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:excerpt="{space}excerpt/" xmlns:wp="{space}"><channel><title>Words</title>'
        f"<link>{site}</link><pubDate>{made}</pubDate><wp:wxr_version>1.2</wp:wxr_version>"
        f"<wp:base_blog_url>{site}</wp:base_blog_url>{author() if authors is None else authors}"
        f"{''.join(items)}</channel></rss>"
    ).encode()


def _everyday() -> bytes:
    items = []
    for number in range(1, 41):
        words = f'<p>Read <a href="https://other.example.net/{number}">this</a>.</p>'
        comments = []
        for place in range(number % 5):
            who = f"reader{(number * 3 + place) % 60}"
            moment = _START + timedelta(days=7 * number + 1 + place)
            when = moment.strftime("%Y-%m-%d %H:%M:%S")
            comments.append(comment(number * 100 + place, who, date_gmt=when))
        if number % 5 > 1:
            answered = str(number * 100)
            comments.append(comment(number * 100 + 50, "mara", user_id="1", parent=answered))
        if number % 8 == 0:
            comments.append(ping(number * 100 + 60))
        items.append(item(number, "".join(comments), words if number % 2 else "Words."))
    return wxr(*items)


def ping(number: int, url: str = "https://friend.example.net/post", **more: str) -> str:
    """Return the announcement of a link from another site."""
    fields = {"type": "pingback", "author_email": "", "author_url": url} | more
    return comment(number, "a page title", **fields)


def samples() -> dict[str, dict[str, bytes]]:
    """Return the members of every variant by name."""
    old = comment(1, type="") + comment(
        2, "ann", author_email="", author_url="http://ann.example.net/"
    )
    several = author() + author(2, "noor")
    return {
        "everyday": {"words.WordPress.2025-09-01.xml": _everyday()},
        "wxr 1.0": {"old.xml": wxr(item(1, old), space="http://wordpress.org/export/1.0/")},
        "https": {"new.xml": wxr(item(1, old), space="https://wordpress.org/export/1.2/")},
        "several authors": {"team.xml": wxr(item(1, comment(1)), authors=several)},
        "parts": {
            "words.001.xml": wxr(item(1, comment(1))),
            "words.002.xml": wxr(item(2, comment(2, "kim")), item(1, comment(1))),
        },
    }
