"""Find the four tables in a folder, whole files or folders of parts, and open them lazily."""

from pathlib import Path

import pandas as pd

from socialkit import schema
from socialkit.errors import ReadError, SchemaError
from socialkit.scans.choosing import engine_for
from socialkit.scans.engine import Engine, Files
from socialkit.scans.scanned import Scan
from socialkit.snapshot.saved import MANIFEST, TEXTS, manifest_of

_KINDS = ("parquet", "csv")


def scan(
    folder: str | Path,
    *,
    engine: str | Engine = "duckdb",
    memory: str = "3GB",
    threads: int | None = None,
    temporary: str | Path | None = None,
    taken_at: str | pd.Timestamp | None = None,
) -> Scan:
    """Open a saved network of any size, without reading it into memory.

    Parameters
    ----------
    folder
        What `Snapshot.save` wrote; or tables of one's own with the columns of
        `socialkit.schema`, as ``accounts.parquet`` or ``accounts.csv`` and so on, each a file
        or a folder of parts.
    engine
        ``"duckdb"`` works on this machine, spilling to disk; ``"spark"`` on a cluster.
    memory
        How much the engine may hold in memory, such as ``"1GB"``; what exceeds it goes to disk.
    threads
        How many cores it may use; all of them by default.
    temporary
        Where intermediate results are kept; the system's folder for them by default. They are
        deleted when the scan is closed or no longer used.
    taken_at
        The moment the data show; by default as ``snapshot.json`` has it.

    Returns
    -------
    Scan
        Checked as a `Snapshot` is.

    Raises
    ------
    ReadError
        When the folder, a table or ``snapshot.json`` is missing or damaged.
    SchemaError
        Naming every fault in the tables at once.

    Examples
    --------
    >>> import tempfile
    >>> import socialkit as sk
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = sk.datasets.load("therapists").save(f"{folder}/network")
    ...     with scan(path) as network:
    ...         len(network.focal)
    40
    """
    folder = Path(folder)
    facts = _facts(folder, taken_at)
    given = {name: _files(folder, name) for name in schema.TABLES}
    if given["accounts"] is None:
        raise ReadError(f"{folder}: no accounts.parquet or accounts.csv in it.")
    rows = facts.pop("rows")
    options = {"memory": memory, "threads": threads, "temporary": temporary}
    try:
        opened = Scan(**given, **facts, engine=engine_for(given, engine, **options))
    except SchemaError as error:
        raise SchemaError([f"{folder}: {fault}" for fault in error.faults]) from None
    for name, expected in rows.items():
        if opened.rows.get(name, expected) != expected:
            opened.close()
            count = opened.rows[name]
            raise ReadError(f"{folder}: {name} has {count:,} rows where {expected:,} were saved.")
    return opened


def _facts(folder: Path, taken_at: str | pd.Timestamp | None) -> dict[str, object]:
    if not folder.is_dir():
        raise ReadError(f"{folder}: there is no such folder.")
    if taken_at is not None and not (folder / MANIFEST).is_file():
        return {"taken_at": taken_at, "rows": {}}
    manifest = manifest_of(folder)
    facts = {name: manifest[name] for name in (*TEXTS, "notes", "taken_at", "rows")}
    return facts if taken_at is None else {**facts, "taken_at": taken_at}


def _files(folder: Path, name: str) -> Files | None:
    for kind in _KINDS:
        path = folder / f"{name}.{kind}"
        if path.is_file():
            return Files((path,), kind)
        if path.is_dir():
            # What Spark leaves beside its parts (_SUCCESS, .crc) is no part.
            parts = sorted(one for one in path.glob(f"*.{kind}") if not one.name.startswith("."))
            if not parts:
                raise ReadError(f"{path}: no part of the table in it (*.{kind}).")
            return Files(tuple(parts), kind)
    return None
