"""Charts of communities: as discs with ties between them, or as single accounts in colours."""

import pandas as pd

from socialkit import plot
from socialkit.publish.telling.aloud import counted, plain
from socialkit.publish.telling.rows import name_of, numbers, rows_of
from socialkit.publish.telling.story import Story, story, unknown

_METHOD = (
    "Communities found by the Leiden algorithm, each run again on other ties for its stability"
)


def ego_network(record: plot.Record) -> Story:
    """Tell how many accounts are drawn and how they fall into communities."""
    drawn = record.drawn
    if "community" not in drawn:
        return communities(record)
    if drawn.empty:
        return unknown(record, "nobody here is tied to anybody else")
    shows = "Marks are accounts, lines ties between them; those tied lie close together"
    found = pd.Series(numbers(drawn, "community")).dropna()
    sizes = found.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    many = counted(len(drawn), "account")
    told = [f"{many} {'is' if len(drawn) == 1 else 'are'} drawn", _split(sizes)]
    start = f"Network drawing of {many}"
    alts = []
    if len(sizes):
        largest = counted(sizes.iloc[0], "account")
        alts.append(f"{start} in {_communities(len(sizes))}; the largest has {largest}.")
    alts += [f"{start} and the ties among them.", "Network drawing of accounts and their ties."]
    return story(record, alts, shows, told, method=_METHOD)


def _split(sizes: pd.Series) -> str:
    """Say how many are in communities, and in the largest."""
    if sizes.empty:
        return "No clear communities"
    return (
        f"{sizes.sum():,} of them are in {_communities(len(sizes))}, the largest of "
        f"{counted(sizes.iloc[0], 'account')}"
    )


def _communities(count: int) -> str:
    return counted(count, "community", "communities")


def communities(record: plot.Record) -> Story:
    """Tell how large each community is, how stable, and what it is called."""
    shows = "Discs are communities, as large as their share; lines are ties between two of them"
    drawn = record.drawn
    rows = [row for row in rows_of(drawn)]
    if not any(row.is_known for row in rows):
        return unknown(record, next((row.note for row in rows if row.note), "no community found"))
    labels = _labels(drawn)
    words = list(drawn["stability_word"]) if "stability_word" in drawn else [""] * len(drawn)
    told = [
        f"{label}: {row.in_words()}{f', {plain(word)}' if isinstance(word, str) and word else ''}"
        for label, row, word in zip(labels, rows, words, strict=True)
        if row.is_known
    ]
    first, whom = rows[0], "of the accounts"
    if first.n == first.n:
        whom = f"of {'all ' if first.is_whole else 'the '}{counted(first.n, 'account')}"
    many = counted(len(told), "community", "communities")
    comma = "," if first.has_interval else ""
    alts = [
        f"Discs and lines: {many}; the largest, {labels[0]}, holds {first.in_words()}{comma} "
        f"{whom}.",
        f"Discs and lines: {many}; the largest holds {first.in_words()}{comma} {whom}.",
        f"Discs and lines: {many} and the ties between them.",
    ]
    trust = "Stability tells how well a community comes back when the ties are drawn again"
    sure = plain(words[0]) if isinstance(words[0], str) else ""
    start = f"The largest community, {labels[0]}, holds {first.in_words()}{comma} {whom}"
    quote = [f"{start}, {sure}" if sure else start, *told[1:]]
    return story(record, alts, shows, ["; ".join(told), trust], method=_METHOD, quote=quote)


def _labels(drawn: pd.DataFrame) -> list[str]:
    names = drawn["name"] if "name" in drawn else [""] * len(drawn)
    found = []
    for number, name in zip(drawn.index, names, strict=True):
        is_told = isinstance(name, str) and name and not name.startswith("no common")
        found.append(name_of(name) if is_told else f"community {name_of(number)}")
    return found
