"""How long something lasts, when for some it has not ended yet."""

import math
import warnings

import numpy as np
import pandas as pd
from scipy import stats

from socialkit.errors import SocialkitError
from socialkit.estimate.checks import critical_value, finite_numbers, paired
from socialkit.estimate.number import Estimate, unknown

_ROUNDING = 1e-12


def survival(durations: pd.Series, observed: pd.Series, *, level: float = 0.95) -> pd.DataFrame:
    """Estimate the share still going after each duration (Kaplan-Meier).

    S(t) = product over times t_i <= t of (1 - d_i / n_i), with d_i ends among the n_i not
    yet ended nor lost from sight just before t_i; whoever has not ended yet is censored,
    not counted as ended. The interval is that of log(-log S) with Greenwood's variance.

    Parameters
    ----------
    durations
        How long each one has lasted, in any unit, 0 or more.
    observed
        Whether its end was seen, on the same index; False where it still goes on. Rows
        where either is NA are left out.
    level
        Confidence level, 0-1.

    Returns
    -------
    pandas.DataFrame
        Indexed by `time`, every duration once, in order: `survival`, `low`, `high`
        (Float64; the interval is NA before the first end and once nobody is left),
        `at_risk` and `ended` (Int64). Empty without durations.

    Raises
    ------
    SocialkitError
        When a duration is negative or not a number, or an end is neither seen nor unseen.

    References
    ----------
    Kaplan, Meier 1958, JASA 53:457, doi:10.1080/01621459.1958.10501452.

    Examples
    --------
    >>> days = pd.Series([10, 20, 20, 30, 40])
    >>> survival(days, pd.Series([True, True, False, False, True]))["survival"].round(3).tolist()
    [0.8, 0.6, 0.6, 0.0]
    """
    critical_value(level)
    length, ended = _lifetimes(durations, observed)
    times, at_risk, ends = _counts(length, ended)
    chances, low, high = (np.array([]) for _ in range(3))
    if len(times):
        curve = stats.ecdf(stats.CensoredData(uncensored=length[ended], right=length[~ended])).sf
        chances = curve.probabilities
        with warnings.catch_warnings():
            # SciPy warns where no interval exists; the table has NA there.
            warnings.simplefilter("ignore", RuntimeWarning)
            interval = curve.confidence_interval(level, method="log-log")
        inside = (chances > 0) & (chances < 1)
        low = np.where(inside, interval.low.probabilities, np.nan)
        high = np.where(inside, interval.high.probabilities, np.nan)
    numbers = {"survival": chances, "low": low, "high": high}
    columns = {name: pd.array(column, dtype="Float64") for name, column in numbers.items()}
    columns |= {
        "at_risk": pd.array(at_risk, dtype="Int64"),
        "ended": pd.array(ends, dtype="Int64"),
    }
    return pd.DataFrame(columns, index=pd.Index(times, dtype="float64", name="time"))


def median_survival(
    durations: pd.Series,
    observed: pd.Series,
    *,
    level: float = 0.95,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate after how many days half have ended, from the curve `survival` draws.

    The first time with S(t) <= 1/2; its bounds are the first times at which the lower and
    the upper bound of S(t) have come down to 1/2.

    Parameters
    ----------
    durations, observed, level
        As for `survival`, the durations in days.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        In days; not known when fewer than half have ended, and without an upper bound
        when the curve's upper bound stays above one half.

    Raises
    ------
    SocialkitError
        As for `survival`.

    References
    ----------
    Brookmeyer, Crowley 1982, Biometrics 38:29, doi:10.2307/2530286.

    Examples
    --------
    >>> days = pd.Series([10, 20, 30, 40, 50, 60, 70, 80])
    >>> seen = pd.Series([True, True, True, True, True, False, True, False])
    >>> print(median_survival(days, seen))
    40 days (10 days or more), 6 of 8 ended
    """
    curve = survival(durations, observed, level=level)
    n, ends = int(curve["at_risk"].max() if len(curve) else 0), int(curve["ended"].sum())
    value = _first(curve["survival"])
    if math.isnan(value):
        reason = "fewer than half have ended" if n else "nobody was counted"
        return unknown(note or reason, n=n, frame=frame, unit="days")
    low, high = _first(curve["low"]), _first(curve["high"])
    name, counted = "Kaplan-Meier, log-log", f"{ends:,} of {n:,} ended"
    return Estimate(value, low, high, level, name, n, None, frame, note, "days", counted)


def _lifetimes(durations: pd.Series, observed: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return the durations and whether each end was seen, checked, in one order."""
    both = paired(durations, observed, ("length", "ended")).dropna()
    length, ended = finite_numbers(both["length"]), finite_numbers(both["ended"])
    if (length < 0).any():
        raise SocialkitError("a duration cannot be negative.")
    if not np.isin(ended, (0, 1)).all():
        raise SocialkitError("`observed` must be True where the end was seen, else False.")
    order = np.lexsort((ended, length))
    return length[order], ended[order].astype(bool)


def _counts(length: np.ndarray, ended: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each duration once, how many lasted at least so long, and how many ended."""
    times, place = np.unique(length, return_inverse=True)
    at_risk = len(length) - np.searchsorted(length, times, side="left")
    return times, at_risk, np.bincount(place, weights=ended, minlength=len(times)).astype(int)


def _first(bound: pd.Series) -> float:
    reached = bound.index[(bound <= 0.5 + _ROUNDING).fillna(False).to_numpy(dtype=bool)]
    return float(reached[0]) if len(reached) else math.nan
