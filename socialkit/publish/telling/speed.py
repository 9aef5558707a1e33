"""The chart of how long it takes, in words."""

import pandas as pd

from socialkit import plot
from socialkit.publish.telling.aloud import counted, listed
from socialkit.publish.telling.story import Story, story, unknown


def speed(record: plot.Record) -> Story:
    """Tell how long each way takes for the smallest and for the largest network."""
    shows = "Lines show how many seconds each way takes, by the number of follows"
    drawn = record.drawn
    if drawn.empty or not len(drawn.columns):
        return unknown(record, "nothing was measured")
    told = [f"{name}: {listed(_ends(drawn[name].dropna()))}" for name in drawn.columns]
    first = drawn[drawn.columns[0]].dropna()
    many, seconds = int(first.index[-1]), float(first.iloc[-1])
    alts = [
        f"Lines: {drawn.columns[0]} takes {counted(round(seconds, 1), 'second')} for "
        f"{counted(many, 'follow')}.",
        "Lines: the seconds that each way takes, by the size of the network.",
    ]
    method = "Medians of a few runs, each in a process of its own, the ways in turn; so there is " \
             "no interval"  # fmt: skip
    quote = [f"{name} took {listed(_ends(drawn[name].dropna()))}" for name in drawn.columns]
    return story(record, alts, shows, told, method=method, quote=quote)


def _ends(line: pd.Series) -> list[str]:
    rows = dict.fromkeys([line.index[0], line.index[-1]])
    return [
        f"{float(line[many]):,.3g} seconds for a network of {counted(int(many), 'follow')}"
        for many in rows
    ]
