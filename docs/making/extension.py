"""What Sphinx is taught: where names lead, papers as links, tables that a keyboard can scroll."""

import re
from itertools import count

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from making.references import linked_lines
from making.rooms import addresses

_SCROLLS = re.compile(r'<div class="pst-scrollable-table-container">')
_SIGNATURE = re.compile(r"<dl>\n((?:<dd>.*</dd>\n)+)</dl>")
"""How Sphinx writes the arguments of a long call, each on a line: as answers without a question."""
_KNOWN = addresses()


def resolved(
    app: Sphinx, env: BuildEnvironment, node: nodes.Element, inner: nodes.TextElement
) -> nodes.reference | None:
    """Lead a name to its page also where it is called by its inner path or by its room."""
    if node.get("refdomain") != "py":
        return None
    target = re.sub(r"^sk\.", "socialkit.", node["reftarget"])
    names = (_KNOWN.get(target, target), f"socialkit.{target}", f"socialkit.errors.{target}")
    for name in names:
        found = env.domains["py"].objects.get(name)
        if found is not None:
            start = node.get("refdoc", env.docname)
            return make_refnode(app.builder, start, found.docname, found.node_id, inner, name)
    return None


def papers_as_links(
    app: Sphinx, what: str, name: str, one: object, options: object, lines: list[str]
) -> None:
    """Make the papers that a docstring names links."""
    lines[:] = linked_lines(lines)


def made_accessible(
    app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None
) -> None:
    """Let the keyboard scroll wide tables, and say the arguments of a call as what they are."""
    numbers = count(1)

    def region(found: re.Match[str]) -> str:
        label = f'tabindex="0" role="region" aria-label="Table {next(numbers)}"'
        return f"{found[0][:-1]} {label}>"

    def lines(found: re.Match[str]) -> str:
        inner = found[1].replace("<dd>", '<span class="sig-line">').replace("</dd>", "</span>")
        return f'<span class="sig-lines">{inner}</span>'

    if "body" in context:
        context["body"] = _SIGNATURE.sub(lines, _SCROLLS.sub(region, context["body"]))


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect all of it."""
    app.connect("missing-reference", resolved)
    # Before napoleon, which reads the sections of what it is given.
    app.connect("autodoc-process-docstring", papers_as_links, priority=400)
    app.connect("html-page-context", made_accessible)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
