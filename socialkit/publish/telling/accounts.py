"""Charts with a mark for each account: told by their totals, and no account by its name."""

import math
from collections import Counter

import pandas as pd

from socialkit import plot
from socialkit.publish.telling import ranks
from socialkit.publish.telling.aloud import counted, listed, plain, sentence
from socialkit.publish.telling.rows import numbers, rows_of
from socialkit.publish.telling.story import Story, story, unknown

_BY_ACCOUNT = "Bars show how far another audience of that size could lie off"
_COUNTED = "Friends are counted in the posts seen"
_BETWEEN = "The interval of the correlation says how far other accounts, come about alike, " \
           "could lie off"  # fmt: skip


def quality_vs_quantity(record: plot.Record) -> Story:
    """Tell whether more followers mean better ones, and how many accounts lie in each corner."""
    shows = "Each mark is an account: its followers to the right, their mean quality upwards"
    drawn = record.drawn
    if drawn.empty:
        return unknown(record, "no account is known well enough")
    many = counted(len(drawn), "account")
    corners = _corners(drawn)
    told = [f"Of {many}, {listed(corners)}" if corners else f"{many} {_stand(len(drawn))} drawn"]
    told.append(_range(drawn, "quality", "Mean quality, from 0 to 1,"))
    found = ranks.given(drawn.attrs)
    if found:
        told.append(f"Between number and quality there is {ranks.link(*found)}: "
                    f"{ranks.correlation(*found)}")  # fmt: skip
    start = f"Scatter chart of {many}: follower quality by number of followers"
    linked = f"; {ranks.link(*found)}" if found else ""
    alts = [f"{start}{linked}; {', '.join(_in_corners(drawn)[:most])}." for most in (4, 2, 1)]
    alts = [*(alts if corners else []), f"{start}{linked}."]
    method = f"{_BY_ACCOUNT}. {_BETWEEN}" if found else _BY_ACCOUNT
    alts.append("Scatter chart: follower quality by number of followers.")
    return story(record, alts, shows, told, method=method, quote=_quote(many, found, drawn))


def _quote(
    many: str, found: tuple[float, float, float] | None, drawn: pd.DataFrame
) -> list[str] | None:
    """Say first whether number and quality go together, then how far quality reaches."""
    if not found:
        return None
    link = (
        f"Among {many} there is {ranks.link(*found)} between how many followers an account has "
        f"and how good those are: {ranks.correlation(*found)}"
    )
    return [sentence(link), sentence(_range(drawn, "quality", "Mean quality, from 0 to 1,"))]


def _stand(count: int) -> str:
    return "is" if count == 1 else "are"


def _corners(drawn: pd.DataFrame) -> list[str]:
    """Say how many accounts lie in each corner, the telling two first."""
    return [f"{count:,} {_stand(count)} {name}" for name, count in _quadrants(drawn)]


def _in_corners(drawn: pd.DataFrame) -> list[str]:
    return [f"{counted(count, 'account')} {name}" for name, count in _quadrants(drawn)]


def _quadrants(drawn: pd.DataFrame) -> list[tuple[str, int]]:
    if "quadrant" not in drawn:
        return []
    names = Counter(plain(one, most=40) for one in drawn["quadrant"].dropna() if plain(one))
    return sorted(names.items(), key=lambda pair: (" but " not in pair[0], pair[0][::-1]))


def _range(drawn: pd.DataFrame, column: str, start: str) -> str:
    """Say from where to where a score reaches, with the widest of its intervals."""
    rows = [row for row in rows_of(drawn, value=column) if row.is_known]
    if not rows:
        return ""
    low, high = min(rows, key=lambda row: row.value), max(rows, key=lambda row: row.value)
    told = [f"{row.value:.2f}" + (f" ({row.low:.2f} to {row.high:.2f})" if row.has_interval else "")
            for row in (low, high)]  # fmt: skip
    return (
        f"{start} is {told[0]}" if len(rows) == 1 else f"{start} goes from {' up to '.join(told)}"
    )


def friends_vs_followed(record: plot.Record) -> Story:
    """Tell whether those who follow more have more friends."""
    shows = "Each dot is an account: whom it follows to the right, its friends upwards"
    drawn = record.drawn
    pairs = list(zip(numbers(drawn, "followed"), numbers(drawn, "friends"), strict=True))
    known = [
        (followed, friends) for followed, friends in pairs if not math.isnan(followed + friends)
    ]
    if not known:
        return unknown(record, "of no account both are known")
    many = counted(len(known), "account")
    fewer = sum(friends < followed for followed, friends in known)
    ends = [min(friends for _, friends in known), max(friends for _, friends in known)]
    whom = f"All {many} have" if fewer == len(known) > 1 else f"{fewer:,} of {many} have"
    told = [f"{whom} fewer friends than accounts followed",
            f"Friends of one account go from {ends[0]:,.0f} to {ends[1]:,.0f}"]  # fmt: skip
    found = ranks.given(drawn.attrs)
    if found:
        told.append(f"Between the two there is {ranks.link(*found)}: {ranks.correlation(*found)}")
    start = f"Scatter chart of {many}: friends by accounts followed"
    alts = [f"{start}; {ranks.link(*found)} between the two."] if found else []
    alts += [f"{start}; at most {counted(ends[1], 'friend')}.", f"{start}."]
    alts.append("Scatter chart: friends by accounts followed.")
    return story(record, alts, shows, told, method=_BETWEEN if found else _COUNTED)
