"""A story in two lines: what to say of a chart, and what must stand beside it."""

import re
from collections.abc import Iterable, Sequence

from socialkit import plot
from socialkit.publish.telling.aloud import plain, sentence
from socialkit.publish.telling.story import MIND, Story, is_source, notes_of, without_n

MOST = 300
"""Signs of a line; more only where an interval or a frame would be cut off otherwise."""
_REMARK = re.compile(
    r"[A-Z](?!riends: )|.*\b(not drawn|left blank|a dash|the map|deviation|too narrow"
    r"|networks limit|nothing is drawn|no block|left of the scale)\b"
)
"""What stands below a chart besides its frame: how to read it, and what it leaves out."""
_OF_THE_PICTURE = re.compile(r"left blank|no block|a dash|nothing is drawn|the map")
_CHOSEN = "chosen by whoever made these data: "
"""After this a frame says how the followers of each account were listed."""
_NUMBER = re.compile(r"\d[\d,]*")
_COUNT = re.compile(r"n = [\d,]*\d(?: (?:accounts?|followers?|people|person))?(?:, |$)")


def saying(record: plot.Record, story: Story) -> str:
    """Return the finding with on whom it stands: the most telling pieces, as many as fit."""
    first, *others = story.quote
    frame, detail = _frame(record, first)
    if detail and not _is_long(record, story):
        frame = f"{frame}: {detail}"
    room = MOST - len(frame) - len(" (.)")
    said = first
    for place, piece in enumerate(others, start=1):
        longer = _joined(said, piece)
        if len(longer) + len(_more(others[place:])) > room:
            return _ended(said, _more(others[place - 1 :]), frame)
        said = longer
    return _ended(said, "", frame)


def _ended(said: str, more: str, frame: str) -> str:
    """Put the frame in brackets: after sentences as one of its own, else inside the sentence."""
    if said.endswith("."):
        return f"{sentence(said)} ({sentence(frame)})" if frame else sentence(said)
    return sentence(f"{said}{more} ({frame})" if frame else f"{said}{more}")


def _joined(said: str, piece: str) -> str:
    """Put a sentence after a sentence, and a clause after a clause."""
    return f"{said} {sentence(piece)}" if said.endswith(".") else f"{said}; {piece}"


def _more(left: Sequence[str]) -> str:
    """Say how many clauses of a list only the chart shows; sentences left out are no list."""
    count = sum(not piece.endswith(".") for piece in left)
    return f"; {count} more in the chart" if count else ""


def _is_long(record: plot.Record, story: Story) -> bool:
    """Tell whether the frame is too long to be said in full beside the first piece."""
    return len(story.quote[0]) + sum(map(len, _frame(record, story.quote[0]))) > MOST


def _frame(record: plot.Record, quote: str) -> tuple[str, str]:
    """Return what was counted, without a number that is said already, and its details."""
    parts = [plain(part) for part in record.footer if part and not is_source(part)]
    parts = [part for part in parts if not _REMARK.match(part)]
    if parts and parts[0].startswith("n = "):
        first, others = parts[0], " ".join(parts[1:])
        rest = _COUNT.sub("", first)
        if _numbers(first) <= _numbers(others):
            parts = parts[1:]
        elif rest != first and _numbers(first) <= _numbers(f"{quote} {rest}"):
            parts = [rest, *parts[1:]]
    told = [without_n(part).rstrip(".") for part in parts if part]
    frame, _, detail = "; ".join(told).partition(_CHOSEN)
    return (f"{frame}{_CHOSEN}".rstrip(": "), detail) if detail else (frame, "")


def _numbers(text: str) -> set[str]:
    return {found.rstrip(",") for found in _NUMBER.findall(text)}


def beside(record: plot.Record, story: Story) -> str:
    """Return how it was counted and from where the data come, and remarks as far as they fit."""
    how, _, minded = story.method.partition(MIND)
    how = how.strip() or story.counted or story.shows
    detail = _frame(record, story.quote[0])[1]
    first = [how, sentence(f"Of the accounts, {detail}")] if _is_long(record, story) else [how]
    notes = notes_of(record.drawn) if minded else []
    kept = _fitting_notes(notes, MOST - len(" ".join([*first, story.source])), not detail)
    remarks = [plain(part) for part in record.footer if part[:1].islower() and _REMARK.match(part)]
    worth = [sentence(one) for one in remarks if not _OF_THE_PICTURE.search(one)]
    return _fitted([*first, kept], worth, [story.source])


def _fitting_notes(notes: Sequence[str], room: int, is_needed: bool) -> str:
    """Return as many notes as there is room for; the first one anyhow, where it is needed."""
    told = ""
    for note in notes:
        longer = f"{told}; {note}" if told else f"{MIND}{note}"
        if len(longer) + 2 <= room or (is_needed and not told):
            told = longer
    return sentence(told)


def _fitted(first: Iterable[str], more: Iterable[str], last: Iterable[str]) -> str:
    """Join sentences; those in the middle only while there is room."""
    first, last = [one for one in first if one], [one for one in last if one]
    kept: list[str] = []
    for one in more:
        if len(" ".join([*first, *kept, one, *last])) <= MOST:
            kept.append(one)
    return " ".join([*first, *kept, *last])
