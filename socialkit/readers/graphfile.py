"""GraphML and GEXF files, with the attributes of their nodes."""

import re

import numpy as np
import pandas as pd

from socialkit import schema
from socialkit.readers import cells, graphxml, nodes, pairs
from socialkit.readers.about import About, Request
from socialkit.readers.archive import Archive
from socialkit.readers.dates import newest
from socialkit.snapshot import Snapshot

_TELLS_NOT = "It does not say what accounts post, nor who engages with whom."
ABOUT = tuple(
    About(
        name,
        "",
        "XML",
        "node attributes",
        "who follows whom",
        "",
        "",
        _TELLS_NOT,
        endings,
        ("mutual",),
    )
    for name, endings in (("GraphML", (".graphml", ".xml")), ("GEXF", (".gexf",)))
)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(graphml|gexf)[\s>]", re.IGNORECASE)
UNDIRECTED_NOTE = "The graph is undirected: every edge was read as a tie in both directions."


def why_not(archive: Archive) -> str | None:
    """Say why this is not a GraphML or GEXF file; None when it is one."""
    name = _member(archive)
    if name is None:
        return "not a single file"
    head = archive.head(name, 2**16)
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "not XML"
    return None if _ROOT.search(head) else "its XML holds neither <graphml> nor <gexf>"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a GraphML or GEXF file as a snapshot.

    Node attributes named as account columns are used as such, a label becomes the handle,
    and all others are carried along with ``x_`` in front.

    Parameters
    ----------
    archive
        A single XML file, or a folder or zip with one graph file in it.
    request
        With `mutual`, every edge is a tie in both directions; an undirected graph says so
        itself.

    Raises
    ------
    ReadError
        When the XML is malformed, declares entities, or is not a graph.
    """
    name = _member(archive)
    with archive.open(name) as stream:
        graph = graphxml.parse(stream, archive.where(name))
    ids = pd.Index(graph.nodes, dtype=schema.TEXT, name="account_id")
    edges = _edges(graph, ids, mutual=request.mutual)
    accounts = _accounts(graph, ids, archive.where(name))
    taken_at, dated = newest([accounts])
    return Snapshot(
        accounts,
        edges.follows(),
        taken_at=taken_at,
        source=f"{graph.kind} file {archive.path.name}",
        notes=(*edges.notes, dated, _TELLS_NOT),
    )


def _member(archive: Archive) -> str | None:
    """Return the graph file of an upload; None when there is none or several."""
    if archive.is_single_file:
        return archive.names()[0]
    names = [name for name in archive.names() if name.lower().endswith((".gexf", ".graphml"))]
    return names[0] if len(names) == 1 else None


def _edges(graph: graphxml.Graph, ids: pd.Index, *, mutual: bool) -> pairs.Edges:
    follower = np.array(graph.sources, dtype=np.int32)
    followed = np.array(graph.targets, dtype=np.int32)
    is_both = np.array(graph.is_undirected, dtype=bool)
    notes = [f"Not read of the edges: {', '.join(graph.unread[:9])}."] if graph.unread else []
    is_undirected = bool(is_both.all()) if len(is_both) else graph.default_undirected
    if mutual or is_undirected:
        notes.append(UNDIRECTED_NOTE if is_undirected else pairs.MUTUAL_NOTE)
        return pairs.tidy(ids, follower, followed, mutual=True, notes=notes)
    if is_both.any():
        notes.append(f"Undirected edges, read as ties both ways: {is_both.sum():,}.")
    both = (
        np.concatenate([follower, followed[is_both]]),
        np.concatenate([followed, follower[is_both]]),
    )
    return pairs.tidy(ids, *both, mutual=False, notes=notes)


def _accounts(graph: graphxml.Graph, ids: pd.Index, where: str) -> pd.DataFrame:
    if not graph.attributes and not graph.defaults:
        return pd.DataFrame(index=ids)
    titles = set(graph.defaults).union(*graph.attributes.values())
    cells.check_width(len(titles), where)  # before a table of them all is made
    rows = [graph.defaults | graph.attributes.get(node, {}) for node in graph.nodes]
    given = pd.DataFrame(rows, index=ids, dtype=object).astype(schema.TEXT)
    given = nodes.with_handles(given).drop(columns=["account_id", "id"], errors="ignore")
    owned = cells.own_columns(given, "accounts", where).reset_index()
    return cells.typed("accounts", owned, where).set_index("account_id")
