"""The accounts of each group with their numbers, and the estimates made of them."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import estimate
from socialkit.audience.accounts import simultaneous
from socialkit.audience.accounts.influence import frame_of_accounts
from socialkit.audience.accounts.simultaneous import FEWEST, Bounds
from socialkit.audience.compare import compare
from socialkit.audience.profile import NO_ACCOUNT
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.estimate import MIN_BOOTSTRAP, Estimate
from socialkit.estimate.checks import finite_numbers
from socialkit.estimate.number import joined
from socialkit.snapshot import Snapshot

GROUP_MEASURES = {
    "quality": "score",
    "engaged": "share",
    "dormant": "share",
    "junk": "share",
    "quantity": "count",
    "effective_followers": "count",
}
"""What is compared among groups, and its unit; counts by their geometric mean."""
NOT_STATED, ALL_ACCOUNTS = "not stated", "all accounts"
OTHER_ACCOUNTS = (
    "each account counts once; the interval says how far other accounts, come about alike, "
    "could lie off"
)
TYPICAL = "the geometric mean, that of a typical account"
FEW = "fewer than {} accounts give no interval"
ALIKE = "all accounts are alike, so they cannot show how far the number may lie off"
NO_GROUP = "the group of these accounts"
NO_RATIO = "a geometric mean, for some have none"
_REASONS = {
    "quality": "what the followers are like",
    "engaged": "who interacts with the accounts",
    "dormant": "when followers last posted",
    "junk": "what followers' profiles look like",
    "quantity": "how many followers there are",
    "effective_followers": "enough about the followers",
}


class Grouped(NamedTuple):
    """The group of each account (NA: not stated), its numbers, and which accounts these are."""

    names: pd.Series
    numbers: pd.DataFrame
    frame: str

    def of(self, measure: str) -> dict[str, np.ndarray]:
        """Return the known numbers of each group, rising; groups by name."""
        known = self.numbers[measure].dropna()
        names = (
            self.names.reindex(known.index) if known.index.is_unique else self.names[known.index]
        )
        return {
            str(name): np.sort(part.to_numpy(dtype=float))
            for name, part in known.groupby(names, sort=True)
        }


def grouped(
    accounts: Snapshot | pd.DataFrame,
    by: str,
    measures: Sequence[str] | None,
    frame: str,
    seed: int,
) -> Grouped:
    """Set the group of each account beside what is compared."""
    if isinstance(accounts, Snapshot):
        columns, allowed = accounts.accounts.columns, list(GROUP_MEASURES)
    else:
        columns = accounts.columns
        numeric = [name for name in accounts.select_dtypes("number") if name != by]
        allowed = [name for name in GROUP_MEASURES if name in numeric] or numeric
    if by not in columns:
        raise UnknownNameError("column", by, columns)
    chosen = allowed if measures is None else list(measures)
    for name in chosen:
        if name not in (allowed if isinstance(accounts, Snapshot) else columns):
            raise UnknownNameError("measure", name, allowed)
    if not chosen:
        raise SocialkitError("this table has no column of numbers to compare.")
    if isinstance(accounts, Snapshot):
        table, frame = compare(accounts, seed=seed), frame or frame_of_accounts(accounts)
        table = table.assign(**{by: accounts.accounts[by].reindex(table.index)})
    else:
        table, frame = accounts.reset_index(drop=True), frame or f"{len(accounts):,} accounts given"
    for name in chosen:
        finite_numbers(table[name])
    names = table[by].astype(object).map(str, na_action="ignore").astype("str").str.strip()
    names = names.where(names.notna() & ~names.isin(["", NOT_STATED]))
    return Grouped(names, table[chosen].astype("Float64"), frame)


def of_measure(given: Grouped, measure: str, level: float) -> dict[str, Estimate]:
    """Estimate the mean of each group, then say what stands apart from them."""
    groups, unit = given.of(measure), GROUP_MEASURES.get(measure, "")
    stated = sorted(given.names.dropna().unique())
    on_ratios = {name: v for name, v in groups.items() if unit != "count" or (v > 0).all()}
    found = simultaneous.means(
        {n: _scaled(v, unit) for n, v in on_ratios.items()}, level=level, fewest=_fewest(unit)
    )
    m = sum(len(values) >= _fewest(unit) for values in on_ratios.values())
    together = f"the intervals of all {m:,} groups hold together" if m > 1 else ""
    method = f"t, wider of own and common spread, Bonferroni over {m:,} groups"
    rows = {
        name: _mean(groups.get(name), found.get(name), given, measure, level, (method, together))
        for name in stated
    }
    if given.names.isna().any():
        blank = {"n": int(given.names.isna().sum()), "frame": given.frame, "unit": unit or "score"}
        rows[NOT_STATED] = estimate.unknown(NO_GROUP, **blank)
    everyone = np.sort(given.numbers[measure].dropna().to_numpy(dtype=float))
    whole = None
    if len(everyone) and (unit != "count" or (everyone > 0).all()):
        whole = simultaneous.means(
            {"": _scaled(everyone, unit)}, level=level, fewest=_fewest(unit)
        )[""]
    rows[ALL_ACCOUNTS] = _mean(everyone, whole, given, measure, level, ("t", ""))
    return rows


def difference(
    found: Bounds,
    given: Grouped,
    measure: str,
    *,
    n: int,
    is_few: bool,
    level: float,
    method: str,
) -> Estimate:
    """Set a difference between groups beside its interval."""
    value, low, high = found
    is_share = GROUP_MEASURES.get(measure) == "share"
    unit = "difference" if is_share else "score"
    if math.isnan(value):
        return estimate.unknown("accounts of any other group", n=n, frame=given.frame, unit=unit)
    if is_share:
        low, high = max(low, -1.0), min(high, 1.0)
    note = FEW.format(FEWEST) if is_few else ALIKE if math.isnan(low) else OTHER_ACCOUNTS
    return Estimate(value, low, high, level, method, n, None, given.frame, note, unit)


def _mean(
    values: np.ndarray | None,
    found: Bounds | None,
    given: Grouped,
    measure: str,
    level: float,
    words: tuple[str, str],
) -> Estimate:
    """Set a mean beside its interval, on its own scale and within its bounds."""
    unit, n = GROUP_MEASURES.get(measure, ""), 0 if values is None else len(values)
    if found is None:
        known = _REASONS.get(measure, f"{measure} of these accounts")
        if not len(given.names):
            known = NO_ACCOUNT
        blank = {"n": n, "frame": given.frame, "unit": unit or "score"}
        return estimate.unknown(NO_RATIO if n else known, **blank)
    value, low, high = (math.exp(x) for x in found) if unit == "count" else found
    if unit in ("share", "score"):
        low, high = max(low, 0.0), min(high, 1.0)
    typical = TYPICAL if unit == "count" else ""
    few = FEW.format(_fewest(unit))
    missing = few if n < _fewest(unit) else ALIKE if math.isnan(low) else OTHER_ACCOUNTS
    note = joined(typical, missing, words[1] if missing == OTHER_ACCOUNTS else "")
    return Estimate(
        value, low, high, level, words[0], n, None, given.frame, note, unit or "score"
    )  # fmt: skip


def _scaled(values: np.ndarray, unit: str) -> np.ndarray:
    """Return the logarithms of counts, whose ratios are compared, and all else as it is."""
    return np.log(values) if unit == "count" else values


def _fewest(unit: str) -> int:
    """Return how many accounts an interval takes; ratios of a few tell nothing at all."""
    return MIN_BOOTSTRAP if unit == "count" else FEWEST
