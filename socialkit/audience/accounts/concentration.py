"""How much rests on a few: interactions on a few people, or followers on a few accounts."""

from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from socialkit import estimate
from socialkit.audience.accounts import inequality
from socialkit.audience.accounts.received import Held, held
from socialkit.audience.accounts.spread import Statistic, estimates
from socialkit.estimate import Estimate
from socialkit.estimate.checks import critical_value
from socialkit.snapshot import Snapshot

TOPS = {"top_1_percent": 0.01, "top_10_percent": 0.1}
PEOPLE_SHARES = tuple(round(percent / 100, 2) for percent in range(101))
_UNITS = {
    "gini": "score",
    "gini_corrected": "score",
    "effective_number": "count",
    "effective_share": "share",
    "h_index": "count",
    **dict.fromkeys(TOPS, "share"),
}
_WITH_INTERVAL = ("gini", "gini_corrected", "top_10_percent")
_GROWS_WITH_N = ("effective_number", "h_index")


def concentration(
    source: Snapshot | pd.Series,
    account_id: str | None = None,
    *,
    among: str = "people",
    population: int | None = None,
    frame: str = "",
    level: float = 0.95,
    resamples: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure how unequally something is held, such as interactions among people.

    With x_(1) <= ... <= x_(n): Gini G = 2 sum(i x_(i)) / (n sum x) - (n + 1) / n, which
    cannot exceed (n - 1) / n; times n / (n - 1) it can reach 1. The effective number
    1 / HHI = (sum x)^2 / sum(x^2) says with how many equal ones the concentration would be
    the same, and the effective share sets it against n. The h-index is the largest h such
    that h of them hold at least h each.

    Parameters
    ----------
    source
        A snapshot, or one number for each person or account, not below 0.
    account_id
        For a snapshot, whose interactions; with None nothing is known of them.
    among
        For a snapshot: ``"people"`` (interactions received, among all who interacted with
        the account), ``"followers"`` (the same among its followers, those who never did
        counting 0) or ``"accounts"`` (followers, among the focal accounts or, without any,
        among all accounts of a network).
    population
        For numbers: of how many these are a random part (or all); None when not known.
    frame
        For numbers: in words, which ones these are.
    level
        Confidence level of the intervals.
    resamples, seed
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure`: `gini`, `gini_corrected` (times n / (n - 1)),
        `effective_number`, `effective_share`, `h_index`, `top_1_percent` and
        `top_10_percent` (the share that so many hold who hold most). Columns as
        `socialkit.estimate.table`. A census has no width. Of a part, the Gini and the top
        tenth have bootstrap intervals (BCa; of a random sample shortened by
        sqrt((N - n) / (N - 1))) from 400 on. The other measures have none, for they hang on
        the few who hold most, and what grows with n is NA for a random sample. NA where
        nobody holds anything, and for a top that is less than one person.

    Raises
    ------
    SocialkitError
        When a number is below 0 or no number, or there are more than the population.
    UnknownNameError
        When `among` is none of these.

    References
    ----------
    Dixon, Weiner, Mitchell-Olds, Woodley 1987. Bootstrapping the Gini coefficient of
    inequality. Ecology 68:1548. doi:10.2307/1939238
    Laakso, Taagepera 1979. "Effective" number of parties. Comparative Political Studies
    12:3. doi:10.1177/001041407901200101
    Hirsch 2005. An index to quantify an individual's scientific research output. PNAS
    102:16569. doi:10.1073/pnas.0507655102

    Examples
    --------
    >>> table = concentration(pd.Series([1, 1, 1, 5]), population=4)
    >>> table.loc[["gini", "effective_number"], "value"].round(2).tolist()
    [0.38, 2.29]
    """
    critical_value(level)
    given = held(source, account_id, among, population, frame)
    if given.reason:
        return estimate.table({name: _unknown(given, name, given.reason) for name in _UNITS})
    draw = {"level": level, "resamples": resamples, "seed": seed}
    return estimate.table({name: _measured(given, name, draw) for name in _UNITS})


def lorenz(
    source: Snapshot | pd.Series,
    account_id: str | None = None,
    *,
    among: str = "people",
    population: int | None = None,
    frame: str = "",
    level: float = 0.95,
    resamples: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Show what share those hold who hold least, for every share of them (Lorenz curve).

    Parameters
    ----------
    source, account_id, among, population, frame, level, resamples, seed
        As for `concentration`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `people_share` (0 to 1, every percent, from those who hold least);
        columns as `socialkit.estimate.table`: `value` is the share they hold together.

    Raises
    ------
    SocialkitError
        When a number is below 0 or no number, or there are more than the population.
    UnknownNameError
        When `among` is none of these.

    References
    ----------
    Lorenz 1905. Methods of measuring the concentration of wealth. Publications of the
    American Statistical Association 9:209. doi:10.2307/2276207

    Examples
    --------
    >>> curve = lorenz(pd.Series([1, 1, 1, 5]), population=4)
    >>> curve.loc[[0.25, 0.75, 1.0], "value"].tolist()
    [0.125, 0.375, 1.0]
    """
    critical_value(level)
    given = held(source, account_id, among, population, frame)
    if given.reason:
        rows = dict.fromkeys(PEOPLE_SHARES, _unknown(given, "", given.reason))
    else:
        shares = np.array(PEOPLE_SHARES)
        statistic = partial(inequality.held_by_least, shares=shares)
        draw = {"level": level, "resamples": resamples, "seed": seed}
        rows = dict(zip(PEOPLE_SHARES, estimates(given, statistic, draw), strict=True))
        for end in (0.0, 1.0):  # nobody holds nothing and all hold everything, in any sample
            rows[end] = replace(rows[end], value=end, low=end, high=end)
    table = estimate.table(rows, name="people_share")
    table.index = pd.Index(PEOPLE_SHARES, dtype="float64", name="people_share")
    return table


def _measured(given: Held, name: str, draw: dict[str, float]) -> Estimate:
    """Estimate one measure, or say why that cannot be done."""
    is_sample = given.population is not None and given.n < given.population
    if name in _GROWS_WITH_N and is_sample:
        return _unknown(given, name, "what a sample cannot tell of the whole")
    if name in TOPS and TOPS[name] * given.n < 1:
        return _unknown(given, name, f"the top {100 * TOPS[name]:g} % are less than one here")
    if name.startswith("gini") and given.n == 1:
        return _unknown(given, name, "one alone, who cannot hold more than others")
    [found] = estimates(given, _statistic(name), draw, with_interval=name in _WITH_INTERVAL)
    return replace(found, unit=_UNITS[name])


def _statistic(name: str) -> Statistic:
    """Return the measure as one row of numbers, one for each row of counts."""
    if name not in TOPS:
        measure = getattr(inequality, name)
        return lambda values, counts: measure(values, counts)[None, :]
    shares = np.array([1 - TOPS[name]])
    return lambda values, counts: 1 - inequality.held_by_least(values, counts, shares)


def _unknown(given: Held, name: str, reason: str) -> Estimate:
    unit = _UNITS.get(name, "share")
    return estimate.unknown(reason, n=given.n, frame=given.frame, unit=unit)
