"""How many followers to look at, before looking."""

from collections.abc import Iterable

import pandas as pd

from socialkit import estimate
from socialkit.errors import SocialkitError

POPULATIONS = (500, 2_000, 10_000, None)
MARGINS = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1)
VERY_MANY = "very many"


def sample_sizes(
    populations: Iterable[int | None] = POPULATIONS,
    margins: Iterable[float] = MARGINS,
    *,
    p: float = 0.5,
    level: float = 0.95,
) -> pd.DataFrame:
    """Tell how many followers must be drawn at random for which margin, as one table.

    As `socialkit.estimate.sample_size`, for several audiences and margins at once.

    Parameters
    ----------
    populations
        How many followers the audiences have; None for very many.
    margins
        How far the share found may lie off, 0-1: 0.05 for five percentage points.
    p
        The share expected; one half asks for most.
    level
        How sure to be of that, 0-1.

    Returns
    -------
    pandas.DataFrame
        Indexed by `margin` (ascending), one column of Int64 for each population, smallest
        first, named as a reader would say it: ``"of 2,000"``, or ``"of very many"``.

    Raises
    ------
    SocialkitError
        When a margin or `p` is not strictly between 0 and 1, a population is not a whole
        number from 1 on, or nothing is asked.

    References
    ----------
    Cochran 1977, Sampling Techniques, 3rd edition, section 4.4. Wiley.

    Examples
    --------
    >>> sample_sizes([2000, None], [0.05]).loc[0.05].to_dict()
    {'of 2,000': 323, 'of very many': 385}
    """
    asked, wanted = set(populations), sorted(set(margins))
    sizes = [*sorted(asked - {None}), *({None} & asked)]
    if not (sizes and wanted):
        raise SocialkitError("give at least one population and one margin.")
    columns = {
        f"of {VERY_MANY if size is None else f'{size:,}'}": pd.array(
            [estimate.sample_size(margin, size, p, level) for margin in wanted], dtype="Int64"
        )
        for size in sizes
    }
    return pd.DataFrame(columns, index=pd.Index(wanted, name="margin", dtype="float64"))
