"""X (Twitter) archives: the owner, who follows whom, and the owner's own conduct.

An archive names followers by id alone. Whatever it does not know stays NA: no follower's
profile, activity or engagement is ever filled in.
"""

import pandas as pd

from socialkit import schema
from socialkit.readers import grailbird, x_files, x_owner, x_posts
from socialkit.readers.about import About, Request
from socialkit.readers.archive import Archive
from socialkit.readers.x_files import Export, inner
from socialkit.readers.x_owner import Lists
from socialkit.readers.x_values import FIRST_POST, host, times
from socialkit.snapshot import UNDATED, UNDATED_NOTE, Snapshot

LIMITS_NOTE = (
    "An X archive knows your followers' ids, whether you follow them back, and what you post "
    "yourself; it knows nothing of their profiles, their activity or their engagement with you, "
    "so it cannot tell who is dormant or junk."
)
ABOUT = (
    About(
        "X archive",
        "x",
        "zip or folder from X (Twitter)",
        "ids; the owner's profile",
        "the owner's followers and followed, in order",
        "own",
        "outgoing: replies, mentions, reposts, quotes",
        LIMITS_NOTE,
        (".js", ".zip"),
    ),
)
LIKES_NOTE = "The archive lists your likes without their authors, so they count towards no one."

_POSTS_SEEN = {"posts_seen": True, "interactions_seen": "out"}


def why_not(archive: Archive) -> str | None:
    """Say why this is not an X archive; None when it is one."""
    if next(x_files.members(archive), None) is not None or grailbird.is_grailbird(archive):
        return None
    return "no follower.js, following.js, tweets.js or account.js as X writes them"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read an X archive, of any age, as a snapshot around its owner.

    Parameters
    ----------
    archive
        The zip, the unpacked folder, or loose files of it in a folder.
    request
        What the caller asks for beyond the format's own way.

    Raises
    ------
    ReadError
        When a file is damaged, a part is missing, or nothing in it can be used.
    """
    found = x_files.exports(archive)
    if not found:
        return _read_grailbird(archive)
    export, notes = _newest(found)
    x_files.check_parts(export)
    owner = x_owner.facts(export, notes)
    lists = x_owner.lists(export, owner["account_id"], notes)
    has_posts = bool(export.names("tweets", "tweet"))
    owner |= lists.facts() | (_POSTS_SEEN if has_posts else {})
    notes += [] if has_posts else ["This upload holds no posts of yours (tweets.js)."]
    notes += [LIKES_NOTE] if export.names("like") else []
    own = x_posts.own_posts(_tweets(export), owner["account_id"], host(owner.get("url")))
    return _snapshot(owner, lists, own, export.generated_at, [*notes, *own.notes, LIMITS_NOTE])


def _tweets(export: Export) -> list[object]:
    return [*export.records("tweets"), *export.records("tweet")]


def _read_grailbird(archive: Archive) -> Snapshot:
    tweets = grailbird.tweets(archive)
    owner = grailbird.owner(archive, tweets) | _POSTS_SEEN | Lists().facts()
    own = x_posts.own_posts(tweets, owner["account_id"], None)
    return _snapshot(owner, Lists(), own, None, [grailbird.LISTS_NOTE, *own.notes])


def _newest(found: list[Export]) -> tuple[Export, list[str]]:
    """Return the newest of several exports; they are never mixed."""
    if len(found) == 1:
        return found[0], []
    export = max(found, key=_dated)
    note = (
        f"The upload holds {len(found)} exports; only the newest was read"
        f" ({export.names(*x_files.KINDS)[0]}, {_dated(export):%Y-%m-%d})."
    )
    return export, [note]


def _dated(export: Export) -> pd.Timestamp:
    if export.generated_at is not None:
        return export.generated_at
    posted_at = x_posts.own_posts(_tweets(export), "", None).posts["posted_at"]
    opened = [inner(record, "account").get("createdAt") for record in export.records("account")]
    known = pd.concat([posted_at, times(opened)]).dropna()
    return known.max() if len(known) else FIRST_POST


def _snapshot(
    owner: dict[str, object],
    lists: Lists,
    own: x_posts.OwnPosts,
    generated_at: pd.Timestamp | None,
    notes: list[str],
) -> Snapshot:
    owner = owner | {"last_post_at": own.posts["posted_at"].max()}
    taken_at, dated = _taken_at(owner, generated_at)
    if pd.notna(owner.get("created_at")) and owner["created_at"] > taken_at:
        owner["created_at"] = pd.NaT
        dated.append("The account's opening date lies after the archive's own; left out.")
    known = (
        "unknown owner"
        if owner["account_id"] == x_owner.UNNAMED
        else f"account {owner['account_id']}"
    )
    name = f"@{owner['handle']}" if owner["handle"] else known
    return Snapshot(
        _accounts(owner, lists, own),
        _follows(owner["account_id"], lists),
        own.posts,
        own.interactions,
        taken_at,
        source=f"X archive of {name}",
        platform="x",
        notes=tuple([*dated, *notes]),
    )


def _taken_at(
    owner: dict[str, object], generated_at: pd.Timestamp | None
) -> tuple[pd.Timestamp, list[str]]:
    newest = owner["last_post_at"]
    if generated_at is not None:
        if pd.isna(newest) or newest <= generated_at:
            return generated_at, []
        return newest, ["A post is newer than the archive says it is; that post's date is used."]
    known = [moment for moment in (newest, owner.get("created_at")) if pd.notna(moment)]
    if not known:
        return UNDATED, [UNDATED_NOTE]
    taken_at = max(known)
    note = f"The archive does not say when it was made; its newest date, {taken_at:%Y-%m-%d}, is"
    return taken_at, [f"{note} used."]


def _accounts(owner: dict[str, object], lists: Lists, own: x_posts.OwnPosts) -> pd.DataFrame:
    first = pd.Series([owner["account_id"]], dtype=schema.TEXT)
    listed = [given for given in (lists.follower, lists.following) if given is not None]
    ids = pd.concat([first, *listed, own.interactions["target_id"]], ignore_index=True)
    ids = ids.drop_duplicates().reset_index(drop=True)
    dtypes = {column.name: column.dtype for column in schema.ACCOUNTS}
    accounts = pd.DataFrame({"account_id": ids})
    accounts["handle"] = ids.map(own.handles).astype(schema.TEXT)
    for name, value in owner.items():
        if name == "account_id" or (name == "handle" and value is None):
            continue
        known = accounts.get(name, pd.Series(pd.NA, index=ids.index, dtype=dtypes[name]))
        accounts[name] = known.where(ids.index > 0, value).astype(dtypes[name])
    return accounts.set_index("account_id")


def _follows(owner: str, lists: Lists) -> pd.DataFrame:
    tables = [schema.empty("follows")]
    if lists.follower is not None:
        position = pd.Series(range(len(lists.follower)), dtype=schema.COUNT)
        ends = {"follower_id": lists.follower, "followed_id": owner, "position": position}
        tables.append(pd.DataFrame(ends))
    if lists.following is not None:
        tables.append(pd.DataFrame({"follower_id": owner, "followed_id": lists.following}))
    table = pd.concat([part for part in tables if len(part)] or tables[:1], ignore_index=True)
    return table.assign(
        follower_id=table["follower_id"].astype(schema.TEXT),
        followed_id=table["followed_id"].astype(schema.TEXT),
    )
