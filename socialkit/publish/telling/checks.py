"""Charts that test: follow order and dates, first digits, samples against the truth."""

from socialkit import plot
from socialkit.publish.telling.aloud import counted
from socialkit.publish.telling.rows import numbers, rows_of
from socialkit.publish.telling.shares import percent
from socialkit.publish.telling.story import Story, story, unknown

_WHOLE, _NEWEST = "whole list", "newest"
_NO_BLOCK = "no block found"
_NOTHING = "No block stands out"


def fingerprint(record: plot.Record) -> Story:
    """Tell when the followers' accounts were opened, and whether a block of them stands out."""
    shows = "Followers in the order they came, oldest left, and upwards when their accounts were " \
            "opened; flat dense blocks are framed"  # fmt: skip
    drawn = record.drawn
    names = ("created_first", "created_last") if "created_first" in drawn else ("created_at",) * 2
    if drawn.empty or names[0] not in drawn:
        return unknown(record, "no follower's account has a known date")
    first, last = drawn[names[0]].min(), drawn[names[1]].max()
    many = sum(numbers(drawn, "followers")) if "followers" in drawn else float(len(drawn))
    told = [f"{counted(many, 'follower')} are drawn, their accounts opened from "
            f"{first:%B %Y} to {last:%B %Y}", *_blocks(record)]  # fmt: skip
    blocks = drawn.attrs.get("blocks")
    count = len(blocks) if blocks is not None else None
    start = f"Shaded grid of {counted(many, 'follower')} by order of following and account age"
    said = (
        ""
        if count is None
        else "; no block"
        if not count
        else f"; {counted(count, 'block')} framed"
    )
    alts = [f"{start}{said}.", "Shaded grid: followers by order of following and account age."]
    method = "Follow order and dates as listed; cells and blocks that are too small are not shown"
    return story(record, alts, shows, told, method=method, quote=_quote(told[1:]))


def _quote(blocks: list[str]) -> list[str] | None:
    """Say what blocks were found, as sentences that need no chart beside them."""
    if not blocks:
        return None
    if blocks == [_NOTHING]:
        return [
            "Among the followers, in the order they came, no block stands out whose accounts were "
            "opened at about the same time"
        ]
    return [f"Among the followers, in the order they came, {one[:1].lower()}{one[1:]}"
            if place == 0 else one for place, one in enumerate(blocks)]  # fmt: skip


def _blocks(record: plot.Record) -> list[str]:
    """Tell the blocks that the chart keeps beside its cells, or that it says it found none."""
    blocks = record.drawn.attrs.get("blocks")
    if blocks is None or not len(blocks):
        is_said = blocks is not None or any(_NO_BLOCK in part for part in record.footer)
        return [_NOTHING] if is_said else []
    rows = blocks if isinstance(blocks, list) else blocks.to_dict("records")
    return [
        f"A block of {counted(row['size'], 'follow')}, ranks {row['first_rank']:,} to "
        f"{row['last_rank']:,}, has accounts opened from {row['created_first']:%d %B %Y} to "
        f"{row['created_last']:%d %B %Y}"
        for row in rows[:5]
    ]


def benford(record: plot.Record) -> Story:
    """Tell which first digit departs most from Benford's law, and whether any does surely."""
    shows = "Bars show how often each first digit occurs, diamonds what Benford's law expects"
    drawn = record.drawn
    rows, expected = rows_of(drawn), numbers(drawn, "expected")
    known = [(row, law) for row, law in zip(rows, expected, strict=True)
             if row.is_known and law == law]  # fmt: skip
    if not known:
        return unknown(record, next((row.note for row in rows if row.note), "nothing was counted"))
    off = [row.name for row, law in known if row.low == row.low and not row.low <= law <= row.high]
    row, law = max(known, key=lambda pair: abs(pair[0].value - pair[1]))
    comma = "," if row.has_interval else ""
    told = [
        f"The intervals of {counted(len(off), 'digit')} of {len(known)} leave out what the law "
        "expects" if off else "No digit lies outside its interval",
        f"The digit {row.name} is furthest off: {row.in_words()}{comma} where the law expects "
        f"{percent(law)}",
        "Departing from the law proves no purchase",
    ]  # fmt: skip
    many = f" of {counted(row.n, 'count')}" if row.n == row.n else ""
    alts = [
        f"Bars and diamonds: first digits{many}; {counted(len(off), 'digit')} clearly off "
        f"Benford's law, by at most {100 * abs(row.value - law):.0f} percentage points."
        if off else f"Bars and diamonds: first digits{many}; none clearly off Benford's law.",
        "Bars and diamonds: first digits beside Benford's law.",
    ]  # fmt: skip
    return story(record, alts, shows, told)
