"""How far the order of followers rests on choices: weights, thresholds, evidence."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from socialkit.quality.needed import DORMANT_DAYS, checked_days
from socialkit.quality.presets import FACET_WEIGHTS, PRESETS, weights_of
from socialkit.quality.reachable import REACHABLE, UNREACHABLE_BELOW, Evidence
from socialkit.quality.scoring import combined, pieces

_DAYS = (30, 90, 120, 180)
_MEASURES = (
    "rank_correlation",
    "largest_move",
    "half_changes_share",
    "reachable_changes_share",
    "mean_change",
)


class _Choice(NamedTuple):
    """All that can be chosen about the score."""

    weights: dict[str, float]
    days: float
    evidence: tuple[Evidence, ...] = REACHABLE


def sensitivity(
    features: pd.DataFrame,
    weights: str | Mapping[str, float] = "balanced",
    *,
    dormant_days: int = DORMANT_DAYS,
) -> pd.DataFrame:
    """Show how ranks by quality move when weights, thresholds and evidence are chosen otherwise.

    Each row changes one thing: the preset; one facet counting twice, half or not at all; where
    `active` turns; where a piece of evidence turns (half or twice the count); how strong it
    is (half, twice, left out). Nothing is drawn at random, so there is no interval: each
    number says what would have come out for these same followers.

    Parameters
    ----------
    features, weights, dormant_days
        As in `score`; the choice that the others are compared with.

    Returns
    -------
    pandas.DataFrame
        Indexed by `kind` (``"preset"``, ``"weight"``, ``"threshold"``, ``"evidence"``) and `change`
        (in words):

        - `rank_correlation`: Spearman's, average ranks for ties; NA where either order is
          all ties;
        - `largest_move`: how far one follower moves at most, as a share of all ranks;
        - `half_changes_share`: of the followers, who change between the better half and the
          other, 0-1;
        - `reachable_changes_share`: whose `reachable` crosses 0.5, 0-1;
        - `mean_change`: of the mean quality, -1 to 1;
        - `n`: followers with a quality both ways (Int64). With none all else is NA.

    Raises
    ------
    MissingDataError
        When a column is missing.

    References
    ----------
    Saisana, Saltelli, Tarantola 2005, Journal of the Royal Statistical Society A 168:307,
    doi:10.1111/j.1467-985X.2005.00350.x (composite indicators and their choices).

    Examples
    --------
    >>> import socialkit as sk
    >>> features = sk.features.account_features(sk.datasets.load("therapists")).head(300)
    >>> table = sk.quality.sensitivity(features)
    >>> table.loc[("threshold", "dormant after 90 days"), "rank_correlation"].round(1)
    np.float64(1.0)
    """
    chosen = _Choice(weights_of(weights), checked_days(dormant_days))
    parts = _parts(features, chosen)
    before = combined(parts, chosen.weights)
    rows = {}
    for kind, change, other in _alternatives(chosen):
        same = other._replace(weights=chosen.weights) == chosen
        changed = parts if same else _parts(features, other)
        after = combined(changed, other.weights, evidence=other.evidence)
        rows[kind, change] = _compared(before, after)
    index = pd.MultiIndex.from_tuples(rows, names=["kind", "change"])
    table = pd.DataFrame(list(rows.values()), index=index, columns=[*_MEASURES, "n"])
    return table.astype({**dict.fromkeys(_MEASURES, "Float64"), "n": "Int64"})


def _parts(features: pd.DataFrame, choice: _Choice) -> pd.DataFrame:
    return pieces(features, dormant_days=choice.days, evidence=choice.evidence)


def _alternatives(chosen: _Choice) -> Iterator[tuple[str, str, _Choice]]:
    """Yield the kind of each change, the change in words, and all the choices with it."""
    for name in PRESETS:
        if weights_of(name) != chosen.weights:
            yield "preset", f"weights for {name}", chosen._replace(weights=weights_of(name))
    for facet in FACET_WEIGHTS:
        for factor, words in ((2, "counts twice"), (0.5, "counts half"), (0, "left out")):
            changed = {**chosen.weights, facet: factor * chosen.weights[facet]}
            if any(changed.values()) and weights_of(changed) != chosen.weights:
                yield "weight", f"{facet} {words}", chosen._replace(weights=weights_of(changed))
    for days in _DAYS:
        if days != chosen.days:
            yield "threshold", f"dormant after {days} days", chosen._replace(days=days)
    for one in REACHABLE:
        for neutral in () if one.neutral is None else (one.neutral / 2, one.neutral * 2):
            words = f"{_in_words(one)} neutral at {neutral:,g}, not {one.neutral:,g}"
            yield "threshold", words, _with(chosen, one, one._replace(neutral=neutral))
    for one in REACHABLE:
        for factor, words in ((2, "twice as strong"), (0.5, "half as strong")):
            other = one._replace(against=factor * one.against, supports=factor * one.supports)
            yield "evidence", f"{_in_words(one)} {words}", _with(chosen, one, other)
        yield "evidence", f"{_in_words(one)} left out", _with(chosen, one, None)


def _in_words(one: Evidence) -> str:
    return one.name.replace("_", " ")


def _with(chosen: _Choice, old: Evidence, new: Evidence | None) -> _Choice:
    changed = (new if one == old else one for one in chosen.evidence)
    return chosen._replace(evidence=tuple(one for one in changed if one is not None))


def _compared(before: pd.DataFrame, after: pd.DataFrame) -> list[object]:
    """Return the measures of `sensitivity` for one change."""
    known = (before["quality"].notna() & after["quality"].notna()).to_numpy(dtype=bool)
    size = int(known.sum())
    if size == 0:
        return [pd.NA] * len(_MEASURES) + [0]
    old, new = (
        table["quality"].to_numpy(dtype=float, na_value=0)[known] for table in (before, after)
    )
    # The two sums may differ in the last digit between followers who are alike.
    ranks = [pd.Series(values.round(12)).rank() for values in (old, new)]
    moves = (ranks[0] - ranks[1]).abs()
    tied = any(one.nunique() < 2 for one in ranks)
    upper = [one > (size + 1) / 2 for one in ranks]
    return [
        pd.NA if tied else ranks[0].corr(ranks[1]),
        moves.max() / (size - 1) if size > 1 else pd.NA,
        (upper[0] != upper[1]).mean(),
        _crossing(before["reachable"], after["reachable"]),
        (new - old).mean(),
        size,
    ]


def _crossing(before: pd.Series, after: pd.Series) -> object:
    """Return the share whose `reachable` lies on the other side of the cut."""
    both = (before.notna() & after.notna()).to_numpy(dtype=bool)
    crossed = ((before < UNREACHABLE_BELOW) != (after < UNREACHABLE_BELOW))[both]
    return crossed.astype(float).mean() if both.any() else pd.NA
