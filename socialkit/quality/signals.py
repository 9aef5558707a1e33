"""Signals: what speaks for a follower and what against, one piece of evidence at a time."""

from typing import NamedTuple

import narwhals as nw
import pandas as pd

from socialkit.quality.needed import DORMANT_DAYS, needed


class Signal(NamedTuple):
    """One piece of evidence: what it says, who proposed it, and where it turns.

    `good` and `bad` are (comparison, threshold) on `column`; what is neither is NA.
    """

    name: str
    column: str
    good: tuple[str, float] | None
    bad: tuple[str, float] | None
    says: str
    source: str


SIGNALS = (
    Signal("picture", "has_picture", (">=", 1), ("<=", 0), "has a picture of its own",
           "Camisani-Calzolari 2012, in Cresci et al. 2015"),
    Signal("biography", "has_bio", (">=", 1), ("<=", 0), "says who it is",
           "Camisani-Calzolari 2012, in Cresci et al. 2015"),
    Signal("place", "has_location", (">=", 1), None, "says where it is",
           "Camisani-Calzolari 2012, in Cresci et al. 2015"),
    Signal("website", "has_url", (">=", 1), None, "links a web site",
           "Camisani-Calzolari 2012, in Cresci et al. 2015"),
    Signal("vetted", "is_verified", (">=", 1), None, "was vetted by the platform",
           "platform"),
    Signal("listed", "listed_count", (">=", 1), None, "stands on somebody's list",
           "Camisani-Calzolari 2012, in Cresci et al. 2015"),
    Signal("following_ratio", "following_to_followers", ("<=", 2), (">=", 50),
           "does not follow fifty times as many as follow it",
           "Socialbakers 2012, in Cresci et al. 2015"),
    Signal("mass_following", "following_count", ("<=", 1500), (">", 1500),
           "does not follow more than 1,500 accounts", "HypeAuditor"),
    Signal("has_posted", "posts_count", (">=", 50), ("<=", 0), "has posted",
           "Camisani-Calzolari 2012; Socialbakers 2012, in Cresci et al. 2015"),
    Signal("recent_post", "days_since_post", ("<=", DORMANT_DAYS), (">", DORMANT_DAYS),
           "posted in public in the last two months", "therapists' blogs"),
    Signal("engages", "engaged_with_focal", (">=", 1), None, "interacted with the account",
           "Huberman, Romero, Wu 2009"),
    Signal("followed_back", "followed_by_focal", (">=", 1), None, "is followed back",
           "Kwak et al. 2010"),
)  # fmt: skip


_COLUMNS = tuple(dict.fromkeys(signal.column for signal in SIGNALS))


def signals(features: pd.DataFrame) -> pd.DataFrame:
    """Say for each account which signals speak well of it and which do not.

    Parameters
    ----------
    features
        As `socialkit.features.account_features` or `follower_features` return them.

    Returns
    -------
    pandas.DataFrame
        On the caller's own index, one column per signal of `SIGNALS`: ``"good"``,
        ``"bad"`` or NA (not known, or neither).

    Raises
    ------
    MissingDataError
        When a column is missing.

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
    known = nw.from_native(needed(features, _COLUMNS))
    verdicts = known.select(*(_verdict(signal) for signal in SIGNALS)).to_native()
    return verdicts.astype(pd.StringDtype("pyarrow"))


def _verdict(signal: Signal) -> nw.Expr:
    value = nw.col(signal.column)
    nothing = nw.lit(None, dtype=nw.String)
    out = nothing
    if signal.bad:
        out = nw.when(_holds(value, *signal.bad)).then(nw.lit("bad")).otherwise(out)
    if signal.good:
        out = nw.when(_holds(value, *signal.good)).then(nw.lit("good")).otherwise(out)
    return nw.when(value.is_null()).then(nothing).otherwise(out).alias(signal.name)


def _holds(value: nw.Expr, comparison: str, threshold: float) -> nw.Expr:
    return {
        "<=": value <= threshold,
        "<": value < threshold,
        ">=": value >= threshold,
        ">": value > threshold,
    }[comparison]
