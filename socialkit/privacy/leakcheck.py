"""Whether a file gives an account away."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from socialkit.errors import ReadError, UnknownNameError
from socialkit.privacy.addresses import bare
from socialkit.privacy.decoding import PLAIN, views
from socialkit.privacy.letters import canonical, masked
from socialkit.privacy.lexicon import Entry, Lexicon, lexicon_of
from socialkit.privacy.matching import matches
from socialkit.privacy.pieces import Piece, base64_pieces, pieces
from socialkit.privacy.places import veiled
from socialkit.schema import COUNT, TEXT
from socialkit.snapshot import Snapshot

COLUMNS = {"file": TEXT, "where": TEXT, "kind": TEXT, "what": TEXT, "encoding": TEXT, "row": COUNT}
_SKIPPED = {".git", "__pycache__"}
_NAMES_PEOPLE = re.compile(
    r"(?i)handle|user|screen|account|(?:^|_)name$|author|follower|followed|(?:^|_)id$|^(?:source|target)"
)


class Leak(NamedTuple):
    """One find; `row` is that of the account in the snapshot, for whoever has it."""

    file: str
    where: str
    kind: str
    what: str
    encoding: str
    row: int


def leaks(path: str | Path, snapshot: Snapshot, *, allow: Iterable[str] = ()) -> pd.DataFrame:
    """Find what gives an account of the snapshot away in a file or folder.

    Looks for every handle, name, account and post id, web address and e-mail address: in
    notebooks (sources, outputs, metadata, attachments), HTML, SVG, CSV, JSON, Markdown and any
    text, in PNG text chunks, workbooks and other zips, Parquet, PDF, and files embedded in
    these; written plainly or in HTML entities, percent or backslash escapes, base64, another
    Unicode form, case or byte encoding, with letters nobody sees, split by tags, or drawn as
    outlines in an SVG that matplotlib wrote (but not where they have a halo, as the names of
    accounts in charts do). File names count too.

    A name or handle that is an ordinary word, or shorter than 5 letters, is found only with
    evidence that an account is meant: behind an @, in the address of a profile, or as the
    whole of a cell; it is not found in a sentence, where it would be a false alarm on every
    page. Ids of 5 digits and more count wherever that number stands, so small ids may meet a
    number by chance; shorter ones are not looked for. What a picture of dots shows, numbers
    rounded to floating point, a first name alone and quoted bios are not found.

    Parameters
    ----------
    path
        What is to be published. In folders, ``.git`` is left out.
    snapshot
        The data it was made from, before `pseudonymise`.
    allow
        Accounts that may be shown, such as the one whose report it is: ids, handles, or any
        text that would be found.

    Returns
    -------
    pandas.DataFrame
        One row per find, in the order of the files: `file`, `where` (line, cell, key or
        member), `kind`, `what` (masked, so that the table gives nobody away), `encoding`, and
        `row`, the place of the account in ``snapshot.accounts``. No rows: nothing was found.

    Raises
    ------
    ReadError
        When there is no such file, or one cannot be looked through.
    UnknownNameError
        When `allow` names what would not be found anyway.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> with TemporaryDirectory() as folder:
    ...     page = Path(folder) / "page.html"
    ...     _ = page.write_text("<p>Thanks to @keencrane and all 2,900 others!</p>")
    ...     leaks(page, snapshot)["what"].tolist()
    ['k•••• (9 letters)']
    """
    lexicon = _without(lexicon_of(snapshot), snapshot, allow)
    path = Path(path)
    found: dict[tuple[str, str, str, str], Leak] = {}
    for file in _files(path):
        name = file.relative_to(path).as_posix() if file != path else file.name
        for leak in _in_file(lexicon, name, file):
            found.setdefault(leak[:4], leak)
    rows = pd.DataFrame(list(found.values()), columns=list(COLUMNS))
    return rows.astype(COLUMNS)


def _without(lexicon: Lexicon, snapshot: Snapshot, allow: Iterable[str]) -> Lexicon:
    """Return the lexicon without what may be shown."""
    rows: set[int] = set()
    texts: set[str] = set()
    for one in [allow] if isinstance(allow, str) else allow:
        spellings = {canonical(one).lstrip("@"), bare(one)}
        try:
            rows.add(snapshot.accounts.index.get_loc(snapshot.account_id(one)))
        except UnknownNameError:
            if not any(lexicon.has(text) for text in spellings):
                raise
        texts |= spellings
    return lexicon.without(rows, texts) if rows or texts else lexicon


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        inside = (file for file in sorted(path.rglob("*")) if file.is_file())
        yield from (file for file in inside if not _SKIPPED & set(file.relative_to(path).parts))
    else:
        raise ReadError(f"there is nothing at {path} to check.")


def _in_file(lexicon: Lexicon, name: str, file: Path) -> Iterator[Leak]:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ReadError(f"{file} cannot be read: {error.strerror or error}.") from error
    shown = veiled(lexicon, name)
    for label, text in views(name):
        for hit in matches(lexicon, text):
            yield Leak(shown, "file name", *_what(hit.entry), label, hit.entry.row)
    for piece in pieces(name, content):
        yield from _in_piece(lexicon, shown, piece)
        for inner in base64_pieces(piece):
            yield from _in_piece(lexicon, shown, inner)


def _in_piece(lexicon: Lexicon, name: str, piece: Piece) -> Iterator[Leak]:
    seen: set[tuple[str, str]] = set()
    for label, text in views(piece.text, is_markup=piece.is_markup):
        encoding = _encoding(piece.layer, label)
        line, last = 1, 0
        for hit in sorted(matches(lexicon, text), key=lambda hit: hit.start):
            line += text.count("\n", last, hit.start)
            last = hit.start
            where = _place(lexicon, piece.where, line, "\n" in text)
            if (where, hit.entry.text) not in seen:
                seen.add((where, hit.entry.text))
                yield Leak(name, where, *_what(hit.entry), encoding, hit.entry.row)
    yield from _in_cells(lexicon, name, piece, seen)


def _place(lexicon: Lexicon, where: str, line: int, is_long: bool) -> str:
    told = veiled(lexicon, where)
    if told and not is_long:
        return told
    return f"{told}, line {line}" if told else f"line {line}"


def _in_cells(
    lexicon: Lexicon, name: str, piece: Piece, seen: set[tuple[str, str]]
) -> Iterator[Leak]:
    """Find ordinary words that are the whole of a cell, and so may well be meant."""
    for where, column, value in piece.cells:
        if len(value) > 200:
            continue
        for label, text in views(value):
            entry = lexicon.whole.get(canonical(text).lstrip("@"))
            if entry is not None and _is_meant(lexicon, entry, column):
                told = veiled(lexicon, where)
                if not any(text == entry.text for _, text in seen):
                    yield Leak(name, told, *_what(entry), _encoding(piece.layer, label), entry.row)
                break


def _is_meant(lexicon: Lexicon, entry: Entry, column: str) -> bool:
    if not entry.is_weak:
        return True
    if _NAMES_PEOPLE.search(column):
        return True
    is_number = entry.text.replace(",", "").replace(".", "").isdigit()
    return not is_number and entry.text not in lexicon.reserved and len(entry.text) > 1


def _encoding(layer: str, label: str) -> str:
    """Say what was taken off, outermost first."""
    return ", ".join(part for part in (layer, label) if part and part != PLAIN) or PLAIN


def _what(entry: Entry) -> tuple[str, str]:
    return entry.kind, masked(entry.text)
