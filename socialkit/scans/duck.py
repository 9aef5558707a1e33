"""DuckDB: the tables stay in files, intermediate results in a temporary database on disk."""

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TypeVar

import duckdb
import narwhals as nw
import pandas as pd

from socialkit import schema
from socialkit.errors import ReadError, SchemaError, SocialkitError
from socialkit.progress import result_of
from socialkit.scans.casts import casts
from socialkit.scans.ducksql import Stream, keyed, reader, unreadable, without_index
from socialkit.scans.engine import Files, in_words
from socialkit.scans.results import as_schema

T = TypeVar("T")


class DuckEngine:
    """Work on tables of any size on one machine; what exceeds `memory` goes to disk.

    Parameters
    ----------
    memory
        How much may be held in memory, such as ``"1GB"``.
    threads
        How many cores may be used; None for all.
    temporary
        The folder for intermediate results; None for the system's.
    """

    keys_are_ids = False

    def __init__(
        self,
        *,
        memory: str = "3GB",
        threads: int | None = None,
        temporary: str | Path | None = None,
    ) -> None:
        try:
            folder = tempfile.mkdtemp(prefix="socialkit-", dir=temporary)
        except OSError as error:
            raise SocialkitError(f"temporary: {temporary} cannot be used ({error}).") from error
        settings = {
            "memory_limit": memory,
            "temp_directory": os.path.join(folder, "spilled"),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            **({} if threads is None else {"threads": threads}),
        }
        try:
            self._connection = duckdb.connect(os.path.join(folder, "kept.duckdb"), config=settings)
        except duckdb.Error as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise SocialkitError(f"DuckDB does not take these settings: {_first(error)}") from error
        self._connection.execute("SET enable_progress_bar = false")
        self._numbers = count()
        # Also when it is no longer used, and when Python ends, as after Ctrl-C.
        self._end = weakref.finalize(self, _remove, self._connection, folder)

    def tables(self, given: dict[str, object], faults: list[str]) -> dict[str, nw.LazyFrame]:
        """Take the tables in; ties get the accounts' row numbers in place of ids."""
        with _told():
            return {name: self._frame(self._taken(name, given[name], faults)) for name in given}

    def keep(self, frame: nw.LazyFrame, *, by: str | None = None) -> nw.LazyFrame:
        """Write a frame into the temporary database; how it lies there is all one to DuckDB."""
        with _told():
            name = f"kept_{next(self._numbers)}"
            self._wait(lambda: frame.to_native().create(name))
            return self._frame(name)

    def drop(self, frame: nw.LazyFrame) -> None:
        """Delete what `keep` returned; it must not be used after that."""
        with _told():
            self._connection.execute(f'DROP TABLE "{frame.to_native().alias}"')

    def collect(self, frame: nw.LazyFrame) -> pd.DataFrame:
        """Return a frame in memory, in no particular order."""
        with _told():
            arrow = self._wait(frame.to_native().to_arrow_table)
        return as_schema(arrow.to_pandas(types_mapper=_nullable))

    def write(self, frame: nw.LazyFrame, path: Path) -> None:
        """Write a frame to one Parquet file."""
        with _told():
            self._wait(lambda: frame.to_native().write_parquet(str(path), compression="zstd"))

    def close(self) -> None:
        """Close the database and delete what was kept."""
        self._end()

    def _wait(self, work: Callable[[], T]) -> T:
        """Do a long piece of work in such a way that Ctrl-C ends it at once."""
        with ThreadPoolExecutor(1) as pool:
            result = pool.submit(work)
            try:
                return result_of(result, "DuckDB")
            except KeyboardInterrupt:
                self._connection.interrupt()
                raise

    def _frame(self, name: str) -> nw.LazyFrame:
        return nw.from_native(self._connection.table(name))

    def _taken(self, table: str, given: object, faults: list[str]) -> str:
        """Write one table, as the schema wants it and with keys, into the temporary database."""
        source, types = self._source(table, given)
        for name in (column.name for column in schema.TABLES[table] if column.is_key):
            if name not in types and given is not None:
                faults.append(f"{table}.{name}: the column is missing")
        is_text = isinstance(given, Files) and given.kind == "csv"
        columns = list(casts(table, types, is_text=is_text))
        doubtful = [one for one in columns if not one.is_exact]
        if doubtful:
            bad = self._execute(unreadable(source, doubtful)).fetchone()
            told = zip(doubtful, bad, strict=True)
            faults += [f"{one.fault} ({in_words(rows)})" for one, rows in told if rows]
        # The order of the accounts is kept, since their row numbers are the keys.
        self._execute(f"SET preserve_insertion_order = {table == 'accounts'}")
        self._execute(f"CREATE TABLE {table} AS {keyed(table, source, columns)}")
        self._execute("SET preserve_insertion_order = false")
        if table == "accounts":
            self._execute(f"CREATE VIEW ids AS {self._ids()}")
        return table

    def _source(self, table: str, given: object) -> tuple[str, dict[str, str]]:
        """Return the SQL that reads a table, and the SQL types of its columns."""
        if given is None:
            return "(SELECT 0 AS nothing WHERE false)", {}
        name = reader(given) if isinstance(given, Files) else self._registered(table, given)
        described = self._execute(f"DESCRIBE SELECT * FROM {name}").fetchall()
        return name, {column: kind for column, kind, *_ in described}

    def _registered(self, table: str, given: object) -> str:
        """Give a table of somebody else's a name in the temporary database."""
        name = f"given_{table}"
        native = given.to_native() if isinstance(given, nw.LazyFrame | nw.DataFrame) else given
        if isinstance(native, duckdb.DuckDBPyRelation):
            # It may belong to another connection; a stream of batches goes anywhere, once.
            self._connection.register("stream", native.to_arrow_reader())
            self._execute(f"CREATE TABLE {name} AS FROM stream")
            self._connection.unregister("stream")
        elif hasattr(native, "__arrow_c_stream__"):
            self._connection.register(name, Stream(without_index(table, native)))
        else:
            word = type(native).__name__
            raise SchemaError([f"{table}: DuckDB cannot read a {word}; give an Arrow table"])
        return name

    def _ids(self) -> str:
        """Return the SQL of the ids and their keys; an id that stands twice would double ties."""
        twins = "SELECT count(*) > count(DISTINCT account_id) FROM accounts"
        if self._execute(twins).fetchone()[0]:
            return "SELECT account_id, min(key) AS key FROM accounts GROUP BY account_id"
        return "SELECT account_id, key FROM accounts"

    def _execute(self, sql: str) -> duckdb.DuckDBPyConnection:
        return self._wait(lambda: self._connection.execute(sql))


def _nullable(arrow_type: object) -> object:
    """Return the dtype in which an Arrow column loses nothing; whole numbers would as floats."""
    kinds = {"bool": schema.FLAG, "string": schema.TEXT, "large_string": schema.TEXT}
    word = str(arrow_type)
    return schema.COUNT if word.startswith(("int", "uint")) else kinds.get(word)


@contextmanager
def _told() -> Iterator[None]:
    """Say in one sentence what DuckDB could not do, and what to do about it."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise SocialkitError(
            f"the memory allowed, or the disk for temporary files, is too small ({_first(error)}). "
            "Give sk.scan a larger memory=, or with temporary= a folder on a disk with more room."
        ) from error
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise ReadError(f"a table cannot be read or written ({_first(error)}).") from error
    except duckdb.ConnectionException as error:
        raise SocialkitError("the scan was closed; open it again with sk.scan.") from error
    except duckdb.Error as error:
        raise SocialkitError(f"DuckDB could not work that out ({_first(error)}).") from error
    except RuntimeError as error:
        if "interrupted" not in str(error):
            raise
        raise KeyboardInterrupt from error  # Ctrl-C, as everywhere else


def _first(error: Exception) -> str:
    """Return what went wrong, without DuckDB's advice on settings one does not have here."""
    return str(error).strip().partition("\n")[0]


def _remove(connection: duckdb.DuckDBPyConnection, folder: str) -> None:
    connection.close()
    shutil.rmtree(folder, ignore_errors=True)
