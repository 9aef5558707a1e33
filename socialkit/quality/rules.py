"""The published rule sets put to accounts, saying no more than what is known allows.

What is not known could still turn out either way. So every sum of points is a range, from all
unknown criteria at their worst to all at their best, and a verdict is given where the whole
range brings the same one. A fact learned later can only narrow the range: it never turns a
verdict over. Criteria that share a column are taken as independent, which can only widen it.
"""

import operator
from collections.abc import Mapping

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.errors import UnknownNameError
from socialkit.quality.rulesets import RULE_SETS, Criterion, RuleSet, Word
from socialkit.quality.signals import BY_NAME, satisfied

UNKNOWN = ("bounds", "left out")
"""What to do with criteria that are not known."""
_PASSES = {">": operator.gt, ">=": operator.ge}
_Bounds = tuple[np.ndarray, np.ndarray]


def rules(
    rule_set: str,
    features: pd.DataFrame,
    *,
    unknown: str = "bounds",
    thresholds: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Judge each account by a published rule set, exactly as it was published.

    points = sum of the points of each criterion, satisfied or failed. A criterion that is not
    known counts neither way: with it the points lie between `points_low` and `points_high`.

    Parameters
    ----------
    rule_set
        ``"camisani-calzolari"``, ``"socialbakers"``, ``"state-of-search"``, ``"stringhini"``
        or ``"seed"`` (practitioners' rules); `rule_card` lists what they look at.
    features
        As in `signals`; only the columns that this rule set needs.
    unknown
        ``"bounds"``: a verdict only where no unknown criterion could change it.
        ``"left out"``: by the known criteria alone, as audit tools do. That is not the rule
        set as published: it is one with fewer criteria, another one for each account.
    thresholds
        As in `signals`; with any it is no longer the published rule set.

    Returns
    -------
    pandas.DataFrame
        On the caller's own index:

        - `verdict`: in the rule set's own words; NA where it is open;
        - `could_be`: the verdicts that are still possible, joined by "or";
        - `is_against`: whether it counts the account as junk in its own sense (a bot, a
          suspect, somebody to leave); known as soon as every possible verdict agrees;
        - `points_low`, `points_high` (Int64): of the criteria on which the first verdict
          rests; equal where all are known, NA where nothing is known and it is left out;
        - `satisfied`, `known`, `criteria` (Int64): how many criteria hold, are known, exist;
        - `note`: why there is no verdict.

    Raises
    ------
    UnknownNameError
        When there is no such rule set, or no such way with the unknown.
    MissingDataError, SocialkitError
        As in `signals`.

    References
    ----------
    Cresci, Di Pietro, Petrocchi, Spognardi, Tesconi 2015, Decision Support Systems
    80:56, doi:10.1016/j.dss.2015.09.003, restate the first three.
    Stringhini, Kruegel, Vigna 2010, ACSAC, doi:10.1145/1920261.1920263.

    Examples
    --------
    >>> import socialkit as sk
    >>> features = sk.features.account_features(sk.datasets.load("therapists"))
    >>> judged = sk.quality.rules("socialbakers", features)
    >>> sorted(judged["verdict"].dropna().unique())
    ['suspect']
    """
    practice.no_single_follower("judge single followers by rules")
    if rule_set not in RULE_SETS:
        raise UnknownNameError("rule set", rule_set, RULE_SETS)
    if unknown not in UNKNOWN:
        raise UnknownNameError("way with the unknown", unknown, UNKNOWN)
    chosen = RULE_SETS[rule_set]
    wanted = tuple(BY_NAME[one.signal] for one in chosen.criteria)
    return _judged(chosen, satisfied(features, wanted, thresholds), unknown)


def _judged(rule_set: RuleSet, held: pd.DataFrame, unknown: str) -> pd.DataFrame:
    ballots = {
        name: _bounds(rule_set.criteria, name, held, unknown)
        for name in dict.fromkeys(one.ballot for one in rule_set.criteria)
    }
    possible = _possible(rule_set, ballots, len(held))
    verdicts = _verdicts(rule_set, possible) if possible else _no_verdicts(len(held))
    low, high = next(iter(ballots.values()))
    tally = {
        "points_low": _whole(low),
        "points_high": _whole(high),
        "satisfied": held.sum(axis=1).astype("Int64"),
        "known": held.notna().sum(axis=1).astype("Int64"),
        "criteria": pd.Series(held.shape[1], index=held.index, dtype="Int64"),
    }
    told = pd.DataFrame({**verdicts, **tally}, index=held.index)
    return told.assign(note=_notes(rule_set, told))


def _bounds(
    criteria: tuple[Criterion, ...], ballot: str, held: pd.DataFrame, unknown: str
) -> _Bounds:
    """Return the least and most points that a ballot can come to; NaN for none at all."""
    low, high, known = np.zeros(len(held)), np.zeros(len(held)), np.zeros(len(held), dtype=int)
    for one in (one for one in criteria if one.ballot == ballot):
        is_known = held[one.signal].notna().to_numpy()
        holds = held[one.signal].fillna(False).to_numpy(dtype=bool)
        points = np.where(holds, one.satisfied, one.failed)
        ends = sorted((one.satisfied, one.failed)) if unknown == "bounds" else (0, 0)
        low += np.where(is_known, points, ends[0])
        high += np.where(is_known, points, ends[1])
        known += is_known
    if unknown == "left out":
        low[known == 0] = high[known == 0] = np.nan
    return low, high


def _possible(rule_set: RuleSet, ballots: dict[str, _Bounds], size: int) -> dict[str, np.ndarray]:
    """Tell of each verdict for whom it is possible; each is tried where those before may fail."""
    reached = np.ones(size, dtype=bool)
    possible = {}
    for word in rule_set.words:
        may, must = _may_and_must(word, *ballots[word.ballot])
        possible[word.verdict] = reached & may
        reached = reached & ~must
    return possible | ({rule_set.otherwise: reached} if rule_set.otherwise else {})


def _may_and_must(word: Word, low: np.ndarray, high: np.ndarray) -> _Bounds:
    """Tell where a word may hold, and where it must; without any points it may."""
    passes = _PASSES[word.comparison]
    return passes(high, word.bound) | np.isnan(high), passes(low, word.bound)


def _verdicts(rule_set: RuleSet, possible: dict[str, np.ndarray]) -> dict[str, object]:
    """Put the possible verdicts into words, and the only possible one as the verdict."""
    table = np.column_stack([*possible.values()])
    names = np.array([*possible], dtype=object)
    patterns, which = np.unique(table, axis=0, return_inverse=True)
    words = np.array([" or ".join(names[row]) for row in patterns], dtype=object)
    could_be = words[which.reshape(-1)]
    worst = table[:, [name in rule_set.against for name in names]].any(axis=1)
    harmless = table[:, [name not in rule_set.against for name in names]].any(axis=1)
    return {
        "verdict": _text(np.where(table.sum(axis=1) == 1, could_be, None)),
        "could_be": _text(could_be),
        "is_against": pd.arrays.BooleanArray(worst, worst & harmless),
    }


def _no_verdicts(size: int) -> dict[str, object]:
    """Return the same columns for a rule set of which no verdict was published."""
    nothing = _text(np.full(size, None, dtype=object))
    unknown = pd.arrays.BooleanArray(np.zeros(size, dtype=bool), np.ones(size, dtype=bool))
    return {"verdict": nothing, "could_be": nothing, "is_against": unknown}


def _text(words: np.ndarray) -> pd.api.extensions.ExtensionArray:
    return pd.array(words, dtype=pd.StringDtype("pyarrow"))


def _whole(points: np.ndarray) -> pd.arrays.IntegerArray:
    nothing = np.isnan(points)
    return pd.arrays.IntegerArray(np.where(nothing, 0, points).astype(np.int64), nothing)


def _notes(rule_set: RuleSet, told: pd.DataFrame) -> pd.api.extensions.ExtensionArray:
    """Say why a verdict is open; nothing where there is one."""
    if not rule_set.otherwise:
        return _text(np.full(len(told), rule_set.note, dtype=object))
    lacking = (told["criteria"] - told["known"]).astype(str).to_numpy(dtype=object)
    total = f" of {len(rule_set.criteria)} criteria not known"
    return _text(np.where(told["verdict"].isna(), lacking + total, ""))
