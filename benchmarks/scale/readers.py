"""Reading by pyarrow and by DuckDB: the four tables, and the follows as rows of the accounts."""

from pathlib import Path

from benchmarks.scale.sizes import PLAIN, TABLES

REFERENCES = {
    "follows": ("follower_id", "followed_id"),
    "posts": ("account_id",),
    "interactions": ("source_id", "target_id"),
}


def pyarrow_read(folder: Path) -> tuple[dict[str, object], list[object]]:
    """Return the tables as pandas has them, and every reference as rows of the accounts."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    tables = {name: pq.read_table(folder / PLAIN / f"{name}.parquet") for name in TABLES}
    ids = tables["accounts"]["account_id"].combine_chunks()
    codes = [
        pc.index_in(tables[name][column], value_set=ids).to_numpy()
        for name, columns in REFERENCES.items()
        for column in columns
    ]
    return {name: table.to_pandas() for name, table in tables.items()}, codes


def duckdb_read(folder: Path) -> tuple[dict[str, object], list[object]]:
    """Return the tables as pandas has them, and every reference as rows of the accounts."""
    import duckdb

    with duckdb.connect() as connection:
        for name in TABLES:
            path = str(folder / PLAIN / f"{name}.parquet")
            connection.read_parquet(path, file_row_number=True).create(name)
        codes = [
            connection.sql(
                f"select a.file_row_number::integer as code from {name} t join accounts a "
                f"on t.{column} = a.account_id order by t.file_row_number"
            ).fetchnumpy()["code"]
            for name, columns in REFERENCES.items()
            for column in columns
        ]
        return {name: connection.table(name).to_arrow_table().to_pandas() for name in TABLES}, codes


READERS = {"pyarrow": pyarrow_read, "DuckDB": duckdb_read}
