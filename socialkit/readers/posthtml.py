"""What the HTML of a blog post says: where it links to, and its words."""

import re

from socialkit.readers import values

_LINK = re.compile(r"""<a\s[^<>]*?href\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def links_elsewhere(content: str, host: str | None) -> bool:
    """Whether a post's HTML links to another site than its own."""
    hosts = {values.host(values.unescaped(url)) for url in _LINK.findall(content)}
    return bool(hosts - {None, host})


def plain_text(content: str) -> str:
    """Return the words of a post's HTML, in one line."""
    words = values.unescaped(_TAG.sub(" ", content)).split()
    return " ".join(words).encode("utf-8", "replace").decode()
