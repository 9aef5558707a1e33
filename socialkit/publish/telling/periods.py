"""Charts along the calendar in words: when followers came, how often somebody posts."""

import pandas as pd

from socialkit import plot
from socialkit.publish.telling.aloud import counted
from socialkit.publish.telling.audience import of_whom
from socialkit.publish.telling.rows import Row, numbers, rows_of
from socialkit.publish.telling.shares import percent
from socialkit.publish.telling.story import Story, story, unknown

_NO_LEAVERS = "Who followed and left again is not counted, for no list holds them"


def arrivals(record: plot.Record) -> Story:
    """Tell when most came, and since when half of them have been there."""
    period, rows = str(record.drawn.index.name or "period"), rows_of(record.drawn)
    shows = f"Bars show what share of today's followers came in each {period}"
    if not any(row.is_known for row in rows):
        return unknown(record, next((row.note for row in rows if row.note), "no follow is dated"))
    most, when = _most(record.drawn, rows, period)
    whom, comma = of_whom(most, "follower", "followers"), "," if most.has_interval else ""
    first = f"More of today's followers came in {when} than in any other {period}: "
    if _is_shared(most, rows):
        first = f"In no {period} did more of today's followers come than in {when}: "
    findings = [f"{first}{most.in_words()}{comma} {whom}", _half(record.drawn, rows, period)]
    alts = [
        f"Bars by {period}: most of the followers of today came in {when}, {percent(most.value)}.",
        f"Bars: the share of today's followers that came in each {period}.",
    ]
    return story(record, alts, shows, findings, method=_NO_LEAVERS)


def rhythm(record: plot.Record) -> Story:
    """Tell when most was posted, and how much in a usual period."""
    period, rows = str(record.drawn.index.name or "period"), rows_of(record.drawn)
    shows = f"Bars show how many posts were written in each {period}"
    if not any(row.is_known for row in rows):
        return unknown(record, next((row.note for row in rows if row.note), "no post is dated"))
    most, when = _most(record.drawn, rows, period)
    usual = pd.Series([row.value for row in rows]).median()
    middle = f"in half of the {period}s {counted(usual, 'post')} or more"
    first = f"{counted(most.value, 'post')} in {when}, the most of any {period}"
    if _is_shared(most, rows):
        first = f"No {period} has more than {counted(most.value, 'post')}"
    findings = [f"{first}; {middle}"]
    alts = [
        f"Bars by {period}: most was posted in {when}, {counted(most.value, 'post')}.",
        f"Bars: how many posts were written in each {period}.",
    ]
    method = "Every post was counted, so nothing rests on a sample"
    return story(record, alts, shows, findings, method=method)


def _most(drawn: pd.DataFrame, rows: list[Row], period: str) -> tuple[Row, str]:
    """Return the period with the largest number, and what it is called."""
    place = max(
        (one for one, row in enumerate(rows) if row.is_known), key=lambda at: rows[at].value
    )
    return rows[place], plot.period_in_words(drawn.index[place], period)


def _is_shared(most: Row, rows: list[Row]) -> bool:
    """Tell whether several periods have the largest number."""
    return sum(row.value == most.value for row in rows) > 1


def _half(drawn: pd.DataFrame, rows: list[Row], period: str) -> str:
    """Say since when half of the followers have come, where every one was counted."""
    count = pd.Series(numbers(drawn, "count"), drawn.index)
    if count.isna().any() or not all(row.is_whole for row in rows) or len(count) < 3:
        return ""
    later = count[::-1].cumsum()
    since = later.index[int((later >= count.sum() / 2).to_numpy().argmax())]
    some, words = counted(later[since], "follower"), plot.period_in_words(since, period)
    return f"At least half of them, {some}, have come since the beginning of {words}"
