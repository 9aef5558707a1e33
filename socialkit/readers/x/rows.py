"""Rows of whole numbers that take the room of numbers, and become the schema's columns."""

from array import array

import numpy as np
import pandas as pd
import pyarrow as pa

from socialkit import schema
from socialkit.readers.csvfile import text_column

NOT_KNOWN = -1
"""Stands for a number that is not known; none of those kept here is below 0."""


class Rows:
    """A growing table of whole numbers."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._cells = array("q")

    def __len__(self) -> int:
        return len(self._cells) // len(self._names)

    def __getitem__(self, name: str) -> np.ndarray:
        return np.asarray(self._cells).reshape(-1, len(self._names))[:, self._names.index(name)]

    def add(self, *row: int | None) -> None:
        """Add one row, its values in the order of the columns; None is not known."""
        self._cells.extend([NOT_KNOWN if value is None else value for value in row])

    def at(self, rows: np.ndarray) -> dict[str, np.ndarray]:
        """Return some rows, by column."""
        return {name: self[name][rows] for name in self._names}


class Names:
    """Texts that come again and again, each known by a number."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def code(self, text: str) -> int:
        """Return the number of a text, the same each time."""
        return self._codes.setdefault(text, len(self._codes))

    def all(self) -> list[str]:
        """Return all texts in the order of their numbers."""
        return list(self._codes)

    def texts(self, codes: np.ndarray) -> pd.Series:
        """Return the texts that stand behind numbers."""
        return text_column(pa.array(self.all(), pa.large_string()).take(pa.array(codes)))


def counts(values: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """Return numbers as a column of counts."""
    return pd.arrays.IntegerArray(values.copy(), values < 0)


def flags(values: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """Return 0 and 1 as a column of no and yes."""
    return pd.arrays.BooleanArray(values > 0, values < 0)


def times(values: np.ndarray) -> pd.Series:
    """Return microseconds since 1970 as a column of times."""
    return pd.to_datetime(pd.Series(counts(values)), unit="us", utc=True).astype(schema.TIME)
