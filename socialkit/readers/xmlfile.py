"""XML in members of an archive, read as a stream of its elements, never as a tree.

No entity is ever resolved and no document type allowed. Control characters, which
WordPress lets through although XML forbids them, become blanks.
"""

import re
from typing import BinaryIO, Protocol
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from socialkit.errors import ReadError
from socialkit.readers.archive import Archive

ENDINGS = (".xml", ".rss", ".atom", ".rdf")
_HEAD_BYTES = 16_384
_BLOCK = 2**20
_MAX_MARK = 32 * 2**20  # bytes of one tag or comment; the parser reads it anew with each block
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_CONTROLS = bytes(range(9)) + b"\x0b\x0c" + bytes(range(14, 32))
_BLANKED = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
_BEFORE_ROOT = re.compile(
    rb"(?:\s*+(?:<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\])?+\s*+>))*+\s*+", re.DOTALL
)
_ROOT = re.compile(rb"<([A-Za-z_][A-Za-z0-9_.:-]*)")


class Target(Protocol):
    """What is told of each start, text and end of an element, in the order of the file."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Hear that an element starts."""

    def data(self, text: str) -> None:
        """Hear a piece of text."""

    def end(self, tag: str) -> None:
        """Hear that an element ends."""


class Enough(Exception):  # noqa: N818 - it is no error: a target has seen what it needs
    """Raised by a target that needs no more of the file."""


def names(archive: Archive) -> list[str]:
    """Return the members that may be XML by their names; a file of its own always may."""
    return [
        name for name in archive.names() if archive.is_single_file or name.lower().endswith(ENDINGS)
    ]


def head(archive: Archive, name: str) -> bytes:
    """Return the start of a member without a byte-order mark; UTF-16 without its zeros."""
    start = archive.head(name, _HEAD_BYTES)
    return start.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"")


def root(start: bytes) -> str | None:
    """Return the name of the outermost element, as a start of a file gives it."""
    found = _ROOT.match(start, _BEFORE_ROOT.match(start).end())
    return found[1].decode() if found else None


def local(tag: str) -> tuple[str, str]:
    """Return the namespace and the bare name of a tag."""
    space, _, name = tag.rpartition("}")
    return space.removeprefix("{"), name


def cleaned(data: bytes) -> bytes:
    """Return a text in UTF-8 or the like with blanks for control characters."""
    return data if data.startswith(_UTF16) else data.translate(_BLANKED)


def parse(archive: Archive, name: str, target: Target) -> None:
    """Tell a target of every element of a member.

    Raises
    ------
    ReadError
        When the file is damaged or cut short, or declares a document type or entities.
    """
    parser = XMLParser(target=target, forbid_dtd=True)
    where = archive.where(name)
    try:
        with archive.open(name) as stream:
            _feed(stream, parser, where)
    except Enough:
        return
    except DefusedXmlException as error:
        raise ReadError(
            f"{where}: declares a document type or entities, which no such file needs; not read."
        ) from error
    except ParseError as error:
        line = error.position[0]
        raise ReadError(
            f"{where}: is damaged or cut short near line {line:,}; download it again."
        ) from error
    except (ValueError, LookupError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{where}: is in a character encoding that cannot be read.") from error


def _feed(stream: BinaryIO, parser: XMLParser, where: str) -> None:
    block = stream.read(_BLOCK)
    is_wide = block.startswith(_UTF16)
    fed = 0
    while block:
        parser.feed(block if is_wide else cleaned(block))
        fed += len(block)
        if fed - parser.parser.CurrentByteIndex > _MAX_MARK:
            raise ReadError(f"{where}: a single tag is longer than any file needs.")
        block = stream.read(_BLOCK)
    parser.close()
