"""Rows that become columns of the schema's dtypes, batch by batch."""

import pandas as pd

from socialkit import schema

BATCH = 50_000  # rows; large enough for array speed, small enough to forget their objects
_TEXT_OF_POSTS = schema.Column("x_text", schema.TEXT, "the post's text, kept on request")
_COLUMNS = {
    "follows": schema.FOLLOWS,
    "posts": (*schema.POSTS, _TEXT_OF_POSTS),
    "interactions": schema.INTERACTIONS,
}


class Batches:
    """Rows of one table; complete batches are kept as columns."""

    def __init__(self, name: str) -> None:
        self._columns = _COLUMNS[name]
        self._rows: list[tuple] = []
        self._frames: list[pd.DataFrame] = []

    def add(self, row: tuple) -> None:
        """Add one row, its values in the order of the table's columns."""
        self._rows.append(row)
        if len(self._rows) >= BATCH:
            self._pack()

    def extend(self, frame: pd.DataFrame) -> None:
        """Add rows that are columns already; what they lack is NA."""
        self._pack()
        missing = {
            column.name: not_known(column, len(frame))
            for column in self._columns
            if column.name not in frame
        }
        whole = frame.assign(**missing)
        self._frames.append(whole[[column.name for column in self._columns]])

    def table(self) -> pd.DataFrame:
        """Return all rows as one table with a fresh index; ids are plain columns."""
        self._pack()
        whole = pd.concat(self._frames, ignore_index=True)
        self._frames = [whole]
        is_unasked = "x_text" in whole and whole["x_text"].isna().all()
        return whole.drop(columns="x_text") if is_unasked else whole.copy(deep=False)

    def hand_over(self) -> pd.DataFrame:
        """Return all rows as `table` does, and keep none of them."""
        whole = self.table()
        self._frames = []
        return whole

    def newest(self) -> int | None:
        """Return the newest moment in any time column, in microseconds since 1970."""
        frame = self.table()
        found = [
            values.max()
            for _, values in frame.items()
            if values.dtype == schema.TIME and values.notna().any()
        ]
        return max(found).value // 1_000 if found else None

    def _pack(self) -> None:
        if self._rows or not self._frames:
            cells = list(zip(*self._rows, strict=True)) or [[]] * len(self._columns)
            pairs = zip(self._columns, cells, strict=True)
            frame = pd.DataFrame({column.name: array(column, values) for column, values in pairs})
            self._frames.append(frame)
            self._rows = []


def array(column: schema.Column, values: list | tuple) -> object:
    """Return values as an array of a column's dtype; times are microseconds since 1970."""
    if column.dtype == schema.TIME:
        whole = pd.array(values, dtype=schema.COUNT)
        return pd.to_datetime(whole, unit="us", utc=True).astype(schema.TIME)
    if column.dtype == schema.TEXT:
        try:
            return pd.array(values, dtype=schema.TEXT)
        except UnicodeEncodeError:  # half of a character, which no file can hold
            return pd.array([_stored(value) for value in values], dtype=schema.TEXT)
    if isinstance(column.dtype, pd.CategoricalDtype):
        return pd.Categorical(values, dtype=column.dtype)
    return pd.array(values, dtype=column.dtype)


def not_known(column: schema.Column, rows: int) -> object:
    """Return an array of NA of a column's dtype."""
    return pd.Series(pd.NA, index=range(rows), dtype=column.dtype).array


def _stored(value: str | None) -> str | None:
    return None if value is None else value.encode("utf-8", "replace").decode()
