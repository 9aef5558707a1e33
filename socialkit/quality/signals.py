"""Signals: what speaks for a follower and what against, one piece of evidence at a time."""

import math
from collections.abc import Mapping
from numbers import Real

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.quality.criteria import SIGNALS
from socialkit.quality.registry import Signal, known_columns

BY_NAME = {signal.name: signal for signal in SIGNALS}
_MAY_BE_NEGATIVE = {"following_excess"}


def signals(
    features: pd.DataFrame, *, thresholds: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Say for each account which signals speak well of it and which do not.

    A signal is evidence and never a verdict on a person. What it is made of stands in
    `SIGNALS` and, as a table, in `rule_card`; the numbers behind it in `signal_values`.

    Parameters
    ----------
    features
        As `socialkit.features.account_features` or `follower_features` return them. Columns
        that are not counted there (`uses_hashtag`, `clients_count`: see `rule_card`) are used
        where a table has them, as yes or no, numbers, or shares of 0-1.
    thresholds
        Other thresholds than the published ones, by the signal's name, in its unit:
        ``{"dormant": 90}``.

    Returns
    -------
    pandas.DataFrame
        On the caller's own index, one column per signal of `SIGNALS`: ``"good"``,
        ``"bad"`` or NA (not known, or it says neither).

    Raises
    ------
    MissingDataError
        When a column is missing that every table of features has.
    UnknownNameError
        When a threshold is given for a signal that does not exist.
    SocialkitError
        When a threshold is no number, or the signal has none.

    References
    ----------
    Cresci, Di Pietro, Petrocchi, Spognardi, Tesconi 2015, Decision Support Systems
    80:56, doi:10.1016/j.dss.2015.09.003.

    Examples
    --------
    >>> import socialkit as sk
    >>> features = sk.features.account_features(sk.datasets.load("therapists"))
    >>> sorted(sk.quality.signals(features)["picture"].dropna().unique())
    ['bad', 'good']
    """
    practice.no_single_follower("list the signals of single followers")
    held = satisfied(features, SIGNALS, thresholds)
    words = {signal.name: _in_words(held[signal.name], signal) for signal in SIGNALS}
    return pd.DataFrame(words, index=features.index)


def signal_values(features: pd.DataFrame) -> pd.DataFrame:
    """Return the number behind each signal.

    Parameters
    ----------
    features
        As in `signals`.

    Returns
    -------
    pandas.DataFrame
        On the caller's own index, Float64, one column per signal, in the unit that `SIGNALS`
        gives; 1 and 0 for yes and no. NA where it is not known or undefined: a ratio to no
        followers at all is no number, though its signal may still be decided by the counts.

    Raises
    ------
    MissingDataError
        When a column is missing that every table of features has.

    Examples
    --------
    >>> import socialkit as sk
    >>> features = sk.features.account_features(sk.datasets.load("therapists"))
    >>> bool((sk.quality.signal_values(features)["dormant"] > 60).any())
    True
    """
    practice.no_single_follower("list the signals of single followers")
    known = known_columns(features, SIGNALS)
    values = {signal.name: signal.value(known).astype("Float64") for signal in SIGNALS}
    return pd.DataFrame(values, index=features.index)


def satisfied(
    features: pd.DataFrame,
    wanted: tuple[Signal, ...],
    thresholds: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Tell which signals each account satisfies: boolean, NA where not known."""
    bounds = checked(thresholds)
    known = known_columns(features, wanted)
    columns = {one.name: one.is_satisfied(known, bounds.get(one.name)) for one in wanted}
    return pd.DataFrame(columns, index=features.index).astype("boolean")


def checked(thresholds: Mapping[str, float] | None) -> dict[str, float]:
    """Return thresholds that are all finite numbers, of signals that have one.

    Raises
    ------
    UnknownNameError, SocialkitError
        As `signals` says.
    """
    given = {} if thresholds is None else thresholds
    if not isinstance(given, Mapping):
        raise SocialkitError(
            f"thresholds go by the signal's name, as in {{'dormant': 90}}; {given!r} does not."
        )
    return {name: _checked_one(name, bound) for name, bound in given.items()}


def _checked_one(name: str, bound: object) -> float:
    if name not in BY_NAME:
        raise UnknownNameError("signal", name, BY_NAME)
    unit = BY_NAME[name].unit
    if unit == "yes or no":
        raise SocialkitError(f"the signal {name!r} is a yes or no and has no threshold.")
    is_number = isinstance(bound, Real) and not isinstance(bound, bool | np.bool_)
    if not is_number or not math.isfinite(bound):
        raise SocialkitError(f"the threshold of {name!r} must be a number, not {bound!r}.")
    if unit == "share" and not 0 <= bound <= 1:
        raise SocialkitError(f"the threshold of {name!r} is a share, 0 to 1, not {bound!r}.")
    if bound < 0 and name not in _MAY_BE_NEGATIVE:
        raise SocialkitError(f"the threshold of {name!r} cannot be below 0; {bound!r} is.")
    return float(bound)


def _in_words(held: pd.Series, signal: Signal) -> pd.api.extensions.ExtensionArray:
    """Put good and bad for satisfied and failed; nothing where it says neither."""
    words = np.array([signal.failed or None, signal.satisfied or None, None], dtype=object)
    place = held.astype("Int8").fillna(2).to_numpy(dtype=np.int8)
    return pd.array(words[place], dtype=pd.StringDtype("pyarrow"))
