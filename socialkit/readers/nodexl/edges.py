"""The sheet Edges: who follows, mentions, answers or repeats whom, and the posts behind it."""

from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import pairs
from socialkit.readers.about import Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.nodexl import cellvalues
from socialkit.readers.nodexl.workbook import Rows, Sheets
from socialkit.readers.nodexl.workbook import rows as sheet_rows

_ENDS = ("vertex 1", "vertex 2")
_TITLES = {
    "kind": "relationship",
    "at": "relationship date (utc)",
    "weight": "edge weight",
    "post_id": "imported id",
    "text": "tweet",
    "posted_at": "tweet date (utc)",
    "urls": "urls in tweet",
    "likes": "favorite count",
    "reposts": "retweet count",
}
_TWITTER = {"tweet", "tweet date (utc)", "twitter page for tweet"}
_FOLLOWS = {"followed", "follower", "follows", "following"}
_ACTS = {
    "mentions": "mention",
    "mention": "mention",
    "mentionsinquote": "mention",
    "mentionsinreplyto": "mention",
    "replies to": "reply",
    "replies": "reply",
    "retweet": "repost",
    "retweets": "repost",
    "quote": "quote",
    "quotes": "quote",
    "like": "like",
    "likes": "like",
    "favorite": "like",
    "comment": "comment",
    "commented": "comment",
}
_POSTS = {"tweet": "original", "mention": "original", "reply": "reply", "quote": "quote"}
_POSTS["repost"] = "repost"
_RANKS = ("original", "quote", "reply", "repost")


class _Edge(NamedTuple):
    """One row: its two ends, and the cells that are read."""

    source: str
    target: str
    kind: object = None
    at: object = None
    weight: object = None
    post_id: object = None
    text: object = None
    posted_at: object = None
    urls: object = None
    likes: object = None
    reposts: object = None


class _Tally:
    """What is counted while the rows are read."""

    def __init__(self) -> None:
        self.unreadable = self.others = self.unsaid = 0
        self.posts: dict[str, tuple[str, _Edge]] = {}
        self.requested: list[int] = []


def rows(archive: Archive, sheets: Sheets) -> Rows:
    """Return the sheet's columns and rows.

    Raises
    ------
    ReadError
        When its first rows do not name both ends of an edge.
    """
    found = sheet_rows(sheets, "edges", *_ENDS)
    if found is None:
        raise ReadError(
            f"{archive.path}: the sheet Edges has no columns Vertex 1 and Vertex 2 in its first "
            "rows, as NodeXL writes them."
        )
    return found


def is_twitter(columns: list[str]) -> bool:
    """Whether the columns are those that NodeXL fills from Twitter."""
    return bool(_TWITTER & set(columns))


def gather(gathered: Gathered, found: Rows, request: Request, *, is_twitter: bool) -> None:
    """Add follows, interactions and posts of the sheet."""
    tally = _Tally()
    first, second = (found.columns.index(end) for end in _ENDS)
    places = {
        name: found.columns.index(title)
        for name, title in _TITLES.items()
        if title in found.columns
    }
    for row in found.below:
        if len(row) < len(found.columns) or row[first] is None is row[second]:
            continue
        ends = [cellvalues.vertex(row[end], is_twitter=is_twitter) for end in (first, second)]
        if None in ends:
            tally.unreadable += 1
            continue
        for end in ends if is_twitter else ():
            gathered.account(end, handle=end)
        edge = _Edge(*ends, **{name: row[place] for name, place in places.items()})
        _one(gathered, edge, request, tally)
    for post_id, (kind, edge) in tally.posts.items():
        _post(gathered, post_id, kind, edge, keep_text=request.text)
    _notes(gathered, request, tally)


def _one(gathered: Gathered, edge: _Edge, request: Request, tally: _Tally) -> None:
    word = edge.kind.strip().lower() if isinstance(edge.kind, str) else ""
    act = _ACTS.get(word)
    if not word:
        tally.unsaid += edge.source != edge.target
        gathered.follow(edge.source, edge.target)
        if request.mutual:
            gathered.follow(edge.target, edge.source)
    elif word in _FOLLOWS:
        gathered.follow(edge.source, edge.target)
        # The date beside a follow is when NodeXL asked, not when the follow began.
        asked = cellvalues.moment(edge.at)
        tally.requested += [] if asked is None else [asked]
    elif act is not None:
        at = cellvalues.moment(edge.at)
        gathered.act(edge.source, edge.target, act, at, max(cellvalues.count(edge.weight) or 1, 1))
    elif word != "tweet":
        tally.others += 1
    if act in _POSTS or word == "tweet":
        _keep_post(tally, _POSTS[act or "tweet"], edge)


def _keep_post(tally: _Tally, kind: str, edge: _Edge) -> None:
    """Keep the post of an edge; of a post with several edges the most telling kind counts."""
    post_id = cellvalues.post_id(edge.post_id)
    if post_id is not None:
        before = tally.posts.get(post_id, (kind, edge))
        tally.posts[post_id] = (max(before[0], kind, key=_RANKS.index), before[1])


def _post(gathered: Gathered, post_id: str, kind: str, edge: _Edge, *, keep_text: bool) -> None:
    at = cellvalues.moment(edge.posted_at)
    urls = cellvalues.text(edge.urls)
    is_known = edge.text is not None or edge.urls is not None
    gathered.post(
        post_id,
        edge.source,
        at=cellvalues.moment(edge.at) if at is None else at,
        kind=kind,
        has_link=bool(urls) if is_known else None,
        likes=None if kind == "repost" else cellvalues.count(edge.likes),
        reposts=None if kind == "repost" else cellvalues.count(edge.reposts),
        text=cellvalues.text(edge.text) if keep_text else None,
    )


def _notes(gathered: Gathered, request: Request, tally: _Tally) -> None:
    if tally.requested:
        gathered.generated_at = max(
            at for at in (*tally.requested, gathered.newest()) if at is not None
        )
    gathered.note("Edges left out for want of a readable name: {count}.", tally.unreadable)
    gathered.note("Edges left out because they are no follow and no act: {count}.", tally.others)
    if tally.unsaid:
        way = pairs.MUTUAL_NOTE if request.mutual else "Vertex 1 was taken to follow Vertex 2."
        gathered.notes.append(f"Edges that say nothing of their kind: {tally.unsaid:,}. {way}")
