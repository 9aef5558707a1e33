"""Charts that compare: groups of accounts, rungs of the largest, pairs of rules, choices."""

import pandas as pd

from socialkit import plot
from socialkit.publish.telling import ranks
from socialkit.publish.telling.aloud import counted, listed, plain, sentence
from socialkit.publish.telling.rows import Row, largest, name_of, numbers, rows_of
from socialkit.publish.telling.shares import percent
from socialkit.publish.telling.story import Story, story, unknown

_ALL = "all accounts"
_NONE_OUTSIDE = "No rung lies outside what a narrower range of followers alone would give"
_MEASURES = {
    "engaged": "share of followers who interact",
    "dormant": "share of followers who have gone quiet",
    "junk": "share of followers who look like junk",
    "quality": "mean follower quality",
    "quantity": "number of followers",
    "effective_followers": "number of effective followers",
}


def group_comparison(record: plot.Record) -> Story:
    """Tell the mean of each group, and whether the intervals keep the groups apart."""
    drawn = record.drawn
    measure = plain(drawn.attrs.get("measure", ""), most=40)
    what = _MEASURES.get(measure, measure.replace("_", " ") or "mean of what is measured")
    shows = f"Dots show the {what}, over the accounts of each group, lines the interval"
    units = drawn["unit"].dropna() if "unit" in drawn else []
    unit = str(units.iloc[0]) if len(units) else "score"
    rows = rows_of(drawn)
    groups = largest(row for row in rows if row.name != _ALL)
    if not groups:
        return unknown(record, next((row.note for row in rows if row.note), "no group is known"))
    told = [f"{row.name} ({_size(row)}): {_amount(row, unit)}" for row in groups]
    whole = next((row for row in rows if row.name == _ALL and row.is_known), None)
    told = ["; ".join(told), f"All accounts: {_amount(whole, unit)}" if whole else ""]
    told.append(_apart(groups))
    left = [row.name for row in rows if not row.is_known]
    told.append(f"Not known: {listed(left)}" if left else "")
    start = f"Dot chart: the {what} in {counted(len(groups), 'group')}"
    alts = [f"{start}; {groups[0].name} first, {groups[-1].name} last; {_apart(groups)}."]
    if len(groups) == 1:
        alts = [f"{start}."]
    alts += [f"{start}; {_apart(groups)}.", f"{start}.", "Dot chart: groups of accounts compared."]
    return story(record, alts, shows, told, quote=[_ends(what, unit, groups)])


def _ends(what: str, unit: str, groups: list[Row]) -> str:
    """Say which groups come first and last, and whether that may be chance."""
    first, last = groups[0], groups[-1]
    told = [f"{row.name} ({_size(row)}): {_amount(row, unit)}" for row in (first, last)]
    start = f"{what[:1].upper()}{what[1:]}, mean over accounts"
    if len(groups) == 1:
        return f"{start}, of {told[0]}"
    ends = f"highest of {len(groups)} groups in {told[0]}; lowest in {told[1]}"
    return f"{start}: {ends}; {_apart(groups)}"


def _size(row: Row) -> str:
    return "an unknown number of accounts" if row.n != row.n else counted(row.n, "account")


def _amount(row: Row, unit: str) -> str:
    if unit == "share":
        return (
            row.in_words() if row.low == row.low else f"{percent(row.value)}, without an interval"
        )
    digits = 0 if unit == "count" else 2
    told = f"{row.value:,.{digits}f}"
    if row.low != row.low:
        return f"{told}, without an interval"
    return (
        told
        if row.is_whole
        else f"{told}, between {row.low:,.{digits}f} and {row.high:,.{digits}f}"
    )


def _apart(groups: list[Row]) -> str:
    """Say whether the first group and the last lie apart by their intervals."""
    if len(groups) < 2:
        return ""
    first, last = groups[0], groups[-1]
    if first.low > last.high:
        return "the intervals of the first and the last do not touch"
    return "the intervals overlap, so the chart alone does not settle the order"


def fallacy_ladder(record: plot.Record) -> Story:
    """Tell how the rank correlation changes from all accounts to the largest."""
    shows = "Dots show how far accounts with more followers receive more, in all and in the largest"
    rows = [row for row in rows_of(record.drawn) if row.is_known]
    if not rows:
        notes = [row.note for row in rows_of(record.drawn) if row.note]
        return unknown(record, notes[0] if notes else "too few accounts are known")
    told = [_rung(row) for row in rows]
    told.append(_narrower(record.drawn))
    first, last = rows[0], rows[-1]
    start = f"Dot chart: {ranks.link(*first[1:4])} between followers and what comes in,"
    alts = [
        f"{start} among {_accounts(first)}, {ranks.link(*last[1:4])} in the {last.name} of them."
    ]
    if len(rows) == 1:
        alts = []
    alts += [f"{start} among {_accounts(first)}.", f"{start}."]
    quote = [
        f"Between followers and what comes in there is, among {_rung(row)}" for row in rows[:1]
    ]
    quote += [f"among the {_rung(row)}" for row in rows[1:]]
    more = [one[:1].lower() + one[1:] for one in [_narrower(record.drawn)] if one]
    return story(record, alts, shows, told, quote=[quote[0], *more, *quote[1:]])


def _rung(row: Row) -> str:
    return f"{row.name} ({_accounts(row)}): {ranks.correlation(row.value, row.low, row.high)}, " \
           f"{ranks.link(row.value, row.low, row.high)}"  # fmt: skip


def _accounts(row: Row) -> str:
    return "the accounts" if row.n != row.n else counted(row.n, "account")


def _narrower(drawn: pd.DataFrame) -> str:
    """Say whether the fall is more than a narrower range of followers alone would give."""
    names = ("value", "restricted_low", "restricted_high")
    rows = zip(drawn.index, *(numbers(drawn, name) for name in names), strict=True)
    known = [(name_of(name), value, low, high) for name, value, low, high in rows
             if value == value and low == low and high == high]  # fmt: skip
    if not known:
        return ""
    sides = {
        "less": [name for name, value, low, _ in known if value < low],
        "more": [name for name, value, _, high in known if value > high],
    }
    told = [
        f"{side} than a narrower range of followers alone would leave: {listed(names)}"
        for side, names in sides.items()
        if names
    ]
    return sentence("; ".join(told)).rstrip(".") or _NONE_OUTSIDE


def rule_disagreement(record: plot.Record) -> Story:
    """Tell how often pairs of rule sets judge the same accounts differently."""
    shows = "Bars show of how many accounts two published rule sets differ on what is junk"
    drawn = record.drawn
    pairs = [" and ".join(plain(one, most=40) for one in pair) for pair in drawn.index]
    rows = [row._replace(name=pair) for row, pair in zip(rows_of(drawn), pairs, strict=True)]
    known = largest(rows)
    if not known:
        notes = [row.note for row in rows if row.note]
        return unknown(record, notes[0] if notes else "no account is judged by two of them")
    told = [f"{row.name}: {row.in_words()}{_of(row)}" for row in known]
    left = [row.name for row in rows if not row.is_known]
    told.append(f"Nobody is judged by both of: {'; '.join(left)}" if left else "")
    first = known[0]
    comma = _comma(first)
    alts = [
        f"Bar chart: {first.name} differ on {first.in_words()}{comma}{_of(first)}, "
        f"the most of {counted(len(known), 'pair')} of rules.",
        f"Bar chart: two rules differ on {first.in_words()}{comma}{_of(first)} at the most.",
        "Bar chart: how often published rules differ on what is junk.",
    ]
    quote = [f"{row.name} differ on {row.in_words()}{_comma(row)}{_of(row)}" for row in known]
    return story(record, alts, shows, told, quote=quote)


def _comma(row: Row) -> str:
    return "," if row.has_interval else ""


def _of(row: Row) -> str:
    return "" if row.n != row.n else f" of {counted(row.n, 'account')} judged by both"
