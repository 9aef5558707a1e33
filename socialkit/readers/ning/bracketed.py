"""JSON as Ning writes it: inside round brackets, now and then without a comma."""

import json
import re
from collections.abc import Iterator

from socialkit.errors import ReadError
from socialkit.readers import jsonfile
from socialkit.readers.archive import Archive

# A quoted text is taken whole, closed or not, so that nothing inside it is ever mended.
_MISSING_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+"?|\}\s*+(?=\{)', re.DOTALL)


def records(archive: Archive, name: str) -> Iterator[object]:
    """Yield the records of a file without its round brackets, a missing comma put in.

    Raises
    ------
    ReadError
        When it is too large, not JSON, or no list.
    """
    with archive.open(name) as stream:
        data = stream.read(jsonfile.MAX_WHOLE + 1)
    where = archive.where(name)
    if len(data) > jsonfile.MAX_WHOLE:
        raise ReadError(f"{where}: holds more than {jsonfile.MAX_WHOLE // 2**20:,} MB of JSON.")
    jsonfile.check_items(archive, name, data)
    damaged = f"{where}: is damaged or cut short; download the archive again."
    try:
        text = data.decode("utf-8-sig").strip()
        text = text[1:-1] if text.startswith("(") and text.endswith(")") else text
        found = _parsed(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(damaged) from error
    if not isinstance(found, list):
        raise ReadError(f"{where}: expected a list of records; download the archive again.")
    yield from found


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        mended = _MISSING_COMMA.sub(
            lambda match: match[0] if match[0].startswith('"') else "},", text
        )
        return json.loads(mended)
