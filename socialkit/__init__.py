"""Tell how good an account's followers are, not only how many.

The modules follow the flow of the work, from left to right:

    read, collect, scan, simulate, datasets -> Snapshot -> graph -> features -> quality
        -> estimate, audience -> suggest -> fingerprint -> cluster -> plot
        -> privacy -> publish -> explore -> report

A snapshot is a social network as seen at one moment, in four tables:

>>> import socialkit as sk
>>> snapshot = sk.datasets.load("therapists")
>>> len(snapshot.focal)
40

Each module answers one kind of question about it, and a call reads as a sentence:
``sk.graph.reciprocity(snapshot)``, ``sk.audience.compare(snapshot)``. Numbers about an
audience are `sk.estimate.Estimate` objects, with their interval and what they were
counted on. What is not known is NA, and stays NA.
"""

from importlib import import_module
from typing import Any

from socialkit.errors import SocialkitError
from socialkit.snapshot import Snapshot

__version__ = "0.1.0"

_ROOMS = (
    "schema",
    "scans",
    "simulate",
    "datasets",
    "readers",
    "collect",
    "graph",
    "features",
    "quality",
    "estimate",
    "audience",
    "suggest",
    "fingerprint",
    "cluster",
    "plot",
    "privacy",
    "publish",
    "explore",
    "report",
)
_CALLS = {
    "read": "readers",
    "combine": "readers",
    "practitioner": "practice",
    "scan": "scans",
}
__all__ = ["Snapshot", "SocialkitError", *_CALLS, *_ROOMS]


def __getattr__(name: str) -> Any:
    """Load a room when it is first used, so that importing socialkit is quick."""
    if name in _CALLS:
        return getattr(import_module(f"socialkit.{_CALLS[name]}"), name)
    if name in _ROOMS:
        return import_module(f"socialkit.{name}")
    raise AttributeError(f"module 'socialkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
