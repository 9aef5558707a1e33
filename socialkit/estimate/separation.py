"""How well a number tells two kinds apart."""

import math

import numpy as np
import pandas as pd
from scipy import stats

from socialkit.errors import SocialkitError
from socialkit.estimate.checks import critical_value, finite_numbers
from socialkit.estimate.number import Estimate, joined, unknown

FEWEST_KIND = 5
"""With fewer of either kind no interval is given."""
_APART = "the two kinds do not overlap, so they cannot show how far the number may lie off"


def auc(
    values: pd.Series,
    label: pd.Series,
    *,
    strata: pd.Series | None = None,
    level: float = 0.95,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate how often one with the label has the larger value than one without (AUC).

    AUC = P(X > Y) + P(X = Y) / 2 for X drawn from those with the label and Y from those
    without: 0.5 when the value says nothing, 1 when it parts the two kinds, below 0.5 when
    it points the other way. With `strata`, Y is drawn from the stratum of X, so that what
    the strata hold alike cannot be what tells them apart (the covariate-adjusted AUC).

    The variance is DeLong's, and with strata the same placements summed over them; the
    interval is made on the logit scale, so that it stays between 0 and 1.

    Parameters
    ----------
    values
        One number for each one, NA where not known.
    label
        On the same index: true, false, or NA where not known.
    strata
        On the same index: what is to be alike. A stratum in which the label is on all, on
        none, or lacks on one alone cannot be compared; who is in it is left out, and the
        note says how many with the label that were.
    level
        Confidence level, 0-1.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        Of unit ``"score"``, 0-1; `counted` names both kinds. Not known where nobody can be
        compared; without an interval for fewer than five of either kind, or when the two
        do not overlap.

    Raises
    ------
    SocialkitError
        When values are not finite numbers, or the columns do not pair.

    References
    ----------
    DeLong, DeLong, Clarke-Pearson 1988, Biometrics 44:837, doi:10.2307/2531595.
    Janes, Pepe 2009, Biometrika 96:371, doi:10.1093/biomet/asp002.

    Examples
    --------
    >>> views = pd.Series([10, 20, 30, 40])
    >>> auc(views, pd.Series([False, True, False, True])).value
    0.75
    """
    z = critical_value(level)
    known = _known(values, label, strata)
    kept = _comparable(known)
    labelled, others = int(kept["label"].sum()), int((~kept["label"]).sum())
    if not labelled or not others:
        reason = note or "nobody of both kinds can be compared"
        return unknown(reason, n=len(kept), frame=frame, unit="score")
    value, variance = _placed(kept)
    low, high = _bounds(value, variance, z, min(labelled, others))
    left = int(known["label"].sum()) - labelled
    note = joined(note, f"{left:,} with the label have nobody alike" if left else "")
    note = joined(note, _APART if variance == 0 else "")
    name = "DeLong, logit" if strata is None else "covariate-adjusted, DeLong, logit"
    counted = f"{labelled:,} with the label against {others:,} without"
    return Estimate(
        value, low, high, level, name, len(kept), None, frame, note, "score", counted
    )  # fmt: skip


def _known(values: pd.Series, label: pd.Series, strata: pd.Series | None) -> pd.DataFrame:
    """Set the columns beside each other, without the rows in which one is not known."""
    given = {"value": values, "label": label} | ({} if strata is None else {"stratum": strata})
    try:
        known = pd.DataFrame({name: pd.Series(column) for name, column in given.items()}).dropna()
        known = known.astype({"label": "boolean"}).astype({"label": bool})
    except (TypeError, ValueError) as error:
        raise SocialkitError(f"these columns cannot be compared: {error}.") from error
    numbers = finite_numbers(known["value"])
    stratum = np.zeros(len(known)) if strata is None else pd.factorize(known["stratum"])[0]
    return known.assign(value=numbers, stratum=stratum).reset_index(drop=True)


def _comparable(known: pd.DataFrame) -> pd.DataFrame:
    """Keep the strata with one who has the label, and two who have not, for their spread."""
    by_stratum = known.groupby("stratum")["label"]
    labelled = by_stratum.transform("sum")
    others = by_stratum.transform("size") - labelled
    least = 1 if known["stratum"].nunique() < 2 else 2
    return known[(labelled >= 1) & (others >= least)]


def _placed(kept: pd.DataFrame) -> tuple[float, float]:
    """Return the AUC and its variance, from where each one stands among the other kind."""
    total, places, rest = int(kept["label"].sum()), [], []
    for _, part in kept.groupby("stratum"):
        value, label = part["value"].to_numpy(dtype=float), part["label"].to_numpy(dtype=bool)
        above = _placements(value[label], value[~label])
        below = _placements(value[~label], value[label])
        places.append(above)
        rest.append((len(above) / total) ** 2 * _mean_variance(below))
    above = np.concatenate(places)
    return math.fsum(above) / total, _mean_variance(above) + math.fsum(rest)


def _mean_variance(values: np.ndarray) -> float:
    """Return the variance of the mean; sorted, as the last digit hangs on the order of a sum."""
    return float(np.sort(values).var(ddof=1)) / len(values) if len(values) > 1 else 0.0


def _placements(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return for each of `one` the share of `other` that lies below it, ties counting half."""
    ranks = stats.rankdata(np.concatenate([one, other]))[: len(one)]
    return (ranks - stats.rankdata(one)) / len(other)


def _bounds(value: float, variance: float, z: float, fewest: int) -> tuple[float, float]:
    if fewest < FEWEST_KIND or variance == 0:
        return math.nan, math.nan
    logit = math.log(value / (1 - value))
    reach = z * math.sqrt(variance) / (value * (1 - value))
    return tuple(1 / (1 + math.exp(-(logit + way * reach))) for way in (-1, 1))
