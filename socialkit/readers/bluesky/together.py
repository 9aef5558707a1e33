"""What a repository and pages of the API say about one owner, put together."""

from datetime import UTC, datetime

from socialkit.readers import values
from socialkit.readers.bluesky import ids
from socialkit.readers.bluesky.car import Repository
from socialkit.readers.bluesky.pages import Pages
from socialkit.readers.bluesky.records import Records
from socialkit.readers.bluesky.views import take_entry
from socialkit.readers.gathered import Entry, Gathered


def gather(
    gathered: Gathered, repository: Repository | None, found: Pages, *, keeps_text: bool
) -> None:
    """Put everything that was read into `gathered`, each record once.

    The repository comes first, because the API's counts of likes and replies, which it
    lacks, then stand in the row of a post that both hold.
    """
    records = Records(gathered, keeps_text=keeps_text)
    _take_profile(records, repository, found)
    for place, content in repository.records() if repository else ():
        records.take(place, content)
    for place, content in found.records:
        records.take(place, content)
    for who, facts in found.people.items():
        gathered.account(who, **facts)
    for entry in found.entries:
        take_entry(records, entry)
    if gathered.owner is not None:
        _take_lists(records, repository, found)
    _date(gathered, repository, found)
    odd = records.odd + found.odd
    gathered.note("Left out, because they cannot be read: {count} records or rows.", odd)
    gathered.note(
        "Likes of feeds or lists, which count towards no one: {count}.",
        records.likes_of_others,
    )


def _take_profile(records: Records, repository: Repository | None, found: Pages) -> None:
    """Take the owner's profile first, because links are held against the site it names."""
    profiles = [repository.profile()] if repository else []
    profiles += [content for place, content in found.records if place.collection == ids.PROFILE]
    for profile in profiles:
        if profile:
            records.profile(profile)
    shown = found.people.get(records.gathered.owner, {})
    records.site = values.host(shown.get("url")) or records.site


def _take_lists(records: Records, repository: Repository | None, found: Pages) -> None:
    gathered = records.gathered
    dated = {entry.account_id for entry in records.following}
    shown = [Entry(who) for who in found.lists.get("follows", ()) if who not in dated]
    has_following = repository or "follows" in found.lists or ids.FOLLOW in found.collections
    # A follow can be written twice; the oldest record is the one that counts.
    following = sorted(records.following, key=lambda entry: entry.at or 0) + shown
    gathered.listed("following", following if has_following else None)
    followers = found.lists.get("followers")
    listed = None if followers is None else map(Entry, followers)
    frame = "census" if "followers" in found.ended else "head"
    gathered.listed("followers", listed, frame=frame)
    for which, words in (("followers", "your followers"), ("follows", "those you follow")):
        is_cut = which in found.lists and which not in found.ended
        gathered.note(f"The last page of {words} is missing: the list goes on.", is_cut)
    if repository or found.entries or ids.POST in found.collections:
        gathered.account(gathered.owner, posts_seen=True)
    if repository or found.entries or found.collections & {ids.POST, ids.LIKE, ids.REPOST}:
        gathered.account(gathered.owner, interactions_seen="out")


def _date(gathered: Gathered, repository: Repository | None, found: Pages) -> None:
    """Date the snapshot by the last change of the repository or the newest date on a page."""
    changed = ids.key_time(repository.revision) if repository else None
    newest = gathered.newest()
    if changed is not None and not found.count:
        gathered.generated_at = changed
        gathered.note(
            "A repository does not say when it was downloaded; the day of its last change, "
            f"{_day(changed)}, is used."
        )
        return
    known = [time for time in (changed, newest, found.seen_at) if time is not None]
    if known and max(known) != newest:
        gathered.generated_at = max(known)
        gathered.note(
            "The pages do not say when they were fetched; the newest date on them, "
            f"{_day(max(known))}, is used."
        )


def _day(microseconds: int) -> str:
    return f"{datetime.fromtimestamp(microseconds / 1_000_000, UTC):%Y-%m-%d}"
