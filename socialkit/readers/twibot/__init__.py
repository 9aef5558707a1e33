"""The TwiBot data sets of Twitter accounts labelled as bots or humans (2020 and 2022)."""

from socialkit.readers.about import About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Gathered
from socialkit.readers.twibot import set2020, set2022
from socialkit.snapshot import Snapshot

ABOUT = (
    About(
        "TwiBot-20",
        "x",
        "train.json, dev.json, test.json, support.json",
        "profiles, domain as group, label",
        "up to ten random followers and followed each",
        "the latest 200 tweets, without dates",
        "outgoing: replies and reposts among the accounts",
        "TwiBot-20 does not tell when anybody posted or followed, nor who engages with whom beyond "
        "replies and reposts among its accounts. Its labels (x_label) are used by no measure.",
        ("train.json", "dev.json", "test.json", "support.json", "sample.json"),
        ("text",),
    ),
    About(
        "TwiBot-22",
        "x",
        "user.json or node.json with label.csv and edge.csv",
        "profiles, label",
        "a part of followers and followed",
        "tweets, where their files are there",
        "outgoing: replies, mentions",
        "TwiBot-22 does not tell since when anybody follows, and holds a part of all follows only. "
        "Its labels (x_label) are used by no measure.",
        ("user.json", "node.json", "label.csv", "edge.csv", "split.csv"),
        ("text",),
    ),
)


def why_not(archive: Archive) -> str | None:
    """Say why these are no TwiBot data; None when they are."""
    if set2020.members(archive):
        return None
    files = set2022.members(archive)
    if files["users"]:
        if files["edges"] or files["labels"] or set2022.are_numbered(archive, files["users"]):
            return None
        return Near(f"there is no edge.csv or label.csv beside {files['users'][0]}")
    return "no list of users with ID and profile, nor user.json with edge.csv or label.csv"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a TwiBot data set, or a part of it.

    Parameters
    ----------
    archive
        The folder or zip, or one of its files.
    request
        With `text`, the tweets' text is kept.

    Raises
    ------
    ReadError
        When a file is damaged or cut short.
    """
    which = 0 if set2020.members(archive) else 1
    gathered = Gathered(ABOUT[which])
    module = (set2020, set2022)[which]
    module.gather(gathered, archive, keep_text=request.text)
    return gathered.snapshot(f"{ABOUT[which].name} data in {archive.path.name}")
