"""The ties of a LinkedIn export: connections, people and companies followed, invitations."""

import re
from collections import Counter
from functools import cache

from socialkit.readers import values
from socialkit.readers.gathered import Entry, Gathered
from socialkit.readers.linkedin.files import rows
from socialkit.readers.linkedin.people import People, day, followed_on, slug
from socialkit.readers.listorder import shown_order
from socialkit.readers.uploads import Upload

MUTUAL_NOTE = (
    "Connections count as following each other, as LinkedIn makes them do; whoever stopped "
    "following stays a connection, and the export does not say who did."
)
_ENDED = {"inactive", "unfollow", "unfollowed", "removed", "deleted"}
_SENT_AT = re.compile(r"(\d{1,2})/(\d{1,2})/(?:20)?(\d{2})(?:,?\s.*)?")


def gather(upload: Upload, gathered: Gathered) -> int | None:
    """Gather who is connected with the owner, whom the owner follows, and who invited whom.

    Returns the day of the newest invitation, which stands in no table as a time.
    """
    people = People(gathered)
    if upload.has("connections"):
        _gather_connections(upload, gathered, people)
    else:
        gathered.note("This upload holds no connections (Connections.csv).")
    invited = _gather_invitations(upload, gathered, people)
    if upload.has("member_follows"):
        gathered.listed("following", _members(upload, gathered, people))
    if upload.has("company follows"):
        gathered.listed("following", _companies(upload, gathered))
    return invited


def own_slug(upload: Upload) -> str | None:
    """Return the owner's public identifier, which stands at one end of every invitation."""
    found: Counter[str] = Counter()
    for _, _, direction, inviter, invitee, _ in rows(upload, None, "invitations"):
        ends = {"OUTGOING": inviter, "INCOMING": invitee}
        found.update(filter(None, [slug(ends.get(direction.strip().upper(), ""))]))
    return found.most_common(1)[0][0] if found else None


def _gather_connections(upload: Upload, gathered: Gathered, people: People) -> None:
    entries: list[Entry] = []
    plain = cache(values.name)  # the same employers stand in many rows
    nameless = undated = repeated = 0
    for first, last, url, company, position, connected in rows(upload, gathered, "connections"):
        name, address, at = values.name(f"{first} {last}"), slug(url), day(connected)
        if name is None and address is None:
            nameless += 1
            continue
        work = plain(company), plain(position)
        account_id = address or people.id_of(name, at, *work)
        if account_id in people.ids:
            repeated += 1
            continue
        people.add(account_id, name, address, x_company=work[0], x_position=work[1])
        undated += at is None
        entries.append(Entry(account_id, at))
    # Followers who are no connections stand on no list, so it is never known to be complete.
    gathered.listed("followers", entries, order=shown_order(entries), frame="unknown")
    gathered.listed("following", entries)
    gathered.note(MUTUAL_NOTE, len(entries))
    gathered.note("Connections without a name (closed accounts), left out: {count}.", nameless)
    gathered.note("Connections that repeated an earlier one, left out: {count}.", repeated)
    gathered.note("Connections without a day that can be read: {count}.", undated)


def _members(upload: Upload, gathered: Gathered, people: People) -> list[Entry]:
    entries, matched, ended = [], 0, 0
    for title, date, status in rows(upload, gathered, "member_follows"):
        if status.strip().lower() in _ENDED:
            ended += 1
            continue
        name, at = values.name(title), followed_on(date)
        account_id = people.known(None, name)
        if account_id is not None:
            matched += 1
        elif name is not None:
            account_id = people.id_of(name, at)
            gathered.account(account_id, name=name)
        entries.append(Entry(account_id, at))
    gathered.note("People whom you no longer follow, left out: {count}.", ended)
    gathered.note(
        "The export names the people whom you follow without an address; those with the name of "
        "exactly one connection were taken for that person: {count}.",
        matched,
    )
    return [entry for entry in entries if entry.account_id not in people.ids]


def _companies(upload: Upload, gathered: Gathered) -> list[Entry]:
    entries = []
    for organization, date in rows(upload, gathered, "company follows"):
        name = values.name(organization)
        account_id = f"company:{name.casefold()}" if name else None
        if account_id:
            gathered.account(account_id, name=name, x_is_page=True)
        entries.append(Entry(account_id, followed_on(date)))
    return entries


def _gather_invitations(upload: Upload, gathered: Gathered, people: People) -> int | None:
    """Note at each connection who invited whom; an invitation alone is no tie."""
    open_ones = undirected = newest = 0
    for sender, receiver, direction, inviter, invitee, sent in rows(
        upload, gathered, "invitations"
    ):
        on = _sent_on(sent)
        newest = max(newest, day(on or "") or 0)
        is_theirs = {"INCOMING": True, "OUTGOING": False}.get(direction.strip().upper())
        if is_theirs is None:
            undirected += 1
            continue
        address, name = (inviter, sender) if is_theirs else (invitee, receiver)
        account_id = people.known(slug(address), values.name(name))
        if account_id is None:
            open_ones += 1
        else:
            gathered.account(account_id, x_invited_by_them=is_theirs, x_invited_on=on)
    gathered.note(
        "Invitations to or from people who are not connections, left out: {count}.", open_ones
    )
    gathered.note("Invitations that do not say who sent them, left out: {count}.", undirected)
    return newest or None


def _sent_on(value: str) -> str | None:
    """Read ``7/8/26, 3:43 PM`` as its day; month first, as the export writes it."""
    match = _SENT_AT.fullmatch(value.strip())
    written = f"20{match[3]}-{int(match[1]):02}-{int(match[2]):02}" if match else ""
    return written if day(written) is not None else None
