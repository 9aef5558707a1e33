"""A logistic regression that starts from the open score, and what it does to people left out."""

from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

FOLDS, REPEATS = 10, 3
THRESHOLDS = np.arange(1, 100) / 100
_ROUNDING = 9


class Model(NamedTuple):
    """Log-odds of junk = intercept - sum(weight * evidence)."""

    intercept: float
    weights: np.ndarray

    def chance(self, evidence: np.ndarray) -> np.ndarray:
        """Return the chance of junk, 0-1, by row of evidence (log-odds of a person)."""
        total = np.full(len(evidence), self.intercept)
        # Column by column, so that an account's last digit is the same wherever it stands.
        for column, weight in zip(evidence.T, self.weights, strict=True):
            total -= weight * column
        return 0.5 + 0.5 * np.tanh(total / 2)  # 1 / (1 + exp(-total)), without overflow


class Held(NamedTuple):
    """What models said of people they had not seen, each the mean of the repeats.

    Attributes
    ----------
    chance
        Of junk, 0-1.
    flagged
        How often it was at or above the threshold, 0-1.
    """

    chance: np.ndarray
    flagged: np.ndarray


def fitted(evidence: np.ndarray, is_junk: np.ndarray, weight: np.ndarray) -> Model:
    """Fit log-odds of junk = a - s sum(evidence) - sum(d evidence) with (s^2 + sum d^2) / 2 added.

    So with few labels the sum decides, as in the open score; many can move each piece. Before
    any label a piece may as well count nothing as twice.
    """
    columns = np.column_stack([evidence.sum(axis=1), evidence])
    ridge = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-8, max_iter=500)
    ridge.fit(-columns, is_junk, sample_weight=weight)
    overall, *own = ridge.coef_[0]
    return Model(float(ridge.intercept_[0]), overall + np.array(own))


def threshold(chance: np.ndarray) -> float:
    """Choose from which chance on to flag, so that the corrected share is surest.

    The variance that the unknown error rates bring into it is, for a share p and labels drawn
    at random, in proportion to (p Se (1 - Se) + (1 - p) Sp (1 - Sp)) / (Se + Sp - 1)^2. All
    of that is foretold from the chances themselves, so no label is used twice.
    """
    bins = np.searchsorted(THRESHOLDS, chance, side="right")
    junk = np.bincount(bins, chance, len(THRESHOLDS) + 1)
    people = np.bincount(bins, 1 - chance, len(THRESHOLDS) + 1)
    # From a threshold on: all bins above it.
    found, false = (part[::-1].cumsum()[-2::-1] for part in (junk, people))
    share = junk.sum() / len(chance)
    with np.errstate(divide="ignore", invalid="ignore"):
        se, sp = found / junk.sum(), 1 - false / people.sum()
        noise = share * se * (1 - se) + (1 - share) * sp * (1 - sp)
        gain = se + sp - 1
        variance = np.where(gain > 1e-6, noise / gain**2, np.inf)
    # Of equals the one nearest to a half; rounded, as sums err in their last digits.
    nearest = np.argsort(np.abs(THRESHOLDS - 0.5), kind="stable")
    return float(THRESHOLDS[nearest[variance[nearest].round(_ROUNDING).argmin()]])


def held_out(
    evidence: np.ndarray,
    is_junk: np.ndarray,
    weight: np.ndarray,
    everyone: np.ndarray,
    seed: int,
) -> Held:
    """Judge each labelled account by models, and thresholds, that never saw its label.

    Parameters
    ----------
    evidence, is_junk, weight
        Of the labelled ones, in canonical order.
    everyone
        The evidence of all accounts, from which thresholds are chosen.
    seed
        Of the folds.
    """
    rng = np.random.default_rng(seed)
    chance, flagged = np.zeros(len(is_junk)), np.zeros(len(is_junk))
    for _ in range(REPEATS):
        fold = _folds(is_junk, rng)
        for one in range(fold.max() + 1):
            out = fold == one
            model = fitted(evidence[~out], is_junk[~out], weight[~out])
            said = model.chance(evidence[out])
            chance[out] += said
            flagged[out] += said >= threshold(model.chance(everyone))
    return Held(chance / REPEATS, flagged / REPEATS)


def _folds(is_junk: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Deal junk and people out evenly, each at random; with few there are folds without junk."""
    order = rng.permutation(len(is_junk))
    order = order[np.argsort(is_junk[order], kind="stable")]
    fold = np.empty(len(is_junk), dtype=np.int64)
    fold[order] = np.arange(len(order)) % FOLDS
    return fold
