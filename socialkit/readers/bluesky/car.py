"""A repository file (CAR): its records, each with its address, without holding the file.

A CAR is a header and then blocks, each under a content id (CID) that holds the block's
checksum. The commit names the owner and the root of a tree; the tree's nodes give every
record its key, of which they store only what differs from the key before.
"""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import libipld

from socialkit.errors import ReadError
from socialkit.readers import values
from socialkit.readers.archive import Archive
from socialkit.readers.bluesky import ids
from socialkit.readers.bluesky.ids import Address

MAX_BYTES = 512 * 2**20  # the largest repositories are about half of this
MAX_BLOCK = 4 * 2**20  # bytes; the protocol allows records and nodes of 1 MB
_SHA256_CID = b"\x01\x71\x12\x20"  # version 1, DAG-CBOR, sha2-256, 32 bytes
_CID_BYTES = 36
_MAX_KEY = 1024  # bytes of collection and key together, as the protocol says
_WANTED = tuple(
    f"{collection}/" for collection in (ids.POST, ids.LIKE, ids.REPOST, ids.FOLLOW, ids.PROFILE)
)
_PROFILE_KEY = f"{ids.PROFILE}/self"


class Repository(NamedTuple):
    """One repository: whose it is, the key of its last change, and where each record is."""

    archive: Archive
    name: str
    did: str
    revision: str | None
    keys: dict[bytes, list[str]]

    def profile(self) -> dict:
        """Return the owner's profile; empty when there is none."""
        cid = next((cid for cid, keys in self.keys.items() if _PROFILE_KEY in keys), None)
        if cid is None:
            return {}
        found = (block for key, block in _blocks(self.archive, self.name) if key == cid)
        profile = _decoded(self.archive, self.name, next(found, b""))
        return profile if isinstance(profile, dict) else {}

    def records(self) -> Iterator[tuple[Address, dict]]:
        """Yield each record of the tree that is wanted, in the order of the file.

        Raises
        ------
        ReadError
            At the end, when the file lacks records that the tree names.
        """
        waiting = dict(self.keys)
        for cid, block in _blocks(self.archive, self.name):
            keys = waiting.pop(cid, ())
            content = _decoded(self.archive, self.name, block) if keys else None
            for key in keys:
                address = ids.record(self.did, *key.split("/", 1))
                if address is not None and isinstance(content, dict):
                    yield address, content
        if waiting:
            raise _damaged(self.archive, self.name, f"lacks {len(waiting):,} of its records")


def is_repository(head: bytes) -> bool:
    """Whether the first bytes of a file are the header of a CAR."""
    return head[1:20].startswith((b"\xa2eroots\x81", b"\xa2gversion\x01eroots"))


def opened(archive: Archive, name: str) -> Repository:
    """Read the commit and the tree of a repository file.

    Raises
    ------
    ReadError
        When the file is damaged, cut short or too large, or holds no repository.
    """
    root = _root(archive, name)
    nodes: dict[bytes, bytes] = {}
    commit: object = None
    for cid, block in _blocks(archive, name, is_checked=True):
        content = _decoded(archive, name, block)
        if cid == root:
            commit = content
        elif isinstance(content, dict) and isinstance(content.get("e"), list):
            nodes[cid] = block
    owner, top = ids.did(values.item(commit, "did")), values.item(commit, "data")
    if owner is None or not isinstance(top, bytes):
        raise _damaged(archive, name, "names no account whose repository it is")
    revision = values.item(commit, "rev")
    keys: dict[bytes, list[str]] = {}
    for key, cid in _tree(archive, name, nodes, top):
        if key.startswith(_WANTED):
            keys.setdefault(cid, []).append(key)
    return Repository(archive, name, owner, revision if ids.key_time(revision) else None, keys)


def _tree(
    archive: Archive, name: str, nodes: dict[bytes, bytes], top: bytes
) -> Iterator[tuple[str, bytes]]:
    """Yield the key and the content id of each record, node by node; each node once."""
    waiting, visited = [top], {top}
    while waiting:
        block = nodes.get(waiting.pop())
        if block is None:
            raise _damaged(archive, name, "lacks a part of its table of contents")
        node = _decoded(archive, name, block)
        below = [node.get("l")]
        for key, entry in _entries(node):
            below.append(entry.get("t"))
            yield key, entry["v"]
        fresh = [cid for cid in below if isinstance(cid, bytes) and cid not in visited]
        visited.update(fresh)
        waiting += reversed(fresh)


def _entries(node: dict) -> Iterator[tuple[str, dict]]:
    """Yield the full key of each entry, put together from what its neighbour left out."""
    before = b""
    for entry in values.dicts(node["e"]):
        rest, shared = entry.get("k"), values.count(entry.get("p"))
        if isinstance(rest, bytes) and shared is not None and isinstance(entry.get("v"), bytes):
            before = (before[:shared] + rest)[:_MAX_KEY]
            yield before.decode("ascii", "replace"), entry


def _blocks(
    archive: Archive, name: str, *, is_checked: bool = False
) -> Iterator[tuple[bytes, bytes]]:
    """Yield the content id and the bytes of each block behind the header."""
    with archive.open(name) as stream:
        left = MAX_BYTES - len(_part(archive, name, stream))
        while part := _part(archive, name, stream):
            left -= len(part)
            if left < 0:
                raise ReadError(
                    f"{archive.where(name)}: holds more than {MAX_BYTES // 2**20:,} MB; "
                    "no repository of one account is that large."
                )
            cid, block = part[:_CID_BYTES], part[_CID_BYTES:]
            if cid[:4] != _SHA256_CID:
                continue
            if is_checked and hashlib.sha256(block).digest() != cid[4:]:
                raise _damaged(archive, name, "holds a record that does not fit its checksum")
            yield cid, block


def _root(archive: Archive, name: str) -> bytes | None:
    with archive.open(name) as stream:
        header = _decoded(archive, name, _part(archive, name, stream))
    root = values.item(header, "roots", 0)
    return root if isinstance(root, bytes) else None


def _part(archive: Archive, name: str, stream: BinaryIO) -> bytes:
    """Return the next part of the file, which stands behind its length; empty at the end."""
    size = shift = 0
    while True:
        byte = stream.read(1)
        if not byte and shift == 0:
            return b""
        if not byte or shift > 28:
            raise _damaged(archive, name, "is cut short")
        size |= (byte[0] & 127) << shift
        shift += 7
        if byte[0] < 128:
            break
    part = stream.read(size) if 0 < size <= MAX_BLOCK else b""
    if len(part) != size or not part:
        raise _damaged(archive, name, "is cut short")
    return part


def _decoded(archive: Archive, name: str, block: bytes) -> object:
    try:
        return libipld.decode_dag_cbor(block)
    except BaseException as error:
        # The decoder is written in Rust, whose panics are no Exceptions.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _damaged(archive, name, "holds a record that cannot be decoded") from error


def _damaged(archive: Archive, name: str, what: str) -> ReadError:
    return ReadError(f"{archive.where(name)}: {what}; download the repository again.")
