"""Who is kept, and who is taken out: at the end of a collection, and whenever it is refreshed."""

import json
from collections.abc import Mapping

from socialkit.collect.appview import kept as keeping
from socialkit.collect.appview.asking import BATCH
from socialkit.collect.appview.course import AppViewCourse, own_posts
from socialkit.collect.course import NOT_DRAWN
from socialkit.collect.journal import Journal, Page
from socialkit.collect.wanted import Wanted
from socialkit.readers import values
from socialkit.readers.bluesky import ids

_WHOLE = {"following", "feed", "others"}
"""Walks about what the account itself does; a sample is drawn of its followers alone."""


def left_out(course: AppViewCourse, journal: Journal) -> dict[str, str]:
    """Return who is not kept, with the word why.

    A profile may be gone, or hidden, that a list still showed; and where a sample was drawn,
    the followers outside of it were only needed for the draw.
    """
    found = {}
    if course.wanted.sample is not None:
        drawn = set(course.chosen())
        found = {who: NOT_DRAWN for who in course.followers if who not in drawn}
    for kind, dids in course.batches.items():
        for page in journal.under(f"{kind} "):
            first = int(page.walk.split()[1]) * BATCH
            pairs = zip(dids[first:], page.rows, strict=False)
            found |= {who: row for who, row in pairs if isinstance(row, str)}
    return found


def changed(page: Page, out: Mapping[str, str]) -> Page | None:
    """Return a page without those who are left out; None where it was all about one of them."""
    kind, _, subject = page.walk.partition(" ")
    if subject in out:
        return None
    spared = NOT_DRAWN if kind in _WHOLE else ""
    rows = [out.get(values.item(row, "post", "uri"), row) for row in page.rows]
    return page._replace(rows=[keeping.without(row, out, spared=spared) for row in rows])


def kept(journal: Journal, wanted: Wanted) -> list[str]:
    """Return the DIDs of all accounts that are kept, and the addresses of the owner's posts."""
    owner = next(journal.pages("profile")).rows[0]["did"]
    found = {owner: None}
    for page in journal.everything():
        found |= dict.fromkeys(ids.mentioned(json.dumps(page.rows)))
    found.pop(keeping.NOBODY, None)
    return [*found, *(uri for uri, _ in own_posts(journal, owner))]


def vanished(course: AppViewCourse, batch: list[str]) -> Mapping[str, str]:
    """Ask which of a batch of accounts or posts may not be kept any longer, and why."""
    return course.vanished(batch)
