"""The pages of the gallery: all charts on one, and one for each with the lines that drew it."""

import ast
import json
from html import escape
from pathlib import Path

from making import DOCS
from making.charts import THEMES, Chart
from making.notebooks import title


def pages(charts: list[Chart], notebooks: Path) -> dict[str, str]:
    """Return the gallery: by path below the sources, the text of each file.

    Parameters
    ----------
    charts
        As they were drawn, in their order.
    notebooks
        The folder of the notebooks, for links to those that show a chart.
    """
    found = {f"gallery/{chart.name}.md": _page(chart, notebooks) for chart in charts}
    return found | {"gallery/index.md": _contents(charts)}


def images(chart: Chart, folder: str, *, width: int | None = None) -> str:
    """Return the light and the dark picture of a chart; the page shows one of them.

    Parameters
    ----------
    chart
        Which one.
    folder
        The way from the page to the static files.
    width
        In pixels; as the chart was drawn by default.
    """
    return "".join(
        f'<img class="only-{theme}" src="{folder}/gallery/{chart.name}-{theme}.png" '
        f'alt="{escape(chart.alt)}" width="{width or chart.width}" loading="lazy">'
        for theme in THEMES
    )


def _contents(charts: list[Chart]) -> str:
    """Return the page of all charts."""
    start = (DOCS / "gallery.md").read_text(encoding="utf-8").rstrip()
    items = "\n".join(
        f'<li><a href="{chart.name}.html">{images(chart, "../_static", width=320)}'
        f"<span>{escape(chart.title)}</span></a></li>"
        for chart in charts
    )
    grid = f'```{{raw}} html\n<ul class="charts">\n{items}\n</ul>\n```'
    names = "\n".join(chart.name for chart in charts)
    return f"{start}\n\n{grid}\n\n```{{toctree}}\n:hidden:\n\n{names}\n```\n"


def _page(chart: Chart, notebooks: Path) -> str:
    """Return the page of one chart."""
    code = chart.script.read_text(encoding="utf-8")
    about, lines = _parted(code)
    figure = f'<figure class="chart">{images(chart, "../_static")}</figure>'
    words = "\n".join(f"<p>{escape(part)}</p>" for part in chart.words)
    seen = [
        f"- [{title(json.loads(path.read_text(encoding='utf-8')))}](../notebooks/{path.name})"
        for path in sorted(notebooks.glob("*.ipynb"))
        if f"sk.plot.{chart.name}(" in path.read_text(encoding="utf-8")
    ]
    parts = [
        f"# {chart.title}",
        about,
        f"```{{raw}} html\n{figure}\n```",
        "## The lines that drew it",
        f"```python\n{lines}```",
        f"All that can be changed: {{py:func}}`socialkit.plot.{chart.name}`.",
        "## The chart in words",
        f"```{{raw}} html\n<div class='words'>{words}</div>\n```",
    ]
    if seen:
        parts += ["## Where it is used", "\n".join(seen)]
    return "\n\n".join(parts) + "\n"


def _parted(code: str) -> tuple[str, str]:
    """Return what a script says of itself, and its lines."""
    first = ast.parse(code).body[0]
    about = ast.get_docstring(ast.parse(code)) or ""
    return about, "".join(code.splitlines(keepends=True)[first.end_lineno :]).lstrip("\n")
