"""The rules side by side: what each asks, what it costs to know, how often it holds here."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from socialkit.quality.criteria import SIGNALS
from socialkit.quality.registry import Signal
from socialkit.quality.rulesets import RULE_SETS, Criterion
from socialkit.quality.signals import BY_NAME, checked, satisfied

NO_RULE_SET = "no rule set"
"""Stands in place of the rule set for signals that belong to none."""
_TEXT, _COUNT = pd.StringDtype("pyarrow"), pd.Int64Dtype()


class Trial(NamedTuple):
    """How well a rule told junk from people, as published: its MCC, and on which accounts."""

    mcc: float
    accounts: str


PUBLISHED = {
    ("camisani-calzolari", "enough_followers"): Trial(
        0.77,
        "fake Twitter followers bought in 2013 and real accounts (Cresci et al. 2015); "
        "under .2 on hand-labelled Instagram followers",
    ),
}
"""What was published on single rules, where the figure is certain; nothing stands for not known."""

_DTYPES = {
    **dict.fromkeys(("says", "source", "crawl_class", "columns"), _TEXT),
    "is_counted": "boolean",
    "comparison": _TEXT,
    "threshold": "Float64",
    "unit": _TEXT,
    **dict.fromkeys(("points_satisfied", "points_failed"), _COUNT),
    **dict.fromkeys(("satisfied", "known", "accounts"), _COUNT),
    "published_mcc": "Float64",
    **dict.fromkeys(("published_on", "note"), _TEXT),
}


def rule_card(
    features: pd.DataFrame, *, thresholds: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """List every rule with its source and boundary, and count for how many accounts it holds.

    Only totals: nothing here tells which accounts those are. The share is satisfied / known,
    never satisfied / accounts: what is not known does not fail.

    Parameters
    ----------
    features, thresholds
        As in `signals`. Each row counts once, so a table of `follower_features` counts ties.

    Returns
    -------
    pandas.DataFrame
        Indexed by `rule_set` and `rule` (the signal's name), in the order of `RULE_SETS`, then
        the signals of no rule set:

        - `says`, `source`, `crawl_class` (A profile, B posts, C relationships);
        - `columns` it needs, and `is_counted`: whether `account_features` has them;
        - `comparison`, `threshold`, `unit`: its boundary; NA where none was published;
        - `points_satisfied`, `points_failed`: what it brings in its rule set;
        - `satisfied`, `known`, `accounts` (Int64): for how many it holds, for how many that is
          known, and how many there are; `satisfied` is NA where it is known for nobody;
        - `published_mcc`: Matthews correlation of the rule (or of failing it, where it speaks
          for an account) with the label, -1 to 1, and `published_on`: on which accounts; NA
          where no figure is certain;
        - `note`: why it is known for nobody.

    Raises
    ------
    MissingDataError, UnknownNameError, SocialkitError
        As in `signals`.

    References
    ----------
    Cresci, Di Pietro, Petrocchi, Spognardi, Tesconi 2015, Decision Support Systems
    80:56, doi:10.1016/j.dss.2015.09.003 (crawl classes, MCC).

    Examples
    --------
    >>> import socialkit as sk
    >>> card = sk.quality.rule_card(sk.features.account_features(sk.datasets.load("therapists")))
    >>> card.loc[("seed", "dormant"), ["crawl_class", "comparison", "source"]].tolist()
    ['B', '>', "therapists' blogs"]
    >>> card.loc[("camisani-calzolari", "iphone"), "note"]
    'not counted from any export'
    """
    bounds = checked(thresholds)
    held = satisfied(features, SIGNALS, bounds)
    rows = {
        (rule_set, signal.name): _row(signal, held[signal.name], bounds.get(signal.name), worth)
        | _published(rule_set, signal.name)
        for rule_set, signal, worth in _listed()
    }
    index = pd.MultiIndex.from_tuples([*rows], names=["rule_set", "rule"])
    return pd.DataFrame([*rows.values()], index=index)[[*_DTYPES]].astype(_DTYPES)


def _listed() -> list[tuple[str, Signal, Criterion | None]]:
    """Pair each rule set with its signals; those of no rule set come last."""
    used = [(one.name, BY_NAME[c.signal], c) for one in RULE_SETS.values() for c in one.criteria]
    names = {signal.name for _, signal, _ in used}
    alone = [(NO_RULE_SET, signal, None) for signal in SIGNALS if signal.name not in names]
    return [*used, *alone]


def _row(
    signal: Signal, held: pd.Series, threshold: float | None, worth: Criterion | None
) -> dict[str, object]:
    bound = signal.threshold if threshold is None else threshold
    known = int(held.notna().sum())
    return {
        "says": signal.sentence(bound),
        "source": signal.source,
        "crawl_class": signal.crawl_class,
        "columns": ", ".join(signal.columns),
        "is_counted": signal.is_counted,
        "comparison": pd.NA if bound is None else signal.comparison,
        "threshold": pd.NA if bound is None else bound,
        "unit": signal.unit,
        "points_satisfied": pd.NA if worth is None else worth.satisfied,
        "points_failed": pd.NA if worth is None else worth.failed,
        "satisfied": int(held.sum()) if known else pd.NA,
        "known": known,
        "accounts": len(held),
        "note": "" if known else _why(signal, bound, len(held)),
    }


def _why(signal: Signal, bound: float | None, accounts: int) -> str:
    if not accounts:
        return "no accounts"
    if not signal.is_counted:
        return "not counted from any export"
    return "no threshold was published" if bound is None else "not in this export"


def _published(rule_set: str, rule: str) -> dict[str, object]:
    trial = PUBLISHED.get((rule_set, rule))
    found = (pd.NA, pd.NA) if trial is None else trial
    return dict(zip(("published_mcc", "published_on"), found, strict=True))
