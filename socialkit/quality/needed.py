"""What every question about quality needs: the columns, as numbers."""

import math
from collections.abc import Iterable

import narwhals as nw
import pandas as pd

from socialkit.errors import MissingDataError, SocialkitError

DORMANT_DAYS = 60


def needed(features: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Return the columns as Float64.

    Raises
    ------
    MissingDataError
        When a column is missing.
    """
    return features[there(features, columns)].astype("Float64")


def there(features: pd.DataFrame | nw.LazyFrame, columns: Iterable[str]) -> list[str]:
    """Return the names of the columns, all of which must be there.

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
    return columns


def checked_days(dormant_days: float) -> float:
    """Return the days; complain about what is no number of days.

    Raises
    ------
    SocialkitError
        When it is not above 0.
    """
    is_number = isinstance(dormant_days, int | float) and not isinstance(dormant_days, bool)
    if not (is_number and 0 < dormant_days < math.inf):
        raise SocialkitError(f"dormant_days: give a number of days above 0, not {dormant_days!r}.")
    return dormant_days
