"""Groups of accounts side by side, such as industries, with intervals that hold together."""

from collections.abc import Iterable, Sequence

import pandas as pd

from socialkit import estimate
from socialkit.audience.accounts.grouped import GROUP_MEASURES, difference, grouped, of_measure
from socialkit.audience.accounts.simultaneous import FEWEST, against_the_others, pairs
from socialkit.errors import UnknownNameError
from socialkit.estimate.checks import critical_value
from socialkit.schema import TEXT
from socialkit.snapshot import Snapshot

AGAINST = ("the others", "each other")
MORE, LESS, SAME = "more", "less", "cannot be told apart"
_METHODS = dict(
    zip(
        AGAINST,
        ("Welch or pooled t, Bonferroni", "Tukey-Kramer or Games-Howell"),
        strict=True,
    )
)


def compare_groups(
    accounts: Snapshot | pd.DataFrame,
    *,
    by: str = "group",
    measures: Sequence[str] | None = None,
    frame: str = "",
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare groups of accounts, such as industries, with simultaneous intervals.

    What was sampled are accounts, not followers: the followers of one account are alike, so
    thousands of them tell about that account and little about its trade. Each account
    therefore counts once, and the interval of a group rests on how its accounts differ. Of
    many groups some stand out by chance alone; so the intervals are made wide enough that,
    in `level` of such comparisons, all of one measure hold together (Bonferroni).

    Parameters
    ----------
    accounts
        A snapshot, whose focal accounts are compared; or any table with one row for each
        account, such as `compare` returns it.
    by
        The column that tells the groups, of `Snapshot.accounts` or of the table.
    measures
        What to compare. Of a snapshot: ``"quality"`` (mean, 0-1), ``"engaged"``,
        ``"dormant"`` and ``"junk"`` (shares of the followers), ``"quantity"`` and
        ``"effective_followers"`` (geometric means); all of them by default. Of a table,
        those of them that it has or, failing that, all its columns of numbers.
    frame
        For a table: in words, which accounts these are (`frame_of_accounts` says it).
    level
        Confidence level of all intervals of a measure together, 0-1.
    seed
        Of what `compare` draws.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure` and `group`; columns as `socialkit.estimate.table`, `n` being
        accounts. Two rows stand apart: ``"not stated"`` (accounts whose group is not known:
        NA) and ``"all accounts"`` (one interval by itself). A group of fewer than three
        accounts has no interval, for a geometric mean of fewer than five.

    Raises
    ------
    SocialkitError
        When a table holds nothing to compare, or a measure is no number.
    UnknownNameError
        When there is no such column or measure.

    References
    ----------
    Dunn 1961. Multiple comparisons among means. JASA 56:52.
    doi:10.1080/01621459.1961.10482090
    Kish 1965. Survey Sampling, chapter 5 (clusters). Wiley.

    Examples
    --------
    >>> import socialkit as sk
    >>> table = sk.audience.compare_groups(sk.datasets.load("therapists"), measures=["engaged"])
    >>> int(table.loc[("engaged", "therapists"), "n"])
    8
    """
    critical_value(level)
    given = grouped(accounts, by, measures, frame, seed)
    tables = {
        measure: estimate.table(of_measure(given, measure, level), name="group")
        for measure in given.numbers.columns
    }
    return pd.concat(tables, names=["measure", "group"])


def group_differences(
    accounts: Snapshot | pd.DataFrame,
    *,
    by: str = "group",
    measure: str = "engaged",
    against: str = "the others",
    frame: str = "",
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Tell which groups of accounts differ, with simultaneous intervals.

    Parameters
    ----------
    accounts, by, frame, level, seed
        As for `compare_groups`.
    measure
        What to compare; not a measure that `compare_groups` gives as a geometric mean.
    against
        ``"the others"``: each group with all accounts of other groups (Welch, Bonferroni);
        ``"each other"``: all pairs (Tukey-Kramer or Games-Howell, whichever is wider).

    Returns
    -------
    pandas.DataFrame
        Indexed by `group`, or by `group` and `other`, the larger mean first; columns as
        `socialkit.estimate.table`, and `reads`: ``"more"``, ``"less"`` or ``"cannot be told
        apart"``, NA without an interval. Accounts whose group is not stated are left out.

    Raises
    ------
    SocialkitError
        When a table holds nothing to compare, or a measure is no number.
    UnknownNameError
        When there is no such column, measure or way to compare.

    Examples
    --------
    >>> import socialkit as sk
    >>> table = sk.audience.group_differences(sk.datasets.load("therapists"))
    >>> table["value"].idxmin(), table["value"].idxmax()
    ('waste companies', 'therapists')
    """
    critical_value(level)
    if against not in AGAINST:
        raise UnknownNameError("way to compare", against, AGAINST)
    if GROUP_MEASURES.get(measure) == "count":
        linear = [name for name, unit in GROUP_MEASURES.items() if unit != "count"]
        raise UnknownNameError("measure", measure, linear, "Geometric means have no difference")
    given = grouped(accounts, by, [measure], frame, seed)
    groups = given.of(measure)
    if against == AGAINST[0]:
        found = {(name,): x for name, x in against_the_others(groups, level=level).items()}
    else:
        found = pairs(groups, level=level)
    total = sum(map(len, groups.values()))
    rows = {}
    for key, bounds in found.items():
        sizes = [len(groups[name]) for name in key]
        sizes += [total - sizes[0]] if len(key) == 1 else []
        facts = {"n": sum(sizes), "is_few": min(sizes) < FEWEST, "level": level}
        rows[key] = difference(bounds, given, measure, method=_METHODS[against], **facts)
    table = estimate.table(rows)
    names = ["group", "other"][: 1 if against == AGAINST[0] else 2]
    table.index = _index(rows, names)
    return table.assign(reads=_reads(table))


def _index(keys: Iterable[tuple[str, ...]], names: list[str]) -> pd.Index:
    columns = {name: [key[place] for key in keys] for place, name in enumerate(names)}
    table = pd.DataFrame(columns, dtype="str")
    return pd.Index(table["group"]) if len(names) == 1 else pd.MultiIndex.from_frame(table)


def _reads(table: pd.DataFrame) -> pd.Series:
    """Say in words on which side of 0 the interval lies."""
    words = pd.Series(SAME, index=table.index, dtype=TEXT)
    words = words.mask((table["low"] > 0).fillna(False), MORE)
    words = words.mask((table["high"] < 0).fillna(False), LESS)
    return words.where(table["low"].notna() & table["high"].notna())
