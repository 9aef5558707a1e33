"""The owner of an X archive, and the two lists around the owner."""

from itertools import count

from socialkit.errors import ReadError
from socialkit.readers import moments, values
from socialkit.readers.about import UNNAMED, About
from socialkit.readers.gathered import Entry, Gathered
from socialkit.readers.uploads import Upload
from socialkit.readers.x import files
from socialkit.readers.x.tweet import possible, user_name


def gathered(about: About, upload: Upload, manifest: dict) -> Gathered:
    """Begin a snapshot with its owner and its date.

    Nothing but the profile is taken: no e-mail address, no telephone number.

    Raises
    ------
    ReadError
        When a file is damaged, or nothing in the upload can be used.
    """
    account = next((files.inner(one, "account") for one in files.records(upload, "account")), {})
    said = values.item(manifest, "userInfo")
    said = said if isinstance(said, dict) else {}
    known = values.digits(account.get("accountId")) or values.digits(said.get("accountId"))
    if known is None:
        _refuse_nothing(upload)
    found = Gathered(about, known or UNNAMED)
    found.generated_at = files.generated_at(manifest)
    found.note(
        f"The upload does not say whose archive it is; the owner is {UNNAMED} here.", known is None
    )
    given = account.get("username") or said.get("userName")
    is_odd = bool(given) and user_name(given) is None
    found.note("The owner's user name is not one that X would allow; left out.", is_odd)
    found.account(
        found.owner,
        handle=user_name(given),
        name=values.text(account.get("accountDisplayName") or said.get("displayName")),
        created_at=possible(moments.iso(account.get("createdAt"))),
        **_profile(upload),
    )
    return found


def add_lists(gathered: Gathered, upload: Upload, manifest: dict) -> None:
    """Add both lists around the owner; X writes the newest follower first."""
    is_partial = files.is_partial(manifest)
    gathered.note("X split this export over several zips; this is one of them.", is_partial)
    found = _add_list(gathered, upload, "follower", "followers")
    _add_list(gathered, upload, "following", "following")
    if found is None:
        return
    counts = list(files.expected(manifest, "follower").values())
    is_other = bool(counts) and None not in counts and sum(counts) != found
    if is_other:
        gathered.note(f"The manifest counts {sum(counts):,} followers, the list has {found:,}.")
    parts = sorted(part for kind, part in upload.members if kind == "follower")
    has_gap = parts != list(range(len(parts)))
    gathered.note(
        "A part of the follower list is missing from the upload (follower-partN.js).", has_gap
    )
    if is_other or is_partial or has_gap:
        gathered.account(gathered.owner, list_frame="unknown")


def _add_list(gathered: Gathered, upload: Upload, kind: str, which: str) -> int | None:
    """Add one list and return its length; None when it is missing."""
    if not upload.has(kind):
        gathered.listed(which, None)
        return None
    number = count()
    entries = (
        Entry(values.digits(files.inner(record, kind).get("accountId")))
        for record, _ in zip(files.records(upload, kind), number, strict=False)
    )
    gathered.listed(which, entries, order="newest_first", frame="census")
    return next(number)


def _refuse_nothing(upload: Upload) -> None:
    if not upload.has(*files.LISTS, *files.POSTS):
        raise ReadError(
            f"{upload.archive.path}: holds neither the lists nor the posts of an X archive, and "
            "no account.js; read the whole archive."
        )


def _profile(upload: Upload) -> dict[str, str]:
    for record in files.records(upload, "profile"):
        said = files.inner(record, "profile").get("description")
        if isinstance(said, dict):
            named = {"bio": said.get("bio"), "location": said.get("location")}
            named["url"] = said.get("website")
            return {key: values.text(value) for key, value in named.items()}
    return {}
