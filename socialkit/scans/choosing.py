"""Which engine works on the tables."""

from socialkit.errors import UnknownNameError
from socialkit.scans.engine import Engine

ENGINES = ("duckdb", "spark")


def engine_for(
    given: dict[str, object],
    engine: str | Engine | None = None,
    *,
    memory: str = "3GB",
    threads: int | None = None,
    temporary: str | None = None,
) -> Engine:
    """Return the engine asked for; None goes by what the tables are.

    Raises
    ------
    UnknownNameError
        When there is no such engine.
    """
    if engine is None:
        engine = "spark" if any(_is_of_spark(one) for one in given.values()) else "duckdb"
    if not isinstance(engine, str):
        return engine
    if engine == "duckdb":
        from socialkit.scans.duck import DuckEngine

        return DuckEngine(memory=memory, threads=threads, temporary=temporary)
    if engine == "spark":
        from socialkit.scans.spark import SparkEngine

        return SparkEngine.of(given)
    raise UnknownNameError("engine", engine, ENGINES)


def _is_of_spark(table: object) -> bool:
    """Tell whether a table is Spark's, without loading Spark."""
    native = table.to_native() if hasattr(table, "to_native") else table
    return type(native).__module__.partition(".")[0] == "pyspark"
