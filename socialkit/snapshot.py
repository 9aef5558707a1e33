"""`Snapshot`: a social network as seen at one moment, valid from the moment it exists."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from socialkit import folders, practice, schema
from socialkit.errors import ReadError, SaveError, SchemaError, UnknownNameError

MANIFEST = "snapshot.json"
UNDATED = pd.Timestamp("2000-01-01T00:00Z")
"""Stands in `taken_at` for the date that a bare list of ties lacks."""
UNDATED_NOTE = "The list carries no date, so nothing here has an age."
_TEXTS = ("source", "platform", "licence")


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

    __slots__ = ("_codes", "_tables", "licence", "notes", "platform", "source", "taken_at")
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
        moment = _moment(taken_at, faults)
        given = dict(accounts=accounts, follows=follows, posts=posts, interactions=interactions)
        tables = {name: schema.conform(name, frame, faults) for name, frame in given.items()}
        codes = schema.check(tables, moment, faults)
        notes = (notes,) if isinstance(notes, str) else notes
        values = {
            "_tables": tables,
            "_codes": Codes(*codes.values()),
            "taken_at": moment,
            "source": str(source),
            "platform": str(platform),
            "notes": tuple(str(note) for note in notes),
            "licence": str(licence),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)
        for array in self._codes:
            array.setflags(write=False)

    def __setattr__(self, name: str, value: object = None) -> None:
        raise AttributeError(f"a Snapshot is never changed; make a new one to set {name!r}")

    __delattr__ = __setattr__

    def __reduce__(self) -> tuple:
        state = {name: getattr(self, name) for name in (*_TEXTS, "notes", "taken_at")}
        return _rebuild, (self._tables, state)

    @property
    def accounts(self) -> pd.DataFrame:
        """One row per account, indexed by `account_id`, in the caller's order."""
        return self._tables["accounts"].copy(deep=False)

    @property
    def follows(self) -> pd.DataFrame:
        """One row per follow, follower -> followed; each pair once."""
        return self._tables["follows"].copy(deep=False)

    @property
    def posts(self) -> pd.DataFrame:
        """One row per post, indexed by `post_id`."""
        return self._tables["posts"].copy(deep=False)

    @property
    def interactions(self) -> pd.DataFrame:
        """One row per interaction, source -> target, with its kind and count."""
        return self._tables["interactions"].copy(deep=False)

    @property
    def codes(self) -> Codes:
        """The references of the tables as int32 rows of `accounts`, made once."""
        return self._codes

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
            present = flat.notna().sum()
            rows += [(table, column, len(flat), int(present[column])) for column in flat.columns]
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
        folder = Path(folder).resolve()
        try:
            _refuse_foreign(folder)
            with folders.whole(folder) as partial:
                self._write(partial)
        except OSError as error:
            reason = error.strerror or str(error)
            raise SaveError(
                f"could not save to {folder}: {reason}. What stood there before is untouched."
            ) from error
        except (pa.ArrowException, UnicodeEncodeError) as error:
            raise SaveError(
                f"could not save to {folder}: a column or text of your own cannot be stored "
                f"({error}). What stood there before is untouched."
            ) from error
        return folder

    @classmethod
    def load(cls, folder: str | Path) -> "Snapshot":
        """Read a snapshot that `save` wrote.

        Raises
        ------
        ReadError
            When the folder, a table or `snapshot.json` is missing or damaged.
        """
        folder = Path(folder)
        if not (folder / MANIFEST).is_file() and (folders.backup(folder) / MANIFEST).is_file():
            folder = folders.backup(folder)  # a crash fell between the two renames of `save`
        manifest = _read_manifest(folder)
        tables = {name: _read_table(folder, name, manifest) for name in schema.TABLES}
        texts = {name: manifest[name] for name in (*_TEXTS, "notes", "taken_at")}
        try:
            return cls(**tables, **texts)
        except SchemaError as error:
            raise SchemaError([f"{folder}: {fault}" for fault in error.faults]) from None

    def _write(self, folder: Path) -> None:
        for name, frame in self._tables.items():
            path = folder / f"{name}.parquet"
            frame.to_parquet(path, compression="zstd", write_page_checksum=True)
        manifest = {
            "schema_version": schema.VERSION,
            "taken_at": self.taken_at.isoformat(),
            **{name: getattr(self, name) for name in _TEXTS},
            "notes": list(self.notes),
            "rows": {name: len(frame) for name, frame in self._tables.items()},
        }
        text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
        (folder / MANIFEST).write_text(text, encoding="utf-8")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snapshot):
            return NotImplemented
        facts = (*_TEXTS, "notes", "taken_at")
        if any(getattr(self, name) != getattr(other, name) for name in facts):
            return False
        pairs = ((frame, other._tables[name]) for name, frame in self._tables.items())
        return all(_same(mine, theirs) for mine, theirs in pairs)

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(frame):,} {name}" for name, frame in self._tables.items())
        day = "undated" if self.taken_at == UNDATED else f"{self.taken_at:%Y-%m-%d}"
        return f"<Snapshot {day}: {sizes}>"


def _moment(taken_at: object, faults: list[str]) -> pd.Timestamp:
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


def _refuse_foreign(folder: Path) -> None:
    ours = {MANIFEST, *(f"{name}.parquet" for name in schema.TABLES)}
    if folder.is_dir():
        foreign = sorted(item.name for item in folder.iterdir() if item.name not in ours)
    else:
        foreign = [folder.name] if folder.exists() else []
    if not foreign and folder.is_dir() and any(folder.iterdir()) and not _is_saved(folder):
        foreign = sorted(item.name for item in folder.iterdir())  # tables of somebody else's
    if foreign:
        raise SaveError(
            f"{folder} holds something else ({', '.join(foreign[:3])}); "
            "save to a folder of its own, nothing was written."
        )


def _is_saved(folder: Path) -> bool:
    """Tell whether `save` wrote what stands in a folder, whole or damaged."""
    try:
        return "schema_version" in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def _read_manifest(folder: Path) -> dict:
    path = folder / MANIFEST
    if not path.is_file():
        raise ReadError(f"{folder}: no {MANIFEST} in it, so it is not a saved snapshot.")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        version = manifest["schema_version"]
    except (ValueError, KeyError, TypeError) as error:
        raise ReadError(f"{path} is damaged ({error}); save the snapshot again.") from error
    if version != schema.VERSION:
        raise ReadError(
            f"{path} has schema version {version}; this socialkit reads version "
            f"{schema.VERSION}. Read the original data again."
        )
    parts = {"rows": dict, "notes": list, "taken_at": str, **dict.fromkeys(_TEXTS, str)}
    wrong = [name for name, kind in parts.items() if not isinstance(manifest.get(name), kind)]
    if wrong:
        raise ReadError(f"{path} is damaged ({', '.join(wrong)}); save the snapshot again.")
    return manifest


def _read_table(folder: Path, name: str, manifest: dict) -> pd.DataFrame:
    path = folder / f"{name}.parquet"
    try:
        frame = pd.read_parquet(path, page_checksum_verification=True)
    except FileNotFoundError:
        raise ReadError(f"{folder}: {path.name} is missing; save the snapshot again.") from None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        raise ReadError(f"{path} is damaged ({error}); save the snapshot again.") from error
    expected = manifest["rows"].get(name, len(frame))
    if len(frame) != expected:
        raise ReadError(f"{path} has {len(frame):,} rows where {expected:,} were saved.")
    return frame
