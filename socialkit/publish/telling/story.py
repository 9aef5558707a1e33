"""What a chart is told as, and the words that all tellings share: on whom, how, from where."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from socialkit import plot
from socialkit.publish.telling.aloud import fitting, plain, sentence

_SOURCE, _NOTES = "Source: ", 3
MIND = "Mind: "
_BY_CHANCE = "Intervals say where the true number plausibly lies"


class Story(NamedTuple):
    """A chart in words.

    Attributes
    ----------
    alt
        What stands in place of the picture, in less than 150 signs.
    shows
        What kind of picture it is and how it is read.
    findings
        What it finds, each number with its uncertainty.
    counted
        On how many it stands, and on which ones; a sentence, or nothing.
    method
        How the intervals were made; a sentence, or nothing.
    source
        Where the data come from; a sentence, or nothing.
    quote
        What to quote, in pieces that each hold a number with its uncertainty, the most telling
        first; nothing where nothing is known.
    """

    alt: str
    shows: str
    findings: tuple[str, ...]
    counted: str
    method: str
    source: str
    quote: tuple[str, ...]

    @property
    def description(self) -> str:
        """All of it but the method, for those who cannot see the picture."""
        return " ".join(part for part in (self.shows, *self.findings, self.counted) if part)

    @property
    def caption(self) -> list[str]:
        """Paragraphs: what it finds, how to read it and on whom it stands, how, from where."""
        parts = (" ".join(self.findings), f"{self.shows} {self.counted}", self.method, self.source)
        return [part.strip() for part in parts if part.strip()]


def story(
    record: plot.Record,
    alts: list[str],
    shows: str,
    findings: list[str],
    *,
    method: str = "",
    quote: Sequence[str] | None = None,
) -> Story:
    """Make a story of a chart's record, its findings, and what may stand in its place.

    Parameters
    ----------
    record
        The chart.
    alts
        Alternative texts, the best first; the last holds no word from the data.
    shows, findings
        Sentences; empty ones are left out.
    method
        Instead of what the table says of its intervals.
    quote
        What to quote, in pieces; None means the findings.
    """
    told = tuple(sentence(one) for one in findings if one)
    words = (fitting(alts), sentence(shows), told, counted_on(record))
    how = (sentence(method or method_of(record.drawn)), sentence(_notes(record.drawn)))
    method = " ".join(part for part in how if part)
    pieces = told if quote is None else tuple(one for one in quote if one)
    return Story(*words, method, source_of(record), pieces)


def counted_on(record: plot.Record) -> str:
    """Say on whom a chart stands, from the words below it."""
    parts = [without_n(plain(one)) for one in record.footer if not is_source(one)]
    told = [part for part in parts if part]
    joined = "".join(f"{'. ' if part[:1].isupper() else '; '}{part}" for part in told)
    return sentence(f"Counted on: {joined[2:]}") if told else ""


def without_n(words: str) -> str:
    """Write "n = 40 accounts" as "40 accounts", and "n = 40" as "40 counted"."""
    words = re.sub(r"\bn = ([\d,]*\d)(?= [a-z]{4,}(?!\w))", _bare, words)
    return re.sub(r"\bn = ([\d,]*\d)", r"\1 counted", words)


def _bare(found: re.Match[str]) -> str:
    follows = found.string[found.end() :].split()[0]
    return f"{found[1]} counted" if follows in ("with", "from") else found[1]


def is_source(line: str) -> bool:
    """Tell whether a line below a chart says where the data come from."""
    return line.startswith(_SOURCE)


def source_of(record: plot.Record) -> str:
    """Return where the data come from, as written below the chart."""
    found = next((one for one in record.footer if is_source(one)), "")
    return sentence(plain(found))


def method_of(drawn: pd.DataFrame) -> str:
    """Say how the intervals were made, from the columns that every table of estimates has."""
    if "method" not in drawn or drawn.empty:
        return ""
    known = drawn[drawn["value"].notna()] if "value" in drawn else drawn
    methods = [one for one in dict.fromkeys(known["method"].dropna()) if one]
    raw = [one for one in methods if "every one counted" not in one and one != "counted"]
    whole = "every one was counted, so nothing rests on a sample" if methods else ""
    if not raw:
        return whole
    full = [one for one in raw if not any(other.startswith(f"{one},") for other in raw)]
    sampled = [plain(one).replace("wilson", "Wilson") for one in full]
    rows = known[known["method"].isin(list(raw))]
    level = rows["level"].dropna().min() if "level" in known else float("nan")
    sure = "" if pd.isna(level) else f", {100 * float(level):.3g} times in 100"
    told = f"{_BY_CHANCE}{sure}; method: {'; '.join(sampled)}"
    return told if len(raw) == len(methods) else f"{told}. Where none is given, {whole}"


def _notes(drawn: pd.DataFrame) -> str:
    notes = notes_of(drawn)
    return f"{MIND}{'; '.join(notes[:_NOTES])}" if notes else ""


def notes_of(drawn: pd.DataFrame) -> list[str]:
    """Return what must be known besides, from the notes of the rows that are known."""
    if "note" not in drawn or "value" not in drawn:
        return []
    known = drawn.loc[drawn["value"].notna(), "note"].dropna()
    return [plain(one) for one in dict.fromkeys(known) if one]


def unknown(record: plot.Record, reason: str) -> Story:
    """Tell a chart of which nothing is known: that, and why."""
    why = sentence(plain(reason))
    alts = [f"Nothing to draw: {why}", "An empty panel: the data hold nothing to draw here."]
    return story(record, alts, "The panel holds no numbers", [why], quote=())
