"""A chart saved as pictures, byte for byte the same on every run."""

import re
from pathlib import Path

from socialkit import plot
from socialkit.errors import SaveError, SocialkitError
from socialkit.folders import write_files

KINDS = ("svg", "png")

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def save(ax: plot.Axes, name: str, folder: str | Path) -> list[Path]:
    """Save a chart as NAME.svg and NAME.png, byte for byte the same on every run.

    Letters in the SVG are outlines, not text: it looks the same in every browser, and no
    search engine finds a handle in it. Use the alt text to say in words what it shows.

    Parameters
    ----------
    ax
        A finished chart.
    name
        What the files are called, in lower-case words joined by hyphens.
    folder
        Where to put them; made if it is not there.

    Returns
    -------
    list of pathlib.Path
        The two files. Both are written beside and then renamed, so a file is whole or old.

    Raises
    ------
    SocialkitError
        When `name` is not made of lower-case words.
    SaveError
        When the files cannot be written.

    Examples
    --------
    >>> from socialkit import plot
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in save(plot.missing("Nobody was counted."), "nobody", folder)]
    ['nobody.svg', 'nobody.png']
    """
    check_name(name)
    folder = Path(folder)
    paths = [folder / f"{name}.{kind}" for kind in KINDS]
    contents = [plot.rendered(ax, kind) for kind in KINDS]
    try:
        write_files(dict(zip(paths, contents, strict=True)))
    except OSError as error:
        raise SaveError(
            f"could not save the chart {name} to {folder}: {error.strerror or error}. "
            "No file there was left half-written."
        ) from error
    return paths


def check_name(name: str) -> None:
    """Refuse a name that is not made of lower-case words joined by hyphens."""
    if not is_name(name):
        raise SocialkitError(
            f"a chart cannot be called {name!r}; use lower-case letters, digits and hyphens, "
            "such as 'quality-vs-quantity'."
        )


def is_name(name: object) -> bool:
    """Tell whether a name is made of lower-case words joined by hyphens."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None
