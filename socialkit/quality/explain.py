"""The reasons for a score, in sentences for the owner of the account that is followed."""

import math
from collections.abc import Mapping

import pandas as pd

from socialkit import practice
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.quality.needed import DORMANT_DAYS
from socialkit.quality.presets import weights_of
from socialkit.quality.reachable import PRIOR_LOG_ODDS, REACHABLE, reach
from socialkit.quality.scoring import combined, pieces
from socialkit.quality.sentences import PRIOR, sentence

_CONDUCT = ("active", "engaged", "related")


def explain(
    features: pd.DataFrame,
    account_id: str | tuple[str, str],
    weights: str | Mapping[str, float] = "balanced",
    *,
    dormant_days: int = DORMANT_DAYS,
) -> pd.DataFrame:
    """Give the reasons for one account's score, the heaviest first.

    This is for the owner of an account who labels or looks up followers of their own. It
    says what a score is made of; it is no verdict on a person and nothing to publish.

    quality = 1/2 + sum(effect). A facet f of weight w has effect w (f - 1/2) / sum(w of the
    facets with evidence); that of `reachable` is shared out by the log-odds of its evidence.

    Parameters
    ----------
    features
        As in `score`.
    account_id
        Whose reasons: an entry of the index. In a table of followers the follower, or
        ``(account_id, follower_id)`` where it follows several of the accounts.
    weights, dormant_days
        As in `score`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `evidence`, one row for each piece, those not known last:

        - `facet`: where it counts;
        - `direction`: ``"for"``, ``"against"``, ``"neither"``, ``"silent"`` (no interaction seen:
          that counts less than one, but is nothing bad) or ``"not known"``;
        - `effect`: points of quality, -1 to 1; NA where not known, or too little is known
          for any quality;
        - `weight`: share of the whole evidence, 0-1; what is known adds up to `coverage`;
        - `sentence`: in words.

    Raises
    ------
    UnknownNameError
        When the account is not in the table.
    SocialkitError
        When it stands there several times.
    MissingDataError
        When a column is missing.

    Examples
    --------
    >>> import socialkit as sk
    >>> features = sk.features.account_features(sk.datasets.load("therapists"))
    >>> reasons = sk.quality.explain(features, features.index[0])
    >>> reasons.columns.tolist()
    ['facet', 'direction', 'effect', 'weight', 'sentence']
    """
    practice.no_single_follower("explain a single follower")
    row = _row_of(features, account_id)
    shares = weights_of(weights)
    parts = pieces(row, dormant_days=dormant_days).reset_index(drop=True)
    effect, own = _effects(parts, shares), parts.iloc[0].astype("Float64")
    own.loc[PRIOR] = PRIOR_LOG_ODDS
    reasons = pd.DataFrame(
        {
            "facet": [name if name in _CONDUCT else "reachable" for name in own.index],
            "direction": _direction(own),
            "effect": effect,
            "weight": _weights(shares),
            "sentence": [sentence(name, row.iloc[0]) for name in own.index],
        },
        index=own.index.rename("evidence"),
    )
    # Known first, then by the size of the effect; equal ones stay in the order of the score.
    heaviest = pd.DataFrame({"known": own.notna(), "size": effect.abs().fillna(0)})
    order = heaviest.sort_values(["known", "size"], ascending=False, kind="stable").index
    return reasons.loc[order].astype({"facet": "str", "direction": "str", "sentence": "str"})


def _row_of(features: pd.DataFrame, account_id: str | tuple[str, str]) -> pd.DataFrame:
    """Return the one row of the account, as a table."""
    index = features.index
    is_follower = index.nlevels > 1 and not isinstance(account_id, tuple)
    names = index.get_level_values(-1) if is_follower else index
    found = features[names == account_id] if len(index) else features
    if found.empty:
        known = [" of ".join(reversed(n)) if isinstance(n, tuple) else n for n in names[:1000]]
        raise UnknownNameError("account", account_id, known)
    if len(found) > 1:
        hint = "give (account_id, follower_id)" if is_follower else "keep one row for each account"
        raise SocialkitError(f"{account_id!r} stands in {len(found)} rows; {hint}.")
    return found


def _effects(parts: pd.DataFrame, shares: dict[str, float]) -> pd.Series:
    """Share out quality - 1/2 among the pieces; NA where there is no quality."""
    scored = combined(parts, shares).iloc[0]
    own = parts.iloc[0].astype("Float64")
    conduct, evidence = own[list(_CONDUCT)], own.drop(list(_CONDUCT))
    known = math.fsum(share for facet, share in shares.items() if pd.notna(scored[facet]))
    evidence.loc[PRIOR] = PRIOR_LOG_ODDS if evidence.notna().any() else pd.NA
    total = math.fsum(evidence.dropna())
    # (f - 1/2) / total: the slope from no evidence to this; at 0 that of the logistic curve.
    slope = 0.25 if abs(total) < 1e-9 else math.tanh(total / 2) / 2 / total
    parts_of_half = pd.concat(
        [
            shares["reachable"] * slope * evidence,
            (conduct - 0.5) * pd.Series(shares)[list(_CONDUCT)],
        ]
    )
    by = known if pd.notna(scored["quality"]) else pd.NA
    return (parts_of_half / by).astype("Float64").reindex([*own.index, PRIOR])


def _direction(own: pd.Series) -> pd.Series:
    """Say for what each piece speaks; conduct turns at one half, evidence at 0."""
    leaning = own.where(~own.index.isin(_CONDUCT), own - 0.5).fillna(0).round(12)
    words = pd.Series("neither", index=own.index)
    words = words.mask(leaning > 0, "for").mask(leaning < 0, "against")
    nothing_seen = (own == 0).fillna(False)
    words["engaged"] = "silent" if nothing_seen["engaged"] else words["engaged"]
    words["related"] = "neither" if nothing_seen["related"] else words["related"]
    return words.where(own.notna(), "not known")


def _weights(shares: dict[str, float]) -> list[float]:
    whole = math.fsum(reach(one) for one in REACHABLE)
    profile = [shares["reachable"] * reach(one) / whole for one in REACHABLE]
    return [*profile, *(shares[facet] for facet in _CONDUCT), 0.0]
