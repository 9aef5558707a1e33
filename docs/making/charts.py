"""The charts of the gallery: each script of `gallery/` is run, and what it drew is put in words.

What a page shows as code is the very file that was run. Pictures are drawn anew only when the
package, the sample or the script changed.
"""

import hashlib
import json
import os
import runpy
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import matplotlib as mpl
import numpy as np

import socialkit as sk
from making import BUILD, DOCS
from socialkit.publish.telling import told

THEMES = ("light", "dark")
SCRIPTS = DOCS / "gallery"
_WIDEST = 640


@dataclass(frozen=True)
class Chart:
    """A chart of the gallery.

    Attributes
    ----------
    name
        Of the function that draws it, and of its script.
    title
        The question it answers.
    alt, words
        What it shows, in a sentence and in full; made from the numbers drawn.
    width
        In pixels, as shown.
    """

    name: str
    title: str
    alt: str
    words: list[str]
    width: int

    @property
    def script(self) -> Path:
        """The file that draws it."""
        return SCRIPTS / f"{self.name}.py"


def scripts() -> list[Path]:
    """Return the scripts, one for each chart, by name."""
    return sorted(SCRIPTS.glob("*.py"))


def drawn(notebooks: Path) -> list[Chart]:
    """Draw every chart that has changed, light and dark, and return all of them.

    Parameters
    ----------
    notebooks
        The folder of the notebooks: charts stand in the order in which these show them first.
    """
    names = [path.stem for path in scripts()]
    kept = _places(names)
    missing = [place for place in kept.items() if not place[1].is_file()]
    if missing:
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            for name, theme in pool.map(_draw, missing):
                print(f"  drawn: {name} ({theme})", flush=True)
    order = _order(names, notebooks)
    words = (kept[name, THEMES[0]].with_suffix(".json").read_text() for name in order)
    return [Chart(**json.loads(told)) for told in words]


def pictures(charts: list[Chart]) -> dict[str, bytes]:
    """Return the pictures of charts that were drawn, by path below the static files."""
    kept = _places([chart.name for chart in charts])
    return {
        f"gallery/{name}-{theme}.png": path.read_bytes() for (name, theme), path in kept.items()
    }


def _places(names: list[str]) -> dict[tuple[str, str], Path]:
    """Return where each picture is kept, and drop those that nobody asks for any more.

    What a picture depends on is part of its name: a change makes it another one.
    """
    folder = BUILD / "charts"
    folder.mkdir(parents=True, exist_ok=True)
    state = _state()
    found = {}
    for name in names:
        code = (SCRIPTS / f"{name}.py").read_bytes()
        digest = hashlib.sha256(state.encode() + code).hexdigest()[:16]
        found |= {(name, theme): folder / f"{name}-{theme}-{digest}.png" for theme in THEMES}
    stems = {path.stem for path in found.values()}
    for path in folder.iterdir():
        if path.is_file() and path.stem not in stems:
            path.unlink()
    return found


def _draw(place: tuple[tuple[str, str], Path]) -> tuple[str, str]:
    """Run a script, and keep its picture and its words."""
    (name, theme), path = place
    mpl.rcdefaults()
    sk.plot.use_style(theme=theme)
    ax = runpy.run_path(str(SCRIPTS / f"{name}.py"))["ax"]
    picture, width = sk.plot.rendered(ax, "png"), sk.plot.pixel_width(ax)
    record = sk.plot.record(ax)
    story = told(record)
    sk.plot.close(ax)
    chart = Chart(name, record.title, story.alt, story.caption, min(width, _WIDEST))
    _write(path.with_suffix(".json"), json.dumps(asdict(chart)).encode())
    _write(path, picture)
    return name, theme


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a build that was stopped leaves no half of one."""
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


def _state() -> str:
    """Return a name for all that every picture depends on."""
    package = Path(sk.__file__).parent
    code = [path for path in package.rglob("*") if path.suffix in (".py", ".mplstyle", ".txt")]
    sample = [path for path in (DOCS.parent / "data").rglob("*") if path.is_file()]
    digest = hashlib.sha256(f"{mpl.__version__} {np.__version__}".encode())
    for path in sorted([*code, *sample]):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return digest.hexdigest()


def _order(names: list[str], notebooks: Path) -> list[str]:
    """Set charts in the order in which the notebooks show them; those they do not come last."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(notebooks.glob("*.ipynb")))
    first = {name: text.find(f"sk.plot.{name}(") for name in names}
    last = {"missing"}
    return sorted(names, key=lambda name: (name in last, first[name] < 0, first[name], name))
