"""Read data from outside as a `Snapshot`, whatever the file is called.

`read` looks at the content and hands it to one small module per format. `archive` is the
only door through which files come in, and no reader ever opens the network. A format is a
module with `ABOUT` (what it is and what it never tells), `why_not` and `read`.
"""

import csv
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from socialkit import datasets, folders
from socialkit.errors import ReadError, SocialkitError
from socialkit.readers import (
    bluesky,
    cresci,
    discourse,
    edgelist,
    egonet,
    facebook,
    feed,
    graphfile,
    instagram,
    linkedin,
    mastodon,
    ning,
    nodexl,
    tables,
    tiktok,
    twarc,
    twarcnetwork,
    twibot,
    wordpress,
    x,
    youtube,
)
from socialkit.readers.about import Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.combined import combine
from socialkit.readers.members import printable
from socialkit.snapshot import Snapshot

__all__ = ["combine", "formats", "read"]

_EXPORTS = (
    x,
    tiktok,
    youtube,
    mastodon,
    linkedin,
    discourse,
    ning,
    bluesky,
    wordpress,
    facebook,
    instagram,
)
"""What a person downloads about themselves; told by names that no other export has."""
_DATA = (
    nodexl,
    egonet,
    cresci,
    twibot,
    feed,
    twarc,
    twarcnetwork,
    tables,
    graphfile,
    edgelist,
)
"""What researchers and programs write; asked in this order, the widest last."""
_CLOSEST = 3
MAX_CELL = 131_072
"""Characters in one CSV cell, as Python's csv module has it by itself."""


def read(path: str | Path, *, mutual: bool = False, text: bool = False) -> Snapshot:
    r"""Read a file, folder, zip or tar, or a data set by its name.

    Parameters
    ----------
    path
        An export of any format that `formats` lists, told by its content; the folder of a live
        collection (`socialkit.collect`); or, where no such path exists, a name from
        `datasets.names` or `datasets.example_exports`.
    mutual
        Whether every row of an edge list stands for a tie in both directions; for Facebook,
        whether friends count as following each other.
    text
        Whether to keep the text of posts, as a column `x_text` of the posts table. Messages,
        e-mail addresses and telephone numbers are never kept.

    Returns
    -------
    Snapshot
        Its `notes` say what was left out, merged or not known.

    Raises
    ------
    ReadError
        When there is no such path, the content is of no known format, it is damaged, or it
        holds the exports of two platforms.
    SchemaError
        When tables contradict each other.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "list.csv")
    ...     _ = file.write_text("follower,followed\nben,ann\ncat,ann\n")
    ...     read(file)
    <Snapshot undated: 3 accounts, 2 follows, 0 posts, 0 interactions>
    """
    if not _exists(path):
        with _in_one_line():
            return _named(str(path))
    request = Request(mutual=mutual, text=text)
    path = _collected(Path(path))
    with _steady(), _in_one_line(), Archive(path) as archive:
        reasons: dict[object, str | None] = {each: each.why_not(archive) for each in _EXPORTS}
        found = [each for each, reason in reasons.items() if reason is None]
        if len(found) > 1:
            raise ReadError(_several(archive, found))
        for each in found or _DATA:
            reasons[each] = each.why_not(archive)
            if reasons[each] is None:
                _refuse_options(archive, each, request)
                return each.read(archive, request)
        raise ReadError(_unknown(archive, reasons))


def formats() -> pd.DataFrame:
    """List the formats that `read` knows, what each can fill and what it never tells.

    Returns
    -------
    pandas.DataFrame
        Indexed by format: what it looks like (`looks_like`), what of the four tables it
        fills (`accounts`, `follows`, `posts`, `interactions`; empty when nothing), and
        `does_not_tell`.

    Examples
    --------
    >>> formats().loc["edge list", "follows"]
    'who follows whom'
    """
    shown = ["name", "looks_like", *_FILLED, "does_not_tell"]
    rows = [[getattr(about, name) for name in shown] for each in _ALL for about in each.ABOUT]
    return pd.DataFrame(rows, columns=["format", *shown[1:]]).set_index("format")


_ALL = (*_EXPORTS, *_DATA)
_FILLED = ("accounts", "follows", "posts", "interactions")


@contextmanager
def _steady() -> Iterator[None]:
    """Read in the same way whatever else the program has set, and put that back.

    Other libraries lift the limit on a CSV cell, by which a quote that never ends is
    noticed. And Python would look for reference cycles, which parsed records never form:
    millions of them come and go here, and the search would take a third of all time.
    """
    was_on, limit = gc.isenabled(), csv.field_size_limit(MAX_CELL)
    gc.disable()
    try:
        yield
    finally:
        csv.field_size_limit(limit)
        if was_on:
            gc.enable()


@contextmanager
def _in_one_line() -> Iterator[None]:
    """Keep errors in one printable line, whatever the names of files hold."""
    try:
        yield
    except SocialkitError as error:
        error.args = tuple(printable(str(said)) for said in error.args)
        raise


def _collected(path: Path) -> Path:
    """Return where the snapshot of a live collection stands; any other path as it is."""
    if not (path / folders.JOURNAL).is_file():
        return path
    if not (path / folders.COLLECTED).is_dir():
        raise ReadError(
            f"{path}: the live collection in it is not finished; make the same call or give the "
            "same command again to finish it."
        )
    return path / folders.COLLECTED


def _exists(path: str | Path) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # too long, or with a character that no path can hold
        return False


def _named(name: str) -> Snapshot:
    known = datasets.names()
    if name in known:
        return datasets.load(name)
    if name in datasets.example_exports().index:
        return read(datasets.example_export(name))
    raise ReadError(f"{name}: no such file or folder; the data sets are {', '.join(known)}.")


def _refuse_options(archive: Archive, each: object, request: Request) -> None:
    understood = {option for about in each.ABOUT for option in about.options}
    for option in Request._fields:
        if getattr(request, option) and option not in understood:
            can = [about.name for one in _ALL for about in one.ABOUT if option in about.options]
            raise ReadError(
                f"{archive.path}: {option}=True means nothing for {_title(each)}; it is for "
                f"{', '.join(can)}."
            )


def _several(archive: Archive, found: list[object]) -> str:
    names = " and ".join(f"{_title(each)}" for each in found)
    return (
        f"{archive.path}: holds the files of {names}; read each from a folder or zip of its own "
        "and join them with socialkit.combine."
    )


def _title(each: object) -> str:
    return each.ABOUT[0].name


def _unknown(archive: Archive, reasons: dict[object, str]) -> str:
    known = datasets.identify(archive.path)
    if known is not None:
        return f"{archive.path}: is a file of the data set {known}; read it by that name."
    names = [name.lower() for name in archive.names()]
    why = "; ".join(f"{_title(each)}: {reasons[each]}" for each in _closest(names, reasons))
    hint = " Read the archive inside it." if any(map(_is_packed, names)) else ""
    return (
        f"{archive.path}: of no format that can be read. The closest are {why}.{hint} "
        "socialkit.readers.formats() lists all that can."
    )


def _closest(names: list[str], reasons: dict[object, str]) -> list[object]:
    """Return the formats that an unknown upload comes closest to, the closest first."""

    def distance(each: object) -> tuple[bool, int]:
        endings = tuple({ending for about in each.ABOUT for ending in about.endings} - {".zip"})
        alike = sum(name.endswith(endings) for name in names)
        return not isinstance(reasons[each], Near), -alike

    near = [each for each in reasons if isinstance(reasons[each], Near)]
    return sorted(reasons, key=distance)[: max(_CLOSEST, len(near))]


def _is_packed(name: str) -> bool:
    return name.endswith((".zip", ".tar", ".tgz", ".tar.gz"))
