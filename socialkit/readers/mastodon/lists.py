"""Lists of fediverse accounts: one address a line, or a JSON list of web addresses."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from socialkit.readers import csvfile, jsonfile
from socialkit.readers.archive import Archive
from socialkit.readers.gathered import Entry, Gathered
from socialkit.readers.mastodon import addresses
from socialkit.readers.mastodon.collection import Collection

HEADER = "account address"
_CELL = re.compile(r'[\s"]*([^,;\t"]*)')
_LINES = 50  # looked at to tell what a file is
_SEPARATOR = re.compile(r"[,;\t]")
_MAIL = re.compile(
    r".*@(?:gmail|googlemail|yahoo|hotmail|outlook|live|msn|icloud|aol|gmx|web|proton|protonmail)"
    r"\.[a-z.]{2,6}"
)


def of_lines(text: str) -> Iterator[str]:
    """Yield the first cell of each line that is not blank."""
    for line in text.split("\n"):
        if line.strip():
            yield _CELL.match(line)[1].strip()


def in_table(archive: Archive, name: str, gathered: Gathered) -> Iterator[Entry]:
    """Yield who stands in a CSV file with an address at the start of each line.

    Raises
    ------
    ReadError
        When the file is not UTF-8 text.
    """
    text = csvfile.utf8(archive, name).decode()
    cells = of_lines(text)
    first = next(cells, HEADER)
    if first.casefold() != HEADER:
        yield _entry(addresses.address(first), gathered)
    for cell in cells:
        yield _entry(addresses.address(cell), gathered)


def in_json(archive: Archive, name: str, gathered: Gathered) -> Iterator[Entry]:
    """Yield who stands in a JSON list of addresses, as Pixelfed writes it."""
    return _in_uris(jsonfile.records(archive, name), gathered)


def in_collection(archive: Archive, name: str, gathered: Gathered) -> Iterator[Entry]:
    """Yield who stands in a collection of addresses, as Pleroma writes it."""
    return _in_uris(Collection(archive, name).items(), gathered)


def looks_listed(text: str) -> bool:
    """Whether a text without header begins like a list of addresses, one a line."""
    cells = list(islice(of_lines(text), _LINES))
    found = [addresses.address(cell) for cell in cells]
    is_one_a_line = not any(map(_has_second_address, text.split("\n", _LINES)[:_LINES]))
    return is_one_a_line and 2 * found.count(None) < len(found)


def is_mail(text: str) -> bool:
    """Whether most of these addresses are of the large providers of electronic mail."""
    found = [cell.lower() for cell in list(islice(of_lines(text), _LINES))]
    return 2 * sum(bool(_MAIL.fullmatch(cell)) for cell in found) > len(found)


def _in_uris(uris: Iterable[object], gathered: Gathered) -> Iterator[Entry]:
    for uri in uris:
        yield _entry(addresses.address(uri) or addresses.named(uri), gathered)


def _entry(account_id: str | None, gathered: Gathered) -> Entry:
    if account_id:
        gathered.account(account_id, handle=account_id)
    return Entry(account_id)


def _has_second_address(line: str) -> bool:
    cells = _SEPARATOR.split(line, maxsplit=2)
    return len(cells) > 1 and addresses.address(cells[1].strip(' "')) is not None
