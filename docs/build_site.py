"""Build the site: the notebooks as they were run, the charts, the reference and the pages.

Run as ``python docs/build_site.py [FOLDER]``; the folder is ``site`` by default. Sphinx must
be there (`requirements-book.lock`). Needs no network.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from making import BUILD, DOCS, ROOT, SOURCES, STATIC, charts, commands, gallery, notebooks, rooms
from making.folder import fill, replace
from making.references import linked

NOTEBOOKS = ROOT / "notebooks"
PAGES = ("index", "exports", "ethics", "methods", "scale", "cite")
FROM_ROOT = {"contributing": "CONTRIBUTING.md", "security": "SECURITY.md"}
HERO = "quality_vs_quantity"
MARK = "objects.inv"
"""A file that every site made by Sphinx holds."""


def gather() -> None:
    """Put everything the site is made of into the folder of sources."""
    drawn = charts.drawn(NOTEBOOKS)
    pages = {f"{name}.md": (DOCS / f"{name}.md").read_text(encoding="utf-8") for name in PAGES}
    for name, file in FROM_ROOT.items():
        pages[f"{name}.md"] = (ROOT / file).read_text(encoding="utf-8")
    hero = next(chart for chart in drawn if chart.name == HERO)
    pages["index.md"] = pages["index.md"].replace("@HERO@", gallery.images(hero, "_static"))
    pages = {name: linked(text) for name, text in pages.items()}
    pages |= notebooks.pages(NOTEBOOKS) | gallery.pages(drawn, NOTEBOOKS)
    pages |= rooms.pages() | commands.pages()
    fill(SOURCES, pages)
    fill(STATIC, notebooks.files(NOTEBOOKS) | charts.pictures(drawn))


def build(folder: Path) -> int:
    """Make the site, and put it into a folder only if there was nothing to warn of."""
    from sphinx.cmd.build import build_main

    made = BUILD / "html"
    shutil.rmtree(made, ignore_errors=True)  # pages that are no longer there would stay
    options = ["-q", "-W", "--keep-going", "-n", "-c", str(DOCS), "-d", str(BUILD / "doctrees")]
    failed = build_main([*options, str(SOURCES), str(made)])
    if not failed:
        shutil.rmtree(made / "_sources", ignore_errors=True)
        (made / ".buildinfo").unlink(missing_ok=True)
        replace(folder, made, mark=MARK)
        print(f"The site is ready: {folder / 'index.html'}")
    return failed


def main(arguments: list[str]) -> int:
    """Gather the sources and build the site."""
    folder = Path(arguments[0]) if arguments else ROOT / "site"
    print("Drawing the charts that have changed ...", flush=True)
    gather()
    print("Building the pages ...", flush=True)
    return build(folder.resolve())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
