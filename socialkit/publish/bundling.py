"""A chart with all that goes with it when it is published: pictures, numbers, words."""

from pathlib import Path

from matplotlib.figure import Figure

from socialkit import plot
from socialkit.errors import SaveError, SocialkitError
from socialkit.folders import write_files
from socialkit.publish import pages, written
from socialkit.publish.people import published
from socialkit.publish.saving import check_name
from socialkit.publish.telling import Story, told
from socialkit.publish.telling.aloud import MOST, plain

PICTURES = ("svg", "pdf", "png")
FILES = (*PICTURES, "csv", "txt", "md", "html")
INDEX = "index"
_LONG = 4000


def bundle(
    ax: plot.Axes | Figure,
    name: str,
    folder: str | Path,
    *,
    alt: str | None = None,
    description: str | None = None,
    caption: str | None = None,
    identify: bool = False,
) -> list[Path]:
    """Save a chart as pictures, as the numbers drawn, and in words made of those numbers.

    Written are NAME.svg, NAME.pdf and NAME.png (twice its size, for sharp screens); NAME.csv,
    the numbers drawn; NAME.txt, an alternative text and a long description; NAME.md, a
    caption; NAME.html, the picture with both on a page that stands alone. Two runs that draw
    the same write the same bytes.

    Parameters
    ----------
    ax
        A chart of `socialkit.plot`, or the figure that holds it and no other. It stays open.
    name
        What the files are called, in lower-case words joined by hyphens.
    folder
        Where to put them; made if it is not there.
    alt, description, caption
        Your own words instead of those made from the numbers, as plain text. `alt` must
        have less than 150 signs.
    identify
        Whether the picture may name accounts. Without it the data and the texts call them
        "account A", "account B" and so on, and a picture that names one is refused: draw it
        from `pseudonymous` instead. Practitioner mode never allows it.

    Returns
    -------
    list of pathlib.Path
        The seven files. All are written beside before any takes its place.

    Raises
    ------
    SocialkitError
        When `name` is not made of lower-case words, `alt` is too long or empty, or the
        figure holds no chart or several.
    PrivacyError
        When the picture names accounts or shows single followers without leave.
    SaveError
        When the files cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from socialkit import plot
    >>> with TemporaryDirectory() as folder:
    ...     paths = bundle(plot.missing("Nobody was counted."), "nobody", folder)
    ...     [path.suffix for path in paths]
    ['.svg', '.pdf', '.png', '.csv', '.txt', '.md', '.html']
    """
    check_name(name)
    if name == INDEX:
        raise SocialkitError("a chart cannot be called 'index': that is the gallery's page.")
    ax = _only_chart(ax)
    record = published(plot.record(ax), identify=identify)
    story = _worded(told(record), alt, description)
    contents = {kind: plot.rendered(ax, kind) for kind in PICTURES}
    contents |= _words(record, story, contents["png"], plot.pixel_width(ax), caption)
    return _written({Path(folder) / f"{name}.{kind}": contents[kind] for kind in FILES}, name)


def _only_chart(ax: plot.Axes | Figure) -> plot.Axes:
    """Return the one chart of a figure."""
    figure = ax if isinstance(ax, Figure) else ax.get_figure(root=True)
    charts = [one for one in figure.axes if _is_chart(one)]
    if len(charts) != 1:
        raise SocialkitError(
            f"this figure holds {len(charts) or 'no'} charts of socialkit.plot; a bundle is made "
            "of one, drawn on a sheet of its own."
        )
    return charts[0]


def _is_chart(ax: plot.Axes) -> bool:
    try:
        plot.record(ax)
    except SocialkitError:
        return False
    return True


def _worded(story: Story, alt: str | None, description: str | None) -> Story:
    """Put the author's own words in place of those made."""
    if alt is not None:
        alt = plain(alt, most=_LONG)
        if not 0 < len(alt) <= MOST:
            raise SocialkitError(f"the alt text has {len(alt)} signs; use 1 to {MOST}.")
        story = story._replace(alt=alt)
    if description is not None:
        story = story._replace(shows=plain(description, most=_LONG), findings=(), counted="")
    return story


def _words(
    record: plot.Record, story: Story, picture: bytes, width: int, caption: str | None
) -> dict[str, bytes]:
    """Return the files of words and numbers."""
    title = plain(record.title)
    parts = story.caption if caption is None else [plain(caption, most=_LONG)]
    shown = pages.figure(picture, story.alt, parts, width=width)
    inner = f"{pages.heading(title or story.alt)}{shown}\n{pages.details(story.description)}"
    body = f"<main>\n<article>\n{inner}\n</article>\n</main>"
    return {
        "csv": written.data(record.drawn, record.kind),
        "txt": written.texts(story),
        "md": written.caption(title, parts),
        "html": pages.page(title or story.alt, body),
    }


def _written(contents: dict[Path, bytes], name: str) -> list[Path]:
    try:
        write_files(contents)
    except OSError as error:
        raise SaveError(
            f"could not save the bundle {name}: {error.strerror or error}. "
            "No file there was left half-written."
        ) from error
    return list(contents)
