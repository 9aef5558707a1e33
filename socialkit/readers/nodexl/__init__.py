"""NodeXL workbooks: one row an edge, one row a vertex, in Excel's format."""

from socialkit.readers.about import About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.nodexl import edges, vertices
from socialkit.readers.nodexl.workbook import members, open_sheets, sheet_names
from socialkit.snapshot import Snapshot

ABOUT = (
    About(
        "NodeXL",
        "",
        "Excel workbook (.xlsx) with sheets Edges and Vertices",
        "the vertices' profiles",
        "edges of the kind Followed or Follower",
        "the posts behind the edges",
        "mentions, replies, reposts, quotes",
        "A NodeXL network holds what one search or one request found: it does not tell all "
        "followers of anybody, and of each account it has only the posts that matched.",
        (".xlsx", "xl/workbook.xml"),
        ("mutual", "text"),
    ),
)


def why_not(archive: Archive) -> str | None:
    """Say why this is no NodeXL workbook; None when it is one."""
    found = members(archive)
    if not found:
        return "not an Excel workbook (.xlsx)"
    if len(found) > 1:
        return Near(f"it holds several workbooks; read {found[0]} by its own path")
    if "edges" in sheet_names(archive, found[0]):
        return None
    return Near("the workbook has no sheet Edges; save the sheet you mean as CSV and read that")


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a NodeXL workbook.

    Parameters
    ----------
    archive
        The workbook, or a folder or zip with one workbook in it.
    request
        With `mutual`, edges that say nothing of their kind are ties in both directions; with
        `text`, the text of posts is kept.

    Raises
    ------
    ReadError
        When the workbook is damaged, too large, or its sheet Edges has no columns Vertex 1
        and Vertex 2.
    """
    with open_sheets(archive, members(archive)[0]) as sheets:
        profiles = vertices.rows(sheets)
        found = edges.rows(archive, sheets)
        is_twitter = vertices.is_twitter(profiles.columns) or edges.is_twitter(found.columns)
        about = ABOUT[0]._replace(platform="x" if is_twitter else "")
        gathered = Gathered(about)
        vertices.gather(gathered, profiles, is_twitter=is_twitter)
        edges.gather(gathered, found, request, is_twitter=is_twitter)
    return gathered.snapshot(f"NodeXL workbook {archive.path.name}")
