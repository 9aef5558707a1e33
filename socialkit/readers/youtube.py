"""YouTube subscriptions from Google Takeout: the channels a person follows.

The table has a channel's id, address and title in each row, no dates, and a header in the
person's language. So it is told by the channel ids and their addresses, not by its names.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator

from socialkit.errors import ReadError
from socialkit.readers import values
from socialkit.readers.about import UNNAMED, About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.csvfile import utf8
from socialkit.readers.gathered import Entry, Gathered
from socialkit.snapshot import Snapshot

LIMITS_NOTE = (
    "YouTube tells which channels you follow, without dates. It does not tell who subscribes "
    "to you, so nothing can be said about your own audience."
)
ABOUT = (
    About(
        "YouTube subscriptions",
        "youtube",
        "subscriptions.csv from Google Takeout, or the Takeout zip or folder with it",
        "ids and titles of channels",
        "whom the owner follows",
        "",
        "",
        LIMITS_NOTE,
        ("subscriptions.csv", "abonnementen.csv"),
    ),
)
UNNAMED_NOTE = "The list of subscriptions does not name its owner."

_CHANNEL = re.compile(r"UC[\w-]{22}", re.ASCII)
_ROW = re.compile(rb'"?(UC[\w-]{22})"?,"?https?://(?:www\.|m\.)?youtube\.com/channel/\1')
_NAME = re.compile(r"(?:^|/)(?:subscriptions|abonnementen) *(?:\(\d+\))?\.csv$")
_EMPTY = {
    ("channel id", "channel url", "channel title"),
    ("kanaal-id", "kanaal-url", "kanaaltitel"),
}
_HEAD = 8192  # bytes; the header and some rows
_MAX_TABLES = 2_000  # CSV files that are looked into; Takeout has one for each playlist


def why_not(archive: Archive) -> str | None:
    """Say why this holds no list of subscriptions; None when it does."""
    if _tables(archive):
        return None
    named = [name for name in archive.names() if _NAME.search(name.lower())]
    if named:
        return Near(f"{named[0]} has no channel ids (UC...) with their addresses")
    return "no table of channel ids and addresses such as subscriptions.csv"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a list of YouTube subscriptions as a snapshot around its unnamed owner.

    Parameters
    ----------
    archive
        The CSV file, or the Takeout zip or folder that holds it.
    request
        What the caller asks for beyond the format's own way; nothing of it applies.

    Raises
    ------
    ReadError
        When the table is not text, is damaged, or there are several that differ.
    """
    contents: dict[bytes, str] = {}
    for name in _tables(archive):
        contents.setdefault(hashlib.sha256(archive.read(name)).digest(), name)
    if len(contents) > 1:
        raise ReadError(
            f"{archive.path}: holds several lists of subscriptions ({', '.join(contents.values())}"
            ") and no dates to tell the newest; keep one."
        )
    gathered = Gathered(ABOUT[0], UNNAMED)
    gathered.note(UNNAMED_NOTE)
    gathered.listed("following", _channels(archive, *contents.values(), gathered))
    return gathered.snapshot("YouTube subscriptions of the unnamed owner")


def _tables(archive: Archive) -> list[str]:
    names = [name for name in archive.names() if name.lower().endswith(".csv")][:_MAX_TABLES]
    return [name for name in names if _is_table(archive, name)]


def _is_table(archive: Archive, name: str) -> bool:
    head = archive.head(name, _HEAD).replace(b"\0", b"")  # UTF-16 reads as ASCII then
    if _ROW.search(head):
        return True
    lines = head.decode("utf-8", "replace").lstrip("\ufeff").split("\n")
    header = tuple(cell.strip(' "\r').lower() for cell in lines[0].split(","))
    return header in _EMPTY and not "".join(lines[1:]).strip()


def _channels(archive: Archive, name: str, gathered: Gathered) -> Iterator[Entry]:
    for number, row in enumerate(_rows(archive, name)):
        channel = row[0].strip() if row else ""
        if _CHANNEL.fullmatch(channel):
            gathered.account(channel, name=values.name(row[2]) if len(row) > 2 else None)
            yield Entry(channel)
        elif number and any(cell.strip() for cell in row):  # the first row is the header
            yield Entry(None)


def _rows(archive: Archive, name: str) -> Iterator[list[str]]:
    text = io.StringIO(utf8(archive, name).decode(), newline="")
    reader = csv.reader(text)
    try:
        yield from reader
    except csv.Error as error:
        raise ReadError(
            f"{archive.where(name)}: line {reader.line_num:,} cannot be read as a table; "
            "download the export again."
        ) from error
