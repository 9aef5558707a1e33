"""GraphML and GEXF as a stream: nodes, edges and the nodes' attributes, in one pass.

Files with a million edges fit, for no tree of the XML is ever built.
"""

import xml.sax
from collections.abc import Callable
from typing import BinaryIO
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml import DefusedXmlException

from socialkit.errors import ReadError
from socialkit.readers import values

_NEEDED = {"node": ("id",), "edge": ("source", "target")}
_NAMES = {"graphml": "GraphML", "gexf": "GEXF"}
_YES, _NO = ("true", "directed"), ("false", "undirected", "mutual")


class Graph(ContentHandler):
    """What stands in a graph file.

    Attributes
    ----------
    kind
        ``GraphML`` or ``GEXF``.
    nodes
        Row of each node's id, in the order of the file.
    sources, targets
        Both ends of each edge, as rows of the nodes.
    is_undirected
        For each edge, whether it runs both ways.
    default_undirected
        Whether edges run both ways that do not say so themselves.
    attributes
        For each node with any, its attributes by their titles, as texts.
    unread
        Titles of the edges' attributes, which are not read.
    """

    def __init__(self, where: str) -> None:
        super().__init__()
        self.kind = ""
        self.nodes: dict[str, int] = {}
        self.sources: list[int] = []
        self.targets: list[int] = []
        self.is_undirected: list[bool] = []
        self.attributes: dict[str, dict[str, str]] = {}
        self.unread: list[str] = []
        self._where = where
        self._starts = _GRAPHML_STARTS | _COMMON_STARTS
        self._open: list[str] = []  # the nodes we are in, the innermost last
        self._defaults: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._key, self._text, self._class = "", None, ""
        self.default_undirected = self._has_graph = self._is_in_edge = False

    def startElement(self, name: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:  # noqa: N802
        """Meet the start of an element."""
        tag = name.rpartition(":")[2]
        if not self.kind:
            self._root(tag)
        start = self._starts.get(tag)
        if start is not None:
            start(self, tag, attrs)

    def endElement(self, name: str) -> None:  # noqa: N802
        """Meet the end of an element."""
        tag = name.rpartition(":")[2]
        if tag == "node" and self._open:
            self._open.pop()
        elif tag == "edge":
            self._is_in_edge = False
        elif tag in _TEXT_TAGS and self._text is not None:
            self._take(tag, "".join(self._text).strip())
            self._text = None

    def characters(self, content: str) -> None:
        """Meet a piece of text."""
        if self._text is not None:
            self._text.append(content)

    def refuse(self, reason: str) -> None:
        """Raise a ReadError that names the file and the kind of graph it should be."""
        raise ReadError(
            f"{self._where}: is not a {self.kind.lower()} graph that can be read ({reason})."
        )

    def endDocument(self) -> None:  # noqa: N802
        """Meet the end of the file."""
        if not self._has_graph:
            self.refuse("it holds no <graph>")

    def _root(self, tag: str) -> None:
        if tag.lower() not in _NAMES:
            raise ReadError(
                f"{self._where}: expected <graphml> or <gexf>, found <{values.name(tag)[:40]}>."
            )
        self.kind = _NAMES[tag.lower()]
        self._starts = (
            _GRAPHML_STARTS if self.kind == "GraphML" else _GEXF_STARTS
        ) | _COMMON_STARTS

    def _needed(self, tag: str, attrs: xml.sax.xmlreader.AttributesImpl) -> list[str]:
        found = [attrs.get(name) for name in _NEEDED[tag]]
        for name, value in zip(_NEEDED[tag], found, strict=True):
            if not value:
                raise ReadError(f"{self._where}: a <{tag}> of the graph has no {name}.")
        return found

    def _row(self, node: str) -> int:
        return self.nodes.setdefault(node, len(self.nodes))

    def _node(self, tag: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:
        (node,) = self._needed(tag, attrs)
        self._row(node)
        self._open.append(node)
        if attrs.get("label"):
            self._set("label", attrs["label"])

    def _edge(self, tag: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:
        source, target = self._needed(tag, attrs)
        said = attrs.get("directed" if self.kind == "GraphML" else "type", "").lower()
        self.sources.append(self._row(source))
        self.targets.append(self._row(target))
        is_said = said in _YES or said in _NO
        self.is_undirected.append(said in _NO if is_said else self.default_undirected)
        self._is_in_edge = True

    def _hyperedge(self, tag: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:
        self.refuse(f"<{tag}> joins more than two nodes")

    def _graph(self, tag: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:
        name = "edgedefault" if self.kind == "GraphML" else "defaultedgetype"
        self.default_undirected = attrs.get(name, "undirected").lower() != "directed"
        self._has_graph = True

    def _graphml_key(self, tag: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:
        title = attrs.get("attr.name") or attrs.get("id", "")
        self._key = ""
        if attrs.get("for", "all") in ("node", "all"):
            self._key = attrs.get("id", "")
            self._titles[self._key] = title
        elif attrs.get("for") == "edge":
            self.unread.append(title)

    def _gexf_attributes(self, tag: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:
        self._class = attrs.get("class", "node")
        if self._class not in ("node", "edge", "graph"):
            self.refuse(f"attributes of the class {self._class[:20]!r}")

    def _gexf_attribute(self, tag: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:
        title = attrs.get("title") or attrs.get("id", "")
        self._key = attrs.get("id", "") if self._class == "node" else ""
        if self._class == "node":
            self._titles[self._key] = title
        else:
            self.unread.append(title)

    def _gexf_value(self, tag: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:
        key = attrs.get("for") or attrs.get("id", "")
        if self._open and not self._is_in_edge and key in self._titles:
            self._set(self._titles[key], attrs.get("value", ""))

    def _start_text(self, tag: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:
        self._text = []
        self._key = attrs.get("key", "") if tag == "data" else self._key

    def _take(self, tag: str, text: str) -> None:
        """Use the text of an element that has ended."""
        if tag == "default":
            if self._key in self._titles:
                self._defaults[self._titles[self._key]] = text
        elif not self._open or self._is_in_edge:
            return
        elif tag == "NodeLabel":
            self._set("label", text)
        elif self._key in self._titles and text:
            self._set(self._titles[self._key], text)

    def _set(self, title: str, text: str) -> None:
        self.attributes.setdefault(self._open[-1], {})[title] = text

    @property
    def defaults(self) -> dict[str, str]:
        """What a node has that does not say otherwise."""
        return self._defaults


_Start = Callable[[Graph, str, xml.sax.xmlreader.AttributesImpl], None]
_TEXT_TAGS = ("data", "default", "NodeLabel")
_COMMON_STARTS: dict[str, _Start] = {
    "node": Graph._node,
    "edge": Graph._edge,
    "graph": Graph._graph,
    "default": Graph._start_text,
}
_GRAPHML_STARTS: dict[str, _Start] = {
    "key": Graph._graphml_key,
    "data": Graph._start_text,
    "NodeLabel": Graph._start_text,
    "hyperedge": Graph._hyperedge,
}
_GEXF_STARTS: dict[str, _Start] = {
    "attributes": Graph._gexf_attributes,
    "attribute": Graph._gexf_attribute,
    "attvalue": Graph._gexf_value,
}


def parse(stream: BinaryIO, where: str) -> Graph:
    """Read a GraphML or GEXF file from a stream of bytes.

    Raises
    ------
    ReadError
        When the XML is malformed, declares entities, or is not a graph.
    """
    graph = Graph(where)
    try:
        defusedxml.sax.parse(stream, graph, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ReadError(
            f"{where}: declares a DOCTYPE or entities, which can hide an attack; not read. "
            "Save the graph again from the program that made it."
        ) from error
    except ReadError:
        raise
    except (xml.sax.SAXException, ValueError, LookupError) as error:
        reason = error.getMessage() if isinstance(error, xml.sax.SAXException) else str(error)
        line = getattr(error, "getLineNumber", lambda: None)()
        place = f", line {line:,}" if line else ""
        raise ReadError(f"{where}{place}: the XML is malformed ({reason}).") from error
    return graph
