"""The notebooks as pages: as they were run, with their charts' texts and tables that scroll."""

import base64
import json
import re
from html import escape
from pathlib import Path

from making.references import linked

GROUPS = {
    "Begin": range(0, 1),
    "How good are my followers?": range(1, 6),
    "What do I do, and does it last?": range(6, 9),
    "The wider field": range(9, 12),
    "Publish, and use your own data": range(12, 100),
}
"""Under which heading a notebook stands, by the number its name begins with."""
SCROLLS = '<div class="pst-scrollable-table-container">'
_NUMBER = re.compile(r"<td>(\s*[-−+]?[\d.,]+ ?%?(?: \([-−\d., to]+\))?\s*)</td>")
_LONG = re.compile(r"<td>([^<]{28,})</td>")
"""A text that needs room, or a narrow column breaks it after every word."""
_LIVE, _SEEN = "application/vnd.jupyter.widget", {"text/html", "image/png", "image/svg+xml"}
_KEPT = ("kernelspec", "language_info")


def pages(folder: Path) -> dict[str, str]:
    """Return the notebooks of a folder as sources, and the page that leads to them.

    Parameters
    ----------
    folder
        Where the notebooks are, with what they showed when they were run.

    Returns
    -------
    dict of str to str
        By path below the sources, the text of each file.
    """
    paths = sorted(folder.glob("*.ipynb"))
    found = {f"notebooks/{path.name}": json.dumps(_page(path)) for path in paths}
    return found | {"notebooks/index.md": _contents(paths)}


def files(folder: Path) -> dict[str, bytes]:
    """Return what notebooks' pages need beside them: charts, and the notebooks themselves."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.glob("*.ipynb")):
        found[f"notebooks/{path.name}"] = path.read_bytes()
        for name, output in _charts(json.loads(path.read_text(encoding="utf-8"))):
            picture = base64.b64decode(_text(output["data"]["image/png"]))
            found[f"charts/{path.stem}/{name}.png"] = picture
    return found


def title(notebook: dict) -> str:
    """Return the first heading."""
    first = _text(notebook["cells"][0]["source"])
    return first.splitlines()[0].lstrip("# ").strip()


def _contents(paths: list[Path]) -> str:
    """Return the page of contents, with the notebooks in groups."""
    parts = [(Path(__file__).parents[1] / "notebooks.md").read_text(encoding="utf-8").rstrip()]
    for heading, numbers in GROUPS.items():
        names = [path.stem for path in paths if int(path.stem[:2]) in numbers]
        if names:
            tree = ["```{toctree}", f":caption: {heading}", ":maxdepth: 1", "", *names, "```"]
            parts.append("\n".join(tree))
    return "\n\n".join(parts) + "\n"


def _page(path: Path) -> dict:
    """Return a notebook as it is read by Sphinx."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    # Without the state of widgets, whose program would be fetched from elsewhere.
    notebook["metadata"] = {name: notebook["metadata"][name] for name in _KEPT}
    for name, output in _charts(notebook):
        figure = _figure(f"../_static/charts/{path.stem}/{name}.png", output)
        output |= {"data": {"text/html": figure}, "metadata": {}}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = linked(_text(cell["source"]))
        if "outputs" in cell:
            cell["outputs"] = [output for output in cell["outputs"] if not _is_live(output)]
        for output in cell.get("outputs", []):
            _make_readable(output)
    notebook["cells"][0]["source"] += _download(path.name)
    return notebook


def _charts(notebook: dict) -> list[tuple[str, dict]]:
    """Return every picture with a name of its own: the one that its cell gave it."""
    found: dict[str, dict] = {}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                name = output["metadata"].get("image/png", {}).get("name", "picture")
                again = sum(other.split(".")[0] == name for other in found)
                found[f"{name}.{again + 1}" if again else name] = output
    return list(found.items())


def _figure(address: str, output: dict) -> str:
    """Return a chart with its text for those who cannot see it, and what stands below it."""
    told = output["metadata"]["image/png"]
    footer = f'<figcaption class="visually-hidden">{escape(told.get("footer", ""))}</figcaption>'
    return (
        f'<figure class="chart"><img src="{address}" alt="{escape(told["alt"])}" '
        f'width="{int(told.get("width", 640))}" loading="lazy">{footer}</figure>'
    )


def _is_live(output: dict) -> bool:
    """Tell a control that only works in a live notebook; a picture or table stands beside it."""
    shown = output.get("data", {})
    return any(kind.startswith(_LIVE) for kind in shown) and not set(shown) & _SEEN


def _make_readable(output: dict) -> None:
    """Drop what a page cannot show, and let tables scroll."""
    shown = output.get("data", {})
    for kind in [kind for kind in shown if kind.startswith("application/")]:
        del shown[kind]
    if "text/html" in shown:
        html = _NUMBER.sub(r'<td class="num">\1</td>', _text(shown["text/html"]))
        html = _LONG.sub(r'<td class="long">\1</td>', html)
        html = html.replace("<th></th>", "<td></td>")  # over rows whose name says itself
        shown["text/html"] = re.sub(
            r"(?s)<table\b.*?</table>", lambda found: f"{SCROLLS}{found[0]}</div>", html
        )


def _download(name: str) -> str:
    link = f'<a href="../_static/notebooks/{name}" download>Download this notebook</a>'
    return f'\n\n<p class="download">{link}</p>\n'


def _text(lines: str | list[str]) -> str:
    return lines if isinstance(lines, str) else "".join(lines)
