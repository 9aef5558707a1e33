"""What a collection will ask for, and how long that takes at the rate that is allowed."""

import math
from typing import NamedTuple


class Line(NamedTuple):
    """One kind of request: what for, and how many at least and at most."""

    what: str
    fewest: int
    most: int


class Plan(NamedTuple):
    """How many requests a collection takes.

    Attributes
    ----------
    account
        Whose followers are collected, as people call it.
    host
        Which server is asked.
    lines
        The requests by what they are for.
    rate
        Requests a second that the server allows.
    have
        Pages that are in the journal already and are not asked for again.
    """

    account: str
    host: str
    lines: tuple[Line, ...]
    rate: float
    have: int = 0

    @property
    def fewest(self) -> int:
        """The least number of requests that it can take from now on."""
        return max(0, sum(line.fewest for line in self.lines) - self.have)

    @property
    def most(self) -> int:
        """The greatest number of requests that it can take from now on."""
        return max(0, sum(line.most for line in self.lines) - self.have)

    @property
    def seconds(self) -> float:
        """How long the greatest number takes at the allowed rate."""
        return self.most / self.rate

    def __str__(self) -> str:
        """Return the plan in words, a line for each kind of request."""
        rows = [f"  {_span(line.fewest, line.most):>15}  {line.what}" for line in self.lines]
        rate = f"{self.rate:,.1f}".removesuffix(".0")
        have = f" ({self.have:,} more are here already)" if self.have else ""
        return "\n".join(
            [
                f"To collect {self.account} from {self.host}:",
                *rows,
                f"  {_span(self.fewest, self.most):>15}  requests in all, {self._time()} at "
                f"{rate} a second{have}",
            ]
        )

    def _time(self) -> str:
        least, most = duration(self.fewest / self.rate), duration(self.seconds)
        return f"about {most}" if least == most else f"{least} to {most}"


def pages(entries: int | None, size: int) -> int:
    """Return how many pages so many entries take; a list is asked for once even when empty."""
    return max(1, math.ceil((entries or 0) / size))


def duration(seconds: float) -> str:
    """Return a time in words, such as ``"2 minutes"``.

    Examples
    --------
    >>> duration(3), duration(95), duration(9_000)
    ('a few seconds', '2 minutes', '2.5 hours')
    """
    if seconds < 20:
        return "a few seconds"
    if seconds < 90:
        return "a minute"
    if seconds < 5_400:
        return f"{math.ceil(seconds / 60)} minutes"
    if seconds < 172_800:
        return f"{seconds / 3600:.1f} hours"
    return f"{seconds / 86_400:.1f} days"


def _span(fewest: int, most: int) -> str:
    return f"{most:,}" if fewest == most else f"{fewest:,} to {most:,}"
