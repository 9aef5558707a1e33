"""What an engine must be able to do; everything else is said in narwhals expressions."""

from pathlib import Path
from typing import NamedTuple, Protocol

import narwhals as nw
import pandas as pd


class Files(NamedTuple):
    """One table as it lies on disk: its files, of one kind (``"parquet"`` or ``"csv"``)."""

    paths: tuple[Path, ...]
    kind: str


class Engine(Protocol):
    """Where the tables of a `Scan` live, and who works on them.

    Attributes
    ----------
    keys_are_ids
        Whether the keys by which ties name accounts are the ids themselves. Otherwise they
        are numbers, and null where an id is not in the accounts.
    """

    keys_are_ids: bool

    def tables(self, given: dict[str, object], faults: list[str]) -> dict[str, nw.LazyFrame]:
        """Take the four tables in, each as `Files`, as a frame of the engine's own, or None.

        Returns
        -------
        dict of narwhals.LazyFrame
            ``"accounts"`` with `key` before the columns of the schema, in which times are whole
            microseconds since 1970 (UTC) and what is not there is null; ``"follows"`` with
            `follower` and `followed`, ``"posts"`` with `author`, ``"interactions"`` with
            `source` and `target` in place of the ids. Columns of one's own (``x_``) come along.
            What cannot be so is told in `faults`.
        """
        ...

    def keep(self, frame: nw.LazyFrame, *, by: str | None = None) -> nw.LazyFrame:
        """Work a frame out now and keep it where the tables are, to be read again and again.

        `by` names the column by which it will be joined most.
        """
        ...

    def drop(self, frame: nw.LazyFrame) -> None:
        """Forget what `keep` returned; it must not be used after that."""
        ...

    def collect(self, frame: nw.LazyFrame) -> pd.DataFrame:
        """Work a frame out and return it in memory, with the dtypes of the schema."""
        ...

    def write(self, frame: nw.LazyFrame, path: Path) -> None:
        """Work a frame out and write it to `path` as Parquet, a file or a folder of parts."""
        ...

    def close(self) -> None:
        """Give back what is held: connections, temporary files. Closing twice does nothing."""
        ...


def in_words(rows: int) -> str:
    """Return how many rows these are, in words."""
    return "1 row" if rows == 1 else f"{rows:,} rows"
