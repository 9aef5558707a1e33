"""What socialkit's own benchmarks measured, with the machine and the day."""

import pandas as pd

from socialkit.datasets._bundled import bundled

DTYPES = {
    **dict.fromkeys(("task", "network", "way", "date", "machine"), "str"),
    **dict.fromkeys(("accounts", "follows", "times"), "Int64"),
    **dict.fromkeys(("seconds", "gigabytes"), "Float64"),
}


def measured() -> pd.DataFrame:
    """Return how long socialkit takes, and in how much memory, as `make bench` measured it.

    Returns
    -------
    pandas.DataFrame
        One row for each task, network and way: `task` (``"whole"`` is everything from the
        saved file to the finished tables in one process), `network` (``"S"``, ``"M"``,
        ``"L"``, ``"XL"``), `way` (``"socialkit"``, ``"by hand"`` or a library), `accounts`,
        `follows`, `seconds` (median), `gigabytes` (the most memory held), `times` (how often
        it was measured), `date` and `machine`.

    Examples
    --------
    >>> bool((measured()["seconds"] > 0).all())
    True
    """
    return pd.read_csv(bundled("data", "scale", "measured.csv"), dtype=DTYPES)
