"""Learn from a person's own labels what junk looks like among their followers."""

from numbers import Integral

import numpy as np
import pandas as pd
from sklearn.metrics import brier_score_loss, roc_auc_score

from socialkit import practice
from socialkit.errors import SocialkitError
from socialkit.quality.fitting import Held, fitted, held_out, threshold
from socialkit.quality.learned import Bin, Learned, evidence_of
from socialkit.quality.reachable import REACHABLE
from socialkit.quality.verdicts import verdicts

LEAST = 3
"""So many of each kind at least: one that is left out must leave others to learn from."""
MOST_ACCOUNTS = 20_000
"""So many show where to set the threshold; more would change nothing."""
BINS = 5


def learn(features: pd.DataFrame, labels: pd.Series | pd.DataFrame, *, seed: int = 0) -> Learned:
    """Learn a scorer of junk from labels of one's own, and measure how far it errs.

    log-odds of junk = a - sum(w * evidence), evidence being that of the facet `reachable` in
    log-odds, 0 where not known. The weights w = s + d minimise log loss + (s^2 + sum(d^2)) / 2
    (ridge), s being common to all: with few labels all evidence counts as in the open score,
    with many each piece finds its own weight. The threshold is the one that makes the corrected
    share surest, as the chances of all `features` foretell it. Chances and flags in
    `calibration`, `sensitivity` and `specificity` are of models, and thresholds, that had not
    seen the label: ten stratified folds, three times.

    Parameters
    ----------
    features
        As `socialkit.features.account_features` or `follower_features` return them: the
        accounts that labels were drawn from, labelled or not. An account in several rows
        counts once.
    labels
        By account: as `socialkit.audience.read_labels` reads them (column `label`; strata,
        where they are told, are weighed by their size), or a Series. ``"yes"``, ``"junk"`` or
        True; ``"no"``, ``"person"`` or False; ``"unsure"`` and NA are left out, as are
        accounts without any evidence.
    seed
        Of the folds. Neither row order nor ids matter.

    Returns
    -------
    Learned
        Its `score` and `flagged` work on any features; see there for the rest.

    Raises
    ------
    SocialkitError
        When fewer than three are labelled junk or otherwise, a label is none of the words,
        is of an account that is not in `features`, or contradicts another.
    MissingDataError
        When a column is missing.

    Notes
    -----
    The rates hold for labels drawn at random. What is flagged here is no verdict on a person.

    For the audience that was labelled, the flagged and the others as two strata give a share as
    close as the corrected one, and closer where the scorer is weak: there a corrected share
    can be further off than the labels by themselves. Its interval leaves out that the verdicts
    come from the same labels, and is a little too narrow.

    References
    ----------
    Hoerl, Kennard 1970, Technometrics 12:55, doi:10.1080/00401706.1970.10488634 (ridge).
    Rogan, Gladen 1978, American Journal of Epidemiology 107:71,
    doi:10.1093/oxfordjournals.aje.a112510 (the corrected share and its variance).
    Brier 1950, Monthly Weather Review 78:1,
    doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2.

    Examples
    --------
    From labels to a share: here the truth of simulated accounts stands for what a person saw.

    >>> import socialkit as sk
    >>> made = sk.simulate.network(accounts=1500, seed=4)
    >>> features = sk.features.account_features(made.snapshot)
    >>> is_junk = made.truth["kind"].isin(["mass_follower", "bought"])
    >>> labels = is_junk.sample(150, random_state=0)
    >>> learned = learn(features, labels)
    >>> flagged = learned.flagged(features).dropna()
    >>> share = sk.estimate.corrected(
    ...     int(flagged.sum()), len(flagged), learned.sensitivity, learned.specificity,
    ...     validation=learned.validation, population=len(flagged),
    ... )
    >>> bool(share.low <= is_junk.mean() <= share.high)
    True

    The same verdicts as strata:

    >>> (k, n), (other_k, other_n) = learned.flagged_labels, learned.passed_labels
    >>> sizes = [int(flagged.sum()), int((~flagged).sum())]
    >>> surer = sk.estimate.stratified([k, other_k], [n, other_n], sizes, method="jeffreys")
    >>> bool(surer.low <= is_junk.mean() <= surer.high)
    True
    """
    practice.no_single_follower("learn from judgements of single followers")
    if not isinstance(seed, Integral) or isinstance(seed, bool) or seed < 0:
        raise SocialkitError(f"seed is a whole number of 0 or more; got {seed!r}.")
    known = evidence_of(features)
    judged = verdicts(features.index, labels)
    has_evidence = ~np.isnan(known).all(axis=1)
    evidence = np.nan_to_num(known)
    rows, is_junk, weight = (part[has_evidence[judged.rows]] for part in judged)
    _check_enough(is_junk)
    order = _canonical(evidence[rows], is_junk, weight)
    told = evidence[rows][order], is_junk[order], weight[order]
    everyone = _shown(evidence[has_evidence & ~_is_again(features.index)])
    model = fitted(*told)
    held = held_out(*told, everyone, int(seed))
    return Learned(
        REACHABLE,
        tuple(model.weights.tolist()),
        model.intercept,
        threshold(model.chance(everyone)),
        **_measured(held, *told[1:]),
    )


def _check_enough(is_junk: np.ndarray) -> None:
    junk, people = int(is_junk.sum()), int((~is_junk).sum())
    if min(junk, people) < LEAST:
        raise SocialkitError(
            f"of the labelled accounts of which anything is known {junk:,} are junk and "
            f"{people:,} are not; it takes {LEAST} of each to learn. Label more, drawn at random: "
            "about 150 make a share known to within a few points."
        )


def _canonical(evidence: np.ndarray, *more: np.ndarray) -> np.ndarray:
    """Return the order of the rows by what they hold."""
    return np.lexsort([*more, *evidence.T])


def _is_again(index: pd.Index) -> np.ndarray:
    return index.get_level_values(-1).duplicated()


def _shown(evidence: np.ndarray) -> np.ndarray:
    """Return the accounts in canonical order, of very many an evenly spaced part."""
    ordered = evidence[_canonical(evidence)]
    return ordered[:: -(-len(ordered) // MOST_ACCOUNTS)]


def _measured(held: Held, is_junk: np.ndarray, weight: np.ndarray) -> dict[str, object]:
    """Return what models did to labels they had not seen, by field of `Learned`."""
    share = np.full(len(is_junk), np.average(is_junk, weights=weight))
    rates = (np.average(held.flagged[one], weights=weight[one]) for one in (is_junk, ~is_junk))
    on_junk, on_people = map(float, rates)
    is_flagged = held.flagged >= 0.5
    words = {"y_true": is_junk, "sample_weight": weight}
    return {
        "sensitivity": on_junk,
        "specificity": 1 - on_people,
        "validation": tuple(_size(weight[one]) for one in (is_junk, ~is_junk)),
        "flagged_labels": (int(is_junk[is_flagged].sum()), int(is_flagged.sum())),
        "passed_labels": (int(is_junk[~is_flagged].sum()), int((~is_flagged).sum())),
        "brier": float(brier_score_loss(y_proba=held.chance, **words)),
        "brier_of_share": float(brier_score_loss(y_proba=share, **words)),
        "auc": float(roc_auc_score(y_score=held.chance, **words)),
        "bins": _bins(held.chance, is_junk),
    }


def _size(weight: np.ndarray) -> int:
    """Return how many labels of equal weight say as much (Kish)."""
    return int(weight.sum() ** 2 / (weight**2).sum() + 1e-9)


def _bins(chance: np.ndarray, is_junk: np.ndarray) -> tuple[Bin, ...]:
    edges = np.arange(BINS + 1) / BINS
    place = np.clip(np.searchsorted(edges, chance, side="right") - 1, 0, BINS - 1)
    parts = [place == one for one in range(BINS)]
    return tuple(
        Bin(
            float(low),
            float(high),
            float(chance[part].mean()) if part.any() else None,
            int(is_junk[part].sum()),
            int(part.sum()),
        )
        for low, high, part in zip(edges, edges[1:], parts, strict=False)
    )
