"""What a finished chart holds: the numbers drawn, and the words written around them."""

from typing import NamedTuple
from weakref import WeakKeyDictionary

import pandas as pd
from matplotlib.axes import Axes

from socialkit.errors import SocialkitError


class Record(NamedTuple):
    """A chart without its picture: enough to say in words what it shows.

    Attributes
    ----------
    kind
        Which chart it is: the name of the function that drew it.
    title, subtitle
        As written above it.
    footer
        As written below it: source, how many were counted, and which ones.
    drawn
        The numbers drawn, as the chart was given them, in the order drawn; what was drawn
        besides, such as a correlation, in its `attrs`.
    """

    kind: str
    title: str
    subtitle: str
    footer: tuple[str, ...]
    drawn: pd.DataFrame


_RECORDS: WeakKeyDictionary[Axes, Record] = WeakKeyDictionary()


def keep(ax: Axes, record: Record) -> None:
    """Remember what a chart holds, as long as its axes live."""
    _RECORDS[ax] = record


def beside(drawn: pd.DataFrame, **facts: object) -> pd.DataFrame:
    """Return a copy of the drawn table with what else was drawn in its `attrs`.

    Only plain values, lists and dicts: pandas compares them when it joins tables.
    """
    told = drawn.copy(deep=False)  # pandas writes into a copy of its own
    told.attrs = {**drawn.attrs, **facts}
    return told


def number(estimate: object) -> dict[str, float]:
    """Return an estimate's value and interval as plain floats."""
    found = {name: getattr(estimate, name) for name in ("value", "low", "high")}
    return {name: float("nan") if pd.isna(one) else float(one) for name, one in found.items()}


def record(ax: Axes) -> Record:
    """Return what a chart holds: the numbers drawn, and the words around them.

    Parameters
    ----------
    ax
        Axes that one of the charts of this package was drawn on.

    Raises
    ------
    SocialkitError
        When they hold none of these charts.

    Examples
    --------
    >>> from socialkit import plot
    >>> record(plot.missing("Nobody was counted.", title="Who reads?")).title
    'Who reads?'
    """
    if ax not in _RECORDS:
        raise SocialkitError(
            "these axes hold no chart of socialkit.plot, so nothing is known of what they show."
        )
    return _RECORDS[ax]
