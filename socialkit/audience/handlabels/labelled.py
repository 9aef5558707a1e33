"""What labels of a random part say of all, and of the machine that classed them all."""

import numpy as np
import pandas as pd

from socialkit import estimate
from socialkit.audience.frame import Frame
from socialkit.audience.handlabels.labelling import LEAST
from socialkit.audience.profile import NO_FOLLOWERS, NO_LIST
from socialkit.estimate import Estimate
from socialkit.estimate.number import joined

RATES = ("sensitivity", "specificity", "positive_predictive_value", "negative_predictive_value")
MEASURES = ("labelled", "machine", "rogan_gladen", *RATES, "unsure")
AS_RIGHT = "labels are taken as right"
NO_LABELS = "a label on any of these followers"
TOO_FEW = "two labels in a stratum"
NO_AGREEMENT = "a verdict of the machine that goes with the labels"
FOLLOWS_VERDICT = "wider than it need be, as the strata follow the verdict"
OF_RANDOM = "the followers seen are a random part themselves, which the interval leaves out"
_NONE_SO = dict(
    sensitivity="a follower labelled yes",
    specificity="a follower labelled no",
    positive_predictive_value="a labelled follower whom the machine counts",
    negative_predictive_value="a labelled follower whom the machine does not count",
)


def from_labels(
    drawn: pd.DataFrame,
    flagged: pd.Series | None,
    machine: Estimate,
    seen: Frame,
    *,
    level: float = 0.95,
) -> dict[str, Estimate]:
    """Estimate the `MEASURES` from a stratified random part that was labelled.

    Parameters
    ----------
    drawn
        Who was drawn, indexed by account: `stratum`, `stratum_size` and `label` (yes, no,
        unsure or NA).
    flagged
        For every follower seen, whether the machine counts it; None where it cannot tell.
    machine
        The share that it counts, or why that is not known.
    seen
        Which followers these are.
    level
        Confidence level of the intervals.

    Returns
    -------
    dict of Estimate
        By measure, in their order.
    """
    answered = drawn[drawn["label"].notna()]
    told = answered[answered["label"] != "unsure"]
    words = {"level": level, "frame": _frame(seen)}
    rows = dict.fromkeys(MEASURES, estimate.unknown(machine.note, n=len(told)))
    note = _note(drawn, told, seen, AS_RIGHT)
    rows["labelled"] = _share(told, "yes", seen, words | {"note": note})
    if flagged is not None:
        rows["machine"] = machine
        rows |= _of_machine(_covered(told), flagged, seen, words | {"note": note})
    note = _note(drawn, answered, seen)
    return rows | {"unsure": _share(answered, "unsure", seen, words | {"note": note})}


def _covered(answered: pd.DataFrame) -> pd.DataFrame:
    """Return the answers of strata with two of them or with all there can be."""
    stratum = pd.factorize(answered["stratum"])[0]
    count, size = np.bincount(stratum), answered["stratum_size"].to_numpy(dtype=float)
    return answered[count[stratum] >= np.minimum(size, LEAST)]


def _share(answered: pd.DataFrame, label: str, seen: Frame, words: dict[str, object]) -> Estimate:
    """Estimate the share with a label in the strata that were answered for."""
    covered = _covered(answered)
    if covered.empty:
        nobody = NO_FOLLOWERS if seen.kind == "census" else NO_LIST
        reason = NO_LABELS if answered.empty else TOO_FEW
        return estimate.unknown(reason if seen.seen else nobody, n=len(answered))
    stratum, names = pd.factorize(covered["stratum"], sort=True)
    has = np.bincount(stratum[(covered["label"] == label).to_numpy()], minlength=len(names))
    sizes = covered.drop_duplicates("stratum").set_index("stratum")["stratum_size"][names]
    counts = (each.astype(int).tolist() for each in (has, np.bincount(stratum), sizes))
    return estimate.stratified(*counts, method="jeffreys", **words).with_noun("followers")


def _of_machine(
    told: pd.DataFrame, flagged: pd.Series, seen: Frame, words: dict[str, object]
) -> dict[str, Estimate]:
    """Measure the verdicts against the labels, and correct their share for what that shows."""
    is_so, is_flagged = told["label"] == "yes", flagged.reindex(told.index).astype(bool)
    among = dict(zip(RATES, (is_so, ~is_so, is_flagged, ~is_flagged), strict=True))
    right = dict(zip(RATES, (is_flagged, ~is_flagged, is_so, ~is_so), strict=True))
    rates = {
        name: estimate.domain_share(right[name], part, told, **words).with_noun("followers")
        if part.any()
        else estimate.unknown(_NONE_SO[name])
        for name, part in among.items()
    }
    return rates | {"rogan_gladen": _rogan_gladen(told, flagged, rates, seen, words)}


def _rogan_gladen(
    told: pd.DataFrame,
    flagged: pd.Series,
    rates: dict[str, Estimate],
    seen: Frame,
    words: dict[str, object],
) -> Estimate:
    """Correct the share that the machine counts for the errors that the labels showed."""
    validation = [int((told["label"] == answer).sum()) for answer in ("yes", "no")]
    if 0 in validation:
        return estimate.unknown(_NONE_SO[RATES[validation.index(0)]], n=len(told))
    sensitivity, specificity = (rates[name].value for name in RATES[:2])
    if sensitivity + specificity <= 1:
        return estimate.unknown(NO_AGREEMENT, n=len(told))
    verdicts = flagged.reindex(told.index).groupby(told["stratum"]).nunique()
    note = joined(words["note"], FOLLOWS_VERDICT if verdicts.max() == 1 else "")
    corrected = estimate.corrected(
        int(flagged.sum()), len(flagged), sensitivity, specificity, validation=tuple(validation),
        population=len(flagged), level=words["level"], frame=seen.part, note=note,
    )  # fmt: skip
    return corrected.with_noun("followers")


def _frame(seen: Frame) -> str:
    return f"drawn at random from {'the ' if seen.kind == 'random' else ''}{seen.part}"


def _note(drawn: pd.DataFrame, used: pd.DataFrame, seen: Frame, *more: str) -> str:
    """Say for whom the number speaks, and whose answers are not in it."""
    left = drawn["label"].drop(used.index)
    unsure, blank = int(left.notna().sum()), int(left.isna().sum())
    sizes = drawn.drop_duplicates("stratum").set_index("stratum")["stratum_size"]
    thin = int(sizes.drop(_covered(used)["stratum"].unique()).sum())
    whom = {"census": "", "random": OF_RANDOM}.get(seen.kind, seen.note)
    return joined(
        whom,
        *more,
        f"left out: {unsure:,} unsure" if unsure else "",
        f"not labelled yet: {blank:,}" if blank else "",
        f"{thin:,} followers in strata with fewer than two labels left out" if thin else "",
    )
