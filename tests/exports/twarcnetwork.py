"""Networks of twarc-network: accounts or posts as nodes, as JSON and as what it calls CSV."""

import json

KINDS = ("retweet", "reply", "quote", "mention")


def node(number: int, name: str, date: str = "01/02/2024 10:00:00") -> dict:
    """Return an account as a node."""
    return {"id": name, "screen_name": name, "user_id": str(number), "start_date": date}


def link(source: str, target: str, **counts: int) -> dict:
    """Return what one account did towards another."""
    every = {kind: counts.get(kind, 0) for kind in KINDS}
    return {"source": source, "target": target, "weight": sum(every.values()), **every}


NODES = [node(11, "Ann_A"), node(12, "ben", "03/02/2024 18:30:00"), node(13, "cat")]
LINKS = [link("ben", "Ann_A", retweet=2, mention=1), link("cat", "ben", reply=1)]


def document(nodes: list[dict], links: list[dict]) -> bytes:
    """Return the JSON file's content."""
    return json.dumps({"nodes": nodes, "links": links}, indent=2).encode()


def text(links: list[dict]) -> bytes:
    """Return the lines of the file with two names and a Python object."""
    rows = []
    for one in links:
        counts = {key: one[key] for key in one if key not in ("source", "target")}
        rows.append(f"{one['source']},{one['target']},{counts}\n")
    return "".join(rows).encode()


def samples() -> dict[str, dict[str, bytes]]:
    """Return the members of every variant by name."""
    posts = [{**node(11, "Ann_A"), "id": "101"}, {**node(12, "ben"), "id": "102"}]
    turned = [{"source": "102", "target": "101", "type": "retweet"}]
    return {
        "everyday": {"network.json": document(NODES, LINKS)},
        "lines": {"network.csv": text(LINKS)},
        "posts": {"network.json": document(posts, turned)},
    }
