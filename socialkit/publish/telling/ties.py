"""Charts of ties and of how unevenly things are spread."""

import math

from socialkit import plot
from socialkit.publish.telling.aloud import counted, listed, plain
from socialkit.publish.telling.rows import Row, named, numbers, rows_of
from socialkit.publish.telling.shares import percent, share
from socialkit.publish.telling.story import Story, story, unknown

_COUNTS = {
    "followers": ("follower", "followers"),
    "followed": ("account followed", "accounts followed"),
    "friends": ("friend", "friends"),
}
_SHARES = {
    "friends_of_followed": "of the accounts followed are friends",
    "friends_of_followers": "of the followers are friends",
    "answered": "of the friends turned to it, too",
}


def relationships(record: plot.Record) -> Story:
    """Tell how many ties are declared, how many kept up, and what share that is."""
    shows = "Bars show how many follow, are followed, and are addressed again and again: friends"
    rows = named(rows_of(record.drawn), {**_COUNTS, **_SHARES})
    known = {name: row for name, row in rows.items() if row.is_known}
    if "friends" not in known:
        note = rows["friends"].note if "friends" in rows else ""
        return unknown(record, note or "whom the account addresses is not known")
    counts = [
        counted(known[name].value, *nouns) for name, nouns in _COUNTS.items() if name in known
    ]
    told = [listed(counts)]
    for name, words in _SHARES.items():
        if name in known:
            row = known[name]
            told.append(f"{row.in_words()}{',' if row.has_interval else ''} {words}")
    alts = [f"Bar chart of ties: {listed(counts)}.", "Bar chart of ties declared and kept up."]
    return story(record, alts, shows, told)


def degree_distribution(record: plot.Record) -> Story:
    """Tell how many followers the account in the middle has, and the largest."""
    shows = "A falling line shows what share of accounts has at least so many followers"
    drawn = record.drawn
    rows = [(float(degree), float(part), float(count)) for degree, part, count in zip(
        drawn.index, numbers(drawn, "share_at_least"), numbers(drawn, "accounts"), strict=True)
        if part == part]  # fmt: skip
    if not rows:
        return unknown(record, "nobody's followers were counted")
    middle = max((degree for degree, part, _ in rows if part >= 0.5), default=rows[0][0])
    last, _, accounts = rows[-1]
    told = [
        f"{_of_accounts(rows[0][1])} have {counted(rows[0][0], 'follower')} or more",
        f"at least half have {counted(middle, 'follower')} or more" if middle > rows[0][0] else "",
        f"{counted(accounts, 'account')} "
        f"{'has' if accounts == 1 else 'have'} the most, {last:,.0f}",
    ]
    many = counted(sum(count for *_, count in rows if count == count), "account")
    alts = [
        f"Falling line on scales of tens: of {many}, half have {counted(middle, 'follower')} or "
        f"more, the largest has {counted(last, 'follower')}.",
        "Falling line: the share of accounts with at least so many followers.",
    ]
    method = "Counted in these data; every account is shown, so nothing rests on a sample"
    return story(record, alts, shows, told, method=method)


def _of_accounts(part: float) -> str:
    return "all accounts" if part == 1 else f"{percent(part)} of accounts"


def lorenz(record: plot.Record) -> Story:
    """Tell what share those hold who hold most."""
    drawn = record.drawn
    held, holders = (plain(drawn.attrs.get(name, words)) for name, words in _HELD.items())
    shows = f"A sagging curve shows what share of {held} comes from those with fewest {held}"
    rows = {float(label): row for label, row in zip(drawn.index, rows_of(drawn), strict=True)}
    known = {at: row for at, row in rows.items() if row.is_known}
    told = [f"the {word} with most {_hold(_rest(known, at))} {held}"
            for word, at in (("tenth", 0.9), ("half", 0.5)) if _rest(known, at)]  # fmt: skip
    if not known:
        return unknown(record, next((row.note for row in rows.values() if row.note), "too few"))
    n = next((row.n for row in known.values() if row.n == row.n), math.nan)
    whom = f"of {n:,.0f} {holders}, " if n == n else ""
    told[:1] = [f"{whom}{told[0]}"] if told else [f"{whom}nothing between the ends is known"]
    alts = [f"Curve: {one}." for one in told[:1]] + [f"Curve: how evenly {held} are spread."]
    return story(record, [*alts, "Curve: how evenly all is spread."], shows, told)


_HELD = {"held": "interactions", "holders": "people"}


def _rest(rows: dict[float, Row], at: float) -> str:
    """Say what share lies above a place on the curve."""
    place = min(rows, key=lambda x: abs(x - at), default=math.nan)
    if not abs(place - at) < 1e-6:
        return ""
    row = rows[place]
    low, high = (1 - row.high, 1 - row.low) if row.low == row.low else (math.nan, math.nan)
    return share(1 - row.value, low, high) + ("," if low < high else "")


def _hold(amount: str) -> str:
    return f"make up {amount} of all"
