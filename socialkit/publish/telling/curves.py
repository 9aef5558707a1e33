"""Charts of shares along a line: by days of silence, by threshold, by years, by margin."""

import math

import pandas as pd

from socialkit import plot
from socialkit.publish.telling.aloud import counted, listed
from socialkit.publish.telling.audience import of_whom
from socialkit.publish.telling.rows import Row, name_of, numbers, rows_of
from socialkit.publish.telling.shares import percent
from socialkit.publish.telling.story import Story, story, unknown

_DAYS = (31, 60, 90, 120)
_KINDS = ("engaged", "silent", "dormant", "unreachable", "unknown")
_YEAR = 365.25


def dormancy_curve(record: plot.Record) -> Story:
    """Tell what share has been quiet for longer than the usual numbers of days."""
    shows = "A falling line shows what share of the followers last posted longer ago than so long"
    rows = [row for row in rows_of(record.drawn) if row.is_known]
    if not rows:
        return unknown(record, "it is not known when they last posted")
    by_days = {float(row.name): row for row in rows}
    days = [day for day in _DAYS if day in by_days] or [min(by_days)]
    last = max(by_days)
    picked = [*days, *([last] if last not in days else [])]
    told = [f"for {counted(day, 'day')} {by_days[day].in_words()}" for day in picked]
    day = days[min(1, len(days) - 1)]
    row, quiet = by_days[day], f"had no public post for {counted(day, 'day')}"
    whom = of_whom(row, "follower", "followers")
    if not row.is_whole and row.n == row.n:
        whom = f"of the {counted(row.n, 'follower')} whose last post is known"
    alts = [
        f"Falling line: {_with_comma(row)} {whom} {quiet}; {by_days[last].in_short()} "
        f"for {counted(last, 'day')}.",
        f"Falling line: {_with_comma(row)} {whom} {quiet}.",
        f"Falling line: {row.in_short()} {whom} {quiet}.",
        "Falling line: the share of followers without a public post, by days.",
    ]
    findings = [f"Share {whom} without a public post: {'; '.join(told)}"]
    others = [f"{_with_comma(by_days[one])} for {counted(one, 'day')}"
              for one in picked if one != day]  # fmt: skip
    quote = [f"{_with_comma(row)} {whom} {quiet}", *others]
    return story(record, alts, shows, findings, quote=quote)


def _with_comma(row: Row) -> str:
    return f"{row.in_words()}," if row.has_interval else row.in_words()


def threshold_sweep(record: plot.Record) -> Story:
    """Tell how far each share moves from the first threshold to the last."""
    shows = "Lines show what share of the followers is of each kind, by the days that count as gone"
    drawn = record.drawn
    at = drawn.index.get_level_values("days") if drawn.index.nlevels > 1 else []
    found: dict[str, dict[float, Row]] = {}
    for row, (kind, _), day in zip(rows_of(drawn), drawn.index, at, strict=True):
        if row.is_known:
            found.setdefault(str(kind), {})[float(day)] = row
    if not found:
        return unknown(record, "nobody was classed")
    told = [_moved(kind, found[kind]) for kind in _KINDS if kind in found]
    kind = "dormant" if "dormant" in found else next(iter(found))
    rows = found[kind]
    first, last = rows[min(rows)], rows[max(rows)]
    line = f"{counted(min(rows), 'day')} to {counted(max(rows), 'day')}"
    alts = [
        f"Lines: with the threshold moved from {line}, the share called {kind} goes from "
        f"{percent(first.value)} to {percent(last.value)}.",
        f"Lines: the share called {kind}, by the threshold.",
    ]
    kinds = dict.fromkeys([kind, *(one for one in _KINDS if one in found)])
    quote = [_ways(one, found[one]) for one in kinds]
    return story(record, alts, shows, told, quote=quote)


def _ways(kind: str, rows: dict[float, Row]) -> str:
    """Say a kind's share with the first threshold and with the last, chart or no chart."""
    ends = [(rows[day], counted(day, "day")) for day in dict.fromkeys([min(rows), max(rows)])]
    told = [f"{_with_comma(row)} where {days} without a post count as gone" for row, days in ends]
    return f"share called {kind}: {' and '.join(dict.fromkeys(told))}"


def _moved(kind: str, rows: dict[float, Row]) -> str:
    first, last = rows[min(rows)], rows[max(rows)]
    if percent(first.value) == percent(last.value):
        return f"{kind}: {last.in_words()}, whatever the threshold"
    ways = [(first, min(rows)), (last, max(rows))]
    return f"{kind}: " + "; ".join(
        f"{row.in_words()}{',' if row.has_interval else ''} with {counted(day, 'day')}"
        for row, day in ways
    )


def survival(record: plot.Record) -> Story:
    """Tell what share still posts after some years, in each group."""
    shows = "Stepped lines show what share still posts, by years since the account was opened"
    drawn = record.drawn
    if drawn.empty:
        return unknown(record, "since when they have accounts, or when they last posted")
    groups = dict.fromkeys(drawn.index.get_level_values("group"))
    lines = {name_of(name): drawn.xs(name, level="group") for name in groups}
    rows = {name: by_years for name, line in lines.items() if (by_years := _by_years(line))}
    early = {name: _by_years(lines[name], ends=(0.0, 0.5)) for name in rows}
    told = [
        f"{name}: " + "; ".join(f"{_with_comma(row)} after {years}" for years, row in one.items())
        for name, one in rows.items()
    ]
    name, one = next(iter(rows.items()))
    years, row = next(iter(one.items()))
    whom = of_whom(row, "follower", "followers") if len(rows) == 1 else f"of {name}"
    alts = [
        f"Stepped line: {_with_comma(row)} {whom} still posted {years} after opening the account.",
        f"Stepped line: {row.in_short()} {whom} still posted {years} after opening the account.",
        "Stepped lines: the share of followers still posting, by years.",
    ]
    method = "Kaplan-Meier; those still posting count for as long as they were seen. " \
             "Bands say where the true share plausibly lies"  # fmt: skip
    return story(record, alts, shows, told, method=method, quote=_still(early))


def _still(rows: dict[str, dict[str, Row]]) -> list[str]:
    """Say of each group what share still posted, as a clause that needs no chart beside it."""
    quote = []
    for name, one in rows.items():
        (years, row), *more = one.items()
        whom = of_whom(row, "follower", "followers") if len(rows) == 1 else f"of {_whom(name)}"
        later = "".join(f", and {_with_comma(last)} after {end}" for end, last in more)
        first = f"{_with_comma(row)} {whom} still posted {years} after opening the account"
        quote.append(f"{first}{later}")
    return quote


def _whom(name: str) -> str:
    return "all followers" if name == "all" else name


def _by_years(line: pd.DataFrame, *, ends: tuple[float, float] = (0.5, 1.0)) -> dict[str, Row]:
    """Return the share after about half of the time, and at the end of it; or after a year."""
    rows = [row for row in rows_of(line.sort_index()) if row.is_known]
    days = [float(row.name) for row in rows]
    if not rows:
        return {}
    first = min(_YEAR, days[-1])
    wanted = sorted({_round_years(days[-1] * end or first) for end in ends})
    found = {}
    for years in wanted:
        reached = [row for row, day in zip(rows, days, strict=True) if day <= years * _YEAR]
        if reached:
            found[_in_years(years)] = reached[-1]
    return found or {_in_years(days[-1] / _YEAR): rows[-1]}


def _round_years(days: float) -> float:
    years = days / _YEAR
    return float(math.floor(years)) if years >= 1 else years


def _in_years(years: float) -> str:
    return counted(years, "year") if years >= 1 else counted(years * _YEAR, "day")


def sample_size(record: plot.Record) -> Story:
    """Tell how many to draw for a small margin and for a large one."""
    shows = "Lines show how many followers to draw at random, by how far the share may lie off"
    drawn = record.drawn
    if drawn.empty or not len(drawn.columns):
        return unknown(record, "no audience and no margin was asked about")
    margins = numbers(drawn.reset_index(names="margin"), "margin")
    told = []
    for name in drawn.columns:
        sizes = [
            (size, margin)
            for size, margin in zip(numbers(drawn, name), margins, strict=True)
            if size == size
        ]
        ends = dict.fromkeys([sizes[0], sizes[-1]])
        words = [
            f"{size:,.0f} to be within {_points(margin)} of the truth" for size, margin in ends
        ]
        told.append(f"{name_of(name)} followers: draw {listed(words)}")
    size, margin = sizes[-1]
    alts = [
        f"Lines: for a share within {_points(margin)} of the truth, draw {size:,.0f} followers "
        f"{name_of(drawn.columns[-1])}; less certainty takes fewer.",
        "Lines: the surer the share is to be, the more followers must be drawn at random.",
    ]
    method = "Normal approximation with the correction for a list of known length, for a share " \
             "of one half, which asks for most"  # fmt: skip
    return story(record, alts, shows, told, method=method)


def _points(margin: float) -> str:
    return f"{100 * margin:.3g} percentage point{'' if margin == 0.01 else 's'}"
