"""Charts of one audience in shares: who is there, what to do with newcomers, what is posted."""

from collections.abc import Mapping

from socialkit import plot
from socialkit.publish.telling.aloud import counted, listed
from socialkit.publish.telling.rows import Row, largest, named, rows_of
from socialkit.publish.telling.shares import percent
from socialkit.publish.telling.story import Story, story, unknown

_FOLLOWERS = {
    "engaged": "interacted with the account",
    "silent": "are active but were not seen to interact",
    "dormant": "have gone quiet",
    "unreachable": "look like junk",
    "unknown": "cannot be told for want of data",
}
_PILES = {
    "followed already": "are followed already",
    "follow back": "are worth following back",
    "ask why": "are not clear and ask for a look",
    "leave": "look like junk and can be left",
}
_POSTS = {
    "engaging": "answer or name somebody",
    "own": "are its own and name nobody",
    "quote": "quote others",
    "repost": "pass on what others wrote",
}
_SHORT = {
    "unreachable": "junk by its looks",
    "unknown": "not classed",
    "follow back": "worth following back",
    "ask why": "not clear",
    "leave": "junk by its looks",
    "engaging": "replies or naming",
    "quote": "quotes",
    "repost": "reposts",
}
"""What a row is called where there is little room; other rows by their own name."""
_NONE = "nobody was counted"


def audience_composition(record: plot.Record) -> Story:
    """Tell what share of the followers is of each kind."""
    shows = "Bars show what share of the followers is of each kind"
    return _bars(record, _FOLLOWERS, ("follower", "followers"), shows)


def triage(record: plot.Record) -> Story:
    """Tell what the new followers come to."""
    shows = "Bars show what share of the new followers belongs to each pile"
    return _bars(record, _PILES, ("new follower", "new followers"), shows)


def conduct(record: plot.Record) -> Story:
    """Tell what an account posts, and what the rule of thumb asks for."""
    shows = "Bars show what share of the posts is of each kind, tall lines the rule of thumb"
    made = _bars(record, _POSTS, ("post", "posts"), shows)
    goals = record.drawn["target"].dropna() if "target" in record.drawn else []
    told = [f"{percent(float(goals[name]))} {name}" for name in _POSTS if name in goals]
    if not told or not made.findings:
        return made
    rule = f"The rule of thumb among practitioners asks for {listed(told)}."
    return made._replace(findings=(*made.findings, rule))


def _bars(
    record: plot.Record, verbs: Mapping[str, str], nouns: tuple[str, str], shows: str
) -> Story:
    """Tell the largest share in full, then the others, then what is not known."""
    rows = named(rows_of(record.drawn), verbs)
    known = largest(rows.values())
    if not known:
        return unknown(record, next((row.note for row in rows.values() if row.note), _NONE))
    whom = of_whom(known[0], *nouns)
    first, *others = [f"{row.in_words()}{_comma(row)}{{}} {verbs[row.name]}" for row in known]
    whole = " (every one counted)" if known[0].is_whole else ""
    findings = [first.format(f" {whom}{whole}"), "; ".join(others).replace("{}", "")]
    left = [name for name, row in rows.items() if not row.is_known]
    findings.append(f"Not in these data: {listed(left)}" if left else "")
    quote = [first.format(f" {whom}"), *(one.replace("{}", "") for one in others)]
    return story(record, _alts(known, verbs, whom), shows, findings, quote=quote)


def _alts(known: list[Row], verbs: Mapping[str, str], whom: str) -> list[str]:
    first = known[0]
    lead = f"{first.in_words()}{_comma(first)} {whom} {verbs[first.name]}"
    bare = f"{first.in_short()} {whom} {verbs[first.name]}"
    rest = [f"{percent(row.value)} {_SHORT.get(row.name, row.name)}" for row in known[1:]
            if row.value >= 0.005]  # fmt: skip
    alts = [
        f"Bar chart: {start}{'; ' * bool(rest)}{', '.join(rest[:most])}."
        for start in (lead, bare)
        for most in (4, 2, 1)
        if rest
    ]
    return [*alts, f"Bar chart: {lead}.", f"Bar chart: {bare}.", "Bar chart of shares."]


def of_whom(row: Row, thing: str, things: str) -> str:
    """Say of whom a share is taken: the 400 followers seen, all 6,000 followers.

    Examples
    --------
    >>> row = Row("engaged", 0.3, 0.2, 0.4, 400, 2000, "")
    >>> of_whom(row, "follower", "followers")
    'of the 400 followers seen'
    """
    if row.n != row.n:
        return f"of the {things}"
    if row.is_whole and row.population == row.n:
        return f"of all {counted(row.n, thing, things)}" if row.n > 1 else f"of the only {thing}"
    return f"of the {counted(row.n, thing, things)} seen"


def _comma(row: Row) -> str:
    return "," if row.has_interval else ""
