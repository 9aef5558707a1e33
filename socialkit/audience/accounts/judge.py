"""Measures held against a judgement from outside, such as a platform's vetting."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from socialkit import estimate, graph
from socialkit.errors import UnknownNameError
from socialkit.estimate import Estimate
from socialkit.schema import COUNT, FLAG
from socialkit.snapshot import Snapshot

JUDGED_BY = ("followers", "age_days", "views", "pagerank", "core_number")
"""What is held against the judge: how many follow, how old, how much seen, how well placed."""
FEWEST_JUDGED = 10
"""With fewer accounts that have the mark, or have it not, nothing is compared."""
ALIKE_AT_LEAST = 15
"""So many accounts at least stand in a stratum of those that are alike."""
_NO_JUDGE = "a judgement from outside, such as a platform's vetting, on these accounts"
_TOO_FEW = "too few accounts have the mark of the outside judge, or lack it"
_REASONS = {
    "age_days": "when these accounts were opened",
    "views": "how often these accounts were viewed",
    "pagerank": "who follows whom among all of these accounts",
    "core_number": "who follows whom among all of these accounts",
}
_OTHERS = "the interval says how far other accounts, come about alike, could lie off"


def judged_share(
    snapshot: Snapshot, *, label: str = "is_verified", level: float = 0.95
) -> Estimate:
    """Estimate which share of the accounts has the mark of an outside judge.

    Counted are the accounts whose followers were collected: the focal ones, or all in a
    network without any.

    Parameters
    ----------
    snapshot
        The network.
    label
        The column of the accounts table that holds the mark: true or false.
    level
        Confidence level, 0-1.

    Returns
    -------
    Estimate
        Not known, with the reason, where fewer than ten have the mark or ten lack it.

    Raises
    ------
    UnknownNameError
        When there is no such column of true and false.

    Examples
    --------
    >>> import socialkit as sk
    >>> print(judged_share(sk.datasets.load("therapists")).note)
    too few accounts have the mark of the outside judge, or lack it
    """
    mark = _marks(snapshot, label)
    frame, reason = _frame(mark), _reason(mark)
    if reason:
        return estimate.unknown(reason, n=len(mark), frame=frame)
    share = estimate.proportion(int(mark.sum()), len(mark), level=level, frame=frame, note=_OTHERS)
    return share.with_noun("accounts")


def told_apart(
    snapshot: Snapshot,
    *,
    label: str = "is_verified",
    alike: Sequence[str] = (),
    level: float = 0.95,
) -> pd.DataFrame:
    """Measure how well each measure tells marked accounts from the others (AUC).

    Of one account with the mark and one without, both drawn at random, how often has the
    marked one the larger number? With `alike`, the other is drawn from those with about as
    many of what is named: runs of neighbouring values that hold `ALIKE_AT_LEAST` or more. The
    row of what is named then shows how well that worked: 0.5 where they are fully alike.

    Parameters
    ----------
    snapshot
        The network.
    label
        The column of the accounts table that holds the mark: true or false.
    alike
        Some of the measures, the most important first.
    level
        Confidence level of the intervals, 0-1.

    Returns
    -------
    pandas.DataFrame
        As `socialkit.estimate.table`, indexed by `measure`: `followers` (seen here),
        `age_days`, `views` (of the channel), `pagerank` and `core_number`; NA with the
        reason in `note` and `in_words` where it is not known.

    Raises
    ------
    UnknownNameError
        When there is no such column or measure.

    References
    ----------
    Hanley, McNeil 1982, Radiology 143:29, doi:10.1148/radiology.143.1.7063747.
    Janes, Pepe 2009, Biometrika 96:371, doi:10.1093/biomet/asp002.

    Examples
    --------
    >>> import socialkit as sk
    >>> told_apart(sk.datasets.load("therapists"))["value"].isna().all()
    np.True_
    """
    for name in alike:
        if name not in JUDGED_BY:
            raise UnknownNameError("measure", name, JUDGED_BY)
    mark = _marks(snapshot, label)
    frame, reason = _frame(mark), _reason(mark)
    numbers = _measures(snapshot).loc[mark.index]
    strata = _alike(numbers[list(alike)]) if alike and not reason else None
    rows = {}
    for name, column in numbers.items():
        why = reason or (_REASONS.get(name, "") if column.isna().all() else "")
        rows[name] = (
            estimate.unknown(why, n=len(mark), frame=frame, unit="score")
            if why
            else estimate.auc(
                column, mark, strata=strata, level=level, frame=frame, note=_OTHERS
            )
        )  # fmt: skip
    return estimate.table(rows)


def _marks(snapshot: Snapshot, label: str) -> pd.Series:
    """Return the mark of the accounts that have one, of those whose followers were collected."""
    accounts = snapshot.accounts
    flags = [name for name in accounts.columns if accounts[name].dtype == FLAG]
    if label not in flags:
        raise UnknownNameError("column of true and false", label, flags)
    is_listed = accounts.index.isin(snapshot.focal)
    if not len(snapshot.focal):
        is_listed = np.full(len(accounts), graph.has_follower_lists(snapshot))
    return accounts.loc[is_listed, label].dropna()


def _reason(mark: pd.Series) -> str:
    """Say why the mark tells nothing; empty when it does."""
    if mark.empty:
        return _NO_JUDGE
    few = min(int(mark.sum()), int((~mark).sum())) < FEWEST_JUDGED
    return _TOO_FEW if few else ""


def _frame(mark: pd.Series) -> str:
    many = f"all {len(mark):,} accounts" if len(mark) else "no account"
    return f"{many} with a judgement in these data"


def _measures(snapshot: Snapshot) -> pd.DataFrame:
    """Return one column for each measure; what was not collected is NA."""
    accounts = snapshot.accounts
    unknown = pd.Series(pd.NA, index=accounts.index, dtype="Float64")
    is_whole = not len(snapshot.focal)
    columns = {
        "followers": graph.degrees(snapshot)["indegree"],
        "age_days": (snapshot.taken_at - accounts["created_at"]) / pd.Timedelta(days=1),
        "views": accounts.get("x_views", unknown),
        "pagerank": graph.pagerank(snapshot) if is_whole else unknown,
        "core_number": graph.core_number(snapshot) if is_whole else unknown,
    }
    return pd.DataFrame({name: column.astype("Float64") for name, column in columns.items()})


def _alike(numbers: pd.DataFrame) -> pd.Series:
    """Name the stratum of each account: runs of the first column, parted by the next, and so on.

    All but the last part are four times as large, so that there is something left to part.
    """
    strata = pd.Series(0, index=numbers.index, dtype=COUNT).where(numbers.notna().all(axis=1))
    for left, name in zip(range(numbers.shape[1] - 1, -1, -1), numbers, strict=True):
        least = ALIKE_AT_LEAST * 4**left
        runs = numbers[name].groupby(strata).transform(lambda part, n=least: _runs(part, n))
        both = pd.DataFrame({"before": strata, "run": runs})
        strata = both.groupby(["before", "run"]).ngroup().where(both.notna().all(axis=1))
    return strata.astype(COUNT)


def _runs(values: pd.Series, least: int) -> pd.Series:
    """Give runs of neighbouring values that hold `least` accounts or more a number each.

    What is left over at the top joins the last run.
    """
    sizes = values.value_counts().sort_index()
    numbers, number, size = [], 0, 0
    for count in sizes:
        numbers.append(number)
        size += count
        if size >= least:
            number, size = number + 1, 0
    last = max(number - 1, 0) if size else number
    run = pd.Series(np.minimum(numbers, last), index=sizes.index)
    return values.map(run)
