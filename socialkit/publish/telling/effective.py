"""Counted and effective followers of each account in words."""

import pandas as pd

from socialkit import plot
from socialkit.publish.telling.aloud import counted, plain
from socialkit.publish.telling.rows import Row, name_of, numbers, rows_of
from socialkit.publish.telling.story import Story, story, unknown

_TOLD = 3
_METHOD = "Lines show where the true number plausibly lies"
_NOBODY = "for none of these accounts is enough known of the followers"


def effective_followers(record: plot.Record) -> Story:
    """Tell how many followers the first accounts have, and how many that makes by quality."""
    shows = "Two bars for each account: its followers counted, and what they make by quality"
    rows = rows_of(record.drawn, value="effective_followers")
    sizes = numbers(record.drawn, "quantity")
    pairs = [(row, size) for row, size in zip(rows, sizes, strict=True) if size == size]
    known = [(row, size) for row, size in pairs if row.is_known]
    if not known:
        return unknown(record, _NOBODY)
    names = _names(record.drawn)
    said = [f"{_held(names[row.name], size)} {_effective(row)}" for row, size in known[:_TOLD]]
    left = len(pairs) - len(known)
    told = [
        f"Account by account: {'; '.join(said)}",
        _worth(known),
        f"For {counted(left, 'account')} too little is known" if left else "",
    ]
    first, size = known[0]
    alts = _alts(counted(len(known), "account"), names[first.name], first, size)
    return story(
        record,
        alts,
        shows,
        told,
        method=_METHOD,
        quote=[f"Account by account: {said[0]}", *said[1:]],
    )


def _held(name: str, size: float) -> str:
    return f"{name} has {counted(size, 'follower')}, who by quality count as"


def _effective(row: Row) -> str:
    if not row.has_interval:
        return f"{row.value:,.0f}"
    return f"{row.value:,.0f}, between {row.low:,.0f} and {row.high:,.0f}"


def _worth(known: list[tuple[Row, float]]) -> str:
    """Say from where to where a follower's worth reaches, where more accounts are drawn."""
    parts = [row.value / size for row, size in known if size]
    if len(known) <= _TOLD or not parts:
        return ""
    return (
        f"Among all {len(known)}, a follower counts as {min(parts):.2f} at the least and "
        f"{max(parts):.2f} at the most"
    )


def _alts(many: str, name: str, first: Row, size: float) -> list[str]:
    start, amount = f"Paired bars of {many}", counted(first.value, "follower")
    least = f", {counted(first.low, 'follower')} at the least" if first.has_interval else ""
    return [
        f"{start}: {_held(name, size)} {amount}{least}.",
        f"{start}: {_held(name, size)} {amount}.",
        f"{start}: {_held('one', size)} {amount}.",
        f"{start}: followers counted, and what they make by quality.",
        "Paired bars: followers counted, and what they make by quality.",
    ]


def _names(drawn: pd.DataFrame) -> dict[str, str]:
    """Return what the accounts are called in the picture."""
    handles = drawn["handle"] if "handle" in drawn else [None] * len(drawn)
    pairs = zip(drawn.index, handles, strict=True)
    return {
        name_of(label): "one account" if pd.isna(one) else plain(one, most=30)
        for label, one in pairs
    }
