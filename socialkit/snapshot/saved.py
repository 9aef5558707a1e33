"""A snapshot as a folder: four Parquet tables and `snapshot.json`, written whole or not at all."""

import json
from base64 import b64encode
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import parquet as pq

from socialkit import folders, schema
from socialkit.errors import ReadError, SaveError
from socialkit.progress import Steps
from socialkit.snapshot.columns import as_categories, as_frame

MANIFEST = "snapshot.json"
TEXTS = ("source", "platform", "licence")
ROWS_AT_ONCE = 1 << 26
"""Rows in a part of a file: each part lists the accounts' ids once, so parts are few."""


def write(tables: dict[str, pd.DataFrame], facts: dict[str, object], folder: str | Path) -> Path:
    """Write tables, ids as categories, and facts; see `Snapshot.save`."""
    folder = Path(folder).resolve()
    try:
        _refuse_foreign(folder)
        with folders.whole(folder) as partial:
            _write(tables, facts, partial)
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


def _write(tables: dict[str, pd.DataFrame], facts: dict[str, object], folder: Path) -> None:
    for name, frame in tables.items():
        write_table(_fewer_categories(frame), name, folder / f"{name}.parquet")
    manifest = {
        "schema_version": schema.VERSION,
        **{name: facts[name] for name in TEXTS},
        "taken_at": facts["taken_at"].isoformat(),
        "notes": list(facts["notes"]),
        "rows": {name: len(frame) for name, frame in tables.items()},
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _fewer_categories(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out the ids that a short table does not refer to: they are stored with it."""
    short = [
        name
        for name, values in frame.items()
        if isinstance(values.dtype, pd.CategoricalDtype) and len(frame) < len(values.cat.categories)
    ]
    return frame.assign(**{name: frame[name].cat.remove_unused_categories() for name in short})


def write_table(frame: pd.DataFrame, name: str, path: Path) -> None:
    """Write one of the four tables, ids as categories, as a Parquet file."""
    has_index, references = name in schema.INDEX, list(schema.REFERENCES.get(name, ()))
    table = pa.Table.from_pandas(frame, preserve_index=has_index).replace_schema_metadata()
    own = pa.Schema.from_pandas(frame.drop(columns=references), preserve_index=has_index)
    as_text = [pa.field(one.name, pa.large_string()) if one.name in references else one
               for one in table.schema]  # fmt: skip
    stored = pa.schema(as_text).serialize().to_pybytes()
    # Packed codes cannot be pressed further, and unpacking them takes most of the time.
    pressed = {column: "NONE" if column in references else "ZSTD" for column in table.column_names}
    with pq.ParquetWriter(
        path,
        table.schema,
        compression=pressed,
        write_page_checksum=True,
        store_schema=False,  # stored below, with ids as text, whatever they are kept as here
        dictionary_pagesize_limit=1 << 30,
    ) as writer:
        writer.write_table(table, row_group_size=ROWS_AT_ONCE)
        writer.add_key_value_metadata({**own.metadata, "ARROW:schema": b64encode(stored)})


def read(folder: str | Path) -> tuple[dict[str, pd.DataFrame], dict[str, object], Path]:
    """Return the tables and facts of a saved snapshot, and where they stood."""
    folder = Path(folder)
    if not (folder / MANIFEST).is_file() and (folders.backup(folder) / MANIFEST).is_file():
        folder = folders.backup(folder)  # a crash fell between the two renames of `write`
    manifest = manifest_of(folder)
    tables: dict[str, pd.DataFrame] = {}
    with Steps("read", len(schema.TABLES)) as steps:
        for name in schema.TABLES:  # the accounts first: the others refer to them
            steps.next(name)
            tables[name] = _table(folder, name, manifest, tables.get("accounts"))
    return tables, {name: manifest[name] for name in (*TEXTS, "notes", "taken_at")}, folder


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


def manifest_of(folder: Path) -> dict:
    """Read `snapshot.json`, and complain about what is not as `write` leaves it."""
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
    parts = {"rows": dict, "notes": list, "taken_at": str, **dict.fromkeys(TEXTS, str)}
    wrong = [name for name, kind in parts.items() if not isinstance(manifest.get(name), kind)]
    if wrong:
        raise ReadError(f"{path} is damaged ({', '.join(wrong)}); save the snapshot again.")
    return manifest


def _table(folder: Path, name: str, manifest: dict, accounts: pd.DataFrame | None) -> pd.DataFrame:
    path = folder / f"{name}.parquet"
    try:
        frame = _frame(path, name, accounts)
    except FileNotFoundError:
        raise ReadError(f"{folder}: {path.name} is missing; save the snapshot again.") from None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        raise ReadError(f"{path} is damaged ({error}); save the snapshot again.") from error
    expected = manifest["rows"].get(name, len(frame))
    if len(frame) != expected:
        raise ReadError(f"{path} has {len(frame):,} rows where {expected:,} were saved.")
    return frame


def _frame(path: Path, name: str, accounts: pd.DataFrame | None) -> pd.DataFrame:
    """Read a table, with its references to accounts as categories."""
    references = list(schema.REFERENCES.get(name, ()))
    with pq.ParquetFile(
        path, read_dictionary=references, page_checksum_verification=True, memory_map=True
    ) as file:
        names = [column for column in file.schema_arrow.names if column not in references]
        frame = as_frame(file.read(names))
        if frame.index.name == schema.INDEX.get(name, ""):
            frame.index = frame.index.astype(schema.TEXT)  # kept from here on, for the categories
        if name == "accounts" or not accounts.index.is_unique or accounts.index.hasnans:
            return frame
        ids = file.read(references)
    for place, column in enumerate(references):
        coded = as_categories(ids.column(column), accounts.index)
        frame.insert(place, column, coded.set_axis(frame.index))
    return frame
