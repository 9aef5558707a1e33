"""What every estimate asks of its numbers before it counts with them."""

import math
from functools import lru_cache
from numbers import Real

import numpy as np
import pandas as pd
from scipy import stats

from socialkit.errors import SocialkitError


def critical_value(level: float) -> float:
    """Return z: how many standard errors the interval of that level reaches either way."""
    if not (_is_number(level) and 0 < level < 1):
        raise SocialkitError(f"the level must lie between 0 and 1, got {level}.")
    return _isf((1 - level) / 2)


@lru_cache(maxsize=256)
def _isf(tail: float) -> float:
    return float(stats.norm.isf(tail))


def check_counts(k: int, n: int, population: int | None) -> None:
    """Refuse counts of which one is not whole, or more than the next."""
    counts = [k, n] if population is None else [k, n, population]
    whole = all(_is_number(count) and count == int(count) for count in counts)
    if not whole or not 0 <= k <= n <= counts[-1]:
        raise SocialkitError(
            f"cannot have {k} of {n} counted, of {population} in all: "
            "whole numbers, and each number may be at most the next."
        )


def check_share(value: float, what: str, *, inside: bool = False) -> None:
    """Refuse what is not a share from 0 to 1; `inside` refuses 0 and 1 too."""
    if not _is_number(value) or not 0 <= value <= 1 or (inside and value in (0, 1)):
        between = "strictly between 0 and 1" if inside else "between 0 and 1"
        raise SocialkitError(f"the {what} must lie {between}, got {value}.")


def finite_numbers(values: pd.Series) -> np.ndarray:
    """Return the known values as numbers, in the caller's order."""
    try:
        numbers = pd.Series(values).dropna().to_numpy(dtype=float)
    except (TypeError, ValueError) as error:
        raise SocialkitError(f"these values are not all numbers: {error}.") from error
    if not np.isfinite(numbers).all():
        raise SocialkitError("these values are not all finite numbers.")
    return numbers


def paired(first: pd.Series, second: pd.Series, names: tuple[str, str]) -> pd.DataFrame:
    """Set two columns beside each other by their index."""
    try:
        return pd.DataFrame(dict(zip(names, map(pd.Series, (first, second)), strict=True)))
    except ValueError as error:
        raise SocialkitError(f"these columns cannot be paired by their index: {error}.") from error


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and math.isfinite(value)
