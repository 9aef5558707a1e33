"""The pages a person follows, which are no people."""

from collections.abc import Iterator

from socialkit.readers import meta, values
from socialkit.readers.facebook import files
from socialkit.readers.facebook.identity import Listed
from socialkit.readers.gathered import Gathered
from socialkit.readers.uploads import Upload

_KEYS = ("pages_followed_v2", "pages_followed")


def add(gathered: Gathered, upload: Upload, following: list[Listed] | None) -> None:
    """Mark the pages among those followed; pages on their own list alone are only counted.

    Raises
    ------
    ReadError
        When the list of pages is damaged.
    """
    names = {name for member in files.members(upload, "pages") for name in _names(upload, member)}
    marked = set()
    for one in following or ():
        if one.account_id == one.name and one.name in names:  # a namesake may be a person
            gathered.account(one.account_id, x_is_page=True)
            marked.add(one.name)
    gathered.note("Pages, which are no people, among those you follow: {count}.", len(marked))
    gathered.note(
        "Pages on a list of their own, which are no people, left out: {count}.", len(names - marked)
    )


def _names(upload: Upload, member: str) -> Iterator[str]:
    for record in meta.rows(meta.load(upload.archive, member), *_KEYS) or ():
        said = [values.name(record.get("name"))]
        said += [values.name(item.get("name")) for item in values.dicts(record.get("data"))]
        found = next((name for name in said if name), None) or values.name(record.get("title"))
        if found:
            yield found
