"""The class `Snapshot`: four tables that are checked once and never change after."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import pandas as pd

from socialkit import practice, schema
from socialkit.errors import SchemaError, UnknownNameError
from socialkit.snapshot import saved

UNDATED = pd.Timestamp("2000-01-01T00:00Z")
"""Stands in `taken_at` for the date that a bare list of ties lacks."""
UNDATED_NOTE = "The list carries no date, so nothing here has an age."
T = TypeVar("T")
_REFERENCES = [(table, column) for table, names in schema.REFERENCES.items() for column in names]


class Codes(NamedTuple):
    """The tables' references as dense int32 rows of the accounts table."""

    follower: np.ndarray
    followed: np.ndarray
    author: np.ndarray
    source: np.ndarray
    target: np.ndarray


class Snapshot:
    """A social network as seen at one moment; checked when made, never changed after.

    Parameters
    ----------
    accounts, follows, posts, interactions
        The four tables of `socialkit.schema`; missing columns are NA, missing tables empty.
        An edge of `follows` runs follower -> followed.
    taken_at
        The moment it shows, with a time zone. Every age counts from here, never from now.
    source
        In words, where the data come from; it stands under every chart.
    platform
        Name of the network, such as ``"x"``.
    notes
        Sentences a reader of the results must know, such as a list that is missing.
    licence
        Terms of the data.

    Raises
    ------
    SchemaError
        Naming every fault in the tables at once.

    Examples
    --------
    >>> import pandas as pd
    >>> accounts = pd.DataFrame(index=pd.Index(["ann", "ben"], name="account_id"))
    >>> follows = pd.DataFrame({"follower_id": ["ben"], "followed_id": ["ann"]})
    >>> Snapshot(accounts, follows, taken_at="2026-01-01T00:00Z")
    <Snapshot 2026-01-01: 2 accounts, 1 follows, 0 posts, 0 interactions>
    """

    __slots__ = ("_codes", "_lists", "_made", "_tables", *saved.TEXTS, "notes", "taken_at")
    __hash__ = None

    def __init__(
        self,
        accounts: pd.DataFrame,
        follows: pd.DataFrame | None = None,
        posts: pd.DataFrame | None = None,
        interactions: pd.DataFrame | None = None,
        taken_at: str | pd.Timestamp | None = None,
        *,
        source: str = "",
        platform: str = "",
        notes: tuple[str, ...] = (),
        licence: str = "",
    ) -> None:
        faults: list[str] = []
        moment = moment_of(taken_at, faults)
        given = dict(accounts=accounts, follows=follows, posts=posts, interactions=interactions)
        tables = {name: schema.conform(name, frame, faults) for name, frame in given.items()}
        codes, lists = schema.check(tables, moment, faults)
        # Who follows whom is kept as codes alone: as text it takes many times the memory.
        tables = {name: frame.drop(columns=list(schema.REFERENCES.get(name, ())))
                  for name, frame in tables.items()}  # fmt: skip
        notes = (notes,) if isinstance(notes, str) else notes
        values = {
            "_tables": tables,
            "_codes": Codes(*codes.values()),
            "_lists": lists,
            "_made": {},
            "taken_at": moment,
            "source": str(source),
            "platform": str(platform),
            "notes": tuple(str(note) for note in notes),
            "licence": str(licence),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)
        for array in (*self._codes, *self._lists):
            array.setflags(write=False)

    def __setattr__(self, name: str, value: object = None) -> None:
        raise AttributeError(f"a Snapshot is never changed; make a new one to set {name!r}")

    __delattr__ = __setattr__

    def __reduce__(self) -> tuple:
        return _rebuild, (self._coded(), self._facts())

    @property
    def accounts(self) -> pd.DataFrame:
        """One row per account, indexed by `account_id`, in the caller's order."""
        return self._tables["accounts"].copy(deep=False)

    @property
    def follows(self) -> pd.DataFrame:
        """One row per follow, follower -> followed; each pair once."""
        return self._with_ids("follows")

    @property
    def posts(self) -> pd.DataFrame:
        """One row per post, indexed by `post_id`."""
        return self._with_ids("posts")

    @property
    def interactions(self) -> pd.DataFrame:
        """One row per interaction, source -> target, with its kind and count."""
        return self._with_ids("interactions")

    def facts(self, table: str) -> pd.DataFrame:
        """Return one of the four tables without the account ids in its rows.

        Those stand in `codes`, where counting is fast; as text they are made when a table is
        asked for by its name, and on millions of rows that takes seconds and much memory.

        Raises
        ------
        UnknownNameError
            When there is no such table.

        Examples
        --------
        >>> import socialkit as sk
        >>> list(sk.datasets.load("therapists").facts("follows"))
        ['followed_at', 'position']
        """
        if table not in self._tables:
            raise UnknownNameError("table", table, self._tables)
        return self._tables[table].copy(deep=False)

    def _with_ids(self, table: str) -> pd.DataFrame:
        """Return a table with its ids as text, made once."""
        if table not in self._made:
            ids = self._tables["accounts"].index.array
            self._made[table] = self._referring(table, lambda codes: ids.take(codes))
        return self._made[table].copy(deep=False)

    def _coded(self) -> dict[str, pd.DataFrame]:
        """Return the tables with ids as categories, all of them the accounts' own."""
        dtype = pd.CategoricalDtype(self._tables["accounts"].index)
        as_category = partial(pd.Categorical.from_codes, dtype=dtype, validate=False)
        return {table: self._referring(table, as_category) for table in self._tables}

    def _referring(self, table: str, ids_of: Callable[[np.ndarray], object]) -> pd.DataFrame:
        columns = schema.REFERENCES.get(table, ())
        codes = dict(zip(_REFERENCES, self._codes, strict=True))
        frame = self._tables[table].copy(deep=False)
        for place, column in enumerate(columns):
            frame.insert(place, column, ids_of(codes[table, column]))
        return frame

    @property
    def codes(self) -> Codes:
        """The references of the tables as int32 rows of `accounts`, made once."""
        return self._codes

    @property
    def lists(self) -> schema.Lists:
        """Whom each account follows, by codes and in their order; made once."""
        return self._lists

    def once(self, make: Callable[["Snapshot"], T]) -> T:
        """Return ``make(snapshot)``, worked out on the first call and kept for the next ones.

        A snapshot never changes, so what is made from it alone never does either. The same
        object is handed out again: nobody may change it.

        Examples
        --------
        >>> import socialkit as sk
        >>> snapshot = sk.datasets.load("therapists")
        >>> def ids(seen):
        ...     return frozenset(seen.accounts.index)
        >>> snapshot.once(ids) is snapshot.once(ids)
        True
        """
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]

    @property
    def focal(self) -> pd.Index:
        """The accounts whose follower list was collected, in the accounts' order."""
        accounts = self._tables["accounts"]
        return accounts.index[accounts["is_focal"].fillna(False).to_numpy(dtype=bool)]

    def account_id(self, name: str) -> str:
        """Return the id of the account that has this id or, failing that, this handle.

        Handles match whatever their case and a leading ``@``; focal accounts go first.

        Raises
        ------
        UnknownNameError
            When no account has that id or handle, or several share the handle.
        PrivacyError
            In practitioner mode, when the account is not focal.
        """
        found = self._found(str(name))
        if found not in self.focal:
            practice.no_single_follower("search for a single follower")
        return found

    def _found(self, name: str) -> str:
        accounts = self._tables["accounts"]
        if name in accounts.index:
            return name
        plain = name.lstrip("@").casefold()
        handles = accounts["handle"].dropna()
        found = handles.index[handles.str.lstrip("@").str.casefold() == plain]
        focal = found.intersection(self.focal)
        found = focal if len(focal) else found
        if len(found) == 1:
            return found[0]
        hint = "Several accounts share that handle; give the id" if len(found) else ""
        known = handles[handles.index.isin(self.focal)] if len(self.focal) else handles
        if known.empty:
            known, hint = accounts.index, "These data hold ids and no user names"
        raise UnknownNameError("account", name, known, hint)

    def coverage(self) -> pd.DataFrame:
        """Show how much of each column is known.

        Returns
        -------
        pandas.DataFrame
            Indexed by table and column: `rows`, `present` (rows that are not NA) and
            `share` (0-1; NA for a table without rows).
        """
        rows = []
        for table, frame in self._tables.items():
            flat = frame.reset_index() if table in schema.INDEX else frame
            known = flat.notna().sum().to_dict() | dict.fromkeys(
                schema.REFERENCES.get(table, ()), len(flat)
            )
            own = [name for name in flat.columns if str(name).startswith("x_")]
            order = [*(column.name for column in schema.TABLES[table]), *own]
            rows += [(table, column, len(flat), int(known[column])) for column in order]
        out = pd.DataFrame(rows, columns=["table", "column", "rows", "present"])
        known_rows = out["rows"].astype("Int64").where(out["rows"] > 0)
        share = out["present"].astype("Float64") / known_rows
        return out.assign(share=share).set_index(["table", "column"])

    def save(self, folder: str | Path) -> Path:
        """Write the snapshot as a folder of Parquet files and `snapshot.json`.

        The new folder is written beside and then put in place of an older snapshot; until
        then the older one stays whole, and it stays whole when writing fails.

        Raises
        ------
        SaveError
            When the folder holds anything but a snapshot, or it cannot be written.
        """
        return saved.write(self._coded(), self._facts(), folder)

    @classmethod
    def load(cls, folder: str | Path) -> "Snapshot":
        """Read a snapshot that `save` wrote.

        Raises
        ------
        ReadError
            When the folder, a table or `snapshot.json` is missing or damaged.
        """
        tables, facts, folder = saved.read(folder)
        try:
            return cls(**tables, **facts)
        except SchemaError as error:
            raise SchemaError([f"{folder}: {fault}" for fault in error.faults]) from None

    def _facts(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in (*saved.TEXTS, "notes", "taken_at")}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snapshot):
            return NotImplemented
        if self._facts() != other._facts():
            return False
        names = ("accounts", "follows", "posts", "interactions")
        return all(_same(getattr(self, name), getattr(other, name)) for name in names)

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(frame):,} {name}" for name, frame in self._tables.items())
        day = "undated" if self.taken_at == UNDATED else f"{self.taken_at:%Y-%m-%d}"
        return f"<Snapshot {day}: {sizes}>"


def moment_of(taken_at: object, faults: list[str]) -> pd.Timestamp:
    """Return the moment in UTC; what is none is told in `faults`."""
    hint = "taken_at: give the moment the data show, such as '2026-01-31T00:00Z'"
    try:
        moment = pd.Timestamp(taken_at)
    except (TypeError, ValueError):
        moment = pd.NaT
    if pd.isna(moment) or moment.tzinfo is None:
        faults.append(hint)
        return pd.Timestamp.max.tz_localize("UTC")
    return moment.tz_convert("UTC").as_unit("us")


def _rebuild(tables: dict[str, pd.DataFrame], state: dict[str, object]) -> Snapshot:
    return Snapshot(**tables, **state)


def _same(mine: pd.DataFrame, theirs: pd.DataFrame) -> bool:
    if len(mine) != len(theirs) or set(mine.columns) != set(theirs.columns):
        return False
    return _sorted(mine).equals(_sorted(theirs[mine.columns]))


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    if frame.index.name in schema.INDEX.values():
        return frame.sort_index()
    return frame.sort_values(list(frame.columns), ignore_index=True)
