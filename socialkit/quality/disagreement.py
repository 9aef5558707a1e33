"""How often the published rule sets contradict one another on the same accounts."""

from collections.abc import Mapping
from itertools import combinations

import pandas as pd

from socialkit.quality.rules import rules
from socialkit.quality.rulesets import RULE_SETS

_COUNTS = ("differ", "only_first", "only_second", "both_judge", "accounts")


def disagreement(
    features: pd.DataFrame,
    *,
    unknown: str = "bounds",
    thresholds: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Count for each pair of rule sets how many accounts they judge differently.

    They differ on an account when one counts it as junk in its own sense (a bot, a suspect,
    somebody to leave) and the other does not. Counted are the accounts that both judge.

    Parameters
    ----------
    features, thresholds
        As in `signals`. Each row counts once, so a table of `follower_features` counts ties.
    unknown
        As in `rules`. With ``"bounds"`` often nobody is judged by both, as no export tells
        every criterion. ``"left out"`` compares what is left of the rule sets in these data:
        part of what they then differ in is what each of them looks at here.

    Returns
    -------
    pandas.DataFrame
        Indexed by `first` and `second` rule set, each pair once. All Int64: `differ` (how many
        of `both_judge`), `only_first` and `only_second` (whom only that one counts as junk),
        `both_judge` and `accounts`; the first three are NA where both judge nobody. `note`
        says why, or (with ``"bounds"``) that a rule set judges one way only here, where to agree
        is no finding.

    Raises
    ------
    MissingDataError, UnknownNameError, SocialkitError
        As in `rules`.

    References
    ----------
    Cresci, Di Pietro, Petrocchi, Spognardi, Tesconi 2015, Decision Support Systems
    80:56, doi:10.1016/j.dss.2015.09.003.

    Examples
    --------
    >>> import socialkit as sk
    >>> features = sk.features.account_features(sk.datasets.load("therapists"))
    >>> table = sk.quality.disagreement(features, unknown="left out")
    >>> len(table), bool((table["differ"] <= table["both_judge"]).all())
    (10, True)
    """
    judged = {
        name: rules(name, features, unknown=unknown, thresholds=thresholds) for name in RULE_SETS
    }
    pairs = [*combinations(RULE_SETS, 2)]
    index = pd.MultiIndex.from_tuples(pairs, names=["first", "second"])
    rows = [_compared({name: judged[name] for name in pair}, unknown) for pair in pairs]
    return pd.DataFrame(rows, index=index).astype(
        dict.fromkeys(_COUNTS, "Int64") | {"note": pd.StringDtype("pyarrow")}
    )


def _compared(judged: dict[str, pd.DataFrame], unknown: str) -> dict[str, object]:
    one, other = judged.values()
    both = one["is_against"].notna() & other["is_against"].notna()
    here, there = one["is_against"][both].astype(bool), other["is_against"][both].astype(bool)
    only_first, only_second = int((here & ~there).sum()), int((there & ~here).sum())
    told = {"differ": only_first + only_second, "only_first": only_first}
    told |= {"only_second": only_second, "both_judge": int(both.sum()), "accounts": len(both)}
    if both.any():
        sides = [_one_sided(name, table) for name, table in judged.items()]
        return told | {"note": "; ".join(filter(None, sides)) if unknown == "bounds" else ""}
    nothing = dict.fromkeys(("differ", "only_first", "only_second"), pd.NA)
    return told | nothing | {"note": _why(judged)}


def _one_sided(name: str, table: pd.DataFrame) -> str:
    """Warn of a rule set that can judge one way only here, so that agreement is no finding."""
    found = table["is_against"].dropna().unique()
    if len(found) != 1 or table["is_against"].notna().all():
        return ""
    return f"{name} judges here only whom it {'counts as junk' if found[0] else 'clears'}"


def _why(judged: dict[str, pd.DataFrame]) -> str:
    """Say why no account is judged by both: one of them judges nobody, or others."""
    if any(table.empty for table in judged.values()):
        return "no accounts"
    silent = [name for name, table in judged.items() if table["is_against"].isna().all()]
    if not silent:
        return "each judges other accounts"
    return " and ".join(silent) + f" judge{'s' if len(silent) == 1 else ''} nobody here"
