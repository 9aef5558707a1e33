"""Take a file apart into pieces of text, each with where it stands."""

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import pandas as pd

from socialkit.errors import ReadError
from socialkit.privacy.decoding import as_text, base64_inside, from_base64, short_text
from socialkit.privacy.jsonparts import json_parts
from socialkit.privacy.packed import MOST_BYTES, members, pdf_texts, png_texts
from socialkit.privacy.textparts import html_cells, is_utf16, joined, without_data

DEEPEST = 4
_MARKUP = re.compile(r"<(?:!DOCTYPE|\?xml|html|svg|[a-zA-Z][\w:-]*[\s/>])", re.IGNORECASE)
_LONG_BASE64 = 64


class Piece(NamedTuple):
    """A part of a file that is looked through in one go.

    Attributes
    ----------
    where
        In words; empty where the line says it.
    text
        What stands there.
    is_markup
        Whether it holds tags.
    cells
        Values that stand alone, each with where, the column or key, and the value.
    layer
        What was taken off to get at it, such as ``"base64"``.
    """

    where: str
    text: str
    is_markup: bool = False
    cells: tuple[tuple[str, str, str], ...] = ()
    layer: str = ""


def pieces(name: str, content: bytes, *, where: str = "", layer: str = "", depth: int = 0
           ) -> Iterator[Piece]:  # fmt: skip
    """Yield the pieces of a file, and of every file within it."""
    if depth > DEEPEST:
        raise ReadError(f"{name}: files within files, more than {DEEPEST} deep, cannot be checked.")
    for is_one, take_apart in _KINDS:
        if is_one(name, content):
            yield from take_apart(name, content, where, layer, depth)
            return
    yield from _text(name, content, where, layer, depth)


def _inner(name: str, content: bytes, where: str, layer: str, depth: int) -> Iterator[Piece]:
    yield from pieces(name, content, where=where, layer=layer, depth=depth + 1)


def _png(name: str, content: bytes, where: str, layer: str, depth: int) -> Iterator[Piece]:
    for key, text in png_texts(name, content):
        told = joined(where, f"text chunk {key!r}")
        # What a picture says of itself is text like any other: it may be SVG, XMP or JSON.
        for piece in _inner("", text.encode(), told, "png text", depth):
            yield piece._replace(layer=joined(layer, piece.layer))
        yield Piece(told, key, layer="png text")


def _zip(name: str, content: bytes, where: str, layer: str, depth: int) -> Iterator[Piece]:
    for member, inside in members(name, content):
        yield Piece(joined(where, "names of packed files"), member, layer=layer)
        yield from _inner(member, inside, joined(where, member), layer, depth)


def _gzip(name: str, content: bytes, where: str, layer: str, depth: int) -> Iterator[Piece]:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            inside = stream.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"{name} is damaged and cannot be checked ({error}).") from error
    if len(inside) > MOST_BYTES:
        raise ReadError(f"{name} unpacks to too much to be checked.")
    yield from _inner(name.removesuffix(".gz"), inside, where, layer, depth)


def _pdf(name: str, content: bytes, where: str, layer: str, depth: int) -> Iterator[Piece]:
    for place, text in pdf_texts(content):
        yield Piece(joined(where, place), text, layer=layer)
    yield from _binary(name, content, where, layer, depth)


def _parquet(name: str, content: bytes, where: str, layer: str, depth: int) -> Iterator[Piece]:
    try:
        table = pd.read_parquet(io.BytesIO(content))
    except Exception as error:  # whatever the library thinks of a damaged file
        raise ReadError(f"{name} is damaged and cannot be checked ({error}).") from error
    flat = table.reset_index()
    for column in flat.columns:
        values = flat[column].dropna().astype(str)
        told = joined(where, f"column {column}")
        cells = tuple((f"{told}, row {row + 1}", str(column), text) for row, text in values.items())
        yield Piece(told, f"{column}\n" + "\n".join(values), cells=cells, layer=layer)


def _json(name: str, content: bytes, where: str, layer: str, depth: int) -> Iterator[Piece]:
    text = as_text(content)
    try:
        document = json.loads(text, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        yield from _text(name, content, where, layer, depth)
        return
    for part in json_parts(document, is_notebook=name.endswith(".ipynb")):
        told = joined(where, part.where)
        if part.mime.startswith(("image/", "application/pdf")) and "svg" not in part.mime:
            yield from _inner("", from_base64(part.text) or b"", told, layer, depth)
        cell = () if part.is_technical else ((told, part.key, part.text),)
        kept, embedded = without_data(part.text)
        is_markup = _MARKUP.search(kept) is not None
        yield Piece(told, kept, is_markup, cell + html_cells(kept, told), layer)
        yield from _embedded(name, embedded, told, layer, depth)


class _Pairs(list):
    """The pairs of a JSON object, so that none is lost when a key stands twice."""


def _csv(name: str, content: bytes, where: str, layer: str, depth: int) -> Iterator[Piece]:
    text = as_text(content)
    first = text.split("\n", 1)[0]
    mark = max(",;\t|", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    header, cells = next(rows, []), []
    try:
        for row in rows:
            for column, value in enumerate(row):
                named = header[column] if column < len(header) else str(column + 1)
                cells.append((f"line {rows.line_num}, column {named}", named, value))
    except csv.Error:
        pass  # not a table after all: it is still looked through as text
    cells += [("line 1", "", value) for value in header]
    named_cells = tuple((joined(where, place), named, value) for place, named, value in cells)
    yield Piece(where, text, _MARKUP.search(text) is not None, named_cells, layer)
    yield from _embedded(name, without_data(text)[1], where, layer, depth)


def _text(name: str, content: bytes, where: str, layer: str, depth: int) -> Iterator[Piece]:
    if content.count(b"\0", 0, 4096) and not is_utf16(content):
        yield from _binary(name, content, where, layer, depth)
        return
    text, embedded = without_data(as_text(content))
    is_markup = _MARKUP.search(text) is not None
    yield Piece(where, text, is_markup, html_cells(text, where), layer)
    yield from _embedded(name, embedded, where, layer, depth)


def _binary(name: str, content: bytes, where: str, layer: str, depth: int) -> Iterator[Piece]:
    yield Piece(joined(where, "bytes"), content.decode("latin-1"), layer=layer)
    for decoded in (content.replace(b"\0", b""), content):
        yield Piece(joined(where, "bytes"), decoded.decode("utf-8", "replace"), layer=layer)


def _embedded(name: str, found: list, where: str, layer: str, depth: int) -> Iterator[Piece]:
    for line, kind, is_base64, payload in found:
        raw = unquote_to_bytes(payload.replace("\\n", ""))
        content = from_base64(raw.decode("latin-1")) if is_base64 else raw
        told = joined(where, f"line {line}, embedded {kind or 'text'}")
        taken_off = "base64" if is_base64 else "percent"
        yield from _inner("", content or raw, told, joined(layer, taken_off), depth)


def _is_json(name: str, content: bytes) -> bool:
    if name.lower().endswith((".json", ".ipynb", ".geojson")):
        return True
    return not name and content[:1] in (b"{", b"[")


_KINDS: tuple[tuple[Callable[[str, bytes], bool], Callable], ...] = (
    (lambda name, content: content.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    (lambda name, content: content.startswith((b"PK\x03\x04", b"PK\x05\x06")), _zip),
    (lambda name, content: content.startswith(b"\x1f\x8b"), _gzip),
    (lambda name, content: content[:1024].lstrip().startswith(b"%PDF"), _pdf),
    (lambda name, content: content.startswith(b"PAR1"), _parquet),
    (_is_json, _json),
    (lambda name, content: name.lower().endswith((".csv", ".tsv", ".tab")), _csv),
)


def base64_pieces(piece: Piece) -> Iterator[Piece]:
    """Yield what stands in base64 within a piece: words, and files with what they hold."""
    layer = joined(piece.layer, "base64")
    for start, content in base64_inside(piece.text):
        text = short_text(content)
        is_file = text is None and len(content) > _LONG_BASE64 and _is_known(content)
        if text is None and not is_file:
            continue
        told = piece.where or f"line {piece.text.count(chr(10), 0, start) + 1}"
        if is_file:
            yield from pieces("", content, where=told, layer=layer, depth=1)
        else:
            yield Piece(told, text, "<" in text, ((told, "base64", text),), layer)


def _is_known(content: bytes) -> bool:
    return any(is_one("", content) for is_one, _ in _KINDS)
