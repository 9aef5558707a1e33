"""The journal of a collection: every page lands here, whole or not at all, before the next.

One SQLite file. What it holds is enough to make the snapshot and to know what is still to
be asked, so a collection that was killed goes on where it was.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, Self

from socialkit.errors import CollectError

VERSION = 1
_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE pages (
    walk TEXT NOT NULL, number INTEGER NOT NULL, following TEXT, at INTEGER NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY (walk, number));
"""


class Page(NamedTuple):
    """One page as it is kept.

    Attributes
    ----------
    walk
        Which list it belongs to, such as ``"followers"``.
    number
        Its place in that list, from 0.
    following
        The cursor of the next page; None on the last one.
    rows
        What stood on it, in order; in the place of what may not be kept, one word why.
    at
        When it came, in microseconds since 1970.
    """

    walk: str
    number: int
    following: str | None
    rows: list
    at: int = 0


class Journal:
    """The pages of one collection; nobody else can write to it while it is open.

    Raises
    ------
    CollectError
        When the file is damaged, not ours, or open elsewhere.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = sqlite3.connect(path, isolation_level=None, timeout=0.5)
            self._begin()
        except sqlite3.Error as error:
            raise _unusable(path, error) from error

    def _begin(self) -> None:
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL",
                       "secure_delete=ON"):  # fmt: skip
            self._file.execute(f"PRAGMA {pragma}")
        self._file.execute("BEGIN EXCLUSIVE")
        version = self._file.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            for statement in filter(str.strip, _TABLES.split(";")):
                self._file.execute(statement)
            self._file.execute(f"PRAGMA user_version={VERSION}")
        self._file.execute("COMMIT")
        if version not in (0, VERSION):
            self._file.close()
            raise CollectError(f"{self.path}: was written by a newer socialkit; use that one.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, for others to open."""
        self._file.close()

    def fact(self, name: str, first: str | None = None) -> str | None:
        """Return what was written down under a name; the first time, `first` is."""
        if first is not None:
            self._file.execute("INSERT OR IGNORE INTO facts VALUES (?, ?)", (name, first))
        found = self._file.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def write(self, page: Page) -> None:
        """Write down one page; when this returns, it is there for good."""
        body = _packed(page)
        row = (page.walk, page.number, page.following, page.at, body)
        try:
            self._file.execute("INSERT INTO pages VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.Error as error:
            raise _unusable(self.path, error) from error

    def last(self, walk: str) -> Page | None:
        """Return the last page of a list that came so far."""
        found = self._read("WHERE walk = ? ORDER BY number DESC LIMIT 1", walk)
        return next(found, None)

    def pages(self, walk: str) -> Iterator[Page]:
        """Yield the pages of one list in order."""
        return self._read("WHERE walk = ? ORDER BY number", walk)

    def under(self, prefix: str) -> Iterator[Page]:
        """Yield the pages of all lists whose name begins so, by name and in order."""
        ends = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        return self._read("WHERE walk >= ? AND walk < ? ORDER BY walk, number", prefix, ends)

    def everything(self) -> Iterator[Page]:
        """Yield all pages."""
        return self._read("ORDER BY walk, number")

    def newest(self) -> int | None:
        """Return when the last page came, in microseconds since 1970."""
        return self._file.execute("SELECT max(at) FROM pages").fetchone()[0]

    def oldest(self) -> int | None:
        """Return when the first page came, in microseconds since 1970."""
        return self._file.execute("SELECT min(at) FROM pages").fetchone()[0]

    def __len__(self) -> int:
        return self._file.execute("SELECT count(*) FROM pages").fetchone()[0]

    def settle(self, changed: Callable[[Page], Page | None], **facts: str) -> None:
        """Change every page and write down facts, all in one step or not at all.

        What is taken out so does not stay behind in the file.

        Parameters
        ----------
        changed
            Gives each page as it is to be; None for one that is to go altogether.
        """
        self._file.execute("BEGIN EXCLUSIVE")
        try:
            keys = self._file.execute("SELECT walk, number FROM pages").fetchall()
            for key in keys:
                self._replace(*key, changed)
            for fact in facts.items():
                self._file.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", fact)
            self._file.execute("COMMIT")
        except BaseException:
            self._file.execute("ROLLBACK")
            raise
        self._file.execute("VACUUM")
        self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _replace(self, walk: str, number: int, changed: Callable[[Page], Page | None]) -> None:
        page = next(self._read("WHERE walk = ? AND number = ?", walk, number))
        new = changed(page)
        key = (page.walk, page.number)
        if new is None:
            self._file.execute("DELETE FROM pages WHERE walk = ? AND number = ?", key)
        elif new != page:
            change = "UPDATE pages SET body = ? WHERE walk = ? AND number = ?"
            self._file.execute(change, (_packed(new), *key))

    def _read(self, where: str, *values: object) -> Iterator[Page]:
        try:
            found = self._file.execute(f"SELECT * FROM pages {where}", values)
            for walk, number, following, at, body in found:
                yield Page(walk, number, following, json.loads(zlib.decompress(body)), at)
        except (sqlite3.Error, zlib.error) as error:
            raise _unusable(self.path, error) from error


def _packed(page: Page) -> bytes:
    return zlib.compress(json.dumps(page.rows, separators=(",", ":")).encode())


def _unusable(path: Path, error: Exception) -> CollectError:
    said = str(error)
    if "locked" in said:
        return CollectError(f"{path.parent}: another collection is writing here; let it end first.")
    if isinstance(error, sqlite3.OperationalError):
        return CollectError(f"{path}: cannot be written ({said}).")
    return CollectError(
        f"{path}: is no journal of a collection, or damaged ({said}). Collect into another folder."
    )
