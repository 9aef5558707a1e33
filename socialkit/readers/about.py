"""What a format is, what it can fill, and what it never tells."""

from typing import NamedTuple

UNNAMED = "(owner)"
"""Id of an owner whom an export does not name; no network allows brackets in a name."""

NETWORKS = {
    "tiktok": "TikTok",
    "linkedin": "LinkedIn",
    "youtube": "YouTube",
    "wordpress": "WordPress",
    "nodexl": "NodeXL",
}
"""Names of networks that are more than their platform's word with a capital."""


class About(NamedTuple):
    """One format as `formats` lists it; each of the texts is for a practitioner.

    `endings` are those of its files' names, by which an unknown upload finds the formats
    closest to it; `options` are the fields of `Request` that the format understands.
    """

    name: str
    platform: str
    looks_like: str
    accounts: str
    follows: str
    posts: str
    interactions: str
    does_not_tell: str
    endings: tuple[str, ...]
    options: tuple[str, ...] = ()


class Near(str):
    """Why an upload is not of a format although it looks much like it; named first."""


class Request(NamedTuple):
    """What the caller of `read` asks for beyond the format's own way."""

    mutual: bool = False
    text: bool = False
