"""The owner of an X archive, and the two lists around the owner."""

from typing import NamedTuple

import pandas as pd

from socialkit import schema
from socialkit.errors import ReadError
from socialkit.readers.x_files import LISTS, Export, inner
from socialkit.readers.x_values import account_id, handle, text, times

UNNAMED = "owner"  # id of an owner whose account.js and manifest.js are missing
_WORDS = {"follower": "follower list", "following": "list of those you follow"}


class Lists(NamedTuple):
    """Ids on the two lists, None for one that is not there, and how much of the first it is."""

    follower: pd.Series | None = None
    following: pd.Series | None = None
    frame: str = "unknown"

    def facts(self) -> dict[str, object]:
        """Return what the accounts table says of the owner's follower list."""
        if self.follower is None:
            return {"is_focal": False}
        return {"is_focal": True, "list_order": "newest_first", "list_frame": self.frame}


def facts(export: Export, notes: list[str]) -> dict[str, object]:
    """Return what is known of the owner, by column of the accounts table.

    Nothing but the profile is taken: no e-mail address, no telephone number.

    Raises
    ------
    ReadError
        When a file is damaged, or nothing in the upload can be used.
    """
    accounts = [inner(record, "account") for record in export.records("account")]
    account = accounts[0] if accounts else {}
    said = (export.manifest or {}).get("userInfo")
    said = said if isinstance(said, dict) else {}
    known = account_id(account.get("accountId")) or account_id(said.get("accountId"))
    if known is None:
        _refuse_nothing(export)
        notes.append(f"The upload does not say whose archive it is; the owner is {UNNAMED!r} here.")
    given = account.get("username") or said.get("userName")
    if given and handle(given) is None:
        notes.append("The owner's user name is not one that X would allow; left out.")
    name = account.get("accountDisplayName") or said.get("displayName")
    return {
        "account_id": known or UNNAMED,
        "handle": handle(given),
        "name": text(name),
        "created_at": times([account.get("createdAt")])[0],
        **_profile(export),
    }


def _refuse_nothing(export: Export) -> None:
    if not export.names(*LISTS, "tweets", "tweet"):
        raise ReadError(
            f"{export.archive.path}: holds neither the lists nor the posts of an X archive, and "
            "no account.js; read the whole archive."
        )


def _profile(export: Export) -> dict[str, str]:
    for record in export.records("profile"):
        said = inner(record, "profile").get("description")
        if isinstance(said, dict):
            named = {"bio": said.get("bio"), "location": said.get("location")}
            named["url"] = said.get("website")
            return {key: text(value) for key, value in named.items() if isinstance(value, str)}
    return {}


def lists(export: Export, owner: object, notes: list[str]) -> Lists:
    """Return both lists around the owner; what was left out goes to `notes`."""
    records = {kind: export.records(kind) for kind in LISTS}
    follower, following = (_ids(export, kind, records[kind], owner, notes) for kind in LISTS)
    return Lists(follower, following, _frame(export, len(records["follower"]), notes))


def _ids(
    export: Export, kind: str, records: list[object], owner: object, notes: list[str]
) -> pd.Series | None:
    """Return the ids on one list, newest first, each once and without the owner."""
    if not export.names(kind):
        notes.append(f"This upload holds no {_WORDS[kind]} ({kind}.js).")
        return None
    given = [inner(record, kind).get("accountId") for record in records]
    ids = pd.Series([account_id(value) for value in given], dtype=schema.TEXT)
    known = ids.dropna()
    once = known.drop_duplicates()
    kept = once[once != owner].reset_index(drop=True)
    where = f"on the {_WORDS[kind]}"
    if len(known) < len(ids):
        notes.append(f"{_entries(len(ids) - len(known))} {where} without a readable id left out.")
    if len(once) < len(known):
        notes.append(f"{_entries(len(known) - len(once))} {where} repeated an earlier one.")
    if len(kept) < len(once):
        notes.append(f"The owner stood {where}; left out.")
    if kept.empty:
        notes.append(f"The {_WORDS[kind]} is empty.")
    return kept


def _frame(export: Export, found: int, notes: list[str]) -> str:
    """Return how much of the follower list was seen, by the manifest's own count."""
    if export.is_partial:
        notes.append("X split this export over several zips; this is one of them.")
    counts = list(export.expected("follower").values())
    expected = sum(count or 0 for count in counts)
    if counts and None not in counts and expected != found:
        notes.append(f"The manifest counts {expected:,} followers, the list has {found:,}.")
        return "unknown"
    return "unknown" if export.is_partial else "census"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"
