"""`Snapshot`: a social network as seen at one moment, valid from the moment it exists."""

from socialkit.snapshot.network import UNDATED, UNDATED_NOTE, Codes, Snapshot
from socialkit.snapshot.saved import MANIFEST

__all__ = ["MANIFEST", "UNDATED", "UNDATED_NOTE", "Codes", "Snapshot"]
