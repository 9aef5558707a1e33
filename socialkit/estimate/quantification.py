"""The share behind a classifier's scores, without counting verdicts one by one."""

import math
from collections.abc import Callable

import numpy as np
import pandas as pd

from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.estimate.bootstrap import expanded, percentile_interval, resampled
from socialkit.estimate.checks import check_share, critical_value, finite_numbers
from socialkit.estimate.corrections import corrected
from socialkit.estimate.means import ALIKE
from socialkit.estimate.number import MIN_BOOTSTRAP, Estimate, joined, unknown
from socialkit.estimate.proportions import proportion

QUANTIFIERS = ("cc", "acc", "pcc", "pacc", "emq")
UNCORRECTED = "not corrected for the classifier's errors"
_CLOSE = 1e-9


def quantify(
    scores: pd.Series,
    train_prior: float | None = None,
    method: str = "emq",
    *,
    on_positives: float | None = None,
    on_negatives: float | None = None,
    level: float = 0.95,
    resamples: int = 999,
    seed: int = 0,
    frame: str = "",
    note: str = "",
) -> Estimate:
    """Estimate how many have a trait from a classifier's scores of all.

    ``"cc"``, classify and count: the share that scores at least 0.5. ``"acc"``, adjusted:
    (cc - fpr) / (tpr - fpr), which is `corrected`. ``"pcc"``, probabilistic: the mean
    score. ``"pacc"``: (pcc - m0) / (m1 - m0), m1 and m0 the mean scores of those with and
    without the trait. ``"emq"``: the share p that makes the scores likeliest, with
    p = mean(p a / (p a + (1 - p) b)), a = score / prior and b = (1 - score) / (1 - prior),
    where Saerens' expectation maximisation ends; Newton's method gets there sooner.

    Parameters
    ----------
    scores
        The chance of the trait that the classifier gives each one, 0-1. NA are left out
        and lower `n`; row order does not matter.
    train_prior
        The share with the trait among those the classifier was trained on (emq only).
    method
        One of the five.
    on_positives, on_negatives
        What the classifier gives to labelled people with and without the trait: the
        share that scores at least 0.5 (acc), or the mean score (pacc).
    level
        Confidence level, 0-1.
    resamples, seed
        Of the bootstrap.
    frame, note
        Words that stay with the number.

    Returns
    -------
    Estimate
        A share, 0-1. The interval of cc and acc is Wilson's, of the others the bootstrap's
        (percentile); what is not known of the classifier itself is not in it. Not known
        without scores.

    Raises
    ------
    SocialkitError
        When scores are not between 0 and 1, or what the method needs is missing or says
        nothing.
    UnknownNameError
        When there is no such method.

    References
    ----------
    González, Castaño, Chawla, del Coz 2017, ACM Computing Surveys 50(5):74,
    doi:10.1145/3117807.
    Saerens, Latinne, Decaestecker 2002, Neural Computation 14:21,
    doi:10.1162/089976602753284446.

    Examples
    --------
    >>> scores = pd.Series([0.9, 0.8, 0.7, 0.4, 0.3, 0.2, 0.2, 0.1, 0.1, 0.1])
    >>> for method in ("cc", "pcc", "emq"):
    ...     print(method, quantify(scores, 0.5, method))
    cc 30 % (11-60 %), 3 of 10
    pcc 38 % (18-60 %), n = 10
    emq 20 % (0-76 %), n = 10
    """
    if method not in QUANTIFIERS:
        raise UnknownNameError("method", method, QUANTIFIERS)
    critical_value(level)
    known = np.sort(finite_numbers(scores))
    if ((known < 0) | (known > 1)).any():
        raise SocialkitError("scores must lie between 0 and 1.")
    _check_needed(method, train_prior, on_positives, on_negatives)
    n, flagged = len(known), int((known >= 0.5).sum())
    if n == 0:
        return unknown(note or "nobody was scored", frame=frame)
    if method == "cc":
        note = joined(note, UNCORRECTED)
        return proportion(flagged, n, level=level, frame=frame, note=note)
    if method == "acc":
        return corrected(
            flagged, n, on_positives, 1 - on_negatives, level=level, frame=frame, note=note
        )
    statistic = _statistic(known, method, train_prior, on_positives, on_negatives)
    ends = _with_interval(known, statistic, level, resamples, seed)
    alike = n >= MIN_BOOTSTRAP and math.isnan(ends[1])
    note = joined(note, ALIKE if alike else "", UNCORRECTED if method == "pcc" else "")
    return Estimate(*ends, level, f"{method}, bootstrap percentile", n, None, frame, note)


def _with_interval(
    known: np.ndarray,
    statistic: Callable[[np.ndarray], np.ndarray],
    level: float,
    resamples: int,
    seed: int,
) -> tuple[float, float, float]:
    value = float(statistic(known))
    if len(known) < MIN_BOOTSTRAP or known[0] == known[-1]:
        return value, math.nan, math.nan
    drawn = resampled((known,), statistic, resamples, seed)
    low, high = percentile_interval(drawn, expanded(level, len(known)))
    return value, min(low, value), max(high, value)


def _check_needed(
    method: str,
    train_prior: float | None,
    on_positives: float | None,
    on_negatives: float | None,
) -> None:
    if method == "emq":
        if train_prior is None:
            raise SocialkitError("emq needs train_prior, the share with the trait in training.")
        check_share(train_prior, "train_prior", inside=True)
    if method in ("acc", "pacc"):
        if on_positives is None or on_negatives is None:
            raise SocialkitError(f"{method} needs on_positives and on_negatives.")
        check_share(on_positives, "value on positives")
        check_share(on_negatives, "value on negatives")
        if on_positives <= on_negatives:
            raise SocialkitError(
                f"positives get {on_positives} and negatives {on_negatives}: "
                "such scores say nothing of the trait, and nothing can be corrected with them."
            )


def _statistic(
    known: np.ndarray,
    method: str,
    train_prior: float | None,
    on_positives: float | None,
    on_negatives: float | None,
) -> Callable[[np.ndarray], np.ndarray]:
    """Return the function from scores, along the last axis, to the share.

    For emq it starts where all the `known` ones lead, near to where resamples of them do.
    """
    if method == "emq":
        start = float(_likeliest(known, train_prior, train_prior))
        return lambda scores: _likeliest(scores, train_prior, start)
    if method == "pcc":
        return lambda scores: scores.mean(axis=-1)
    return lambda scores: np.clip(
        (scores.mean(axis=-1) - on_negatives) / (on_positives - on_negatives), 0, 1
    )


def _likeliest(scores: np.ndarray, prior: float, start: float) -> np.ndarray:
    """Return the share with the greatest likelihood: Newton's steps, halved at the walls."""
    without = (1 - scores) / (1 - prior)
    more = scores / prior - without
    share = np.full(scores.shape[:-1], min(max(start, _CLOSE), 1 - _CLOSE))
    low, high = np.zeros_like(share), np.ones_like(share)
    for _ in range(60):  # halving alone is exact by then
        gain = more / (without + share[..., None] * more)
        slope, curve = gain.sum(axis=-1), np.einsum("...i,...i", gain, gain)
        low, high = np.where(slope > 0, share, low), np.where(slope > 0, high, share)
        step = share + slope / np.where(curve > 0, curve, 1)
        inside = (step > low) & (step < high) | (np.abs(step - share) < _CLOSE / 10)
        new = np.where(inside, step, (low + high) / 2)
        moved = np.abs(new - share).max()
        share = new
        if moved < _CLOSE / 10:
            break
    return np.where(share < _CLOSE, 0.0, np.where(share > 1 - _CLOSE, 1.0, share))
