"""What leaves a notebook: a chart shown or saved the same on every run, a table in words."""

import base64
import re
from html import escape
from pathlib import Path
from typing import ClassVar

import pandas as pd

from socialkit import plot
from socialkit.errors import SaveError, SocialkitError
from socialkit.estimate import UNKNOWN
from socialkit.folders import write_files
from socialkit.schema import TEXT

KINDS = ("svg", "png")

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NO_DECIMALS_FROM, _FEW_DECIMALS_FROM = 100, 10


def show(ax: plot.Axes, name: str, alt: str, *, folder: str | Path | None = None) -> None:
    """Show a chart in the notebook, once, with a text for those who cannot see it.

    The output holds the picture at twice its size, for sharp screens, and as text exactly
    ``<chart NAME>``, so two runs that draw the same can be compared. Beside the picture stands
    its footer, for whoever checks that a chart says what it was counted on. Outside a
    notebook only the text is printed.

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
    picture, width, footer = plot.rendered(ax, "png"), plot.pixel_width(ax), plot.footer(ax)
    if folder:
        save(ax, name, folder)
    plot.close(ax)
    if get_ipython() is None:  # a plain script has nowhere to show a picture
        print(f"<chart {name}>")
        return
    data = {"image/png": base64.b64encode(picture).decode("ascii"), "text/plain": f"<chart {name}>"}
    facts = {"alt": " ".join(str(alt).split()), "width": width, "name": name, "footer": footer}
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
    contents = [plot.rendered(ax, kind) for kind in KINDS]
    try:
        write_files(dict(zip(paths, contents, strict=True)))
    except OSError as error:
        raise SaveError(
            f"could not save the chart {name} to {folder}: {error.strerror or error}. "
            "No file there was left half-written."
        ) from error
    return paths


class Table(pd.DataFrame):
    """A table of texts that a notebook shows whole, with the name of its rows on top.

    Attributes
    ----------
    frame
        In words, what every number in it was counted on; its caption.
    """

    _metadata: ClassVar[list[str]] = ["frame"]
    frame = ""

    @property
    def _constructor(self) -> type["Table"]:
        return Table

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            table = self._labelled().to_html(index=False, border=0, na_rep=UNKNOWN)
        if not self.frame:
            return table
        caption = f"<caption>{escape(self._caption())}</caption>"
        return re.sub(r"<table[^>]*>", lambda found: f"{found[0]}\n  {caption}", table, count=1)

    def __repr__(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            table = self.to_string()
        return f"{self._caption()}\n{table}" if self.frame else table

    def _caption(self) -> str:
        return f"Counted on: {self.frame}"

    def _labelled(self) -> pd.DataFrame:
        names = [name or "" for name in self.index.names]
        return pd.DataFrame(self).reset_index(names=names, allow_duplicates=True)


def table(
    values: pd.DataFrame | pd.Series, *, digits: int = 2, empty: str = UNKNOWN, frame: str = ""
) -> Table:
    """Set numbers out for people: rounded, with their intervals, and unknown in words.

    Parameters
    ----------
    values
        Any table; a column alone becomes a table of one column.
    digits
        Decimals below 10; from 10 on one less, from 100 on none.
    empty
        What a table without rows says instead.
    frame
        In words, on what all its numbers were counted; its caption. Not needed where the
        rows say that themselves.

    Returns
    -------
    Table
        Same rows and index, every cell text: whole numbers with thousands separators,
        times as dates (UTC), true as "yes", NA as "not in this export". A number with its
        interval in columns of the same name and ``_low`` and ``_high`` (or `value`, `low`
        and `high`) becomes one column such as "0.41 (0.38-0.44)", or "0.41" alone where
        the interval has no width. A table without rows becomes one row that says so.

    Examples
    --------
    >>> table(pd.Series([1234, None], ["seen", "reported"], "Int64", "followers"))
                       followers
    seen                   1,234
    reported  not in this export
    """
    if isinstance(values, pd.Series):
        values = values.to_frame("value" if values.name is None else values.name)
    if values.empty:
        return Table(
            {"result": [empty or UNKNOWN]}, index=pd.Index(["nothing to show"]), dtype=TEXT
        )
    words = values.astype(object).map(lambda value: _in_words(value, digits)).astype(TEXT)
    out = Table(_joined(values, words))
    out.frame = frame
    return out


def _joined(values: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Put each number and the two ends of its interval into one column."""
    for name in values.columns:
        low, high = ("low", "high") if name == "value" else (f"{name}_low", f"{name}_high")
        if low in words.columns and high in words.columns:
            to = words[low].str.startswith("-").map({True: " to ", False: "-"}).astype(TEXT)
            interval = words[name] + " (" + words[low] + to + words[high] + ")"
            known = (values[low].notna() & (values[low] < values[high])).fillna(False)
            known = known.to_numpy(dtype=bool)
            words = words.assign(**{name: words[name].where(~known, interval)})
            words = words.drop(columns=[low, high])
    return words


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
        text = f"{value:,.{_decimals(abs(value), digits)}f}"
        return text.lstrip("-") if not text.strip("-0.") else text
    if isinstance(value, pd.Timestamp):
        is_day = value == value.normalize()
        return f"{value:%Y-%m-%d}" if is_day else f"{value:%Y-%m-%d %H:%M}"
    return str(value)


def _decimals(size: float, digits: int) -> int:
    if size >= _NO_DECIMALS_FROM:
        return 0
    return max(digits - 1, 0) if size >= _FEW_DECIMALS_FROM else digits
