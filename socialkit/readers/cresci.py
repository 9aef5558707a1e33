"""The Cresci data sets of genuine and automated Twitter accounts (2015 and 2017).

Each set of accounts is a folder, often named like a file (``fake_followers.csv``) and at
times inside a folder of the same name, with users, tweets, followers and friends.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pandas as pd

from socialkit import schema
from socialkit.readers import cresciposts, csvrows, edgelist, twitterprofile
from socialkit.readers.about import About, Near, Request
from socialkit.readers.archive import Archive
from socialkit.readers.csvrows import CsvRows
from socialkit.readers.gathered import Gathered
from socialkit.readers.pairs import Edges
from socialkit.snapshot import Snapshot

_TELLS_NOT = (
    "These data do not tell who likes or answers the accounts' posts. They were collected for "
    "research in bot detection; the set of an account (x_set) says nothing about anybody else."
)
ABOUT = tuple(
    About(
        f"Cresci-{year}",
        "x",
        f"folders such as {folder} with users.csv, tweets.csv",
        "profiles, and the set each belongs to",
        follows,
        "tweets of the accounts",
        "outgoing: replies, reposts",
        _TELLS_NOT,
        ("users.csv", "tweets.csv"),
        ("text",),
    )
    for year, folder, follows in (
        ("2015", "TFP.csv or E13.csv", "followers and friends of the accounts"),
        ("2017", "genuine_accounts.csv", ""),
    )
)
_FILES = ("users", "tweets", "followers", "friends")
_PROFILE = ("id", "screen_name", "statuses_count", "followers_count")
_DATES = ("timestamp", "crawled_at", "updated")
_PACKED = re.compile(
    r"(?:^|/)(tfp|e13|fsf|int|twt|genuine_accounts|fake_followers|\w+_spambots_\d)\.csv\.zip$"
)


def why_not(archive: Archive) -> str | None:
    """Say why these are not the Cresci data; None when they are."""
    packed = next((name for name in archive.names() if _PACKED.search(name.lower())), None)
    if packed is not None:
        return Near(f"it holds {packed} and more zips; unpack each and read the folder of them all")
    users = [files["users"] for files in _sets(archive).values() if "users" in files]
    if users and all(_is_profiles(archive, name) for name in users):
        return None
    if not any(name.lower().endswith("users.csv") for name in users):  # a file of any name
        return "no users.csv of Twitter profiles"
    return Near(f"its {users[0]} does not have the columns {', '.join(_PROFILE)}")


def read(archive: Archive, request: Request) -> Snapshot:
    """Read one or all sets of a Cresci data set as one snapshot.

    Parameters
    ----------
    archive
        The folder or zip of the sets, one of the sets, or a ``users.csv`` alone.
    request
        With `text`, the tweets' text is kept.

    Raises
    ------
    ReadError
        When a file is damaged or lacks its columns.
    """
    gathered, sets = Gathered(ABOUT[0]), _sets(archive)
    listed: dict[str, str | None] = {}
    crawled = [_users(gathered, archive, name, listed) for name in sets]
    by_handle = {handle: account_id for account_id, handle in listed.items() if handle}
    for files in sets.values():
        if "tweets" in files:
            rows = cresciposts.open_rows(archive, files["tweets"])
            crawled.append(cresciposts.gather(gathered, rows, by_handle, keep_text=request.text))
    if any(crawled):  # tweets can be newer: they were collected after the profiles
        gathered.generated_at = max(at for at in (*crawled, gathered.newest()) if at is not None)
    follows = list(_follows(gathered, archive, sets, pd.Index(listed, dtype=schema.TEXT)))
    source = f"Cresci data set {archive.path.name}"
    return with_follows(gathered.snapshot(source), follows)


def with_follows(snapshot: Snapshot, follows: list[pd.DataFrame]) -> Snapshot:
    """Return a snapshot with more follows, and their accounts where they are new."""
    if not follows:
        return snapshot
    whole = pd.concat(follows, ignore_index=True).drop_duplicates(ignore_index=True)
    accounts = snapshot.accounts
    ends = pd.Index(pd.unique(pd.concat([whole["follower_id"], whole["followed_id"]])))
    ids = accounts.index.append(ends[~ends.isin(accounts.index)].astype(schema.TEXT))
    return Snapshot(
        accounts.reindex(ids.rename("account_id")),
        whole,
        snapshot.posts,
        snapshot.interactions,
        snapshot.taken_at,
        source=snapshot.source,
        platform=snapshot.platform,
        notes=snapshot.notes,
    )


def _sets(archive: Archive) -> dict[str, dict[str, str]]:
    """Return the members by the folder they lie in, and by what they hold."""
    if archive.is_single_file:
        return {"": {"users": archive.names()[0]}}
    found: dict[str, dict[str, str]] = {}
    for name in archive.names():
        path = PurePosixPath(name.lower())
        if path.suffix == ".csv" and path.stem in _FILES:
            parent = str(PurePosixPath(name).parent)
            found.setdefault(parent, {})[path.stem] = name
    return found


def _set_name(archive: Archive, folder: str, member: str) -> str | None:
    """Return what a set is called: its folder's name, or that of the upload itself."""
    if archive.is_single_file:
        return None
    file = archive.file_path(member)
    name = PurePosixPath(folder).name or (file.parent.name if file else archive.path.name)
    return re.sub(r"(?i)(\.csv|\.zip|\.tar|\.t?gz)+$", "", name)


def _is_profiles(archive: Archive, name: str) -> bool:
    return set(_PROFILE) <= set(csvrows.header(archive, name))


def _users(
    gathered: Gathered, archive: Archive, folder: str, listed: dict[str, str | None]
) -> int | None:
    """Add the profiles of a set, and ids with handles to `listed`; return the newest crawl."""
    name = _sets(archive)[folder].get("users")
    if name is None:
        return None
    table, set_name = CsvRows(archive, name, _PROFILE), _set_name(archive, folder, name)
    fields = [field for field in twitterprofile.FIELDS if field in table.columns]
    newest, ids, unreadable = None, [], 0
    for timestamp, crawled_at, updated, *cells in table.rows([*_DATES, *fields]):
        profile = dict(zip(fields, cells, strict=True))
        account_id = twitterprofile.account_id(profile["id"])
        if account_id is None:
            unreadable += 1
            continue
        found = twitterprofile.facts(profile)
        found["created_at"] = found["created_at"] or twitterprofile.moment(timestamp)
        found["x_set"] = _joined(gathered, account_id, set_name)
        gathered.account(account_id, **found)
        ids.append(account_id)
        listed[account_id] = found["handle"]
        newest = _newest(newest, crawled_at, updated)
    _fill_flags(gathered, ids)
    gathered.note("Profiles left out for want of a readable id: {count}.", unreadable)
    gathered.note("Profiles left out because their row is not whole: {count}.", table.left_out)
    return newest


def _joined(gathered: Gathered, account_id: str, name: str | None) -> str | None:
    """Return the names of all sets that an account stands in."""
    before = gathered.facts(account_id).get("x_set")
    if before is None or name is None or name in str(before).split("; "):
        return before or name
    return f"{before}; {name}"


def _newest(newest: int | None, *cells: str | None) -> int | None:
    found = [at for at in map(twitterprofile.moment, cells) if at is not None]
    return max([*found, newest] if newest is not None else found, default=None)


def _fill_flags(gathered: Gathered, ids: list[str]) -> None:
    """Read an empty cell as no where the set says yes anywhere in that column.

    The files write 1 for yes and leave no empty; a column that is empty throughout may
    just as well not have been collected.
    """
    for column in twitterprofile.FLAGS.values():
        known = {account_id: gathered.facts(account_id).get(column) for account_id in ids}
        if any(known.values()):
            for account_id in (who for who, value in known.items() if value is None):
                gathered.account(account_id, **{column: False})


def _follows(
    gathered: Gathered, archive: Archive, sets: dict[str, dict[str, str]], listed: pd.Index
) -> Iterator[pd.DataFrame]:
    """Yield the follows that each ``followers.csv`` and ``friends.csv`` lists."""
    for files in sets.values():
        for kind in ("followers", "friends"):
            if kind in files:
                edges = edgelist.parse(archive, files[kind])
                runs_back = _runs_back(edges, listed, kind)
                follows = edges.follows()
                if runs_back:
                    follows = follows.set_axis(["followed_id", "follower_id"], axis="columns")
                    gathered.notes.append(f"In {files[kind]}, the followed account stands first.")
                if kind == "followers":
                    _mark_lists(gathered, follows, listed)
                yield follows[["follower_id", "followed_id"]]


def _runs_back(edges: Edges, listed: pd.Index, kind: str) -> bool:
    """Whether the rows name the followed account first, by where the listed accounts stand.

    The files do not say which of their two columns follows the other. But a list of
    followers belongs to a listed account, which then is the followed one.
    """
    is_listed = edges.ids.isin(listed)
    first, second = is_listed[edges.follower].sum(), is_listed[edges.followed].sum()
    return bool(first > second if kind == "followers" else second > first)


def _mark_lists(gathered: Gathered, follows: pd.DataFrame, listed: pd.Index) -> None:
    """Mark the listed accounts whose followers a file lists."""
    owners = pd.Index(follows["followed_id"].unique())
    for account_id in owners[owners.isin(listed)]:
        gathered.account(account_id, is_focal=True, list_order="unknown", list_frame="unknown")
