"""One page of all the bundles in a folder."""

from html import escape
from pathlib import Path

from socialkit.errors import SaveError, SocialkitError
from socialkit.folders import write_files
from socialkit.publish import pages
from socialkit.publish.bundling import FILES, INDEX
from socialkit.publish.saving import is_name
from socialkit.publish.telling.aloud import plain
from socialkit.publish.wording import Words, read_words

_PNG = b"\x89PNG\r\n\x1a\n"
_CALLED = {
    "svg": "SVG, for the web",
    "pdf": "PDF, for print",
    "png": "PNG",
    "csv": "the numbers (CSV)",
    "txt": "alt text",
    "md": "caption (Markdown)",
    "html": "page of its own",
}


def gallery(folder: str | Path, *, title: str = "Charts") -> Path:
    """Write one page of all the bundles in a folder: index.html.

    The page stands alone, with every picture in it, its caption, the picture in words, and
    links to the bundle's files. Words are taken from each bundle's own page.

    Parameters
    ----------
    folder
        Where `bundle` put them.
    title
        The heading of the page.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    SocialkitError
        When there is no bundle in the folder.
    SaveError
        When the page cannot be read together or written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from socialkit import plot, publish
    >>> with TemporaryDirectory() as folder:
    ...     paths = publish.bundle(plot.missing("Nobody was counted."), "nobody", folder)
    ...     gallery(folder).name
    'index.html'
    """
    folder, title = Path(folder), plain(title)
    names = _names(folder)
    if not names:
        raise SocialkitError(
            f"there is no bundle in {folder}; make one with publish.bundle(ax, name, folder)."
        )
    path = folder / f"{INDEX}.html"
    try:
        words = {name: read_words(folder / f"{name}.html") for name in names}
        shown = "\n".join(_shown(folder, name, words[name]) for name in names)
        titles = {name: one.title for name, one in words.items()}
        write_files({path: pages.page(title, _body(title, titles, shown))})
    except OSError as error:
        reason = error.strerror or error
        raise SaveError(f"could not make the page {path}: {reason}.") from error
    return path


def _names(folder: Path) -> list[str]:
    """Return the bundles there are: a page and a picture of one name."""
    found = sorted(path.stem for path in folder.glob("*.html") if is_name(path.stem))
    return [name for name in found if name != INDEX and _starts_as_png(folder / f"{name}.png")]


def _starts_as_png(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_PNG)) == _PNG


def _body(title: str, titles: dict[str, str], shown: str) -> str:
    charts = "1 chart" if len(titles) == 1 else f"{len(titles)} charts"
    items = "\n".join(
        f'<li><a href="#{name}">{escape(one)}</a></li>' for name, one in titles.items()
    )
    contents = f'<nav aria-label="Charts">\n<ol>\n{items}\n</ol>\n</nav>\n'
    return (
        f'<header>\n<p class="kicker">{charts}</p>\n{pages.heading(title)}{contents}</header>\n'
        f"<main>\n{shown}\n</main>\n<footer>\n<p>Made with socialkit. Every number about an "
        "audience is an estimate for the accounts in these data at that moment, not a verdict "
        "on a person.</p>\n</footer>"
    )


def _shown(folder: Path, name: str, words: Words) -> str:
    """Return one bundle as a part of the page, made anew from its words."""
    picture = (folder / f"{name}.png").read_bytes()
    figure = pages.figure(picture, words.alt, words.caption, width=words.width)
    folded = pages.details(words.description) if words.description else ""
    inner = "\n".join(part for part in (figure, folded, _links(folder, name)) if part)
    heading = pages.heading(words.title, level=2)
    return f'<article id="{name}">\n{heading}{inner}\n</article>'


def _links(folder: Path, name: str) -> str:
    there = [kind for kind in FILES if (folder / f"{name}.{kind}").is_file()]
    items = "\n".join(f'<li><a href="{name}.{kind}">{_CALLED[kind]}</a></li>' for kind in there)
    return f'<ul class="files" aria-label="Files of {escape(name)}">\n{items}\n</ul>'
