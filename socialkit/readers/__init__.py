"""Read data from outside as a `Snapshot`, whatever the file is called.

`read` looks at the content and hands it to one small module per format: `tables` (saved
snapshots, CSV and Parquet tables, edges with nodes), `edgelist`, `graphfile` (GraphML,
GEXF) and `x` (X archives). `archive` is the only door through which files come in.
"""

from pathlib import Path

import pandas as pd

from socialkit import datasets
from socialkit.errors import ReadError
from socialkit.readers import edgelist, graphfile, tables, x
from socialkit.readers.archive import Archive
from socialkit.snapshot import Snapshot

__all__ = ["formats", "read"]

_FORMATS = {"tables": tables, "X archive": x, "graph file": graphfile, "edge list": edgelist}
_FOREIGN = {
    "an Instagram": ("followers_and_following/", "followers_1.json"),
    "a Facebook": ("your_friends.json", "who_you've_followed.json", "friends/friends.json"),
    "a TikTok": ("user_data_tiktok.json",),
    "a LinkedIn": ("connections.csv", "member_follows.csv"),
    "a Mastodon": ("outbox.json", "actor.json"),
}
_WHOM = "who follows whom"
_AROUND = "owner's followers and followed, in order"


def read(path: str | Path, *, mutual: bool = False) -> Snapshot:
    r"""Read a file, folder or zip, or a data set by its name.

    Parameters
    ----------
    path
        A saved snapshot, tables, an edge list, GraphML, GEXF or an X archive, told apart by
        their content; or, where no such path exists, a name from `datasets.names`.
    mutual
        Whether every row of an edge list stands for a tie in both directions.

    Returns
    -------
    Snapshot
        Its `notes` say what was left out, merged or not known.

    Raises
    ------
    ReadError
        When there is no such path, the content is of no known format, or it is damaged.
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
        return _named(str(path))
    with Archive(path) as archive:
        reasons = {}
        for name, reader in _FORMATS.items():
            reasons[name] = reader.why_not(archive)
            if reasons[name] is None:
                return reader.read(archive, mutual=mutual)
        raise ReadError(_unknown(archive, reasons))


def formats() -> pd.DataFrame:
    """List the formats that `read` knows, and what each can fill.

    Returns
    -------
    pandas.DataFrame
        Indexed by format: what it looks like (`looks_like`) and what of the four tables it
        fills (`accounts`, `follows`, `posts`, `interactions`).

    Examples
    --------
    >>> formats().loc["edge list", "follows"]
    'who follows whom'
    """
    rows = [
        ("saved snapshot", "folder written by Snapshot.save", *["everything"] * 4),
        ("tables", "folder or zip of CSV or Parquet files", *["what the columns hold"] * 4),
        ("edges and nodes", "edges.csv with nodes.csv", "node columns", _WHOM, "", ""),
        ("edge list", "text with two ids a row", "ids", _WHOM, "", ""),
        ("GraphML", "XML", "node attributes", _WHOM, "", ""),
        ("GEXF", "XML", "node attributes", _WHOM, "", ""),
        ("X archive", "zip or folder from X", "ids; owner's profile", _AROUND, "own", "outgoing"),
    ]
    names = ["format", "looks_like", "accounts", "follows", "posts", "interactions"]
    return pd.DataFrame(rows, columns=names).set_index("format")


def _exists(path: str | Path) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # too long, or with a character that no path can hold
        return False


def _named(name: str) -> Snapshot:
    known = datasets.names()
    if name in known:
        return datasets.load(name)
    raise ReadError(f"{name}: no such file or folder; the data sets are {', '.join(known)}.")


def _unknown(archive: Archive, reasons: dict[str, str | None]) -> str:
    names = [name.lower() for name in archive.names()]
    known = datasets.identify(archive.path)
    if known is not None:
        return f"{archive.path}: is a file of the data set {known}; read it by that name."
    for platform, signs in _FOREIGN.items():
        if any(sign in name for name in names for sign in signs):
            return (
                f"{archive.path}: looks like {platform} export, which this version cannot read "
                "yet; it reads X archives, tables, edge lists, GraphML and GEXF."
            )
    why = "; ".join(f"{name}: {reason}" for name, reason in reasons.items())
    hint = " Read the zip inside it." if any(name.endswith(".zip") for name in names) else ""
    return f"{archive.path}: of no format that can be read ({why}).{hint}"
