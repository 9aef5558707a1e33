"""Spark: the tables stay on the cluster, and so does what is worked out from them."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import narwhals as nw
import pandas as pd

from socialkit import schema
from socialkit.errors import ReadError, SocialkitError
from socialkit.scans.engine import Files, in_words
from socialkit.scans.results import as_schema
from socialkit.scans.spark.casts import casts, faulty, keyed
from socialkit.scans.spark.reading import is_spark, native_of, read

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_PANDAS = {
    "string": schema.TEXT,
    "bool": schema.FLAG,
    "int64": schema.COUNT,
    "int32": pd.Int32Dtype(),
    "double": pd.Float64Dtype(),
}


class SparkEngine:
    """Work on the tables where Spark has them.

    Parameters
    ----------
    session
        The Spark session to work in. It belongs to whoever made it: it is neither configured
        nor stopped. None takes the active one or else starts one, as `spark-submit` and
        Spark's own files configure it, on this machine where they say nothing; that one is
        stopped by `close`.
    """

    keys_are_ids = True

    def __init__(self, session: "SparkSession | None" = None) -> None:
        self._started = session is None and _active() is None
        self._session = session or _active() or _start()
        self._kept: list[DataFrame] = []
        if type(self._session).__module__.startswith("pyspark.sql.connect"):
            raise SocialkitError(
                "A Spark Connect session cannot keep intermediate results where they are; "
                "run this on the cluster itself (spark-submit, or a notebook on it)."
            )

    @classmethod
    def of(cls, given: dict[str, object]) -> "SparkEngine":
        """Return the engine of the session that the tables given belong to."""
        natives = (native_of(one) for one in given.values())
        return cls(next((one.sparkSession for one in natives if is_spark(one)), None))

    def tables(self, given: dict[str, object], faults: list[str]) -> dict[str, nw.LazyFrame]:
        """Take the tables in; ids are their own keys."""
        with _told(self._session):
            return {name: self._table(name, given[name], faults) for name in given}

    def keep(self, frame: nw.LazyFrame, *, by: str | None = None) -> nw.LazyFrame:
        """Work a frame out on the cluster and cut its plan; `by` lays it out for joins by that.

        It is kept in the executors' memory and on their disks, and lost with an executor. A
        session with a checkpoint folder (``SparkContext.setCheckpointDir``) keeps it there.
        """
        native = frame.to_native()
        with _told(self._session), self._laid_out(by):
            folder = self._session.sparkContext.getCheckpointDir()
            native = native.select("*") if by is None else native.repartition(by)
            kept = native.localCheckpoint() if folder is None else native.checkpoint()
        self._kept.append(kept)
        return nw.from_native(kept)

    @contextmanager
    def _laid_out(self, by: str | None) -> Iterator[None]:
        """Let Spark remember how what is kept is laid out: it forgets where it adapts plans."""
        adaptive, conf = "spark.sql.adaptive.enabled", self._session.conf
        before = conf.getAll.get(adaptive)
        if by is not None:
            conf.set(adaptive, "false")
        try:
            yield
        finally:
            conf.unset(adaptive) if before is None else conf.set(adaptive, before)

    def drop(self, frame: nw.LazyFrame) -> None:
        """Let the executors forget what `keep` returned; it must not be used after that."""
        native = frame.to_native()
        self._kept = [one for one in self._kept if one is not native]
        native._jdf.queryExecution().logical().rdd().unpersist(False)

    def collect(self, frame: nw.LazyFrame) -> pd.DataFrame:
        """Return a frame in memory, in no particular order, if the driver may hold it."""
        with _told(self._session):
            arrow = frame.to_native().toArrow()
        return as_schema(arrow.to_pandas(types_mapper=lambda kind: _PANDAS.get(str(kind))))

    def write(self, frame: nw.LazyFrame, path: Path) -> None:
        """Write a frame as a folder of Parquet files."""
        with _told(self._session):
            frame.to_native().write.parquet(f"file://{path.absolute()}")

    def close(self) -> None:
        """Let the executors forget all that was kept; stop the session if it was started here."""
        is_running = self._session.sparkContext._jsc is not None
        for kept in self._kept if is_running else []:
            self.drop(nw.from_native(kept))
        if self._started:
            self._session.stop()
            self._started = False

    def _table(self, table: str, given: object, faults: list[str]) -> nw.LazyFrame:
        native = read(self._session, table, given)
        types = dict(native.dtypes)
        for name in (column.name for column in schema.TABLES[table] if column.is_key):
            if name not in types and given is not None:
                faults.append(f"{table}.{name}: the column is missing")
        is_text = isinstance(given, Files) and given.kind == "csv"
        columns = list(casts(table, types, is_text=is_text))
        if counts := faulty(columns):
            row = native.selectExpr(*counts.values()).first()
            found = zip(counts, row, strict=True)
            faults += [f"{fault} ({in_words(bad)})" for fault, bad in found if bad]
        return nw.from_native(native.selectExpr(*keyed(table, columns)))


def _active() -> "SparkSession | None":
    _installed()
    from pyspark.sql import SparkSession

    return SparkSession.getActiveSession()


def _start() -> "SparkSession":
    """Start Spark as it is configured; without a word on where, on this machine alone."""
    from pyspark import SparkConf
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("socialkit")
    try:
        if SparkConf().get("spark.master") is None:
            for name, value in _ALONE.items():
                builder = builder.config(name, value)
        return builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise SocialkitError(f"Spark does not start ({error}). {_JAVA}") from error


_JAVA = "It needs Java 17 or newer (on Debian: apt-get install openjdk-17-jre-headless)."
_ALONE = {
    "spark.master": "local[*]",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}


def _installed() -> None:
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise SocialkitError(
            "Spark is not installed. Install it with: pip install 'socialkit[spark]'. " + _JAVA
        ) from None
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=os.path.join(home, "bin") if home else None) is None:
        raise SocialkitError(f"Spark finds no Java. {_JAVA} JAVA_HOME says where it is.")


@contextmanager
def _told(session: "SparkSession") -> Iterator[None]:
    """Say in one sentence what Spark could not do, and what to do about it."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    if session.sparkContext._jsc is None:
        raise SocialkitError("the scan was closed, or its Spark session stopped; open it again.")
    try:
        yield
    except (PySparkException, Py4JError) as error:
        text = str(error)
        if "spark.driver.maxResultSize" in text:
            raise SocialkitError(
                "the result is larger than Spark's driver may hold (spark.driver.maxResultSize). "
                "Ask for fewer rows or columns, or write it where it is: scan.write(frame, path)."
            ) from error
        first = str(getattr(error, "java_exception", text)).strip().partition("\n")[0]
        raise ReadError(f"Spark could not work that out: {first}") from error
