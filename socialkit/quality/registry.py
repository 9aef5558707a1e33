"""What a signal is: one yes-or-no question about an account, with who asks it and where it turns.

A question that the columns cannot answer stays open (NA). The logic is Kleene's: "no bio and no
place and following more than 100" is answered by a bio alone, whatever is not known besides.
"""

import operator
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from socialkit.errors import MissingDataError, SocialkitError

CRAWL_CLASSES = {"A": "its profile", "B": "its posts", "C": "its relationships"}
"""What must be collected to answer a question, the cheapest first (Cresci et al. 2015)."""

_HOLDS = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


class Signal(NamedTuple):
    """One piece of evidence on one account: what it asks, who proposed it, where it turns.

    Attributes
    ----------
    name
        Its name, as in the columns of `signals`.
    says
        What holds of an account that satisfies it, in a sentence; ``{}`` is the threshold.
    source
        Who proposed it.
    crawl_class
        What it costs to know: ``"A"`` the profile, ``"B"`` the posts, ``"C"`` the
        relationships.
    columns
        The columns it needs; those that `is_counted` is false of may lack.
    comparison, threshold
        When it is satisfied: ``(">=", 30)`` means from 30 on. None where the authors
        published no threshold.
    unit
        Of the threshold: ``"yes or no"``, ``"accounts"``, ``"posts"``, ``"days"``,
        ``"times"``, ``"programs"`` or ``"share"`` (0-1).
    satisfied, failed
        What that makes of it: ``"good"``, ``"bad"`` or ``""`` (says nothing).
    value
        The number behind it, given the columns as Float64.
    test
        Whether it is satisfied, given the columns and the threshold; None compares the value.
    is_counted
        Whether `socialkit.features.account_features` has the columns. Most of the others no
        export tells (which programs it posts by); a table that has them all the same is used.
    """

    name: str
    says: str
    source: str
    crawl_class: str
    columns: tuple[str, ...]
    comparison: str
    threshold: float | None
    unit: str
    satisfied: str
    failed: str
    value: Callable[[pd.DataFrame], pd.Series]
    test: Callable[[pd.DataFrame, float], pd.Series] | None = None
    is_counted: bool = True

    def sentence(self, threshold: float | None = None) -> str:
        """Return what the signal says, with a threshold (its own by default) written in."""
        bound = self.threshold if threshold is None else threshold
        if bound is None or "{}" not in self.says:
            return self.says
        return self.says.format(f"{100 * bound:g} %" if self.unit == "share" else f"{bound:,g}")

    def is_satisfied(self, known: pd.DataFrame, threshold: float | None = None) -> pd.Series:
        """Tell of each account whether it satisfies the signal; NA where not known."""
        bound = self.threshold if threshold is None else threshold
        if bound is None:
            return pd.Series(pd.NA, index=known.index, dtype="boolean")
        if self.test is not None:
            return self.test(known, bound)
        return _HOLDS[self.comparison](self.value(known), bound)


def known_columns(features: pd.DataFrame, wanted: tuple[Signal, ...]) -> pd.DataFrame:
    """Return the columns that some signals need as Float64; what may lack is NA where it does.

    Raises
    ------
    MissingDataError
        When a column lacks that every table of features has.
    SocialkitError
        When a column holds something else than numbers or true and false.
    """
    names = dict.fromkeys(name for signal in wanted for name in signal.columns)
    counted = {name for signal in wanted if signal.is_counted for name in signal.columns}
    missing = [name for name in names if name in counted and name not in features.columns]
    if missing:
        raise MissingDataError(
            f"these features lack {', '.join(missing)}; "
            "make them with sk.features.account_features(snapshot)."
        )
    columns = {name: _numbers(features, name) for name in names}
    return pd.DataFrame(columns, index=features.index)


def _numbers(features: pd.DataFrame, name: str) -> pd.Series:
    if name not in features.columns:
        return pd.Series(pd.NA, index=features.index, dtype="Float64")
    try:
        return features[name].astype("Float64")
    except (TypeError, ValueError):
        raise SocialkitError(f"the column {name!r} must hold numbers, or true and false.") from None
