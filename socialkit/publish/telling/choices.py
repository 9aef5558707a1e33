"""The chart of choices: how far the order of followers rests on each of them."""

import pandas as pd

from socialkit import plot
from socialkit.publish.telling.aloud import counted, sentence
from socialkit.publish.telling.rows import name_of, numbers
from socialkit.publish.telling.shares import percent
from socialkit.publish.telling.story import Story, story, unknown

_ALIKE = 0.8
_TOLD = 5
_NO_CHANCE = (
    "Nothing is drawn at random here: each number is what comes out for these same followers"
)


def score_sensitivity(record: plot.Record) -> Story:
    """Tell which other choices would move most followers to the other half of the ranking."""
    shows = "Bars show how many followers a single other choice moves to the other half by quality"
    rows = _most_first(record.drawn)
    if not rows:
        return unknown(record, "nobody has a score here, whichever way it is made")
    told = ["; ".join(f"{name}: {percent(moved)}" for moved, name in rows[:_TOLD])]
    moved, name = rows[0]
    start = (
        f"Bar chart: of {counted(len(rows), 'other choice')} shown, none moves more than "
        f"{percent(moved)} of followers to the other half"
    )
    alts = [f"{start}: {name}.", f"{start}."]
    alts.append("Bar chart: how much the order of followers rests on single choices.")
    alike = _alike(record.drawn)
    quote = [
        f"Of {counted(len(rows), 'other choice')} in the score, none moves more than "
        f"{percent(moved)} of followers to the other half of the ranking; most: {name}.",
        sentence(alike),
    ]
    return story(record, alts, shows, [*told, alike], method=_NO_CHANCE, quote=quote)


def _most_first(drawn: pd.DataFrame) -> list[tuple[float, str]]:
    pairs = zip(numbers(drawn, "half_changes_share"), drawn.index, strict=True)
    known = [(moved, name_of(name)) for moved, name in pairs if moved == moved]
    return sorted(known, key=lambda pair: -pair[0])


def _alike(drawn: pd.DataFrame) -> str:
    """Say how alike the whole order stays, whichever choice is made."""
    kept = [rank for rank in numbers(drawn, "rank_correlation") if rank == rank]
    if not kept:
        return ""
    words = "The order as a whole stays alike" if min(kept) >= _ALIKE else "The order changes"
    return f"{words}: rank correlation {min(kept):.2f} at the least"
