"""Small Bluesky exports: repositories (CAR) written from scratch, and pages of the API."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

OWNER = "did:plc:" + "o" * 24
_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_START = datetime(2023, 3, 1, 9, tzinfo=UTC)


def did(number: int) -> str:
    """Return the DID of the person with a number."""
    name = "".join(_DIGITS[(number // 32**place) % 32] for place in range(4))
    return "did:plc:" + name * 6


def tid(moment: datetime) -> str:
    """Return the key that holds a moment, as the protocol writes it."""
    number = round(moment.timestamp() * 1_000_000) << 10
    return "".join(_DIGITS[(number >> 5 * place) & 31] for place in range(12, -1, -1))


def stamp(moment: datetime) -> str:
    """Return a moment as records write it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


# ---- DAG-CBOR, the tree and the file, straight from the specifications


class Cid(bytes):
    """A content id; CBOR marks it with a tag of its own."""


def cid(block: bytes) -> Cid:
    """Return the content id of a block."""
    return Cid(b"\x01\x71\x12\x20" + hashlib.sha256(block).digest())


def cbor(value: object) -> bytes:
    """Return a value in DAG-CBOR."""
    if isinstance(value, Cid):
        return b"\xd8\x2a" + cbor(b"\0" + value)
    if value is None or isinstance(value, bool):
        return {None: b"\xf6", True: b"\xf5", False: b"\xf4"}[value]
    if isinstance(value, int):
        return _sized(0, value) if value >= 0 else _sized(1, -1 - value)
    if isinstance(value, bytes):
        return _sized(2, len(value)) + value
    if isinstance(value, str):
        return _sized(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return _sized(4, len(value)) + b"".join(map(cbor, value))
    pairs = sorted(value.items(), key=lambda pair: (len(pair[0]), pair[0]))
    return _sized(5, len(pairs)) + b"".join(cbor(key) + cbor(item) for key, item in pairs)


def car(
    records: Mapping[str, object], *, owner: object = OWNER, revision: str = "", drop: int = 0
) -> bytes:
    """Return a repository of records by ``collection/key``; the last `drop` blocks are missing."""
    blocks: dict[bytes, bytes] = {}

    def stored(value: object) -> Cid:
        block = cbor(value)
        blocks[cid(block)] = block
        return cid(block)

    leaves = [(key, stored(records[key])) for key in sorted(records)]
    root = _node(leaves, max([_layer(key) for key in records], default=0), stored)
    if root is None:
        root = stored({"e": [], "l": None})
    commit = {"did": owner, "rev": revision, "data": root, "prev": None, "version": 3, "sig": b"s"}
    top = stored(commit)
    parts = [cbor({"roots": [top], "version": 1})]
    ordered = [top, *(key for key in blocks if key != top)]
    parts += [key + blocks[key] for key in ordered[: len(ordered) - drop]]
    return b"".join(_varint(len(part)) + part for part in parts)


def _sized(major: int, size: int) -> bytes:
    for info, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if size < 24:
            return bytes([major << 5 | size])
        if size < 256**width:
            return bytes([major << 5 | info]) + size.to_bytes(width, "big")
    raise OverflowError(size)


def _varint(size: int) -> bytes:
    out = b""
    while size > 127:
        out += bytes([size & 127 | 128])
        size >>= 7
    return out + bytes([size])


def _layer(key: str) -> int:
    digest = hashlib.sha256(key.encode()).digest()
    return (256 - int.from_bytes(digest, "big").bit_length()) // 2


def _node(leaves: list[tuple[str, Cid]], layer: int, stored: object) -> Cid | None:
    """Store the node of a layer: its own entries, and nodes below for what lies between."""
    if not leaves:
        return None
    if layer < 0:
        raise ValueError("a key lies below the lowest layer")
    entries: list[dict] = []
    left, between, before = None, [], b""

    def close() -> Cid | None:
        return _node(between, layer - 1, stored)

    for key, value in leaves:
        if _layer(key) < layer:
            between.append((key, value))
            continue
        below = close()
        between = []
        if entries:
            entries[-1]["t"] = below
        else:
            left = below
        text = key.encode()
        shared = next(
            (
                place
                for place in range(len(before))
                if text[place : place + 1] != before[place : place + 1]
            ),
            len(before),
        )
        entries.append({"p": shared, "k": text[shared:], "v": value, "t": None})
        before = text
    below = close()
    if entries:
        entries[-1]["t"] = below
    else:
        left = below
    return stored({"l": left, "e": entries})


# ---- records and views


def follow(who: object, at: datetime) -> dict[str, object]:
    """Return the record of a follow."""
    return {"$type": "app.bsky.graph.follow", "subject": who, "createdAt": stamp(at)}


def like(uri: str, at: datetime, kind: str = "like") -> dict[str, object]:
    """Return the record of a like or a repost."""
    subject = {"uri": uri, "cid": "bafyreiabc"}
    return {"$type": f"app.bsky.feed.{kind}", "subject": subject, "createdAt": stamp(at)}


def post(at: datetime, text: str = "A quiet word.", **more: object) -> dict[str, object]:
    """Return the record of a post."""
    return {"$type": "app.bsky.feed.post", "text": text, "createdAt": stamp(at), **more}


def post_uri(who: str, key: str = "3kabcdefghij2") -> str:
    """Return the address of somebody's post."""
    return f"at://{who}/app.bsky.feed.post/{key}"


def facets(*, link: str | None = None, mention: str | None = None) -> list[dict]:
    """Return the marked places of a post's text."""
    features = [{"$type": "app.bsky.richtext.facet#link", "uri": link}] if link else []
    if mention:
        features.append({"$type": "app.bsky.richtext.facet#mention", "did": mention})
    return [{"index": {"byteStart": 0, "byteEnd": 1}, "features": [one]} for one in features]


def view(number: int, **more: object) -> dict[str, object]:
    """Return somebody's profile as lists of followers show it."""
    return {
        "did": did(number),
        "handle": f"person{number}.example.com",
        "displayName": f"Person {number}",
        "avatar": "https://cdn.example.com/a",
        "createdAt": stamp(_START - timedelta(days=number)),
        "indexedAt": stamp(_START + timedelta(days=number)),
        "labels": [],
        **more,
    }


def owner_view(**more: object) -> dict[str, object]:
    """Return the owner's profile."""
    return view(0, **{"did": OWNER, "handle": "owner.example.com", "displayName": "Owner"} | more)


def entry(key: str, at: datetime, *, author: dict | None = None, **more: object) -> dict:
    """Return an entry of a feed; `more` goes into the post's record."""
    author = author or owner_view()
    counts = {"likeCount": 3, "replyCount": 1, "repostCount": 2, "quoteCount": 0}
    shown = {"uri": post_uri(author["did"], key), "cid": "c", "author": author}
    return {"post": {**shown, "record": post(at, **more), "indexedAt": stamp(at), **counts}}


def page(**content: object) -> bytes:
    """Return one page as JSON."""
    return json.dumps(content).encode()


def everyday_records() -> dict[str, object]:
    """Return what a person of today has in the repository: 40 follows, 30 posts, 20 likes."""
    records: dict[str, object] = {
        "app.bsky.actor.profile/self": {
            "$type": "app.bsky.actor.profile",
            "displayName": "Owner",
            "description": "Counsellor in a small town",
            "website": "https://owner.example.org/about",
            "createdAt": stamp(_START),
        },
        f"app.bsky.graph.block/{tid(_START)}": follow(did(99), _START),
    }
    for number in range(1, 41):
        at = _START + timedelta(days=20 * number, seconds=number)
        records[f"app.bsky.graph.follow/{tid(at)}"] = follow(did(number), at)
    for number in range(30):
        at = _START + timedelta(days=30 * number, hours=3)
        uri = post_uri(did(number + 1))
        more = (
            {"reply": {"parent": {"uri": uri, "cid": "c"}, "root": {"uri": uri, "cid": "c"}}}
            if number % 3 == 0
            else {"facets": facets(link="https://owner.example.org/", mention=did(number + 2))}
        )
        records[f"app.bsky.feed.post/{tid(at)}"] = post(at, f"Word {number}", **more)
    for number in range(20):
        at = _START + timedelta(days=40 * number, hours=5)
        kind = "like" if number % 4 else "repost"
        records[f"app.bsky.feed.{kind}/{tid(at)}"] = like(post_uri(did(number + 3)), at, kind)
    return records


def samples() -> dict[str, dict[str, bytes]]:
    """Return the members of every variant by name."""
    newest = tid(_START + timedelta(days=1100))
    views = [view(number, description=f"I am {number}") for number in range(20, 80)]
    followers = [
        page(subject=owner_view(), followers=views[:50], cursor="next"),
        page(subject=owner_view(), followers=views[50:]),
    ]
    at = _START + timedelta(days=1000)
    feed = [entry(tid(at), at), entry("3kzzzzzzzzzz2", at, facets=facets(mention=did(7)))]
    repository = car(everyday_records(), revision=newest)
    return {
        "repository": {"repo.car": repository},
        "everyday": {
            "repo.car": repository,
            "followers-1.json": followers[0],
            "followers-2.json": followers[1],
            "feed.json": page(feed=feed),
        },
        "followers": {"followers-2.json": followers[1], "followers-1.json": followers[0]},
        "lines": {"followers.jsonl": b"\n".join(followers)},
        "follows": {"follows.json": page(subject=owner_view(), follows=views[:6])},
        "profiles": {"profiles.json": page(profiles=[view(1, followersCount=5), view(2)])},
        "profile": {"profile.json": page(**owner_view(followersCount=9, postsCount=3))},
        "feed": {"feed.json": page(feed=feed, cursor="2025")},
        "records": {
            "follows.json": page(
                records=[
                    {"uri": f"at://{OWNER}/{key}", "cid": "c", "value": value}
                    for key, value in everyday_records().items()
                    if "follow" in key
                ]
            )
        },
    }
