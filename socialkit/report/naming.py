"""How accounts and networks are called on the page, and the page's own title."""

import re

import pandas as pd

from socialkit import audience, features, graph, quality
from socialkit.readers.about import NETWORKS, UNNAMED
from socialkit.snapshot import Snapshot

OWNER = "the owner of this export"
FEED = "Blog or news feed"
BY_NAME = {"facebook", "linkedin", "wordpress", "feed", "youtube", "ning"}
"""Networks on which people go by their names and not by a handle with an @ in front."""
DOTTED = {"instagram", "threads", "tiktok"}
"""Networks whose handles may hold a full stop without being the name of a site."""
PLATFORM = "x_platform"


def part_of(snapshot: Snapshot) -> pd.Series | None:
    """Return from which part of a combined snapshot each account is; None for a single one.

    Examples
    --------
    >>> import socialkit as sk
    >>> part_of(sk.datasets.load("therapists")) is None
    True
    """
    accounts = snapshot.accounts
    if PLATFORM not in accounts or accounts.empty or accounts[PLATFORM].isna().any():
        return None
    labels = accounts[PLATFORM].astype("str")
    pairs = zip(accounts.index, labels, strict=True)
    return labels if all(str(one).startswith(f"{label}:") for one, label in pairs) else None


def owners(snapshot: Snapshot) -> list[str]:
    """List the accounts the data are about: focal ones, and each combined export's owner."""
    parts = part_of(snapshot)
    if parts is None:
        return list(snapshot.focal)
    found: list[str] = []
    for _, accounts in snapshot.accounts.groupby(parts, sort=False):
        part = Snapshot(accounts, taken_at=snapshot.taken_at)
        found += list(part.focal) or [one for one in [audience.choose(part)] if one is not None]
    return found


def network(platform: str) -> str:
    """Return the name of a network, or of several joined by plus signs.

    Examples
    --------
    >>> network("x + wordpress"), network("x-2"), network("feed")
    ('X + WordPress', 'X (2)', 'Blog or news feed')
    """
    return " + ".join(_network(part) for part in platform.split(" + "))


def _network(label: str) -> str:
    plain, number = re.fullmatch(r"(.*?)(?:-(\d+))?", label.strip(), re.DOTALL).groups()
    known = NETWORKS | {"feed": FEED}
    name = known.get(plain.casefold(), plain[:1].upper() + plain[1:])
    return f"{name} ({number})" if number else name


def platform_of(snapshot: Snapshot, account: str) -> str:
    """Return the platform an account is on, in lower case; empty where none is stated."""
    parts = part_of(snapshot)
    label = snapshot.platform if parts is None else parts[account]
    return re.sub(r"-\d+$", "", label.casefold())


def name_of(snapshot: Snapshot, account: str) -> str:
    """Call an account as its network does: by handle, by name, or as one of that network.

    Examples
    --------
    >>> import pandas as pd
    >>> accounts = pd.DataFrame({"handle": ["mara", None]}, index=["1", "did:plc:o"])
    >>> known = Snapshot(accounts, taken_at="2026-01-01T00:00Z", platform="bluesky")
    >>> name_of(known, "1"), name_of(known, "did:plc:o")
    ('@mara', 'this Bluesky account')
    """
    if account.endswith(UNNAMED):
        return OWNER
    platform = platform_of(snapshot, account)
    row = snapshot.accounts.loc[account]
    handle, name = (
        "" if pd.isna(row[key]) else str(row[key]).strip() for key in ("handle", "name")
    )
    if _is_called_by_handle(handle, platform):
        return f"@{handle.removeprefix('@')}"
    return name or _bare(handle or account, platform)


def _is_called_by_handle(handle: str, platform: str) -> bool:
    if platform in BY_NAME or not re.fullmatch(r"@?\w[\w.-]*", handle):
        return False
    return platform in DOTTED or "." not in handle


def _bare(word: str, platform: str) -> str:
    """Return an id or handle without its label, or no more than the network it is on."""
    word = word.removeprefix(f"{platform}:")
    is_address = "@" in word.removeprefix("@") and platform != "mastodon"
    if is_address or word.startswith("did:"):
        return f"this {network(platform)} account" if platform else "this account"
    return f"account {word}" if word.isdigit() else word


def follower_word(snapshot: Snapshot, account: str | None) -> str:
    """Return what the network calls those who follow: connections on LinkedIn."""
    platform = snapshot.platform.casefold() if account is None else platform_of(snapshot, account)
    return "connections" if platform == "linkedin" else "followers"


def has_lists(snapshot: Snapshot) -> bool:
    """Tell whether anything is known of who follows whom; an empty list is known too."""
    return graph.has_follower_lists(snapshot) and (
        len(snapshot.focal) > 0 or len(snapshot.follows) > 0
    )


def knows_quality(snapshot: Snapshot, account: str | None) -> bool:
    """Tell whether the data say of any follower how good it is."""
    if account is None and snapshot.focal.empty:
        everyone = features.account_features(snapshot)
        return bool(quality.score(everyone)["quality"].notna().any())
    chosen = snapshot.focal if account is None else [account]
    followers = features.follower_features(snapshot, chosen)
    return bool(audience.classify(followers)["quality"].notna().any())


def title(snapshot: Snapshot, account: str | None) -> str:
    """Ask what the page answers; of an audience only what the data know about it.

    Examples
    --------
    >>> import socialkit as sk
    >>> title(sk.datasets.load("therapists"), None)
    'How good are these followers?'
    """
    if account is None and part_of(snapshot) is not None and len(owners(snapshot)) > 1:
        return f"Your audience on {_networks(snapshot)}"
    name = None if account is None else name_of(snapshot, account)
    if not has_lists(snapshot):
        about = "" if name in (None, OWNER) else f" about {name}"
        return f"What do these data tell{about}?"
    people = follower_word(snapshot, account)
    whose = f"these {people}" if name is None else f"the {people} of {name}"
    if knows_quality(snapshot, account):
        return f"How good are {whose}?"
    return f"What is known about {whose}?"


def _networks(snapshot: Snapshot) -> str:
    platforms = [platform_of(snapshot, one) for one in owners(snapshot)]
    called = {"feed": "your blog", "data": "other networks"}
    return listed([called.get(one) or network(one) for one in dict.fromkeys(platforms)])


def listed(words: list[str]) -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> listed(["X", "Mastodon", "WordPress"])
    'X, Mastodon and WordPress'
    """
    return " and ".join([part for part in (", ".join(words[:-1]), *words[-1:]) if part])
