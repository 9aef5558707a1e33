"""What every question about quality needs: the columns, as numbers."""

from collections.abc import Iterable

import pandas as pd

from socialkit.errors import MissingDataError

DORMANT_DAYS = 60


def needed(features: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Return the columns as Float64.

    Raises
    ------
    MissingDataError
        When a column is missing.
    """
    columns = list(columns)
    missing = [name for name in columns if name not in features.columns]
    if missing:
        raise MissingDataError(
            f"these features lack {', '.join(missing)}; "
            "make them with sk.features.account_features(snapshot)."
        )
    return features[columns].astype("Float64")
