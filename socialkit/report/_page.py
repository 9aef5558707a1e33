"""Make one self-contained page of run notebooks: no script, and nothing fetched from anywhere."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import nbformat
import pandas as pd
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors.sanitize import SanitizeHTML

from socialkit import audience, datasets, graph, schema
from socialkit.estimate import UNKNOWN
from socialkit.readers.about import NETWORKS, UNNAMED
from socialkit.report.coverage import table_coverage
from socialkit.snapshot import UNDATED, Snapshot

TEMPLATES = Path(__file__).parent / "templates"
HIDDEN = {"parameters", "injected-parameters", "not-in-report"}
ABOUT_THE_SAMPLE = "about-the-sample"
"""Tag of cells that speak of the bundled sample: no reader of another report knows it."""

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


class Section(NamedTuple):
    """A notebook in the report: the anchor it is reached by, its question, its HTML."""

    anchor: str
    title: str
    body: str


NO_ACCOUNT = (
    "No account is marked here as one whose followers were collected, so this report describes "
    "the network as a whole."
)

NO_LIST = (
    "No list of followers was collected, so this report tells what the account does itself and "
    "what else is known, and nothing about who follows it."
)

NAME_ONE = "Name an account (ACCOUNT=, or --account) to look at its followers."


def page(
    notebooks: Mapping[str, object],
    snapshot: Snapshot,
    account: str | None,
    *,
    left_out: Sequence[str] = (),
) -> str:
    """Return the report as HTML: the snapshot's facts and notes, then each notebook.

    The titles in `left_out` are listed as questions that these data cannot answer.
    """
    if account is None and len(snapshot.focal) < 2:
        account = audience.choose(snapshot)
    notes = list(snapshot.notes)
    if snapshot.focal.empty and account is None:
        advice = f" {NAME_ONE}" if len(snapshot.follows) else ""
        notes.insert(0, NO_ACCOUNT + advice)
    elif not graph.has_follower_lists(snapshot):
        notes.insert(0, NO_LIST)
    exporter = HTMLExporter(
        template_name="socialkit",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        filters={"demoted": _demoted, "safe_html": lambda html: _safe(html, set(notebooks))},
    )
    hidden = HIDDEN if snapshot == datasets.load() else HIDDEN | {ABOUT_THE_SAMPLE}
    sections = [_section(exporter, name, one, hidden) for name, one in notebooks.items()]
    style = (TEMPLATES / "socialkit" / "style.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return exporter.environment.get_template("page.html.j2").render(
        title=_title(snapshot, account),
        version=version("socialkit"),
        style=style,
        style_hash=f"sha256-{digest}",
        facts=list(_facts(snapshot)),
        sizes=list(_sizes(snapshot)),
        notes=notes,
        left_out=left_out,
        licence=snapshot.licence,
        coverage=list(table_coverage(snapshot)),
        sections=sections,
    )


def _section(exporter: HTMLExporter, name: str, notebook: object, hidden: set[str]) -> Section:
    for cell in notebook.cells:
        cell.metadata["dropped"], cell.metadata["codeless"] = _hidden(cell, hidden)
    body, _ = exporter.from_notebook_node(notebook)
    return Section(name, _heading(notebook, name), body)


def title(path: Path) -> str:
    """Return the question a notebook asks: its first heading."""
    return _heading(nbformat.read(path, as_version=4), path.stem)


def _heading(notebook: object, name: str) -> str:
    texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    heads = (re.search(r"^# +(.+?) *#*$", text, re.MULTILINE) for text in texts)
    found = next((head[1] for head in heads if head), name)
    return re.sub(r"[*_`]", "", found)


def _hidden(cell: object, hidden: set[str]) -> tuple[bool, bool]:
    """Whether the whole cell is left out of the report, and whether only its code is.

    Parameters, imports and cells that show nothing tell a reader of the report nothing.
    """
    if hidden & set(cell.metadata.get("tags", ())):
        return True, True
    if cell.cell_type != "code":
        return False, True
    imports = re.search(r"^(import|from) ", cell.source, re.MULTILINE) is not None
    shows = any(output.get("name") != "stderr" for output in cell.outputs)
    return imports and not shows, imports


def _demoted(html: str) -> str:
    """Make every heading one level smaller: the page has a title of its own."""
    return re.sub(r"(</?h)([1-5])\b", lambda found: f"{found[1]}{int(found[2]) + 1}", html)


def _safe(html: str, sections: set[str]) -> str:
    """Keep plain text markup only; let links lead into the report or to the open web."""

    def link(found: re.Match[str]) -> str:
        target = found[1]
        notebook = re.fullmatch(r"(?:.*/)?([^/#]+)\.ipynb(?:#.*)?", target)
        if notebook and notebook[1] in sections:
            return f'<a href="#{notebook[1]}"'
        return found[0] if re.match(r"(https?|mailto):", target) else "<a"

    html = re.sub(r"(?is)<(style|script)\b.*?</\1\s*>", "", html)
    html = re.sub(r'<a href="([^"]*)"', link, _CLEANER.sanitize_html_tags(html))
    html = re.sub(_NUMBER_CELL, r'<td class="num">\1</td>', html)
    opening = '<div class="table" tabindex="0" role="region" aria-label="Table">'
    return re.sub(r"(?s)<table\b.*?</table>", lambda found: f"{opening}{found[0]}</div>", html)


def _title(snapshot: Snapshot, account: str | None) -> str:
    if account is None or account.endswith(UNNAMED):
        return "How good are these followers?"
    handle = snapshot.accounts.loc[account, "handle"]
    name = account if pd.isna(handle) else f"@{handle}"
    if not graph.has_follower_lists(snapshot):
        return f"What do these data tell about {name}?"
    return f"How good are the followers of {name}?"


def _facts(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    yield "Source", snapshot.source or "not stated"
    yield "Network", _network(snapshot.platform) or "not stated"
    yield "Taken on", _day(snapshot)
    yield "Licence of the data", snapshot.licence or "not stated"


def _network(platform: str) -> str:
    parts = platform.split(" + ")
    return " + ".join(NETWORKS.get(part.lower(), part.capitalize()) for part in parts)


def _day(snapshot: Snapshot) -> str:
    if snapshot.taken_at == UNDATED:
        return "undated"
    return f"{snapshot.taken_at.day} {snapshot.taken_at:%B %Y}"


def _sizes(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Count the rows; a table nobody collected reads as such and not as 0."""
    accounts = snapshot.accounts
    collected = {
        "follower lists": len(snapshot.focal) > 0,
        "follows": len(snapshot.focal) > 0,
        "posts": accounts["posts_seen"].notna().any(),
        "interactions": accounts["interactions_seen"].notna().any(),
    }
    counts = {"follower lists": len(snapshot.focal)}
    counts |= {name: len(getattr(snapshot, name)) for name in schema.TABLES}
    for name, count in counts.items():
        is_known = count > 0 or collected.get(name, True)
        singular = name.removesuffix("s") if count == 1 else name
        yield singular, f"{count:,}" if is_known else UNKNOWN
