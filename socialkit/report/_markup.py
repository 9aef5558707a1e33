"""What a notebook shows, made safe and plain: markup, links, table heads, references."""

import re
from collections.abc import Iterable

from nbconvert.preprocessors.sanitize import SanitizeHTML

from socialkit.estimate import UNKNOWN
from socialkit.report._boxes import boxed

_CLEANER = SanitizeHTML(
    tags=[
        *("a", "abbr", "b", "blockquote", "br", "caption", "code", "del", "div", "em", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "s", "small", "span"),
        *("strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ],
    attributes={
        "*": ["class"],
        "a": ["href"],
        "td": ["colspan", "rowspan"],
        "th": ["colspan", "rowspan", "scope"],
    },
    strip=True,
)
_NUMBER_CELL = r"<td>(\s*[-−+]?[\d.,]+ ?%?(?: \([-−\d.,]+\))?\s*)</td>"
_LONG_CELL = r"<td>([^<]{28,})</td>"
"""A text that needs room, or a narrow column breaks it after every word."""
_EMPTY_HEAD = re.compile(r"<th\b[^>]*>\s*</th>")
"""A corner over nothing: read aloud as a heading it would be a riddle."""
_NOTHING = re.compile(rf"{UNKNOWN}\b.*|nothing to show|[-–—]?", re.DOTALL)
_METHOD = re.compile(r"#{1,6} +Method *\n(.*)", re.DOTALL)
_REFERENCES = re.compile(r"#{1,6} +References *\n(.*)", re.DOTALL)

_HEAD = r"(<th\b[^>]*>\s*)([a-z_]*)(\s*</th>)"
MEASURES = {"", "measure", "feature"}
"""What stands over the names of rows that are measures, and never people."""

LABELS = {
    "in_words": "in words",
    "dyad_reciprocity": "pairs that follow each other",
    "edge_reciprocity": "follows that are returned",
    "largest_component_share": "share in the largest part",
    "median_indegree": "followers of the account in the middle",
    "max_indegree": "most followers of one account",
    "isolates": "accounts without any tie",
    "own_site": "links to own site",
    "following_gap": "followed minus followers",
    "people_reached": "people it turned to",
    "people_reaching": "people who turned to it",
    "share_at_least": "share with at least so many",
    "n": "counted",
}
"""What columns and measures are called on the page; every other `a_b` loses its underscores."""


def safe(html: str, sections: Iterable[str]) -> str:
    """Keep plain text markup only; let links lead into the report or to the open web."""
    anchors = set(sections)

    def link(found: re.Match[str]) -> str:
        target = found[1]
        notebook = re.fullmatch(r"(?:.*/)?([^/#]+)\.ipynb(?:#.*)?", target)
        if notebook and notebook[1] in anchors:
            return f'<a href="#{notebook[1]}"'
        return found[0] if re.match(r"(https?|mailto):", target) else "<a"

    html = re.sub(r"(?is)<(style|script)\b.*?</\1\s*>", "", html)
    html = re.sub(r'<a href="([^"]*)"', link, _CLEANER.sanitize_html_tags(html))
    html = re.sub(_NUMBER_CELL, r'<td class="num">\1</td>', worded(html))
    html = re.sub(_LONG_CELL, r'<td class="long">\1</td>', html)
    return boxed(_EMPTY_HEAD.sub("<td></td>", html))


def demoted(html: str) -> str:
    """Make every heading one level smaller: the page has a title of its own."""
    return re.sub(r"(</?h)([1-5])\b", lambda found: f"{found[1]}{int(found[2]) + 1}", html)


def worded(html: str) -> str:
    """Call columns, measures and the words in the text that name them in plain English.

    Examples
    --------
    >>> worded("<table><tr><th>known_for</th></tr><tr><td>n</td></tr></table>")
    '<table><tr><th>known for</th></tr><tr><td>n</td></tr></table>'
    """

    def code(found: re.Match[str]) -> str:
        return f"<em>{LABELS[found[1]]}</em>" if found[1] in LABELS else found[0]

    html = re.sub(r"(?s)<table\b.*?</table>", lambda found: _worded_table(found[0]), html)
    return re.sub(r"<code>([a-z]+(?:_[a-z]+)+)</code>", code, html)


def _worded_table(table: str) -> str:
    """Put labels in the heads, and in the first cells of the rows where those are measures."""
    first = re.search(_HEAD, table)
    are_measures = first is not None and first[2] in MEASURES

    def head(found: re.Match[str]) -> str:
        return f"{found[1]}{_plain(found[2], is_name=True)}{found[3]}"

    def row(found: re.Match[str]) -> str:
        return f"{found[1]}{_plain(found[2], is_name=are_measures)}{found[3]}"

    table = re.sub(_HEAD, head, table)
    return re.sub(r"(<tr\b[^>]*>\s*<td\b[^>]*>\s*)([a-z_]+)(\s*</td>)", row, table)


def _plain(name: str, *, is_name: bool) -> str:
    """Return the label of a column or measure; what may be a person keeps its name."""
    if not is_name:
        return LABELS.get(name, name) if "_" in name else name
    return LABELS.get(name) or name.replace("_", " ").strip() or name


def shows_nothing(html: str) -> bool:
    """Tell whether a table says in every row but for its name that there is nothing.

    Which part of a list was seen is no finding, and does not count.

    Examples
    --------
    >>> shows_nothing("<table><tr><td>dormant</td><td>not in this export: why</td></tr></table>")
    True
    """
    heads = [found[2] for found in re.finditer(_HEAD, html)]
    rows = re.findall(r"(?s)<tr\b[^>]*>(.*?)</tr>", html)
    found = [
        cell.strip()
        for row in rows
        for place, cell in enumerate(re.findall(r"(?s)<td\b[^>]*>(.*?)</td>", row))
        if place and heads[place : place + 1] != ["frame"]
    ]
    return bool(found) and all(_NOTHING.fullmatch(cell) for cell in found)


def says_nothing(text: str) -> bool:
    """Tell whether every printed line says that something is not in the data.

    Examples
    --------
    >>> says_nothing("Kinds found: not in this export: what these accounts are like")
    True
    """
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and all(re.match(rf"([^:]+: )?{UNKNOWN}\b", line) for line in lines)


def method(source: str) -> str:
    r"""Return what stands under the heading "Method" of a text that holds nothing else.

    Examples
    --------
    >>> method("## Method\n\n- **Unit.** One follower."), method("One follower.")
    ('- **Unit.** One follower.', '')
    """
    found = _METHOD.fullmatch(source.strip())
    if found is None or re.search(r"^#", found[1], re.MULTILINE):
        return ""
    return found[1].strip()


def references(source: str) -> list[str] | None:
    """Return the list under the heading "References" of a text that holds nothing else."""
    found = _REFERENCES.fullmatch(source.strip())
    if found is None or re.search(r"^#", found[1], re.MULTILINE):
        return None
    items = re.split(r"^[-*] +", found[1], flags=re.MULTILINE)
    return [" ".join(item.split()) for item in items if item.strip()]
