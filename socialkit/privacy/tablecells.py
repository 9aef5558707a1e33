"""A table of counts as cells and sums: what is in it, and what readers know besides."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit.errors import PrivacyError
from socialkit.privacy.flows import Arcs


class Cells(NamedTuple):
    """Every cell and every total, those not in the table too, as arcs.

    Attributes
    ----------
    arcs
        One per cell.
    place
        For each the row and column of the table where it stands; -1 outside it.
    is_hidden
        Whether nobody sees it anyway: a rest, or a total published nowhere.
    is_open
        Whether it is a number of the table, or the rest of one, that may have to be withheld.
    holds_all
        Whether a row or column of several cells stands in this one alone.
    shape
        The given table, for its labels.
    """

    arcs: Arcs
    place: np.ndarray
    is_hidden: np.ndarray
    is_open: np.ndarray
    holds_all: np.ndarray
    shape: pd.DataFrame | pd.Series

    def mask(self, is_withheld: np.ndarray) -> pd.DataFrame | pd.Series:
        """Return which cells of the table are withheld, in its own rows and columns."""
        values = np.zeros(
            (len(self.shape), 1 if self.shape.ndim == 1 else self.shape.shape[1]), bool
        )
        inside = is_withheld & (self.place[:, 0] >= 0)
        values[tuple(self.place[inside].T)] = True
        if isinstance(self.shape, pd.Series):
            return pd.Series(values[:, 0], index=self.shape.index, name=self.shape.name)
        return pd.DataFrame(values, index=self.shape.index, columns=self.shape.columns)


def cells_of(
    table: pd.DataFrame | pd.Series,
    *,
    n: int | pd.Series | None,
    total: str | None,
    totals_known: bool,
) -> Cells:
    """Read a table as a circulation: grand total, column totals, cells, row totals, and back."""
    counts, known = whole_counts(table, n)
    is_line = isinstance(table, pd.Series)
    rows = _inner(table.index, total)
    columns = np.array([0]) if is_line else _inner(table.columns, total)
    down = [*rows.tolist(), _total_place(table.index, total)]
    across = [*columns.tolist(), -1 if is_line else _total_place(table.columns, total)]
    inner = counts[np.ix_(rows, columns)]
    if n is not None:
        rest = sizes(table, n) - inner.sum(axis=None if is_line else 1)
        if (np.atleast_1d(rest) < 0).any():
            raise PrivacyError("these shares of a row add up to more than 1; give each by itself.")
        inner = np.append(
            inner, np.reshape(rest, (1, 1) if is_line else (-1, 1)), axis=int(not is_line)
        )
        (down if is_line else across).insert(-1, -1)
    grid = _with_totals(inner)
    places = np.array([[(i, j) if min(i, j) >= 0 else (-1, -1) for j in across] for i in down])
    _check_sums(grid, places, counts, known)
    if is_line:  # the total over a single column is that column: no number of its own
        grid, places = grid[:, :1], places[:, :1]
    return _as_cells(table, grid, places, known, totals_known)


def _as_cells(
    table: pd.DataFrame | pd.Series,
    grid: np.ndarray,
    places: np.ndarray,
    known: np.ndarray,
    totals_known: bool,
) -> Cells:
    i, j = (part.ravel() for part in np.indices(grid.shape))
    place = places.reshape(-1, 2)
    is_row_sum = (j == grid.shape[1] - 1) & isinstance(table, pd.DataFrame)
    is_column_sum = i == grid.shape[0] - 1
    is_total = is_row_sum | is_column_sum
    is_inside = place[:, 0] >= 0
    is_known = np.ones(len(i), dtype=bool)
    is_known[is_inside] = known[tuple(place[is_inside].T)]
    is_hidden = ~is_inside & (~is_total | (not totals_known))
    is_open = (is_inside | ~is_total) & is_known
    value = grid.ravel()
    cost = np.where(is_hidden, 0.0, np.where(is_open, value + 1.0, np.inf))
    # Of a single column the totals of the rows are no numbers: all rows are one node.
    row, column = (np.zeros_like(i) if table.ndim == 1 else i), grid.shape[0] + j
    is_reversed = is_row_sum != is_column_sum
    arcs = Arcs(
        tail=np.where(is_reversed, row, column),
        head=np.where(is_reversed, column, row),
        value=value,
        cost=cost,
    )
    return Cells(arcs, place, is_hidden, is_open, _alone(grid, is_total) & is_inside, table)


def _alone(grid: np.ndarray, is_total: np.ndarray) -> np.ndarray:
    """Tell which cells are all there is in a row or column of several cells."""
    inner = ~is_total.reshape(grid.shape)
    alone = np.zeros(grid.shape, dtype=bool)
    for axis in (0, 1):
        cells = inner.sum(axis=axis, keepdims=True)
        sums = np.where(inner, grid, 0).sum(axis=axis, keepdims=True)
        alone |= inner & (cells > 1) & (grid == sums) & (sums > 0)
    return alone.ravel()


def whole_counts(table: pd.DataFrame | pd.Series, n: object) -> tuple[np.ndarray, np.ndarray]:
    """Return the counts, or what the shares are counts of, and which of them are known."""
    frame = table.to_frame() if isinstance(table, pd.Series) else table
    try:
        values = frame.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        raise PrivacyError("suppress takes numbers only; leave columns of text out.") from None
    known = ~np.isnan(values)
    values = np.where(known, values, 0.0)
    if n is not None:
        values = values * np.reshape(sizes(table, n), (-1, 1))
    whole = np.rint(values)
    is_wrong = (values < 0) | (whole > 2**53) | ~np.isfinite(values)
    if n is None:
        is_wrong |= np.abs(whole - values) > 0
    if is_wrong.any():
        raise PrivacyError(
            "suppress takes counts, whole numbers of 0 or more; for shares give n, too."
        )
    return whole.astype(np.int64), known


def sizes(table: pd.DataFrame | pd.Series, n: object) -> np.ndarray | int:
    """Return what shares are shares of: a number, or one for each row."""
    if not isinstance(n, pd.Series):
        return int(n)
    if isinstance(table, pd.Series):
        raise PrivacyError("shares in one column are shares of one number; give n as that.")
    found = n.reindex(table.index)
    if found.isna().any():
        raise PrivacyError("n must hold a number for every row of the shares.")
    return found.to_numpy(dtype=np.int64)


def _inner(labels: pd.Index, total: str | None) -> np.ndarray:
    if not labels.is_unique:
        raise PrivacyError("rows and columns must have names of their own, each once.")
    return np.flatnonzero([total is None or label != total for label in labels])


def _total_place(labels: pd.Index, total: str | None) -> int:
    return int(labels.get_loc(total)) if total is not None and total in labels else -1


def _with_totals(inner: np.ndarray) -> np.ndarray:
    grid = np.zeros((inner.shape[0] + 1, inner.shape[1] + 1), dtype=np.int64)
    grid[:-1, :-1] = inner
    grid[-1, :-1], grid[:-1, -1], grid[-1, -1] = inner.sum(axis=0), inner.sum(axis=1), inner.sum()
    return grid


def _check_sums(
    grid: np.ndarray, places: np.ndarray, counts: np.ndarray, known: np.ndarray
) -> None:
    for i, j in np.ndindex(*grid.shape):
        row, column = places[i, j]
        if row >= 0 and known[row, column] and counts[row, column] != grid[i, j]:
            raise PrivacyError(
                f"the total in row {row + 1}, column {column + 1} is {counts[row, column]:,}, "
                f"and the counts add up to {grid[i, j]:,}."
            )
