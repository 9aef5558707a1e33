"""GraphML and GEXF files, read by networkx once their XML has been found harmless."""

import io
import re
import warnings

import defusedxml.ElementTree
import networkx as nx
import numpy as np
import pandas as pd
from defusedxml import DefusedXmlException

from socialkit import schema
from socialkit.errors import ReadError
from socialkit.readers import cells, nodes, pairs
from socialkit.readers.about import About, Request
from socialkit.readers.archive import Archive
from socialkit.readers.dates import newest
from socialkit.snapshot import Snapshot

_TELLS_TIES = "What accounts post, and who engages with whom."
ABOUT = tuple(
    About(
        name,
        "",
        "XML",
        "node attributes",
        "who follows whom",
        "",
        "",
        _TELLS_TIES,
        endings,
        ("mutual",),
    )
    for name, endings in (("GraphML", (".graphml", ".xml")), ("GEXF", (".gexf",)))
)
_READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(graphml|gexf)[\s>]", re.IGNORECASE)
_NEEDED = {"node": ("id",), "edge": ("source", "target")}
UNDIRECTED_NOTE = "The graph is undirected: every edge was read as a tie in both directions."


def why_not(archive: Archive) -> str | None:
    """Say why this is not a GraphML or GEXF file; None when it is one."""
    if not archive.is_single_file:
        return "not a single file"
    head = archive.head(archive.names()[0], 2**16)
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
        A single XML file.
    request
        With `mutual`, every edge is a tie in both directions; an undirected graph says so
        itself.

    Raises
    ------
    ReadError
        When the XML is malformed, declares entities, or is not a graph.
    """
    name = archive.names()[0]
    graph, kind = _graph(archive.read(name), archive.where(name))
    both_ways = request.mutual or not graph.is_directed()
    notes = [UNDIRECTED_NOTE if not graph.is_directed() else pairs.MUTUAL_NOTE] * both_ways
    ids = pd.Index([str(node) for node in graph], dtype=schema.TEXT, name="account_id")
    place = {node: row for row, node in enumerate(graph)}
    ends = [(place[source], place[target]) for source, target in graph.edges()]
    follower, followed = np.array(ends, dtype=np.int32).reshape(-1, 2).T
    edges = pairs.tidy(ids, follower, followed, mutual=both_ways, notes=notes)
    accounts = _accounts(graph, ids, archive.where(name))
    taken_at, dated = newest([accounts])
    return Snapshot(
        accounts,
        edges.follows(),
        taken_at=taken_at,
        source=f"{kind} file {archive.path.name}",
        notes=(*edges.notes, dated),
    )


def _graph(data: bytes, where: str) -> tuple[nx.Graph, str]:
    kind = _checked_kind(data, where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about attributes without a declared type
            return _READERS[kind](io.BytesIO(data)), {"graphml": "GraphML", "gexf": "GEXF"}[kind]
    except Exception as error:  # networkx raises nearly anything when a graph is malformed
        reason = " ".join(str(error).split())[:160].rstrip(".")
        raise ReadError(f"{where}: is not a {kind} graph that can be read ({reason}).") from error


def _checked_kind(data: bytes, where: str) -> str:
    """Return ``graphml`` or ``gexf`` once the XML is known to be harmless and whole."""
    try:
        root = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ReadError(
            f"{where}: declares a DOCTYPE or entities, which can hide an attack; not read. "
            "Save the graph again from the program that made it."
        ) from error
    except (defusedxml.ElementTree.ParseError, ValueError, LookupError) as error:
        raise ReadError(f"{where}: the XML is malformed ({error}).") from error
    kind = root.tag.rpartition("}")[2].lower()
    if kind not in _READERS:
        raise ReadError(f"{where}: expected <graphml> or <gexf>, found <{kind[:40]}>.")
    for element in root.iter():
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        missing = [name for name in _NEEDED.get(tag, ()) if not element.get(name)]
        if missing:
            raise ReadError(f"{where}: a <{tag}> of the graph has no {missing[0]}.")
    return kind


def _accounts(graph: nx.Graph, ids: pd.Index, where: str) -> pd.DataFrame:
    plain = [
        {key: str(value) for key, value in attributes.items() if _is_scalar(value)}
        for _, attributes in graph.nodes(data=True)
    ]
    if not any(plain):
        return pd.DataFrame(index=ids)
    given = pd.DataFrame(plain, index=ids, dtype=object).astype(schema.TEXT)
    given = nodes.with_handles(given).drop(columns=["account_id", "id"], errors="ignore")
    typed = cells.typed("accounts", cells.own_columns(given, "accounts").reset_index(), where)
    return typed.set_index("account_id")


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | float | bool) and value == value
