"""Make one self-contained page of run notebooks: no script, and nothing fetched from anywhere."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_markdown_cell, new_notebook

from socialkit import audience, datasets
from socialkit.estimate import UNKNOWN
from socialkit.report import _markup
from socialkit.report._boxes import called
from socialkit.report.coverage import table_coverage
from socialkit.report.naming import network, owners, part_of
from socialkit.report.naming import title as page_title
from socialkit.report.notes import day, sorted_notes
from socialkit.report.summary import sizes, summary
from socialkit.snapshot import Snapshot

TEMPLATES = Path(__file__).parent / "templates"
HIDDEN = {"parameters", "injected-parameters", "not-in-report"}
ABOUT_MANY_LISTS = "about-many-lists"
"""Tag of cells that describe a network; around the owner of one export there is none to see."""
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs that turn or split what is read; joiners stay: Persian and emoji are written with them."""
ABOUT_THE_SAMPLE = "about-the-sample"
"""Tag of cells that speak of the bundled sample: no reader of another report knows it."""


class Section(NamedTuple):
    """A notebook in the report: the anchor it is reached by, its question, its HTML."""

    anchor: str
    title: str
    body: str


def page(
    notebooks: Mapping[str, object],
    snapshot: Snapshot,
    account: str | None,
    *,
    left_out: Sequence[tuple[str, str]] = (),
) -> str:
    """Return the report as HTML: the snapshot's facts and notes, then each notebook.

    Each pair in `left_out` is a question that these data cannot answer, and why not.
    """
    if account is None and len(owners(snapshot)) < 2:
        account = audience.choose(snapshot)
    notebooks = {name: _parted(one) for name, one in notebooks.items()}
    exporter = _exporter(set(notebooks))
    hidden = HIDDEN if _is_the_sample(snapshot) else HIDDEN | {ABOUT_THE_SAMPLE}
    if len(snapshot.focal) < 2 and snapshot.accounts["is_focal"].notna().any():
        hidden = hidden | {ABOUT_MANY_LISTS}
    sources = [_references(notebook) for notebook in notebooks.values()]
    sections = [_section(exporter, name, one, hidden) for name, one in notebooks.items()]
    style = (TEMPLATES / "socialkit" / "style.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    text = exporter.environment.get_template("page.html.j2").render(
        title=page_title(snapshot, account),
        summary=summary(snapshot, account),
        version=version("socialkit"),
        style=style,
        style_hash=f"sha256-{digest}",
        facts=list(_facts(snapshot)),
        sources=_sources(snapshot),
        sizes=list(_sizes(snapshot)),
        notes=sorted_notes(snapshot, account),
        left_out=left_out,
        licence=snapshot.licence,
        coverage=list(table_coverage(snapshot)),
        sections=sections,
        references=_listed(exporter, sources),
    )
    return called(_UNSEEN.sub("", text))


def _is_the_sample(snapshot: Snapshot) -> bool:
    """Tell whether these are the bundled accounts and ties, whatever the accounts are called."""
    sample = datasets.load()
    same_accounts = snapshot.accounts.index.equals(sample.accounts.index)
    return same_accounts and snapshot.follows.equals(sample.follows)


def _exporter(sections: set[str]) -> HTMLExporter:
    return HTMLExporter(
        template_name="socialkit",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        filters={
            "demoted": _markup.demoted,
            "safe_html": lambda html: _markup.safe(html, sections),
        },
    )


def _parted(notebook: object) -> object:
    """Return a notebook in which every section begins a cell, so that each can be folded."""
    cells = []
    for cell in notebook.cells:
        texts = [cell.source]
        if cell.cell_type == "markdown":
            sections = re.split(r"^(?=## )", cell.source, flags=re.MULTILINE)
            texts = [one for one in sections if one.strip()]
        for place, text in enumerate(texts):
            name = {"id": f"{cell.id}-{place}"} if place and "id" in cell else {}
            cells.append(nbformat.from_dict({**cell, **name, "source": text}))
    return nbformat.from_dict({**notebook, "cells": cells})


def _section(exporter: HTMLExporter, name: str, notebook: object, hidden: set[str]) -> Section:
    for cell in notebook.cells:
        cell.metadata["dropped"], cell.metadata["codeless"] = _hidden(cell, hidden)
        cell.metadata["method"] = cell.cell_type == "markdown" and _markup.method(cell.source)
        cell.metadata["empty"] = cell.cell_type == "code" and _is_empty(cell)
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

    Parameters, imports and cells that show nothing tell a reader of the report nothing;
    references stand at the end, once for all chapters.
    """
    if hidden & set(cell.metadata.get("tags", ())):
        return True, True
    if cell.cell_type != "code":
        return _markup.references(cell.source) is not None, True
    imports = re.search(r"^(import|from) ", cell.source, re.MULTILINE) is not None
    shows = any(output.get("name") != "stderr" for output in cell.outputs)
    return imports and not shows, imports


def _is_empty(cell: object) -> bool:
    """Tell whether all a cell shows is a table or lines in which nothing is known."""
    shown = [output for output in cell.outputs if output.get("name") != "stderr"]
    return bool(shown) and all(
        _markup.says_nothing(output["text"])
        if "text" in output
        else _markup.shows_nothing(output.get("data", {}).get("text/html", ""))
        for output in shown
    )


def _references(notebook: object) -> list[str]:
    texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return [item for text in texts for item in _markup.references(text) or ()]


def _listed(exporter: HTMLExporter, sources: list[list[str]]) -> str:
    """Return the references of all chapters as one list, each once, by their authors."""
    items = sorted({item for each in sources for item in each}, key=str.casefold)
    if not items:
        return ""
    cell = new_markdown_cell("\n".join(f"- {item}" for item in items), id="references")
    body, _ = exporter.from_notebook_node(new_notebook(cells=[cell]))
    return body


def _facts(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    yield "Network", network(snapshot.platform) or "not stated"
    yield "Taken on", day(snapshot)
    if snapshot.licence:
        yield "Licence of the data", snapshot.licence


def _sources(snapshot: Snapshot) -> list[str]:
    """Return where the data come from: one line for each part of a combined snapshot."""
    if part_of(snapshot) is None:
        return [snapshot.source or "not stated"]
    return [source for source in snapshot.source.split("; ") if source] or ["not stated"]


def _sizes(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for name, count in sizes(snapshot).items():
        singular = name.removesuffix("s") if count == 1 else name
        yield singular, UNKNOWN if count is None else f"{count:,}"
