"""`Scan`: a network whose tables stay where they are, valid from the moment it exists."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar

import narwhals as nw
import pandas as pd

from socialkit import practice
from socialkit.progress import Steps
from socialkit.scans.checks import check
from socialkit.scans.choosing import engine_for
from socialkit.scans.engine import Engine
from socialkit.scans.naming import found
from socialkit.scans.results import written
from socialkit.snapshot.network import moment_of

T = TypeVar("T")
_ABOUT_FOCAL = ("account_id", "handle", "group", "followers_count", "list_order", "list_frame")


class Scan:
    """A social network as seen at one moment, in tables too large for memory.

    What is asked of it comes back as a narwhals LazyFrame, worked out when it is collected
    (``scan.collect(frame)``) or written (``scan.write(frame, path)``).

    Parameters
    ----------
    accounts, follows, posts, interactions
        The four tables of `socialkit.schema`, lazy or not: DuckDB relations, Arrow or pandas
        tables, or Spark DataFrames. Missing columns are null, missing tables empty. Ids stand
        in columns, not in an index.
    taken_at
        The moment it shows, with a time zone. Every age counts from here, never from now.
    engine
        ``"duckdb"``, ``"spark"`` or an `Engine`; None goes by what the tables are.
    source, platform, notes, licence
        As in `Snapshot`.

    Attributes
    ----------
    accounts, follows, posts, interactions
        narwhals.LazyFrame with the columns of the schema. Times are microseconds since 1970
        (UTC). An account has a `key`, and ties carry keys in place of ids: `follower` and
        `followed`; `author`; `source` and `target`.
    rows
        How many rows each table has.
    focal_accounts
        The accounts whose follower list was collected, in memory, with what a comparison needs.

    Raises
    ------
    SchemaError
        Naming every fault in the tables at once.

    Examples
    --------
    >>> import pandas as pd
    >>> accounts = pd.DataFrame({"account_id": ["ann", "ben"]})
    >>> follows = pd.DataFrame({"follower_id": ["ben"], "followed_id": ["ann"]})
    >>> with Scan(accounts, follows, taken_at="2026-01-01T00:00Z") as scan:
    ...     scan
    <Scan 2026-01-01: 2 accounts, 1 follows, 0 posts, 0 interactions>
    """

    def __init__(
        self,
        accounts: object,
        follows: object = None,
        posts: object = None,
        interactions: object = None,
        taken_at: str | pd.Timestamp | None = None,
        *,
        engine: str | Engine | None = None,
        source: str = "",
        platform: str = "",
        notes: tuple[str, ...] = (),
        licence: str = "",
    ) -> None:
        faults: list[str] = []
        self.taken_at = moment_of(taken_at, faults)
        self.source, self.platform, self.licence = str(source), str(platform), str(licence)
        self.notes = (notes,) if isinstance(notes, str) else tuple(str(note) for note in notes)
        given = dict(accounts=accounts, follows=follows, posts=posts, interactions=interactions)
        self.engine = engine_for(given, engine)
        self._made: dict[Hashable, object] = {}
        try:
            with Steps("scan", 6) as steps:
                steps.next("reading the tables")
                tables = self.engine.tables(given, faults)
                self.accounts, self.follows = tables["accounts"], tables["follows"]
                self.posts, self.interactions = tables["posts"], tables["interactions"]
                self.rows = check(self, faults, steps)
                steps.next("focal accounts")
                self.focal_accounts = self._focal_accounts()
        except BaseException:
            self.engine.close()
            raise

    def once(self, make: Callable[..., T], *choices: Hashable) -> T:
        """Return ``make(scan, *choices)``, worked out once and kept for the next calls."""
        key = (make, choices)
        if key not in self._made:
            self._made[key] = make(self, *choices)
        return self._made[key]

    def keep(self, frame: nw.LazyFrame) -> nw.LazyFrame:
        """Work a frame out now and keep it on disk (or on the cluster), to be read again."""
        return self.engine.keep(frame)

    def collect(self, frame: nw.LazyFrame) -> pd.DataFrame:
        """Return a frame in memory, with the dtypes of the schema; NA where it is null.

        Examples
        --------
        >>> import pandas as pd
        >>> accounts = pd.DataFrame({"account_id": ["ann"], "followers_count": [3]})
        >>> with Scan(accounts, taken_at="2026-01-01T00:00Z") as scan:
        ...     scan.collect(scan.accounts.select("account_id", "followers_count"))
          account_id  followers_count
        0        ann                3
        """
        return self.engine.collect(frame)

    def write(self, frame: nw.LazyFrame, path: str | Path) -> Path:
        """Write a frame as Parquet; what stood there before is replaced at the very end.

        Raises
        ------
        SaveError
            When it cannot be written; nothing half-written is left.
        """
        return written(self.engine, frame, Path(path))

    def account_id(self, name: str) -> str:
        """Return the id of the account that has this id or, failing that, this handle.

        Raises
        ------
        UnknownNameError
            When no account has it, or several share the handle.
        PrivacyError
            In practitioner mode, when the account is not focal.
        """
        one = found(self, str(name))
        if one not in self.focal:
            practice.no_single_follower("search for a single follower")
        return one

    def close(self) -> None:
        """Let go of the tables and delete what was kept; the scan is of no use after that."""
        self.engine.close()

    def __enter__(self) -> "Scan":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def focal(self) -> pd.Index:
        """The accounts whose follower list was collected, in the accounts' order."""
        return self.focal_accounts.index

    def _focal_accounts(self) -> pd.DataFrame:
        mine = self.accounts.filter(nw.col("is_focal")).select("key", *_ABOUT_FOCAL)
        return self.collect(mine).sort_values("key").set_index("account_id").drop(columns="key")

    def __repr__(self) -> str:
        sizes = ", ".join(f"{count:,} {name}" for name, count in self.rows.items())
        return f"<Scan {self.taken_at:%Y-%m-%d}: {sizes}>"
