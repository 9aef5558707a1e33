"""Withhold small numbers, and enough others that no sum gives them back."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit.errors import PrivacyError
from socialkit.privacy.protecting import complemented, is_safe
from socialkit.privacy.tablecells import Cells, cells_of

FLOOR = 5
ZEROS = ("group", "all", "keep")


class Suppressed(NamedTuple):
    """A table fit to publish.

    Attributes
    ----------
    table
        The table given, NA where a number is withheld.
    is_suppressed
        The same rows and columns: true where withheld. NA elsewhere was not known before.
    note
        In words, what was withheld and why; it belongs under the table.
    """

    table: pd.DataFrame | pd.Series
    is_suppressed: pd.DataFrame | pd.Series
    note: str


def suppress(
    table: pd.DataFrame | pd.Series,
    k: int = 10,
    *,
    n: int | pd.Series | None = None,
    total: str | None = None,
    totals_known: bool = True,
    zeros: str = "group",
) -> Suppressed:
    """Withhold counts below k, and others so that no total gives them back.

    Primary: counts of 1 to k - 1 (also in the totals of the table). Complementary: the
    cheapest further cells, until for each of the former the values that fit everything shown,
    all counts being 0 or more, reach from one to another k - 1 or more apart, and up to k or
    more. So nobody can work a small count out, nor that it is small (Hundepool et al. 2012; the
    flows are those of Cox 1995). Cells that are not needed for that
    stay. Against totals that are known anyway and below k nothing helps; the note says so.

    Zeros: that nobody is in a cell says something of everybody else. By default
    (``"group"``) a zero stays, unless a whole row or column stands in a single cell: "all
    40 are dormant" is then a statement on each of the 40, so this cell counts as small, too.
    ``"all"`` withholds zeros as well, ``"keep"`` none of that.

    Parameters
    ----------
    table
        Counts: a Series, or rows by columns. With `n` shares (0-1) of a row, or of the
        Series, that add up to 1 or less. NA is not known, and stays NA.
    k
        The smallest count that may be shown: 10 by default, 5 at least.
    n
        What the shares are shares of: a number for a Series, one per row for a table. Shares
        times `n` are counts again, so the shares of withheld counts are withheld.
    total
        The label of the row and/or column of totals, where the table has them.
    totals_known
        Whether readers can know the totals that the table does not show, such as the number
        of followers. Only say False of totals that are published nowhere.
    zeros
        ``"group"``, ``"all"`` or ``"keep"``.

    Returns
    -------
    Suppressed
        The table, which cells are withheld, and a note.

    Raises
    ------
    PrivacyError
        When the numbers are no counts (or shares of `n`), the totals do not add up, or `k`
        is below 5.

    References
    ----------
    Cox 1995. Network models for complementary cell suppression. Journal of the American
    Statistical Association 90(432):1453.
    Hundepool, Domingo-Ferrer, Franconi, Giessing, Schulte Nordholt, Spicer, de Wolf 2012.
    Statistical Disclosure Control. Wiley. https://doi.org/10.1002/9781118348239
    Willenborg, de Waal 2001. Elements of Statistical Disclosure Control. Springer.
    https://doi.org/10.1007/978-1-4613-0121-9

    Examples
    --------
    >>> counts = pd.Series({"engaged": 60, "silent": 30, "dormant": 12, "junk": 3})
    >>> safe = suppress(counts)
    >>> safe.table.tolist()
    [60, 30, <NA>, <NA>]
    >>> safe.note
    '2 of 4 numbers withheld: counts below 10, and those that would give them back.'
    """
    _check(table, k, zeros)
    cells = cells_of(table, n=n, total=total, totals_known=totals_known)
    is_small = _small(cells, k, zeros)
    is_withheld = complemented(cells.arcs, is_small, cells.is_hidden, k)
    small = np.flatnonzero(is_small).tolist()
    unsafe = [one for one in small if not is_safe(cells.arcs, is_withheld, one, k)]
    mask = cells.mask(is_withheld)
    shown = table.astype("Int64" if n is None else "Float64").mask(mask)
    return Suppressed(shown, mask, _note(mask, k, len(unsafe)))


def _check(table: pd.DataFrame | pd.Series, k: int, zeros: str) -> None:
    if not isinstance(table, pd.DataFrame | pd.Series):
        raise PrivacyError(f"suppress takes a table or column of counts, not {type(table)}.")
    if isinstance(k, bool) or not isinstance(k, int | np.integer) or k < FLOOR:
        raise PrivacyError(f"k must be a whole number of {FLOOR} or more, not {k!r}.")
    if zeros not in ZEROS:
        raise PrivacyError(f"zeros must be one of {', '.join(ZEROS)}, not {zeros!r}.")


def _small(cells: Cells, k: int, zeros: str) -> np.ndarray:
    """Tell which cells are too small to show, or tell too much of everybody."""
    value = cells.arcs.value
    least = 0 if zeros == "all" else 1
    is_small = (value >= least) & (value < k)
    if zeros != "keep":
        is_small |= cells.holds_all
    return is_small & cells.is_open


def _note(mask: pd.DataFrame | pd.Series, k: int, unsafe: int) -> str:
    count = int(np.asarray(mask).sum())
    if not count:
        return f"No number withheld: no count is below {k:,}."
    note = (
        f"{count:,} of {mask.size:,} numbers withheld: counts below {k:,}, and those that would "
        "give them back."
    )
    if not unsafe:
        return note
    return (
        f"{note} Totals that are known leave fewer than {k:,} values for {unsafe:,} of them, "
        "whatever is withheld; join rows, or do not publish the table."
    )
