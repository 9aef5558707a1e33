"""How much of the piles hangs on where the line for junk is drawn."""

from collections.abc import Sequence

import pandas as pd

from socialkit import quality
from socialkit.snapshot import Snapshot
from socialkit.suggest.totals import triage_totals
from socialkit.suggest.triage import LEAVE_BELOW, NEWEST

LINES = (LEAVE_BELOW / 2, LEAVE_BELOW, 3 * LEAVE_BELOW)
"""Half the line, the line itself, and three times that."""


def triage_sweep(
    snapshot: Snapshot,
    account: str | None = None,
    *,
    leave_below: Sequence[float] = LINES,
    newest: int | None = NEWEST,
    dormant_days: int = quality.DORMANT_DAYS,
) -> pd.DataFrame:
    """Count the piles of new followers for several lines below which a profile is junk.

    Parameters
    ----------
    snapshot, account, newest, dormant_days
        As in `triage`.
    leave_below
        The lines, each between 0 and one half.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure` and `leave_below`, otherwise as `triage_totals`.

    Raises
    ------
    UnknownNameError, SocialkitError
        As `triage`.

    Examples
    --------
    >>> import socialkit as sk
    >>> left = triage_sweep(sk.datasets.load("therapists")).loc["leave", "count"]
    >>> bool(left.is_monotonic_increasing)
    True
    """
    tables = {
        float(line): triage_totals(
            snapshot, account, newest=newest, dormant_days=dormant_days, leave_below=line
        )
        for line in leave_below
    }
    swept = pd.concat(tables, names=["leave_below"]).swaplevel()
    names = next(iter(tables.values())).index
    return swept.loc[[(name, line) for name in names for line in tables]]
