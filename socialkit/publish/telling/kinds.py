"""Charts of the kinds of followers: how large they are and what they are like."""

from collections import Counter

from socialkit import plot
from socialkit.publish.telling.aloud import counted, listed
from socialkit.publish.telling.rows import name_of, numbers
from socialkit.publish.telling.shares import percent
from socialkit.publish.telling.story import Story, story, unknown

_NOTE = (
    "Kinds describe these accounts; they are no estimate for others, so shares carry no interval"
)


def persona_profile(record: plot.Record) -> Story:
    """Tell how many accounts are of each kind; the names of kinds say what they are like."""
    shows = "A table of shades: each row is a kind of follower, each column the median of a feature"
    drawn = record.drawn
    parts, sizes = numbers(drawn, "share"), numbers(drawn, "accounts")
    names = [name_of(name) for name in drawn.index]
    return _kinds(record, shows, "Table of shades", list(zip(names, sizes, parts, strict=True)))


def persona_map(record: plot.Record) -> Story:
    """Tell how many accounts of each kind are on the map."""
    shows = "A map: accounts that are alike lie near one another, a mark for each kind and place"
    drawn = record.drawn
    sizes: Counter[str] = Counter()
    for name, count in zip(drawn.get("persona", []), numbers(drawn, "accounts"), strict=True):
        sizes[name_of(name)] += 0 if count != count else int(count)
    whole = sum(sizes.values())
    rows = [(name, float(count), count / whole) for name, count in sizes.most_common() if whole]
    return _kinds(record, shows, "Map", rows)


def _kinds(
    record: plot.Record, shows: str, start: str, rows: list[tuple[str, float, float]]
) -> Story:
    if not rows:
        return unknown(record, "no kind was found")
    told = [f"{name}{_size(count, part)}" for name, count, part in rows]
    name, _, part = rows[0]
    many = counted(len(rows), "kind")
    first = f"the largest, {percent(part)}, is called: {name}" if part == part else f"first: {name}"
    alts = [
        f"{start}: {many} of followers; {first}.",
        f"{start}: {many} of followers; the largest holds {percent(part)} of them."
        if part == part else "",
        f"{start}: {many} of followers.",
        f"{start} of the kinds of followers.",
    ]  # fmt: skip
    findings = [f"{counted(len(rows), 'kind')}: {'; '.join(told)}"]
    quote = [f"{many} of followers: {told[0]}", *told[1:]]
    return story(record, [alt for alt in alts if alt], shows, findings, method=_NOTE, quote=quote)


def _size(count: float, part: float) -> str:
    words = [counted(count, "account")] if count == count else []
    words += [percent(part)] if part == part else []
    return f" ({listed(words).replace(' and ', ', ')})" if words else ""
