"""Accounts and what is known of each, kept by column while an export is read."""

import pandas as pd

from socialkit import schema
from socialkit.readers.columns import array, not_known

_KNOWN = {column.name: column for column in schema.ACCOUNTS}


class Described:
    """Accounts in the order in which they were met, each with the facts that are known.

    A list for each fact takes a third of the room of a dictionary for each account.
    """

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._columns: dict[str, list[object]] = {}

    def __contains__(self, account_id: object) -> bool:
        return account_id in self._rows

    def meet(self, account_id: str) -> None:
        """Add an account of which nothing else is known yet."""
        if account_id not in self._rows:
            self._rows[account_id] = len(self._rows)

    def add(self, account_id: str, facts: dict[str, object]) -> None:
        """Add what is known of an account; what is None leaves what was known before."""
        row = self._rows.setdefault(account_id, len(self._rows))
        for name, value in facts.items():
            if value is None:
                continue
            column = self._columns.setdefault(name, [])
            if len(column) <= row:
                column.extend([None] * (row + 1 - len(column)))
            column[row] = value

    def facts(self, account_id: str | None) -> dict[str, object]:
        """Return what is known of an account so far."""
        row = self._rows.get(account_id)
        if row is None:
            return {}
        known = ((name, cells[row]) for name, cells in self._columns.items() if row < len(cells))
        return {name: value for name, value in known if value is not None}

    def newest(self, *, but: str | None) -> int | None:
        """Return the newest moment in any column; for account `but`, not when it was opened."""
        left_out = self._rows.get(but)
        found = []
        for name, column in _KNOWN.items():
            if column.dtype == schema.TIME:
                cells = enumerate(self._columns.get(name, ()))
                skipped = left_out if name == "created_at" else None
                found += [at for row, at in cells if at is not None and row != skipped]
        return max(found, default=None)

    def hand_over(self) -> pd.DataFrame:
        """Return the accounts as a table of the schema, ``x_`` columns behind, NA for unknown.

        The id is the first column; the index is fresh. Nothing is kept, so that no account
        is held twice.
        """
        size = len(self._rows)
        id_column, *others = schema.ACCOUNTS
        own = sorted(name for name in self._columns if name not in _KNOWN)
        others += [schema.Column(name, _own_dtype(self._columns[name]), "") for name in own]
        arrays = {id_column.name: array(id_column, list(self._rows))}
        for column in others:
            cells = self._columns.pop(column.name, None)
            if cells is None:
                arrays[column.name] = not_known(column, size)
            else:
                arrays[column.name] = array(column, cells + [None] * (size - len(cells)))
        self._rows = {}
        return pd.DataFrame(arrays, copy=False)


def _own_dtype(cells: list[object]) -> object:
    first = next(cell for cell in cells if cell is not None)
    if isinstance(first, bool):
        return schema.FLAG
    return schema.COUNT if isinstance(first, int) else schema.TEXT
