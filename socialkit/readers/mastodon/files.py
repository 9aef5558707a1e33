"""Which files of an upload are what, told by their names and by their content."""

import json
import re

from socialkit.errors import ReadError
from socialkit.readers import jsonfile, uploads, values
from socialkit.readers.archive import Archive
from socialkit.readers.mastodon import addresses, lists
from socialkit.readers.uploads import Upload

HEAD_BYTES = 2**18
_PART = r"(?:[-_ ]?(?:page)?[-_ ]?(?P<part>\d{1,6}))?"
KINDS = {
    "actor": r"actor\.json",
    "outbox": r"outbox\.json",
    "likes": r"likes\.json",
    "followers": rf"followers{_PART}\.json",
    "followers_csv": r"followers\.csv",
    "pixelfed_followers": r"pixelfed-followers\.json",
    "following": rf"following{_PART}\.json",
    "following_accounts": r"following_accounts\.csv",
    "following_csv": r"following\.csv",
    "follows_csv": r"follows\.csv",
    "pixelfed_following": r"pixelfed-following\.json",
    "verify_credentials": r"verify_credentials\.json",
    "account": r"account\.json",
    "lookup": r"lookup\.json",
    "accounts": rf"accounts{_PART}\.json",
    "statuses": rf"statuses{_PART}\.json",
    "pixelfed_statuses": r"pixelfed-statuses\.json",
    "notifications": rf"notifications{_PART}\.json",
}
ARCHIVE = ("actor", "outbox")
FOLLOWERS = ("followers", "followers_csv", "pixelfed_followers")
FOLLOWING = (
    "following",
    "following_accounts",
    "following_csv",
    "follows_csv",
    "pixelfed_following",
)
OWNER = ("verify_credentials", "account", "lookup")
STATUSES = ("statuses", "pixelfed_statuses")
_LISTED = ("accounts", "addresses", "collection", "lines")
_HOLDS = {
    "actor": ("actor",),
    "outbox": ("collection",),
    "likes": ("collection",),
    **dict.fromkeys(FOLLOWERS + FOLLOWING, _LISTED),
    **dict.fromkeys(("pixelfed_followers", "pixelfed_following"), (*_LISTED, "web addresses")),
    **dict.fromkeys(OWNER, ("account",)),
    "accounts": ("accounts",),
    **dict.fromkeys(STATUSES, ("statuses",)),
    "notifications": ("notifications",),
}
_MAY_BE_EMPTY = (*FOLLOWERS, *FOLLOWING, *STATUSES, "notifications")
_EMPTY = "is empty; download the export again."
_STRANGE = (
    "has the name of a file that a fediverse server writes, but not its content; take it out."
)
_IN_LISTS = ("account", "statuses", "notifications")
_ACCOUNT_KEYS = {"acct", "username"}
_STATUS_KEYS = {"account", "visibility", "reblog"}
_NOTIFICATION_KEYS = {"account", "type", "created_at"}


def find(archive: Archive) -> tuple[list[Upload], list[ReadError]]:
    """Return every fediverse export of an upload, and what is wrong with files of such names.

    Files that only share a name are left out.
    """
    faults: list[ReadError] = []
    found = [_checked(upload, faults) for upload in uploads.uploads(archive, KINDS)]
    found = [upload for upload in found if upload is not None]
    if not found and archive.is_single_file:
        kind = _kind_of_single(archive, faults)
        return [Upload(archive, "", {(kind, 0): archive.names()[0]})] if kind else [], faults
    return _joined(found), faults


def content(archive: Archive, name: str) -> str | None:
    """Say what a file holds by its beginning; None for what is not of the fediverse.

    Raises
    ------
    ReadError
        When it is JSON that is damaged, or no text.
    """
    head = archive.head(name, HEAD_BYTES)
    if not jsonfile.starts_as_json(archive, name):
        return _of_table(head)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return _of_list(archive, name) if start.startswith(b"[") else _of_object(archive, name, head)


def _of_table(head: bytes) -> str | None:
    text = head.decode("utf-8-sig", "replace").strip()
    if not text:
        return "empty"
    header = text.split("\n", 1)[0].casefold()
    if next(lists.of_lines(header), "") == lists.HEADER:
        is_muted = "," in header and "show boosts" not in header
        return None if is_muted else "lines"
    return "lines" if lists.looks_listed(text) and not lists.is_mail(text) else None


def _of_list(archive: Archive, name: str) -> str | None:
    records = jsonfile.records(archive, name)
    first = [record for record, _ in zip(records, range(5), strict=False)]
    records.close()
    if not first:
        return "empty"
    if all(addresses.address(record) for record in first):
        return "addresses"
    if all(isinstance(record, str) and addresses.host(record) for record in first):
        return "web addresses"
    kinds = [_of_record(record) for record in first]
    found = next((kind for kind in kinds if kind in _IN_LISTS), None)
    return "accounts" if found == "account" else found


def _of_object(archive: Archive, name: str, head: bytes) -> str | None:
    if re.search(rb'"orderedItems"\s*:', head):
        return "collection"
    try:
        record = json.loads(head)
    except (ValueError, RecursionError) as error:
        if len(head) == HEAD_BYTES:  # too long for the description of one account
            return None
        raise ReadError(
            f"{archive.where(name)}: is damaged or cut short; download the export again."
        ) from error
    found = _of_record(record)
    return found if found in ("account", "actor") else None


def _of_record(record: object) -> str | None:
    keys = record.keys() if isinstance(record, dict) else set()
    if keys >= _ACCOUNT_KEYS:
        return "account"
    inner = values.item(record, "account")
    if isinstance(inner, dict) and "acct" in inner:
        if keys >= _STATUS_KEYS:
            return "statuses"
        return "notifications" if keys >= _NOTIFICATION_KEYS else None
    return "actor" if "preferredUsername" in keys else None


def _kind_of_single(archive: Archive, faults: list[ReadError]) -> str | None:
    """Tell a single file of any name by its content, and a list also by a word of its name."""
    name = archive.names()[0]
    found = _content(archive, name, faults)
    if found in ("actor", "account", "statuses", "notifications"):
        return found
    plain = name.casefold()
    if found in _LISTED or (found == "web addresses" and "pixelfed" in plain):
        if "follower" in plain:
            return "followers"
        if "follow" in plain or _is_following(archive.head(name)):
            return "following"
    return "accounts" if found == "accounts" else None


def _content(archive: Archive, name: str, faults: list[ReadError]) -> str | None:
    try:
        return content(archive, name)
    except ReadError as error:
        faults.append(error)
        return "fault"


def _is_following(head: bytes) -> bool:
    """Whether a table has the header of Mastodon's ``following_accounts.csv``."""
    return b"account address,show boosts" in head[:64].lower()


def _checked(upload: Upload, faults: list[ReadError]) -> Upload | None:
    """Keep the files that hold what their names say; None when nothing tells whose they are."""
    members, is_told, strange = {}, False, []
    for (kind, part), name in upload.members.items():
        found = _content(upload.archive, name, faults)
        is_empty = found == "empty" and kind in _MAY_BE_EMPTY
        if is_empty or found in _HOLDS[kind]:
            members[(kind, part)] = name
            # Any network might write an empty list, or a list of likes.
            is_told = is_told or not (is_empty or kind == "likes")
        elif found != "fault":
            strange.append((name, _EMPTY if found == "empty" else _STRANGE))
    if not is_told:
        return None
    faults += [ReadError(f"{upload.archive.where(name)}: {fault}") for name, fault in strange]
    return upload._replace(members=members)


def _joined(found: list[Upload]) -> list[Upload]:
    """Join lists that lie in a folder of their own with the only owner of the upload."""
    whole = [upload for upload in found if upload.has(*ARCHIVE, *OWNER)]
    rest = [upload for upload in found if upload not in whole]
    kinds = [kind for upload in rest for kind, _ in upload.members]
    if len(whole) != 1 or not rest or not set(kinds) <= {*FOLLOWERS, *FOLLOWING}:
        return found
    if whole[0].has(*FOLLOWERS, *FOLLOWING) or len(rest) > 1:
        return found
    return [whole[0]._replace(members=whole[0].members | rest[0].members)]
