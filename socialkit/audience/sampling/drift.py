"""Whether the newest followers are like the oldest."""

from dataclasses import replace

import numpy as np
import pandas as pd

from socialkit import estimate, features, quality
from socialkit.audience.frame import NO_ACCOUNT, Frame, frame
from socialkit.audience.profile import NO_LIST
from socialkit.audience.sampling.arrival import NO_ORDER, Arrival, arrival
from socialkit.audience.sampling.traits import SHARES, traits
from socialkit.errors import SocialkitError
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

MEASURES = (*SHARES, "mean_quality")
TOO_FEW = "too few followers came at different moments to set the newest against the oldest"
RESAMPLES = 1999
_UNITS = {"mean_quality": "score"}
_PARTS = {2: "half", 3: "third", 4: "quarter"}
_WITHIN = {
    "census": "chance is asked of as if this list were one of many that could have come about",
    "random": "of a random sample of the followers",
    "head": "only within the part of the list that was seen, which says nothing of the rest",
    "unknown": "only within the followers seen; which part of the list they are is not known",
}


def drift(
    snapshot: Snapshot,
    account_id: str | None,
    *,
    parts: int = 2,
    dormant_days: int = quality.DORMANT_DAYS,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Set the newest followers against the oldest, to see whether the audience has changed.

    Where it has, the head of a list, which is what platforms show first, cannot stand for
    the whole. The list is cut into `parts` of equal size and the newest part is compared
    with the oldest; followers who came at the same moment are never parted.

    The difference of two shares has Newcombe's interval. That of the mean quality joins two
    bootstrap intervals in the same way (Zou and Donner). All intervals of differences are
    simultaneous (Bonferroni): each is made at level 1 - (1 - level) / m for m measures, so
    that all m of them hold at once with confidence `level`.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; with None every row is not known, and says so.
    parts
        Into how many parts the list is cut: 2 compares the newest half with the oldest.
    dormant_days
        Days without a public post that make a follower dormant.
    level
        Confidence level: of each interval within a part, and of all differences together.
    seed
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure` (the five `SEGMENTS`, `followed_back`, `mean_quality`):
        `newest` and `oldest`, the value in either part, each with `_low` and `_high`;
        columns as `socialkit.estimate.table` for the difference, newest minus oldest; and
        `is_more_than_chance` (boolean: whether its interval leaves out 0; NA where there
        is none).

    Raises
    ------
    SocialkitError
        When `parts` is no whole number from 2 on.

    References
    ----------
    Newcombe 1998, Statistics in Medicine 17:873,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    Zou, Donner 2008, Statistics in Medicine 27:1693, doi:10.1002/sim.3095.
    Cresci, Di Pietro, Petrocchi, Spognardi, Tesconi 2014. A criticism to society (as seen
    by Twitter analytics). IEEE ICDCS Workshops.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> changed = sk.audience.drift(snapshot, sk.audience.choose(snapshot))
    >>> bool(changed.loc["dormant", "newest"] < changed.loc["dormant", "oldest"])
    True
    """
    if isinstance(parts, bool) or not isinstance(parts, int | np.integer) or parts < 2:
        raise SocialkitError(f"a list can be cut into 2 parts or more, not {parts!r}.")
    if account_id is None:
        return _nothing(NO_ACCOUNT)
    account_id = snapshot.account_id(account_id)
    came, seen = arrival(snapshot, account_id), frame(snapshot, account_id)
    newest, oldest = came.ends(parts)
    if not (newest.any() and oldest.any()):
        few = TOO_FEW if not np.isnan(came.newness).all() else NO_ORDER
        return _nothing(few if seen.seen else NO_LIST)
    followers = features.follower_features(snapshot, [account_id])
    found = traits(followers, dormant_days=dormant_days)
    measures = sum(isinstance(trait, pd.Series) for trait in found.values())
    at_once = 1 - (1 - level) / max(measures, 1)
    in_part = [_values(found, part, level, seed) for part in (newest, oldest)]
    jointly = [_values(found, part, at_once, seed) for part in (newest, oldest)]
    against = f"newest against oldest {_PARTS.get(parts, f'{parts}th')}: {seen.words}"
    note = _note(came, seen, measures)
    differences = {
        name: _difference(jointly[0][name], jointly[1][name], level, against, note)
        for name in MEASURES
    }
    return _table(*in_part, differences)


def _values(
    found: dict[str, pd.Series | str], part: np.ndarray, level: float, seed: int
) -> dict[str, Estimate]:
    """Estimate every measure within a part, as one of many lists that could have come about."""
    values = {}
    for name, trait in found.items():
        if isinstance(trait, str):
            values[name] = estimate.unknown(trait, unit=_UNITS.get(name, "difference"))
        elif name == "mean_quality":
            values[name] = estimate.mean(trait[part], level=level, resamples=RESAMPLES, seed=seed)
        else:
            values[name] = estimate.proportion(int(trait[part].sum()), int(part.sum()), level=level)
    return values


def _difference(
    newest: Estimate, oldest: Estimate, level: float, against: str, note: str
) -> Estimate:
    """Subtract the oldest from the newest; a mean of scores from 0 to 1 goes as a share."""
    if not (newest.known and oldest.known):
        lacking = oldest if newest.known else newest
        return estimate.unknown(lacking.note, n=lacking.n, unit=lacking.unit)
    is_share = newest.unit == "share"
    both = [one if is_share else replace(one, unit="share") for one in (newest, oldest)]
    gap = estimate.difference(*both, note=note)
    unit = gap.unit if is_share else newest.unit
    counted = gap.counted or f"n = {newest.n:,} against {oldest.n:,}"
    method = gap.method if is_share else "bootstrap, square and add"
    method = method if newest.level == level else f"{method}, Bonferroni"
    return replace(gap, level=level, method=method, frame=against, unit=unit, counted=counted)


def _note(came: Arrival, seen: Frame, measures: int) -> str:
    parts = [_WITHIN[seen.kind], f"order by {came.told_by}"]
    if measures > 1:
        parts.append(f"intervals hold for all {measures} measures at once (Bonferroni)")
    unplaced = int(np.isnan(came.newness).sum())
    if unplaced:
        parts.append(f"{unplaced:,} of {len(came.newness):,} followers have no known place")
    return "; ".join(parts)


def _nothing(reason: str) -> pd.DataFrame:
    unknown = {
        name: estimate.unknown(reason, unit=_UNITS.get(name, "difference")) for name in MEASURES
    }
    return _table(unknown, unknown, unknown)


def _table(
    newest: dict[str, Estimate], oldest: dict[str, Estimate], differences: dict[str, Estimate]
) -> pd.DataFrame:
    """Set both parts beside the difference, and say whether chance alone could make it."""
    table = estimate.table(differences)
    beside = {
        f"{name}{end}": estimate.table(part)[column]
        for name, part in (("newest", newest), ("oldest", oldest))
        for end, column in (("", "value"), ("_low", "low"), ("_high", "high"))
    }
    without_zero = ((table["low"] > 0) | (table["high"] < 0)).astype("boolean")
    verdict = without_zero.where(table["low"].notna() & table["high"].notna())
    return pd.concat([pd.DataFrame(beside), table], axis=1).assign(is_more_than_chance=verdict)
