"""Long posts: X keeps their whole text in a file of its own, without the post's id."""

from socialkit.readers import moments, values
from socialkit.readers.uploads import Upload
from socialkit.readers.x import files, tweet

_SAME = 200  # characters; how far a cut text goes at least before X writes "..." or a link
_SECOND = 1_000_000


class LongTexts:
    """The whole texts of long posts, found by their second and their beginning.

    Raises
    ------
    ReadError
        When ``note-tweet.js`` is damaged.
    """

    def __init__(self, upload: Upload) -> None:
        self._texts: dict[int, list[str]] = {}
        for record in files.records(upload, "note-tweet"):
            note = files.inner(record, "noteTweet")
            text = values.text(values.item(note, "core", "text"))
            at = moments.iso(note.get("createdAt"))
            if text and at is not None:
                self._texts.setdefault(at // _SECOND, []).append(text)

    def completed(self, record: object) -> object:
        """Return a tweet's record with its whole text where exactly one fits."""
        held = tweet.unwrapped(record)
        at = tweet.moment(held.get("created_at"))
        if at is None or at // _SECOND not in self._texts:
            return record
        cut = held.get("full_text")
        known = self._texts[at // _SECOND]
        fits = [text for text in known if isinstance(cut, str) and text[:_SAME] in cut]
        return held | {"full_text": fits[0]} if len(fits) == 1 else record
