"""Tables in files: a saved snapshot, our four tables, or edges with their nodes.

In a CSV file, an empty cell is not known (NA) and ``""`` is known to be empty. Times are
ISO with their zone. A small ``snapshot.json`` may say ``taken_at``, ``source``,
``platform``, ``licence`` and ``notes``.
"""

import json
import re
from pathlib import PurePosixPath

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from socialkit import schema
from socialkit.errors import ReadError, SchemaError
from socialkit.readers import cells, csvfile, edgelist, nodes
from socialkit.readers.about import About, Request
from socialkit.readers.archive import MAX_RATIO, RATIO_FROM_BYTES, Archive
from socialkit.readers.dates import newest
from socialkit.snapshot import MANIFEST, UNDATED, UNDATED_NOTE, Snapshot

TELLS_NOT = "Edges and nodes do not tell what the accounts post, or who engages with whom."
ABOUT = (
    About(
        "saved snapshot",
        "",
        "folder written by Snapshot.save",
        *["everything"] * 4,
        "It says only what was known when it was saved.",
        (".parquet", ".json"),
    ),
    About(
        "tables",
        "",
        "folder or zip of CSV or Parquet files",
        *["what the columns hold"] * 4,
        "It says only what the columns hold.",
        (".csv", ".tsv", ".parquet"),
    ),
    About(
        "edges and nodes",
        "",
        "edges.csv with nodes.csv",
        "node columns",
        "who follows whom",
        "",
        "",
        "It does not say what accounts post, nor who engages with whom.",
        (".csv", ".tsv"),
        ("mutual",),
    ),
)
_SUFFIXES = (".csv", ".tsv", ".txt", ".parquet")
_ROLES = {
    **{name: re.compile(name) for name in schema.TABLES},
    # Gephi calls its tables "Untitled [Edges]" and "Untitled [Nodes]".
    "edges": re.compile(r"(.*[\W_])?edges\]?"),
    "nodes": re.compile(r"(.*[\W_])?(nodes|target)\]?"),
}
_ARROW_DTYPES = {
    pa.int64(): schema.COUNT,
    pa.int32(): schema.COUNT,
    pa.bool_(): schema.FLAG,
    pa.string(): schema.TEXT,
    pa.large_string(): schema.TEXT,
    pa.float64(): pd.Float64Dtype(),
}


def why_not(archive: Archive) -> str | None:
    """Say why these are not tables; None when they are."""
    if archive.is_single_file:
        return None if _is_follows_file(archive) else "not a folder or zip"
    found = _roles(archive)
    if MANIFEST in archive or any(name in found for name in (*schema.TABLES, "edges")):
        return None
    return "no CSV or Parquet file named accounts, follows, posts, interactions or edges"


def read(archive: Archive, request: Request) -> Snapshot:
    """Read a saved snapshot, a set of our tables, or an edge list with its nodes.

    Parameters
    ----------
    archive
        A folder or a zip.
    request
        With `mutual`, every row of an edge list is a tie in both directions.

    Raises
    ------
    ReadError, SchemaError
        When a file is damaged, a column is unknown, a value does not fit or no date is given.
    """
    manifest = _manifest(archive)
    found = _roles(archive)
    if any(name in found for name in schema.TABLES) or "edges" not in found:
        if request.mutual:
            raise ReadError(f"{archive.path}: mutual=True is for edge lists; these are tables.")
        return _four_tables(archive, found, manifest)
    return _edges_and_nodes(archive, found, manifest, mutual=request.mutual)


def _four_tables(archive: Archive, found: dict[str, str], manifest: dict) -> Snapshot:
    if "schema_version" in manifest and archive.path.is_dir():
        return Snapshot.load(archive.file_path(MANIFEST).parent)
    if manifest.get("schema_version", schema.VERSION) != schema.VERSION:
        raise ReadError(f"{archive.where(MANIFEST)}: saved by another version of socialkit.")
    tables = {name: _table(archive, name, found[name]) for name in schema.TABLES if name in found}
    if not tables:
        raise ReadError(f"{archive.path}: {MANIFEST} stands alone, without any table.")
    taken_at, notes = _moment(archive, tables, manifest)
    if "accounts" not in tables:
        tables["accounts"] = _ends(tables)
    if "schema_version" not in manifest:
        tables["accounts"] = _with_seen(tables)
        notes += _unread(archive, [found[name] for name in tables if name in found])
    return _snapshot(archive, tables, taken_at, manifest, notes)


def _edges_and_nodes(
    archive: Archive, found: dict[str, str], manifest: dict, *, mutual: bool
) -> Snapshot:
    table = csvfile.read_table(archive, found["nodes"]) if "nodes" in found else None
    if table is not None and nodes.is_twitch(table):
        return nodes.twitch(csvfile.read_table(archive, found["edges"]), table, archive.path)
    edges = edgelist.parse(archive, found["edges"], mutual=mutual)
    accounts, notes = pd.DataFrame(index=edges.ids), list(edges.notes)
    if table is not None:
        accounts = nodes.accounts(table, edges.ids, archive.where(found["nodes"]))
        extra = len(accounts) - len(table)
        notes += [f"Not among the nodes, but in the edges: {extra:,} accounts."] * bool(extra)
    tables = {"accounts": accounts, "follows": edges.follows()}
    taken_at, dated = _moment(archive, tables, manifest, is_bare=True)
    notes += [*dated, *_unread(archive, [*found.values()]), TELLS_NOT]
    return _snapshot(archive, tables, taken_at, manifest, notes)


def _table(archive: Archive, table: str, name: str) -> pd.DataFrame:
    where = archive.where(name)
    if archive.head(name, 4) != b"PAR1":
        return cells.typed(table, csvfile.read_table(archive, name), where)
    try:
        stored = pyarrow.parquet.ParquetFile(pa.BufferReader(archive.read(name)))
        _refuse_bomb(stored.metadata, archive.packed_size(name), where)
        arrow = stored.read()
        frame = arrow.to_pandas(types_mapper=_ARROW_DTYPES.get, ignore_metadata=True)
    except ReadError:
        raise
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(f"{where}: the Parquet file is damaged; save it again.") from error
    cells.check_header(table, frame.columns, where)
    texts = [column.name for column in schema.TABLES[table] if column.is_key]
    whole = [name for name in texts if frame[name].dtype == schema.COUNT]
    return frame.assign(**{name: frame[name].astype(schema.TEXT) for name in whole})


def _refuse_bomb(metadata: pyarrow.parquet.FileMetaData, packed: int, where: str) -> None:
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    size = sum(group.total_byte_size for group in groups)
    if size > max(RATIO_FROM_BYTES, MAX_RATIO * packed):
        raise ReadError(
            f"{where}: unpacks to more than {MAX_RATIO} times its size, as a bomb does; not read."
        )


def _ends(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    ids = [
        tables[table][column]
        for table, columns in schema.REFERENCES.items()
        for column in columns
        if table in tables
    ]
    unique = pd.unique(pd.concat(ids, ignore_index=True).dropna())
    return pd.DataFrame(index=pd.Index(unique, dtype=schema.TEXT, name="account_id"))


def _with_seen(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Fill `posts_seen` and `interactions_seen` from the rows, where the file is silent."""
    accounts = tables["accounts"]
    accounts = accounts.reset_index() if accounts.index.name else accounts
    ids, out = accounts["account_id"], {}
    if "posts" in tables and "posts_seen" not in accounts:
        seen = ids.isin(tables["posts"]["account_id"])
        out["posts_seen"] = pd.Series(True, index=ids.index, dtype=schema.FLAG).where(seen)
    if "interactions" in tables and "interactions_seen" not in accounts and "is_focal" in accounts:
        acts = tables["interactions"]
        inward = ids.isin(acts["target_id"]) & accounts["is_focal"].fillna(False).astype(bool)
        outward = ids.isin(acts["source_id"])
        side = pd.Series(None, index=ids.index, dtype=object)
        side[inward] = "in"
        side[inward & outward] = "both"
        out["interactions_seen"] = side
    return accounts.assign(**out)


def _moment(
    archive: Archive, tables: dict[str, pd.DataFrame], manifest: dict, *, is_bare: bool = False
) -> tuple[object, list[str]]:
    if "taken_at" in manifest:
        return manifest["taken_at"], []
    taken_at, note = newest(tables.values())
    if taken_at is not UNDATED:
        return taken_at, [note]
    if is_bare or set(tables) == {"follows"}:
        return UNDATED, [UNDATED_NOTE]
    raise ReadError(
        f"{archive.path}: no table carries a date, so no age can be counted; add a file "
        f'{MANIFEST} with {{"taken_at": "2026-01-31T00:00Z"}}.'
    )


def _snapshot(
    archive: Archive,
    tables: dict[str, pd.DataFrame],
    taken_at: object,
    manifest: dict,
    notes: list[str],
) -> Snapshot:
    texts = {name: str(manifest.get(name, "")) for name in ("source", "platform", "licence")}
    if "schema_version" not in manifest:
        texts["source"] = texts["source"] or f"tables in {archive.path.name}"
    said = manifest.get("notes", [])
    said = [said] if isinstance(said, str) else said
    try:
        return Snapshot(**tables, taken_at=taken_at, notes=(*said, *notes), **texts)
    except SchemaError as error:
        raise SchemaError([f"{archive.path}: {fault}" for fault in error.faults]) from None


def _manifest(archive: Archive) -> dict:
    if MANIFEST not in archive:
        return {}
    where = archive.where(MANIFEST)
    try:
        manifest = json.loads(archive.read(MANIFEST).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{where}: is damaged; mend it or save again.") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("notes", []), list | str):
        raise ReadError(f'{where}: expected an object such as {{"taken_at": "2026-01-31T00:00Z"}}.')
    return manifest


def _roles(archive: Archive) -> dict[str, str]:
    """Return which member plays which role; two in one role are an error."""
    found: dict[str, str] = {}
    if archive.is_single_file:
        return {"follows": archive.names()[0]}
    for name in archive.names():
        path = PurePosixPath(name.lower())
        role = next((role for role, stem in _ROLES.items() if stem.fullmatch(path.stem)), None)
        if role is None or path.suffix not in _SUFFIXES:
            continue
        if role in found:
            raise ReadError(
                f"{archive.path}: both {found[role]} and {name} could be the {role}; keep one of "
                "them, or read a single file by its own path."
            )
        found[role] = name
    return found


def _unread(archive: Archive, read_names: list[str]) -> list[str]:
    others = [
        name
        for name in archive.names()
        if name.lower().endswith(_SUFFIXES) and not name.lower().endswith(".txt")
        if name not in read_names
    ]
    more = ", ..." if len(others) > 3 else ""
    return [f"Not read: {', '.join(others[:3])}{more}."] if others else []


def _is_follows_file(archive: Archive) -> bool:
    """Whether a single CSV file is our follows table, with its dates or positions."""
    line = archive.head(archive.names()[0]).split(b"\n", 1)[0]
    header = line.decode("utf-8-sig", "replace").strip()
    columns = set(csvfile.cells(header, csvfile.separator(header) or ","))
    keys = {"follower_id", "followed_id"}
    return keys < columns and bool(columns & {"followed_at", "position"})
