"""Boxes in which wide tables scroll, each called by the heading that it stands under."""

import re
from collections import Counter
from html import escape, unescape

OPENING = '<div class="table" tabindex="0" role="group" aria-label="Table">'
"""Around every table of a notebook. A group and no region: a page has dozens of them, and
whoever jumps from landmark to landmark wants to reach the chapters."""
_UNNAMED = 'aria-label="Table"'
_PLACES = re.compile(rf"(?s)<h([1-6])\b[^>]*>(.*?)</h\1>|<div\b[^>]*{_UNNAMED}[^>]*>")
"""Headings and boxes; whoever rewrites the page may sort the attributes of a box."""
_TAG = re.compile(r"<[^>]*>")


def boxed(html: str) -> str:
    """Put a box around each table, which scrolls where it is wider than the page.

    Examples
    --------
    >>> boxed("<table></table>")
    '<div class="table" tabindex="0" role="group" aria-label="Table"><table></table></div>'
    """
    return re.sub(r"(?s)<table\b.*?</table>", lambda found: f"{OPENING}{found[0]}</div>", html)


def called(page: str) -> str:
    """Name every box of a page after its heading, and count those under the same one.

    Examples
    --------
    >>> named = called(f"<h2>Who <em>came</em>?</h2>{OPENING}</div>{OPENING}</div>")
    >>> re.findall('aria-label="(.*?)"', named)
    ['Table: Who came?', 'Table 2: Who came?']
    """
    heading, seen = "", Counter[str]()

    def place(found: re.Match[str]) -> str:
        nonlocal heading
        if found[1]:
            heading = " ".join(unescape(_TAG.sub("", found[2])).split())
            return found[0]
        seen[heading] += 1
        number = f" {seen[heading]}" if seen[heading] > 1 or not heading else ""
        name = f"Table{number}: {heading}" if heading else f"Table{number}"
        return found[0].replace(_UNNAMED, f'aria-label="{escape(name)}"')

    return _PLACES.sub(place, page)
