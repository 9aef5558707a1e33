"""What a caller wants collected, checked at the door and the same when it is taken up again."""

import json
from typing import NamedTuple

from socialkit.errors import CollectError

MOST_POSTS = 100_000


class Wanted(NamedTuple):
    """What is wanted of an account.

    Attributes
    ----------
    network, host, account
        Which account, and the server that is asked.
    depth
        1: the followers and their profiles; 2: also the ties among them.
    posts
        How many of the account's last posts are read, with who reacted to them.
    last_posts
        Whether it is asked of every follower when they last posted.
    sample
        How many followers are drawn at random to be kept; None for all.
    seed
        Of the draw.
    """

    network: str
    host: str
    account: str
    depth: int = 1
    posts: int = 50
    last_posts: bool = False
    sample: int | None = None
    seed: int = 0

    def checked(self) -> "Wanted":
        """Return it as it is.

        Raises
        ------
        CollectError
            When a number is not possible.
        """
        for name, least, most in (
            ("depth", 1, 2),
            ("posts", 0, MOST_POSTS),
            ("sample", 1, 10**9),
            ("seed", 0, 2**63),
        ):
            value = getattr(self, name)
            if value is None and name == "sample":
                continue
            is_whole = isinstance(value, int) and not isinstance(value, bool)
            if not is_whole or not least <= value <= most:
                raise CollectError(f"{name}={value!r}: give a whole number from {least} to {most}.")
        return self

    def text(self) -> str:
        """Return it as one text, which a journal keeps."""
        return json.dumps(self._asdict())


def differing(kept: str, wanted: Wanted) -> list[str]:
    """Return what is wanted otherwise than what a journal says was."""
    before = json.loads(kept)
    return [
        f"{name}={before.get(name)!r}, not {value!r}"
        for name, value in wanted._asdict().items()
        if before.get(name) != value
    ]
