"""Samples against the truth in words."""

import pandas as pd

from socialkit import plot
from socialkit.publish.telling.aloud import counted
from socialkit.publish.telling.rows import Row, rows_of
from socialkit.publish.telling.shares import percent
from socialkit.publish.telling.story import Story, story, unknown

_WHOLE, _NEWEST = "whole list", "newest"


def sampling_trials(record: plot.Record) -> Story:
    """Tell how many samples hold the truth, and whether the newest do."""
    shows = "Each bar is the interval of one sample, the upright line the share among all"
    rows = {row.name: row for row in rows_of(record.drawn) if row.is_known}
    truth = rows.pop(_WHOLE, None)
    if truth is None or not rows:
        return unknown(record, "the whole list was not seen")
    holds = _holding(record.drawn, rows, truth)
    newest = rows.pop(_NEWEST, None)
    told = [f"The truth is {truth.in_words()}"]
    held = sum(holds[name] for name in rows)
    told += [f"{_samples(held, 'holds', 'hold')} it, of {len(rows)} drawn at random"] * bool(rows)
    if newest is not None:
        comma = "," if newest.has_interval else ""
        told.append(f"The newest say {newest.in_words()}{comma} and {_newest(holds)} it")
    start = f"Bars: the true share is {percent(truth.value)}"
    last = "" if newest is None else f"; the newest {_newest(holds)} it"
    alts = [
        f"{start}; of {counted(len(rows), 'sample')} drawn at random, "
        f"{_samples(len(rows) - held, 'misses', 'miss')} it{last}."
    ] * bool(rows)
    alts += [f"{start}{last}.", "Bars: the intervals of samples against the share among all."]
    return story(record, alts, shows, told, quote=[_said(truth, held, len(rows), told[1:])])


def _said(truth: Row, held: int, drawn: int, others: list[str]) -> str:
    """Say how samples fared, as sentences that need no chart beside them."""
    start = f"Counted in full, the share is {truth.in_words()}."
    random = f"Of {counted(drawn, 'sample')} drawn at random, the intervals of {held} hold it."
    newest = [f"{one}." for one in others if one.startswith("The newest")]
    return " ".join([start, *([random] if drawn else []), *newest])


def _holding(drawn: pd.DataFrame, rows: dict[str, Row], truth: Row) -> dict[str, bool]:
    """Tell of each sample whether its interval holds the truth."""
    given = drawn["holds_truth"] if "holds_truth" in drawn else pd.Series(dtype=object)
    known = {str(name): bool(one) for name, one in given.items() if pd.notna(one)}
    seen = {name: row.low <= truth.value <= row.high for name, row in rows.items()}
    return {name: known.get(name, seen[name]) for name in rows}


def _samples(count: int, one: str, many: str) -> str:
    return f"{counted(count, 'sample')} {one if count == 1 else many}"


def _newest(holds: dict[str, bool]) -> str:
    return "hold" if holds[_NEWEST] else "miss"
