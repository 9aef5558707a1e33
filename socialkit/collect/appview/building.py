"""The snapshot that the pages of a journal make, the same however they came to be there."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from socialkit.collect.appview.course import own_posts
from socialkit.collect.appview.kept import NOBODY
from socialkit.collect.course import GONE, HIDDEN, NOT_DRAWN, ODD, REMOVED
from socialkit.collect.journal import Journal, Page
from socialkit.collect.wanted import Wanted
from socialkit.readers import values
from socialkit.readers.about import About
from socialkit.readers.bluesky import ids, views
from socialkit.readers.bluesky.records import Records
from socialkit.readers.gathered import Gathered
from socialkit.snapshot import Snapshot

_ABOUT = About(
    "Bluesky, collected live",
    "bluesky",
    "",
    "",
    "",
    "",
    "",
    "Bluesky's open API does not say since when somebody follows, nor who is muted or blocked; "
    "it leaves out deactivated accounts, and dates reposts of others not at all.",
    (),
)
_ACTS = {"likes": "like", "reposts": "repost", "quotes": "quote", "replies": "reply"}


class _OfThoseKept(Gathered):
    """Gathers as any reader does, but nothing that points at nobody."""

    def act(
        self, source: str, target: str, kind: str, at: int | None = None, count: int = 1
    ) -> None:
        if NOBODY not in (source, target):
            super().act(source, target, kind, at, count)


def snapshot(journal: Journal, wanted: Wanted) -> Snapshot:
    """Make the snapshot of a finished collection.

    Its moment is the one at which the last page came. What was left out, and where a list
    names fewer than its account reports, stands in the notes.
    """
    owner = next(journal.pages("profile")).rows[0]
    gathered = _OfThoseKept(_ABOUT, owner["did"])
    gathered.taken_at = journal.newest()
    records = Records(gathered, keeps_text=False)
    _meet(gathered, owner)
    records.site = values.host(gathered.facts(owner["did"]).get("url"))
    _take_people(gathered, journal)
    for row in _rows(journal.pages("feed")):
        views.take_entry(records, row)
    _take_reactions(gathered, journal)
    _take_lists(gathered, journal, wanted)
    _take_of_followers(gathered, journal)
    _note(gathered, journal, wanted, owner)
    host = wanted.host.split("://")[-1]
    name = gathered.facts(owner["did"]).get("handle") or owner["did"]
    return gathered.snapshot(f"Bluesky, collected live from {host}: @{name}")


def _take_people(gathered: Gathered, journal: Journal) -> None:
    """Take every profile; the long ones come last, because they say more."""
    for walk in ("following", "followers"):
        for row in _rows(journal.pages(walk)):
            if len(row) > 1:
                _meet(gathered, row)
    for kind in ("others ", "followed ", "profiles "):
        for row in _rows(journal.under(kind)):
            _meet(gathered, row)


def _take_reactions(gathered: Gathered, journal: Journal) -> None:
    for walk, kind in _ACTS.items():
        for row in _rows(journal.under(f"{walk} ")):
            who = row["actor"]["did"]
            if who not in gathered:
                _meet(gathered, row["actor"], has_bio=walk in ("likes", "reposts"))
            stated, seen = ids.moment(row.get("createdAt")), views.seen_at(row)
            gathered.act(who, gathered.owner, kind, ids.earliest(stated, seen))


def _take_lists(gathered: Gathered, journal: Journal, wanted: Wanted) -> None:
    """Take both lists; a follower keeps the place that the list gave, whoever is left out."""
    owner, place = gathered.owner, 0
    left_out: Counter[str] = Counter()
    for page in journal.pages("followers"):
        for row in page.rows:
            if isinstance(row, str):
                left_out[row] += 1
            elif row["did"] != owner:
                gathered.follow(row["did"], owner, None, place)
            place += 1
    for row in _rows(journal.pages("following")):
        gathered.follow(owner, row["did"])
    gathered.account(
        owner,
        is_focal=True,
        list_order="newest_first",
        list_frame="random" if left_out[NOT_DRAWN] else "census",
        posts_seen=True if wanted.posts else None,
        interactions_seen="both" if wanted.posts else None,
    )


def _take_of_followers(gathered: Gathered, journal: Journal) -> None:
    for page in journal.under("last "):
        for row in page.rows:
            if isinstance(row, dict):
                gathered.account(page.walk.split()[1], last_post_at=row["at"])
    for kind in ("ties ", "related "):
        for page in journal.under(kind):
            follower = page.walk.split()[1]
            for row in page.rows:
                if isinstance(row, dict):
                    gathered.follow(follower, row["did"])


def _note(gathered: Gathered, journal: Journal, wanted: Wanted, owner: dict) -> None:
    words: Counter[str] = Counter()
    listed: set[str] = set()
    entries = 0
    for page in journal.pages("followers"):
        entries += len(page.rows)
        words.update(row for row in page.rows if isinstance(row, str))
        listed.update(row["did"] for row in page.rows if isinstance(row, dict))
    repeated = entries - words.total() - len(listed)
    reported = values.count(owner.get("followersCount"))
    note = gathered.note
    note(f"{_collected(journal)}; every age counts from the end of that.")
    if wanted.sample is not None and words[NOT_DRAWN]:
        note(
            f"A random sample (seed {wanted.seed}) of {{count}} of the followers listed was kept; "
            "nothing was kept of the others.",
            len(listed),
        )
    if reported is not None and entries - repeated != reported:
        note(
            f"Bluesky reports {reported:,} followers, and its list names "
            f"{entries - repeated:,}: it leaves out deactivated and blocking accounts."
        )
    note("Followers who ask to be shown only to people who are signed in: {count}. They were "
         "counted, not kept.", words[HIDDEN])  # fmt: skip
    note("Followers who were gone before their profile could be read: {count}.", words[GONE])
    note("Followers deleted from this collection: {count}.", words[REMOVED])
    note("Entries of the follower list that cannot be read: {count}.", words[ODD])
    note("Entries of the follower list that repeat an earlier one: {count}.", repeated)
    _note_reactions(gathered, journal, owner["did"], wanted)


def _note_reactions(gathered: Gathered, journal: Journal, did: str, wanted: Wanted) -> None:
    """Say how many reactions were counted and how many of them named."""
    if not wanted.posts:
        return
    counts = [post for _, post in own_posts(journal, did)]
    keys = ("likeCount", "repostCount", "quoteCount", "replyCount")
    counted = sum(values.count(post.get(key)) or 0 for post in counts for key in keys)
    named = sum(1 for walk in _ACTS for _ in _rows(journal.under(f"{walk} ")))
    gathered.note(
        f"Who reacted is known of the last {len(counts):,} posts alone: of {counted:,} likes, "
        f"reposts, quotes and answers counted there, {named:,} could be named and kept.",
        len(counts),
    )


def _rows(pages: Iterator[Page]) -> Iterator[dict]:
    """Yield the rows that were kept."""
    return (row for page in pages for row in page.rows if isinstance(row, dict))


def _meet(gathered: Gathered, view: dict, *, has_bio: bool = True) -> None:
    who, facts = views.person(view, seen=views.seen_at(view), has_bio=has_bio)
    if who is not None:
        gathered.account(who, **facts)


def _collected(journal: Journal) -> str:
    first, last = (
        datetime.fromtimestamp((moment or 0) / 1e6, UTC)
        for moment in (journal.oldest(), journal.newest())
    )
    return f"Collected from {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} (UTC)"
