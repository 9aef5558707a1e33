"""TikTok's export as text files: records of ``label: value`` lines, blank lines between.

The names of files and labels are in the language of the app. English and Dutch names are
known from exports; the others are the words that TikTok's own screens use. A label that is
not known is told by what stands behind it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from socialkit.errors import ReadError
from socialkit.readers import moments, values
from socialkit.readers.archive import Archive
from socialkit.readers.csvfile import utf8
from socialkit.readers.gathered import Entry
from socialkit.readers.tiktok.found import USER_NAME, Found, Video
from socialkit.readers.uploads import Upload, uploads

LISTS = ("followers", "following")

_FOLDERS = (
    "profile and settings|profile|your activity|activity|likes and favorites|comments?|videos?"
    "|posts?|profiel en instellingen|je activiteit|likes en favorieten|reacties"
)
_FILES = {
    "followers": "followers?|followers? list|fans|fans list|volgers?|seguidores|abonnés|abonnes"
    "|obserwujący|obserwujacy",
    "following": "following|following list|volgend|folge ich|gefolgt|siguiendo|seguidos|seguindo"
    "|seguiti|abonnements|obserwowani|obserwowane",
    "profile": "profile info|profile information|profielinformatie",
    "videos": "videos?|posts?",
    "likes": "like list|likelijst",
    "comments": "comments|reacties",
}
_USER_LABELS = {
    "username",
    "gebruikersnaam",
    "benutzername",
    "nombredeusuario",
    "nomd'utilisateur",
    "nomeutente",
    "nomedeusuário",
    "nomedeusuario",
    "nazwaużytkownika",
    "kullanıcıadı",
}
_NOBODY = {"None", "N/A", "N.v.t."}
_NO_DATA = ("You have no data in this section", "Dit gedeelte bevat geen gegevens")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?: UTC)?")
_DATE_ANYWHERE = re.compile(r"[:\uff1a]\s*\d{4}-\d\d-\d\d")
_HEAD = 4096
_MAX_LINE = 1_000  # characters
_MAX_LABEL = 60
_SENTENCE = 3  # lines; TikTok says in a sentence that a section holds nothing


def _pattern(words: str) -> str:
    both = "|".join(unicodedata.normalize(form, words) for form in ("NFC", "NFD"))
    spaced = both.replace(" ", "[ _]")
    return rf"(?:(?:{_FOLDERS})/)?(?:{spaced})(?:[_ -](?P<part>\d{{1,3}}))?\.txt"


KINDS = {kind: _pattern(words) for kind, words in _FILES.items()}


class _Line(NamedTuple):
    """One ``label: value`` line; no label in front of plain text, and nothing in a blank one."""

    label: str
    value: str

    @property
    def is_date(self) -> bool:
        """Whether a date stands behind the label."""
        return _DATE.fullmatch(self.value) is not None


def doubts(archive: Archive) -> dict[str, str | None]:
    """Return the text files that may be TikTok's lists: None, or what speaks against each."""
    found = {}
    for upload in uploads(archive, KINDS):
        for name in upload.names(*LISTS):
            head = archive.head(name, _HEAD).replace(b"\0", b"").decode("utf-8", "replace")
            labels = {line.label for line in map(_line, head.splitlines())}
            is_list = _DATE_ANYWHERE.search(head) or labels & _USER_LABELS
            is_empty = head.strip("\ufeff\ufffd \r\n.").startswith(_NO_DATA)
            found[name] = None if is_list or is_empty else "holds no user names with dates"
    return found


def read(upload: Upload) -> Found:
    """Return what the text files of an upload tell.

    Raises
    ------
    ReadError
        When a file is not text, or a list is something else.
    """
    owner = next(
        (
            line.value
            for name in upload.names("profile")
            for line in _lines(upload.archive, name)
            if line.label in _USER_LABELS
        ),
        None,
    )
    dates = {kind: _dates(upload, kind) for kind in ("likes", "comments")}
    moments_of_acts = [at for found in dates.values() for at in found if at is not None]
    return Found(
        values.handle(owner, USER_NAME),
        {},
        _people(upload, "followers"),
        _people(upload, "following"),
        _videos(upload),
        len(dates["likes"]),
        dates["comments"] if upload.has("comments") else None,
        max(moments_of_acts, default=None),
    )


def _lines(archive: Archive, name: str) -> list[_Line]:
    return [_line(line) for line in utf8(archive, name).decode().splitlines()]


def _line(line: str) -> _Line:
    plain = line[:_MAX_LINE].strip().replace("\uff1a", ":")  # Chinese and Japanese have their own
    label, colon, behind = plain.partition(":")
    if not colon or len(label) > _MAX_LABEL:
        return _Line("", plain)
    return _Line(_plain(label), behind.strip())


@lru_cache(maxsize=64)
def _plain(label: str) -> str:
    folded = unicodedata.normalize("NFC", label).replace("\u2019", "'").lower()
    return re.sub(r"[\s_-]+", "", folded)


def _people(upload: Upload, kind: str) -> list[Entry] | None:
    names = upload.names(kind)
    if not names:
        return None
    return [entry for name in names for entry in _entries(upload.archive, name)]


def _entries(archive: Archive, name: str) -> Iterator[Entry]:
    """Yield the people of one file; a record ends at a blank line or where a label repeats."""
    lines = _lines(archive, name)
    date_label = next((line.label for line in lines if line.label and line.is_date), None)
    user_label = _user_label(archive, name, lines)
    record: dict[str, str] = {}
    for line in (*lines, _Line("", "")):
        is_wanted = line.label in (date_label, user_label)
        if record and (line.label in record or not (line.label or line.value)):
            yield _entry(record.get(user_label), record.get(date_label))
            record = {}
        if is_wanted and line.label:
            record[line.label] = line.value


def _entry(said: str | None, when: str | None) -> Entry:
    account_id = None if said in _NOBODY else values.handle(said, USER_NAME)
    return Entry(account_id, moments.utc(when))


def _user_label(archive: Archive, name: str, lines: list[_Line]) -> str | None:
    """Return the label of user names: a known one, or the only one that is no date's."""
    dated = {line.label for line in lines if line.is_date}
    labels = list(dict.fromkeys(line.label for line in lines if line.label not in ("", *dated)))
    known = [label for label in labels if label in _USER_LABELS]
    label = known[0] if known else labels[0] if dated and len(labels) == 1 else None
    said = [line.value for line in lines if line.label == label]
    if any(one in _NOBODY or values.handle(one, USER_NAME) for one in said):
        return label
    if not dated and sum(bool(line.label or line.value) for line in lines) <= _SENTENCE:
        return None
    raise ReadError(
        f"{archive.where(name)}: expected lines such as 'Date: ...' and 'Username: ...'; "
        "download the export again, best as JSON."
    )


def _dates(upload: Upload, kind: str) -> list[int | None]:
    return [
        moments.utc(line.value)
        for name in upload.names(kind)
        for line in _lines(upload.archive, name)
        if line.is_date
    ]


def _videos(upload: Upload) -> list[Video] | None:
    """Return the videos; each has one date, and its likes follow on a line of their own."""
    names = upload.names("videos")
    if not names:
        return None
    found: list[Video] = []
    for name in names:
        for line in _lines(upload.archive, name):
            if line.is_date:
                found.append(Video(moments.utc(line.value), None))
            elif found and line.label.startswith("like"):
                found[-1] = found[-1]._replace(likes=values.count(line.value))
    return found
