"""What leaves a notebook: a chart shown or saved the same on every run, a table in words."""

import base64
import contextlib
import os
import re
from pathlib import Path

import pandas as pd

from socialkit import plot
from socialkit.errors import SaveError, SocialkitError
from socialkit.schema import TEXT

UNKNOWN = "not in this export"
KINDS = ("svg", "png")

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NO_DECIMALS_FROM = 1000


def show(ax: plot.Axes, name: str, alt: str, *, folder: str | Path | None = None) -> None:
    """Show a chart in the notebook, once, with a text for those who cannot see it.

    The output holds the picture at twice its size, for sharp screens, and as text exactly
    ``<chart NAME>``, so two runs that draw the same can be compared. Outside a
    notebook only that text is printed.

    Parameters
    ----------
    ax
        A finished chart; its figure is closed.
    name
        What the chart is called, in lower-case words joined by hyphens.
    alt
        What the chart shows, in a sentence or two of plain text. It is passed on as it is:
        whoever writes it into HTML must escape it.
    folder
        Where to `save` it as well; nowhere by default.

    Raises
    ------
    SocialkitError
        When `name` is not made of lower-case words.
    SaveError
        When the files cannot be written.

    Examples
    --------
    >>> show(plot.missing("Nobody was counted."), "nobody", "An empty panel.")
    <chart nobody>
    """
    from IPython import get_ipython
    from IPython.display import display

    _check_name(name)
    picture = plot.rendered(ax, "png")
    if folder:
        save(ax, name, folder)
    plot.close(ax)
    if get_ipython() is None:  # a plain script has nowhere to show a picture
        print(f"<chart {name}>")
        return
    data = {"image/png": base64.b64encode(picture).decode("ascii"), "text/plain": f"<chart {name}>"}
    facts = {"alt": " ".join(str(alt).split()), "width": plot.pixel_width(ax), "name": name}
    display(data, raw=True, metadata={"image/png": facts})


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
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in save(plot.missing("Nobody was counted."), "nobody", folder)]
    ['nobody.svg', 'nobody.png']
    """
    _check_name(name)
    folder = Path(folder)
    paths = [folder / f"{name}.{kind}" for kind in KINDS]
    parts = [path.with_name(f".{path.name}.{os.getpid()}.part") for path in paths]
    contents = [plot.rendered(ax, kind) for kind in KINDS]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part, content in zip(parts, contents, strict=True):
            part.write_bytes(content)
        for part, path in zip(parts, paths, strict=True):
            os.replace(part, path)
    except OSError as error:
        raise SaveError(
            f"could not save the chart {name} to {folder}: {error.strerror or error}. "
            "No file there was left half-written."
        ) from error
    finally:
        for part in parts:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    return paths


def table(values: pd.DataFrame | pd.Series, *, digits: int = 2) -> pd.DataFrame:
    """Set numbers out for people: rounded, and unknown in words.

    Parameters
    ----------
    values
        Any table; a column alone becomes a table of one column.
    digits
        Decimals of fractions below 1,000; larger ones are rounded to whole numbers.

    Returns
    -------
    pandas.DataFrame
        Same rows, columns and index, every cell text: whole numbers with thousands
        separators, times as dates (UTC), true as "yes", NA as "not in this export".

    Examples
    --------
    >>> table(pd.Series([1234, None], ["seen", "reported"], "Int64", "followers"))
                       followers
    seen                   1,234
    reported  not in this export
    """
    if isinstance(values, pd.Series):
        values = values.to_frame("value" if values.name is None else values.name)
    return values.astype(object).map(lambda value: _in_words(value, digits)).astype(TEXT)


def _check_name(name: str) -> None:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise SocialkitError(
            f"a chart cannot be called {name!r}; use lower-case letters, digits and hyphens, "
            "such as 'quality-vs-quantity'."
        )


def _in_words(value: object, digits: int) -> str:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return UNKNOWN
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if pd.api.types.is_integer(value):
        return f"{value:,}"
    if pd.api.types.is_float(value):
        text = f"{value:,.{0 if abs(value) >= _NO_DECIMALS_FROM else digits}f}"
        return text.lstrip("-") if not text.strip("-0.") else text
    if isinstance(value, pd.Timestamp):
        is_day = value == value.normalize()
        return f"{value:%Y-%m-%d}" if is_day else f"{value:%Y-%m-%d %H:%M}"
    return str(value)
