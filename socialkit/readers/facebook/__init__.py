"""Facebook exports: friends, followers and followed, by name alone, and the owner's posts.

A friend is a tie of its own: it needs the consent of both, and either may stop following the
other. So friends stand in columns of the accounts, and in the follows only on request.
"""

from socialkit.readers.about import UNNAMED, About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.facebook import activity, files, pages, people, profile
from socialkit.readers.facebook.clock import Clock
from socialkit.readers.facebook.identity import Identities, Listed
from socialkit.readers.gathered import Gathered
from socialkit.readers.listorder import shown_order
from socialkit.readers.uploads import Upload, newest
from socialkit.snapshot import Snapshot

LIMITS_NOTE = (
    "A Facebook export knows people by name alone. It does not tell whether they are active or "
    "real people, nor who reacted to your posts; and it may have been limited to a period, so "
    "its lists may not be whole."
)
ABOUT = (
    About(
        "Facebook export",
        "facebook",
        "zip or folder from Facebook, as JSON or as web pages",
        "names; the owner's profile; who is a friend and since when",
        "the owner's followers (with dates since 2023) and followed; friends with mutual=True",
        "own",
        "",
        LIMITS_NOTE,
        ("friends.json", "followed.json", "you_1.json", "friends.html", ".json", ".html"),
        ("mutual", "text"),
    ),
)
_WORDS = {"friends": "friends", "followers": "followers", "following": "those you follow"}
UNNAMED_NOTE = "The export does not name its owner."
NAMESAKES_NOTE = (
    "Names that several people bear: {count}. Each of these people is known by name and date, and "
    "is one person in two lists only where the dates are the same."
)
ACTS_NOTE = (
    "Comments and reactions of yours that count towards no one, since no person is named: {count}."
)


def why_not(archive: Archive) -> str | None:
    """Say why this is no Facebook export; None when it is one."""
    if files.exports(archive):
        return None
    doubt = files.doubt(archive)
    return Near(doubt) if doubt else "no friends, followers or posts as Facebook writes them"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a Facebook export, of any age, as a snapshot around its owner.

    Parameters
    ----------
    archive
        The zip, the unpacked folder, or loose files of it in a folder.
    request
        ``mutual`` counts friends as following each other; ``text`` keeps the text of posts.

    Raises
    ------
    ReadError
        When a file is damaged or cut short, or does not hold the list that its name says.
    """
    gathered = newest(files.exports(archive), lambda upload: _read_one(upload, request))
    called = gathered.facts(gathered.owner).get("name") or gathered.owner
    name = "the unnamed owner" if called == UNNAMED else called
    return gathered.snapshot(f"Facebook export of {name}")


def _read_one(upload: Upload, request: Request) -> Gathered:
    owner = profile.read(upload)
    gathered = Gathered(ABOUT[0], owner.account_id or UNNAMED)
    gathered.note(UNNAMED_NOTE, owner.account_id is None)
    gathered.account(gathered.owner, **owner.facts)
    clock = Clock.of(upload)
    lists = {which: people.listed(upload, which, clock) for which in files.LISTS}
    clock.report(gathered)
    known = Identities(found for found in lists.values() if found is not None)
    gathered.note(NAMESAKES_NOTE, len(known.namesakes))
    listed = {which: _named(gathered, known, which, found) for which, found in lists.items()}
    _add_friends(gathered, listed["friends"], request)
    _add_lists(gathered, listed, request)
    pages.add(gathered, upload, listed["following"])
    activity.add_posts(gathered, upload, request)
    _date(gathered, upload, listed["friends"])
    return gathered


def _named(
    gathered: Gathered, known: Identities, which: str, found: people.Found | None
) -> list[Listed] | None:
    """Give everybody on a list an id; those without a name have left Facebook."""
    if found is None:
        return None
    where = f"Left out of the list of {_WORDS[which]}"
    gathered.note(where + ", since the account is closed: {count}.", found.nameless)
    gathered.note(where + ", since it repeats an earlier entry: {count}.", found.repeated)
    gathered.note(where + ", since it cannot be read: {count}.", found.unreadable)
    listed = known.listed(which, found)
    for one in listed:
        gathered.account(one.account_id, name=one.name)
    return listed


def _add_friends(gathered: Gathered, friends: list[Listed] | None, request: Request) -> None:
    if friends is None:
        gathered.note("This upload holds no list of friends.")
        return
    for friend in friends:
        gathered.account(friend.account_id, x_is_friend=True, x_friend_since=friend.day)
    how = "you and they count" if request.mutual else "with mutual=True (--mutual) they would count"
    gathered.note(f"Friends: {{count}}; {how} as following each other.", len(friends))


def _add_lists(
    gathered: Gathered, listed: dict[str, list[Listed] | None], request: Request
) -> None:
    friends = {one.account_id: one for one in listed["friends"] or () if request.mutual}
    for which in ("followers", "following"):
        found = {one.account_id: one for one in listed[which] or ()}
        added = [one.entry for account_id, one in friends.items() if account_id not in found]
        entries = [one.since(friends.get(account_id)) for account_id, one in found.items()]
        order = "unknown" if added else shown_order(entries)
        if listed[which] is None:
            gathered.listed(which, None)
        if listed[which] is not None or added:
            gathered.listed(which, [*entries, *added], order=order)


def _date(gathered: Gathered, upload: Upload, friends: list[Listed] | None) -> None:
    """Date the export by the owner's last act or newest friend, when nothing is newer."""
    acts = activity.outgoing(upload)
    gathered.note(ACTS_NOTE, acts.count)
    dates = [acts.latest, gathered.newest(), *(friend.at for friend in friends or ())]
    latest = max((at for at in dates if at is not None), default=None)
    if latest != gathered.newest():
        gathered.generated_at = latest
        gathered.note(
            f"The export does not say when it was made; its newest date, {people.day(latest)}, "
            "is used."
        )
