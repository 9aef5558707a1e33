"""Records of a JSON file, whether they stand in one list or one a line."""

from collections.abc import Iterator

from socialkit.readers import jsonfile
from socialkit.readers.archive import Archive


def records(archive: Archive, name: str) -> Iterator[object]:
    """Yield the records of a JSON list, or of one JSON object a line.

    Raises
    ------
    ReadError
        While reading: when it is damaged or cut short.
    """
    if archive.head(name, 64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        yield from jsonfile.records(archive, name)
    else:
        yield from (record for _, record in jsonfile.lines(archive, name))
