"""Who engaged with whom, as the program twarc-network counts it: JSON, or lines it calls CSV.

Its lines are ``ann,ben,{'weight': 2, 'retweet': 2}``: two user names and counts. Nothing in
them is run as Python.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import jsonfile, moments
from socialkit.readers.about import About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.values import count, dicts, digits, handle, item
from socialkit.snapshot import Snapshot

ABOUT = (
    About(
        "twarc-network",
        "x",
        "JSON with nodes and links, or lines of two names and counts",
        "user names",
        "",
        "",
        "replies, reposts, quotes, mentions",
        "A twarc network does not tell who follows whom, nor who the accounts are; only posts that "
        "were collected were counted.",
        (".json", ".csv"),
    ),
)
_KINDS = {"retweet": "repost", "reply": "reply", "quote": "quote", "mention": "mention"}
_NAME = re.compile(r"[a-z0-9_]{1,20}")
_PAIRS = r"'\w{1,20}': \d{1,12}"
_LINE = re.compile(rf"([^,\s]{{1,100}}),([^,\s]{{1,100}}),\{{((?:{_PAIRS}(?:, )?){{1,8}})\}}")
_PAIR = re.compile(r"'(\w{1,20})': (\d{1,12})")
_TYPED = re.compile(r"[^,\s]{1,100},[^,\s]{1,100},\{'type': '\w{1,20}'\}")
_MAX_LINE = 1_000  # characters
_WHY_NOT_POSTS = "its nodes are posts or hashtags without accounts; make it with --nodes users"
_DATED_NOTE = "The network is dated by the newest post in it."
_NO_DATE_NOTE = "The network says how often, but not when, anybody engaged with anybody."


class _Link(NamedTuple):
    source: str
    target: str
    counts: dict[str, int]


def why_not(archive: Archive) -> str | None:
    """Say why this is not a network of twarc-network; None when it is one."""
    if not archive.is_single_file:
        return "not a single file"
    name = archive.names()[0]
    if not jsonfile.starts_as_json(archive, name):
        line = _first_line(archive, name)
        is_line = _TYPED.fullmatch(line) or _LINE.fullmatch(line)
        return None if is_line else "its lines are not two names and counts"
    if not archive.head(name, 256).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return "not JSON with nodes and links"
    head = archive.head(name, 2**12)
    if b'"nodes"' not in head[:256] or b'"start_date"' not in head:
        return "not JSON with nodes and links"
    return None if b'"screen_name"' in head else Near(_WHY_NOT_POSTS)


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a network of interactions.

    Parameters
    ----------
    archive
        A single file.
    request
        Nothing in it matters here.

    Raises
    ------
    ReadError
        When the file is damaged or cut short.
    """
    name = archive.names()[0]
    gathered = Gathered(ABOUT[0])
    if jsonfile.starts_as_json(archive, name):
        links = _of_json(gathered, jsonfile.load(archive, name), archive.where(name))
    else:
        links = _of_lines(gathered, archive, name)
    _write(gathered, links)
    gathered.note(_NO_DATE_NOTE)
    return gathered.snapshot(f"twarc-network file {archive.path.name}")


def _write(gathered: Gathered, links: Iterable[_Link]) -> None:
    unknown = 0
    for link in links:
        kinds = {_KINDS[key]: value for key, value in link.counts.items() if key in _KINDS}
        unknown += not any(kinds.values())
        for kind, number in kinds.items():
            if number:
                gathered.act(link.source, link.target, kind, None, number)
    gathered.note("Links left out because they do not say what was done: {count}.", unknown)


def _of_json(gathered: Gathered, network: object, where: str) -> Iterator[_Link]:
    """Take in the accounts and yield the links between them."""
    if not isinstance(item(network, "nodes"), list) or not isinstance(item(network, "links"), list):
        raise ReadError(f"{where}: expected an object with the lists nodes and links.")
    ids: dict[object, str] = {}
    dates = []
    for node in dicts(network["nodes"]):
        shown = handle(node.get("screen_name"), _NAME)
        found = digits(node.get("user_id")) or shown
        if found and isinstance(node.get("id"), str):
            ids[node["id"]] = found
            gathered.account(found, handle=node["screen_name"] if shown else None)
        dates.append(_moment(node.get("start_date")))
    gathered.generated_at = max((date for date in dates if date is not None), default=None)
    gathered.note(_DATED_NOTE, gathered.generated_at is not None)
    left_out = len(network["nodes"]) - len(ids)
    gathered.note("Nodes left out because they name no account: {count}.", left_out)
    strangers = 0
    for link in dicts(network["links"]):
        ends = [_known(ids, link.get(end)) for end in ("source", "target")]
        strangers += None in ends
        if None not in ends:
            yield _Link(*ends, _counts(link))
    gathered.note("Links left out because an end of them names no account: {count}.", strangers)


def _known(ids: dict[object, str], end: object) -> str | None:
    return ids.get(end) if isinstance(end, str) else None


def _counts(link: dict) -> dict[str, int]:
    """Return how often each thing was done; a link between two posts is done once."""
    kind = link.get("type")
    if isinstance(kind, str) and kind in _KINDS:
        return {kind: 1}
    return {key: count(link.get(key)) or 0 for key in _KINDS}


def _of_lines(gathered: Gathered, archive: Archive, name: str) -> Iterator[_Link]:
    first = _first_line(archive, name)
    if _TYPED.fullmatch(first) or first.startswith("#"):
        raise ReadError(f"{archive.where(name)}: {_WHY_NOT_POSTS}.")
    odd = 0
    with archive.open(name) as stream:
        while raw := stream.readline(_MAX_LINE + 1):
            line = raw.decode("utf-8", "replace").strip()
            match = _LINE.fullmatch(line)
            ends = [handle(end, _NAME) for end in match.groups()[:2]] if match else [None]
            if None in ends:
                odd += bool(line)
                continue
            for end, shown in zip(ends, match.groups()[:2], strict=True):
                gathered.account(end, handle=shown)
            counts = {key: int(number) for key, number in _PAIR.findall(match[3])}
            yield _Link(*ends, counts)
    gathered.note("Lines left out because they are not two names and counts: {count}.", odd)


def _first_line(archive: Archive, name: str) -> str:
    return archive.head(name, _MAX_LINE).split(b"\n", 1)[0].decode("utf-8", "replace").strip()


def _moment(value: object) -> int | None:
    """Read ``31/12/2023 18:00:00``, which the program writes in UTC, or its day alone."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.strptime(value, "%d/%m/%Y %H:%M:%S" if " " in value else "%d/%m/%Y")
    except ValueError:
        return None
    return moments.iso(moment.replace(tzinfo=UTC).isoformat())
