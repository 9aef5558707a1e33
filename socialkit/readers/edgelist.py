"""Edge lists: one row per follow, with or without a header, plain or gzipped.

The header decides which way a row runs. `follower,followed`, `source,target`, `from,to`
and the like run from the left end to the right one, `followed,follower` the other way.
"""

import contextlib
import re

import numpy as np
import pandas as pd
import pyarrow as pa

from socialkit import datasets, schema
from socialkit.errors import ReadError
from socialkit.readers import csvfile, edgeheader, pairs
from socialkit.readers.about import About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.edgeheader import EXPECTED, Header
from socialkit.readers.pairs import Edges
from socialkit.snapshot import UNDATED, UNDATED_NOTE, Snapshot

TELLS_NOT = (
    "An edge list does not tell who the accounts are, what they post, or who engages with whom."
)
ABOUT = (
    About(
        "edge list",
        "",
        "text with two ids a row",
        "ids",
        "who follows whom",
        "",
        "",
        "It does not say who the accounts are, what they post, or who engages with whom.",
        (".csv", ".tsv", ".txt", ".edges"),
        ("mutual",),
    ),
    About(
        "Gephi CSV",
        "",
        "edges with Source, Target, Type; nodes with Id, Label beside",
        "node columns",
        "who follows whom; type Undirected both ways",
        "",
        "",
        "It does not say who the accounts are, what they post, or who engages with whom.",
        (".csv",),
        ("mutual",),
    ),
)
TWITCH_NOTE = "Twitch lists mutual ties only, so reciprocity is 1 by construction."
HEAD_BYTES = 2**16
BLOCK_BYTES = 2**24

_SPREADSHEET = r"\d+[.,]\d+[eE]\+?\d+|\d+[eE]\+\d+|\d+\.0+"


def why_not(archive: Archive) -> str | None:
    """Say why this is not an edge list; None when it is one."""
    if not archive.is_single_file:
        return "not a single file"
    name = archive.names()[0]
    head = archive.head(name, HEAD_BYTES)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    if b"\0" in head:
        return "not a text file"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{", b"[")):
        return "not a table of rows"
    if not head.strip():
        return "the file is empty"
    try:
        edgeheader.header(head.removeprefix(b"\xef\xbb\xbf"), name)
    except ReadError as error:
        return Near(str(error).rstrip("."))
    return None


def read(archive: Archive, request: Request) -> Snapshot:
    """Read an edge list as a snapshot without dates.

    Parameters
    ----------
    archive
        A single text file.
    request
        With `mutual`, every row is a tie in both directions.

    Raises
    ------
    ReadError
        When it has no header that says which way a row runs, or a row is malformed.
    """
    name = archive.names()[0]
    edges = parse(archive, name, mutual=request.mutual)
    return Snapshot(
        pd.DataFrame(index=edges.ids),
        edges.follows(),
        taken_at=UNDATED,
        source=f"edge list {archive.path.name}",
        notes=(*edges.notes, UNDATED_NOTE, TELLS_NOT),
    )


def parse(archive: Archive, name: str, *, mutual: bool = False) -> Edges:
    """Parse one member as an edge list; each pair once, no self-loops."""
    data, where = csvfile.utf8(archive, name), archive.where(name)
    header = edgeheader.header(data, where)
    table = _table(_plain_rows(data, header.layout), header, where)
    ids, (follower, followed) = _shared_codes([table[end] for end in header.ends])
    if not header.is_there:
        _check_headerless(ids, len(follower), where, header.layout)
    _check_ids(ids, where)
    ways = [pairs.MUTUAL_NOTE] if mutual else _both_ways(archive, name, table, header)
    notes = header.notes() + ways
    if not ways:
        follower, followed = _with_undirected(follower, followed, table, header, notes)
    return pairs.tidy(ids, follower, followed, mutual=bool(ways), notes=notes)


def _both_ways(archive: Archive, name: str, table: pa.Table, header: Header) -> list[str]:
    """Return why the rows are ties in both directions; nothing when they are not known to be."""
    if header.type_column is not None:
        kinds = table[header.type_column].unique().to_pylist()
        if {str(kind).lower() for kind in kinds} == {"undirected"}:
            return ["The rows are of type Undirected: read as ties in both directions."]
    return [TWITCH_NOTE] if _is_twitch(archive, name) else []


def _with_undirected(
    follower: np.ndarray,
    followed: np.ndarray,
    table: pa.Table,
    header: Header,
    notes: list[str],
) -> tuple[np.ndarray, np.ndarray]:
    """Add the other direction of those rows that Gephi calls undirected among directed ones."""
    if header.type_column is None:
        return follower, followed
    kinds = pd.Series(table[header.type_column].to_pandas(), dtype=object).astype(schema.TEXT)
    is_both = (kinds.str.lower() == "undirected").fillna(False).to_numpy(dtype=bool)
    if is_both.any():
        notes.append(f"Rows of type Undirected, read as ties both ways: {is_both.sum():,}.")
    back, forth = followed[is_both], follower[is_both]
    return np.concatenate([follower, back]), np.concatenate([followed, forth])


def _is_twitch(archive: Archive, name: str) -> bool:
    """Whether a file is an edge file of the Twitch data, whose ties are all mutual."""
    path = archive.file_path(name)
    known = datasets.identify(path) if path is not None else None
    return known is not None and known.startswith("twitch")


def _plain_rows(data: bytes, layout: csvfile.Layout) -> bytes:
    """Blank out comment lines after the first, and squeeze white space, where there is any."""
    if b"\n#" in data:
        data = re.sub(rb"(?m)^#.*$", b"", data)
    if layout.separator != " ":
        return data
    if b"\t" in data:
        data = data.translate(bytes.maketrans(b"\t", b" "))
    while b"  " in data:
        data = data.replace(b"  ", b" ")
    if b"\n " in data or b" \r" in data or b" \n" in data or data[:1] == b" " or data[-1:] == b" ":
        data = re.sub(rb"(?m)^ | (?=\r?$)", b"", data)
    return data


def _table(data: bytes, header: Header, where: str) -> pa.Table:
    """Parse the two ends, as whole numbers where no digit is lost by it: five times as fast."""
    kind = [header.type_column] if header.type_column is not None else []
    text = dict.fromkeys([*header.ends, *kind], pa.dictionary(pa.int32(), pa.string()))
    table = None
    if not _is_unusual(data):
        with contextlib.suppress(ReadError):
            whole = text | dict.fromkeys(header.ends, pa.int64())
            table = csvfile.parse(data, header.layout, whole, where)
    if table is None:
        table = _text_table(data, header, text, where)
    for end in header.ends:
        if table[end].null_count:
            row = int(np.flatnonzero(table[end].is_null().to_numpy())[0]) + 1
            after = f"after line {header.layout.skip:,}" if header.layout.skip else "of the file"
            raise ReadError(f"{where}: an id is missing in row {row:,} {after}.")
    return table


def _text_table(data: bytes, header: Header, kinds: dict[str, pa.DataType], where: str) -> pa.Table:
    try:
        return csvfile.parse(data, header.layout, kinds, where)
    except ReadError as error:
        hint = "" if header.is_there else f" If these are no ids: {EXPECTED}."
        raise ReadError(f"{error}{hint}") from error


def _is_unusual(data: bytes) -> bool:
    """Whether any number is written like 007, +7 or 0x7, which are other ids than 7."""
    if any(sign in data for sign in (b"+", b"0x", b"0X")):
        return True
    for start in range(0, len(data), BLOCK_BYTES):
        block = np.frombuffer(data, np.uint8, min(BLOCK_BYTES + 2, len(data) - start), start)
        digit = (block >= ord("0")) & (block <= ord("9"))
        if (digit[2:] & (block[1:-1] == ord("0")) & ~digit[:-2]).any():
            return True
    return data[:1] == b"0" and data[1:2].isdigit()


def _shared_codes(columns: list[pa.ChunkedArray]) -> tuple[pd.Index, list[np.ndarray]]:
    """Return all ids once, and each column as rows of them."""
    if columns[0].type == columns[1].type == pa.int64():
        numbers = np.concatenate([column.to_numpy() for column in columns])
        codes, unique = pd.factorize(numbers)
        ids = csvfile.text_column(pa.array(unique).cast(pa.string()))
    else:
        lookups, places = zip(*map(_dictionary, columns), strict=True)
        joined, ids = pd.factorize(pd.concat(lookups, ignore_index=True).array)
        second = len(lookups[0])
        codes = np.concatenate([joined[:second][places[0]], joined[second:][places[1]]])
    index = pd.Index(ids, dtype=schema.TEXT, name="account_id")
    return index, np.split(codes.astype(np.int32), 2)


def _dictionary(column: pa.ChunkedArray) -> tuple[pd.Series, np.ndarray]:
    """Return the texts of a column once each, and the place of every row among them."""
    whole = column.unify_dictionaries().combine_chunks()
    whole = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    return csvfile.text_column(whole.dictionary).str.strip(), whole.indices.to_numpy()


def _check_headerless(ids: pd.Index, rows: int, where: str, layout: csvfile.Layout) -> None:
    is_number = np.asarray(ids.str.fullmatch(r"\d+"), dtype=bool)
    if is_number.all():
        return
    if is_number.any() and layout.separator not in (" ", "\t"):
        odd = ids[~is_number][0]
        raise ReadError(f"{where}: found {odd!r} among numbers, and no header; {EXPECTED}.")
    if len(ids) == 2 * rows:
        raise ReadError(f"{where}: no header, and no name stands twice; {EXPECTED}.")


def _check_ids(ids: pd.Index, where: str) -> None:
    if (ids == "").any():
        raise ReadError(f"{where}: an id is empty; every row needs two.")
    damaged = ids[np.asarray(ids.str.fullmatch(_SPREADSHEET), dtype=bool)]
    if len(damaged):
        raise ReadError(
            f"{where}: the id {damaged[0]!r} has been changed by a spreadsheet or a number "
            "format; export the ids as text."
        )
