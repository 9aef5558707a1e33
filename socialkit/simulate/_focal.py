"""What a focal account is asked to be: size, mix of followers, voice, and what was seen of it."""

from dataclasses import dataclass, fields
from numbers import Integral

import numpy as np
import pandas as pd

from socialkit import schema
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.simulate._kinds import KINDS, NAMES

# Shares of an account's own posts: reply, quote, repost, original. "engaging" is the 75:25
# that practitioners advise: three posts that answer others for each one about oneself.
VOICES = {
    "engaging": (0.70, 0.05, 0.0, 0.25),
    "mixed": (0.28, 0.05, 0.27, 0.40),
    "announcing": (0.05, 0.02, 0.13, 0.80),
    "reposting": (0.0, 0.0, 1.0, 0.0),
}
BROADCASTERS, CELEBRITIES = 0.12, 0.01  # among the followers that are not good


@dataclass(frozen=True, kw_only=True)
class Focal:
    """A focal account to simulate: one whose follower list is in the snapshot.

    Parameters
    ----------
    handle
        User name without the leading @.
    followers
        Number of followers, all kinds together.
    group
        Industry or profession; the first group of the network when not given.
    name
        Display name; the handle when empty.
    good
        Share (0-1) of engaged peers and silent readers among the followers not bought.
    junk
        Share (0-1) of mass followers among the rest; most others of it are dormant.
    bought
        Number of followers bought in one go: opened within three days of each other,
        followed within two days. Part of `followers`.
    list_frame
        How much of the follower list was seen: ``"census"`` (all of it), ``"head"`` (the
        newest `seen`), ``"random"`` (`seen` at random, in no known order).
    seen
        Number of followers on the list seen, for ``"head"`` and ``"random"``.
    following
        Number of accounts it follows; drawn when not given.
    posts
        Number of its own posts in the snapshot, of the last 180 days.
    voice
        Mix of its own posts, one of `VOICES`.

    Raises
    ------
    SocialkitError
        When a setting is out of range.

    Examples
    --------
    >>> Focal(handle="willow_room", group="therapists", followers=120, good=0.9).good
    0.9
    """

    handle: str
    followers: int
    group: str | None = None
    name: str = ""
    good: float = 0.5
    junk: float = 0.35
    bought: int = 0
    list_frame: str = "census"
    seen: int | None = None
    following: int | None = None
    posts: int = 60
    voice: str = "mixed"

    def __post_init__(self) -> None:
        if self.voice not in VOICES:
            raise UnknownNameError("voice", self.voice, VOICES)
        if self.list_frame not in schema.LIST_FRAMES[:3]:
            raise UnknownNameError("list_frame", self.list_frame, schema.LIST_FRAMES[:3])
        if not (0 <= self.good <= 1 and 0 <= self.junk <= 1 - BROADCASTERS - CELEBRITIES):
            most = 1 - BROADCASTERS - CELEBRITIES
            raise SocialkitError(
                f"focal account {self.handle!r}: good lies in 0-1 and junk in 0-{most:.2f}; "
                f"got good={self.good}, junk={self.junk}."
            )
        if not 0 <= self.bought <= self.followers or self.posts < 0:
            raise SocialkitError(
                f"focal account {self.handle!r}: bought lies in 0-followers and posts is not "
                f"negative; got bought={self.bought}, followers={self.followers}, "
                f"posts={self.posts}."
            )
        if self.list_frame != "census" and not 0 < (self.seen or 0) <= self.followers:
            raise SocialkitError(
                f"focal account {self.handle!r}: a {self.list_frame} list needs seen, from 1 to "
                f"followers ({self.followers}); got {self.seen}."
            )

    @property
    def mix(self) -> np.ndarray:
        """Share of each kind among its followers that were not bought."""
        engaged = 0.3 + 0.4 * self.good
        rest = {
            "mass_follower": self.junk,
            "broadcaster": BROADCASTERS,
            "celebrity": CELEBRITIES,
            "dormant": 1 - self.junk - BROADCASTERS - CELEBRITIES,
        }
        shares = {kind: (1 - self.good) * share for kind, share in rest.items()}
        shares["engaged_peer"] = self.good * engaged
        shares["silent_reader"] = self.good * (1 - engaged)
        return np.array([shares.get(kind, 0.0) for kind in NAMES])


def specifications(
    rng: np.random.Generator,
    focal: int | pd.DataFrame | list[Focal],
    accounts: int,
    groups: list[str],
) -> list[Focal]:
    """Turn what the caller gave for `focal` into a list of `Focal`."""
    if isinstance(focal, pd.DataFrame):
        return _from_table(focal)
    if not isinstance(focal, Integral):
        if not all(isinstance(spec, Focal) for spec in focal):
            raise SocialkitError("focal: give a number, a table, or a list of Focal.")
        return list(focal)
    if focal < 0:
        raise SocialkitError(f"focal: the number of accounts is not negative; got {focal}.")
    # Size and quality are drawn apart, so that quantity says nothing about quality.
    most = max(accounts // 12, 1)
    followers = np.geomspace(min(25, most), most, focal).round().astype(int)
    good = rng.permutation(np.linspace(0.15, 0.85, focal))
    voices = rng.choice(["engaging", "mixed", "announcing"], focal)
    return [
        Focal(
            handle=f"{groups[i % len(groups)].replace(' ', '_')}_{i + 1}",
            group=groups[i % len(groups)],
            followers=int(followers[i]),
            good=float(good[i]),
            voice=str(voices[i]),
        )
        for i in range(focal)
    ]


def _from_table(table: pd.DataFrame) -> list[Focal]:
    known = [field.name for field in fields(Focal)]
    for column in table.columns:
        if column not in known:
            raise UnknownNameError("setting of a focal account", column, known)
    if not {"handle", "followers"} <= set(table.columns):
        raise SocialkitError("focal: the table needs the columns handle and followers.")
    rows = table.astype(object).to_dict("records")
    return [Focal(**{k: v for k, v in row.items() if not pd.isna(v)}) for row in rows]


def shares_of(kinds: dict[str, float] | None) -> np.ndarray:
    """Return the share of each kind in the network; `None` means the usual ones."""
    if kinds is None:
        return np.array([kind.share for kind in KINDS.values()])
    ordinary = [name for name, kind in KINDS.items() if kind.share > 0]
    for name in kinds:
        if name not in ordinary:
            raise UnknownNameError(
                "kind of account", name, ordinary, "Focal accounts and bought blocks come by focal="
            )
    shares = np.array([float(kinds.get(name, 0)) for name in NAMES])
    if (shares < 0).any() or shares.sum() <= 0:
        raise SocialkitError("kinds: give each kind a share of 0 or more, and one above 0.")
    return shares
