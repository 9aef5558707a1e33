"""Two lines for an article: the finding, ready to be quoted, and what must stand beside it."""

import re
from dataclasses import dataclass
from html import escape

from socialkit import plot
from socialkit.estimate import UNKNOWN
from socialkit.publish.people import protected
from socialkit.publish.telling import told
from socialkit.publish.telling.aloud import plain
from socialkit.publish.telling.quoting import beside, saying

_NOTHING = "Nothing to quote"
_LONG = 4000
_WHAT_LACKS = re.compile(r"(?:Since |With )?(?:who|when|what|how)", re.IGNORECASE)


@dataclass(frozen=True)
class Quote:
    """Two lines for an article, which a notebook shows as a box.

    Attributes
    ----------
    say
        The finding with its number, its uncertainty, and what it was counted on.
    beside
        How it was counted, and where the data come from. Empty where nothing is known; then
        `say` tells why.
    """

    say: str
    beside: str

    def __repr__(self) -> str:
        return "\n".join(f"{name}: {text}" for name, text in self._lines())

    def _repr_html_(self) -> str:
        lines = (f"<b>{name}:</b> {escape(text)}" for name, text in self._lines())
        inner = "\n".join(f"<p>{line}</p>" for line in lines)
        return f'<blockquote class="for-article">\n{inner}\n</blockquote>'

    def _lines(self) -> list[tuple[str, str]]:
        if not self.beside:
            return [(_NOTHING, self.say)]
        return [("Say", self.say), ("Beside it", self.beside)]


def for_article(ax: plot.Axes, *others: plot.Axes) -> Quote:
    """Put what a chart finds into two lines: what to say, and what must stand beside it.

    Both are made of the numbers drawn. Where there is more than an article can hold, the most
    telling part is said, with its interval, and how much more the chart shows; an interval or
    what a number was counted on is never cut off. In practitioner mode accounts are called by
    letters.

    Parameters
    ----------
    ax
        A finished chart of `socialkit.plot`; it may have been shown and closed already.
    others
        More charts. The first of all that holds something to quote is quoted, since exports
        differ in what they know.

    Returns
    -------
    Quote
        Two lines of about 300 signs at most, as text and as a box in a notebook; one line,
        which says why, where the chart holds nothing to quote.

    Raises
    ------
    SocialkitError
        When the axes hold no chart of `socialkit.plot`.

    Examples
    --------
    >>> from socialkit import plot
    >>> for_article(plot.missing("Nobody was counted."))
    Nothing to quote: Nobody was counted.

    >>> import pandas as pd
    >>> from socialkit import audience, datasets
    >>> sample = datasets.load("therapists")
    >>> profile = audience.profile(sample, sample.account_id("big_verdict"))
    >>> for_article(plot.audience_composition(profile, source=sample.source))  # doctest: +ELLIPSIS
    Say: About a third (35 %) of all 6,000 followers look ... (every follower seen).
    Beside it: Every one was counted, ... Source: therapists sample (synthetic, socialkit).
    """
    quotes = [_quoted(one) for one in (ax, *others)]
    return next((quote for quote in quotes if quote.beside), quotes[0])


def _quoted(ax: plot.Axes) -> Quote:
    record = protected(plot.record(ax))
    story = told(record)
    if not story.quote:
        return Quote(_reason(plain(" ".join(story.findings), most=_LONG)), "")
    return Quote(saying(record, story), beside(record, story))


def _reason(told: str) -> str:
    """Say that it is missing, where a chart names no more than what it would have needed."""
    if _WHAT_LACKS.match(told) and " not " not in told:
        return f"{UNKNOWN.capitalize()}: {told[:1].lower()}{told[1:]}"
    return told
