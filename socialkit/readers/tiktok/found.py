"""What both kinds of TikTok's exports can tell."""

import re
from typing import NamedTuple

from socialkit.readers.gathered import Entry

USER_NAME = re.compile(r"[\w.]{1,64}")


class Video(NamedTuple):
    """A video of the owner: when it was posted, its likes, and whether few may see it."""

    at: int | None
    likes: int | None
    is_private: bool = False


class Found(NamedTuple):
    """One export's content; None where it holds no such thing.

    `latest` is the newest moment of what the owner did (watched, liked, commented).
    """

    owner: str | None
    facts: dict[str, object]
    followers: list[Entry] | None
    following: list[Entry] | None
    videos: list[Video] | None
    likes: int
    comments: list[int | None] | None
    latest: int | None

    def newest(self) -> int | None:
        """Return the newest moment of all."""
        dated = (*(self.followers or ()), *(self.following or ()), *(self.videos or ()))
        moments = [one.at for one in dated if one.at is not None]
        return max([*moments, *([] if self.latest is None else [self.latest])], default=None)
