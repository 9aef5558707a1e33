"""The dates of Facebook's web pages: the words and the wall clock of the person's account."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from socialkit.readers import moments
from socialkit.readers.facebook import files
from socialkit.readers.gathered import Gathered
from socialkit.readers.metapage import Box
from socialkit.readers.uploads import Upload

_TIME = (
    r",? (?:at )?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\s*(?P<half>[ap])m)?"
)
_DATES = (
    re.compile(
        rf"(?P<month>[a-z]{{3}})[a-z]*\.? (?P<day>\d{{1,2}}), (?P<year>\d{{4}}){_TIME}", re.I
    ),
    re.compile(
        rf"(?P<day>\d{{1,2}}) (?P<month>[a-z]{{3}})[a-z]*\.? (?P<year>\d{{4}}){_TIME}", re.I
    ),
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ZONE = re.compile(
    rb"[>\"]\s*((?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian"
    rb"|Pacific)/[A-Za-z_/+-]{2,40})\s*[<\"]"
)
_HEAD = 2**16


class Clock:
    """Reads the dates of one export's pages, and keeps count of those it cannot read."""

    def __init__(self, zone: ZoneInfo | None) -> None:
        self._zone = zone
        self._read = self._unread = 0

    @classmethod
    def of(cls, upload: Upload) -> "Clock":
        """Return the clock in the time zone that the export names, if it does."""
        names = [
            name for ending in files.ENDINGS for name in files.members(upload, "timezone", ending)
        ]
        for name in names:
            said = _ZONE.search(upload.archive.head(name, _HEAD).replace(b"\\/", b"/"))
            try:
                return cls(ZoneInfo(said[1].decode()))
            except (TypeError, ValueError, OSError, KeyError):  # none, or none that is known here
                continue
        return cls(None)

    def moment(self, box: Box) -> int | None:
        """Return the date in a record of a page, which is the last text that is one."""
        said = [*box.texts, *(link.text for link in box.links)]
        found = [at for at in map(self._parsed, said) if at is not None]
        self._read += bool(found)
        self._unread += not found and any(_YEAR.search(text) for text in said)
        return found[-1] if found else None

    def report(self, gathered: Gathered) -> None:
        """Note what is uncertain about the dates."""
        gathered.note(
            "The web pages give local times without a zone; they are taken as UTC, so a date may "
            "be a day off.",
            self._read and self._zone is None,
        )
        gathered.note(
            "Dates of the web pages left out, since they are not in English: {count}.", self._unread
        )

    def _parsed(self, text: str) -> int | None:
        match = next((found for one in _DATES if (found := one.fullmatch(text[:60]))), None)
        if match is None or match["month"].lower() not in _MONTHS:
            return None
        hour = int(match["hour"])
        if match["half"]:
            hour = hour % 12 + 12 * (match["half"].lower() == "p")
        month = _MONTHS.index(match["month"].lower()) + 1
        try:
            wall = datetime(
                int(match["year"]),
                month,
                int(match["day"]),
                hour,
                int(match["minute"]),
                int(match["second"] or 0),
                tzinfo=self._zone,
            )
        except ValueError:
            return None
        return moments.iso(wall.isoformat()) if self._zone else moments.utc(wall.isoformat())
