"""Whom to follow next: accounts two steps away that are there and may follow back."""

from collections.abc import Mapping
from numbers import Integral
from typing import NamedTuple

import numpy as np
import pandas as pd

from socialkit import audience, graph, practice, quality
from socialkit.audience.frame import NO_ACCOUNT
from socialkit.errors import SocialkitError
from socialkit.quality.needed import checked_days
from socialkit.schema import FLAG, TEXT
from socialkit.snapshot import Snapshot
from socialkit.suggest import reasons
from socialkit.suggest.evidence import (
    by_content,
    evidence,
    has_engaged,
    is_dormant,
    looks_like_junk,
)
from socialkit.suggest.twohops import contacts_of, two_hops

WEIGHTS = {"related": 0.4, "follow_back": 0.3, "active": 0.2, "reachable": 0.1}
"""How much each part counts in `score`; those who look like junk were left out before."""
NO_FOLLOWING = "whom the account follows"
NO_SECOND_STEP = "whom the account's contacts follow, and who follows them"
COLUMNS = (
    *("handle", "score", "coverage", *WEIGHTS, "shared_contacts", "adamic_adar"),
    *("follows_account", "silent_days", "reasons"),
)
_NUMBERS = [name for name in COLUMNS if name not in ("handle", "follows_account", "reasons")]


class Found(NamedTuple):
    """Who stands two steps away, and who of them is left out; or the reason why not known.

    `known` is the evidence on all of them; `is_junk` and `is_dormant` stand on its index.
    """

    known: pd.DataFrame
    is_junk: pd.Series
    is_dormant: pd.Series
    reason: str

    @property
    def kept(self) -> pd.DataFrame:
        """The candidates: all but junk and the dormant."""
        return self.known[~self.is_junk & ~self.is_dormant]


def candidates(
    snapshot: Snapshot,
    account: str | None = None,
    n: int = 20,
    *,
    dormant_days: int = quality.DORMANT_DAYS,
    weights: Mapping[str, float] = WEIGHTS,
) -> pd.DataFrame:
    """Suggest accounts to follow that share contacts with the account and are not followed yet.

    Left out are accounts that look like junk (`reachable` below one half; who interacted
    with the account never does) and dormant ones. Where that is not known they stay, and
    the reasons say so. This shows single accounts: it is for the owner of the account, and
    not for publishing; `candidate_totals` is.

    score = sum(weight * part) / sum(weight), over the parts that are known, each 0-1:

    - `related`: a / (a + 1), where a = adamic_adar + 10 bio_similarity, both as in
      `quality.relatedness`;
    - `follow_back`: 1 for who follows the account already, else (m + 2 p) / (n + 2): of n of
      its followers whose follow could be looked up it follows back m, and
      p = min(1, following / followers) / 2;
    - `active`: as in `quality.score`, one half at `dormant_days`;
    - `reachable`: as in `quality.score`.

    Parameters
    ----------
    snapshot
        The network.
    account
        An id or handle; None chooses as `socialkit.audience.choose` does.
    n
        How many at most.
    dormant_days
        Days without a public post from which on an account is not chased.
    weights
        How much each part counts; parts not named count 0.

    Returns
    -------
    pandas.DataFrame
        Indexed by `account_id`, best first: `handle`, `score`, `coverage` (the weight of the
        parts that are known), the parts, `shared_contacts`, `adamic_adar`, `follows_account`
        (boolean, NA where not known), `silent_days` and `reasons` (sentences). What is not
        known counts as one half for the order, though not in the score: little evidence puts
        nobody on top. Equals stand in the order of their profiles. Empty where these data
        hold no second step; `candidate_totals` says why.

    Raises
    ------
    SocialkitError
        When `n`, `dormant_days` or a weight is no number that could be meant.
    UnknownNameError
        When no account has that id or handle.

    References
    ----------
    Adamic, Adar 2003, Social Networks 25(3):211, doi:10.1016/S0378-8733(03)00009-1.
    Liben-Nowell, Kleinberg 2007, JASIST 58(7):1019, doi:10.1002/asi.20591.

    Examples
    --------
    >>> import socialkit as sk
    >>> table = candidates(sk.datasets.load("therapists"), "willow_room", n=5)
    >>> len(table), bool(table["score"].between(0, 1).all())
    (5, True)
    """
    practice.no_single_follower("list single accounts to follow")
    if not isinstance(n, Integral) or isinstance(n, bool) or n < 0:
        raise SocialkitError(f"n is how many to suggest, a whole number from 0 on; got {n!r}.")
    shares = _shares(weights)
    found = find(snapshot, audience.choose(snapshot, account), dormant_days=dormant_days)
    if found.kept.empty:
        return _shown(pd.DataFrame(columns=list(COLUMNS), index=found.known.index[:0]))
    scored = _scored(found.kept, shares)
    first = {"rank_by": False, "shared_contacts": False, "adamic_adar": False}
    best = by_content(scored, first).head(int(n))
    told = [reasons.of_candidate(row) for _, row in best.iterrows()]
    return _shown(best.assign(reasons=pd.array(told, dtype=TEXT)))


def find(snapshot: Snapshot, account_id: str | None, *, dormant_days: float) -> Found:
    """Find everybody two steps from an account whom it is not seen to follow."""
    checked_days(dormant_days)
    reason = _reason(snapshot, account_id)
    others, row = np.array([], dtype=np.int64), 0
    if not reason:
        row = snapshot.accounts.index.get_loc(account_id)
        is_followed = np.zeros(len(snapshot.accounts), dtype=bool)
        is_followed[graph.out_lists(snapshot)[[row]].indices] = True
        others = two_hops(snapshot, np.array([row])).other
        others = others[~is_followed[others]]
    if not len(others):
        columns = ("is_followed", "follows_account", "silent_days", "shared_contacts")
        none = pd.DataFrame(columns=list(columns), index=snapshot.accounts.index[:0])
        nobody = pd.Series(dtype=bool, index=none.index)
        return Found(none, nobody, nobody, reason)
    known = evidence(snapshot, row, others, dormant_days=dormant_days)
    is_junk = looks_like_junk(known) & ~has_engaged(known)
    return Found(known, is_junk, is_dormant(known, dormant_days) & ~is_junk, "")


def _reason(snapshot: Snapshot, account_id: str | None) -> str:
    """Say why nobody can be suggested; empty where somebody can."""
    if account_id is None:
        return NO_ACCOUNT
    row = snapshot.accounts.index.get_loc(account_id)
    if not graph.out_lists(snapshot)[[row]].nnz and not graph.following_lists(snapshot)[account_id]:
        return NO_FOLLOWING
    return "" if contacts_of(snapshot, account_id)[1] else NO_SECOND_STEP


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weights adding up to 1."""
    given = {name: weights.get(name, 0.0) for name in WEIGHTS} if hasattr(weights, "get") else {}
    unknown = set(weights) - set(WEIGHTS) if given else {"?"}
    is_number = all(isinstance(w, int | float) and 0 <= w < np.inf for w in given.values())
    if unknown or not is_number or not sum(given.values()) > 0:
        raise SocialkitError(
            f"weights: give numbers of 0 or more for {', '.join(WEIGHTS)}, one above 0, "
            f"not {weights!r}."
        )
    return {name: weight / sum(given.values()) for name, weight in given.items()}


def _scored(known: pd.DataFrame, shares: dict[str, float]) -> pd.DataFrame:
    """Add the score, its coverage, and the score drawn towards one half by what lacks."""
    follows = known["follows_account"].fillna(False).to_numpy(dtype=bool)
    parts = known[list(WEIGHTS)].astype("Float64")
    parts["follow_back"] = parts["follow_back"].mask(follows, 1.0)
    values = parts.to_numpy(dtype=float, na_value=np.nan)
    weight = np.array(list(shares.values()))
    # Rounded, so that equals are equal whatever was added up first.
    coverage = (weight * ~np.isnan(values)).sum(axis=1).round(12)
    total = (weight * np.nan_to_num(values)).sum(axis=1)
    score = np.where(coverage > 0, total / np.where(coverage > 0, coverage, 1), np.nan).round(12)
    rank_by = (np.nan_to_num(score) * coverage + (1 - coverage) / 2).round(12)
    return known.assign(**parts, score=score, coverage=coverage, rank_by=rank_by)


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    kinds = {"handle": TEXT, "reasons": TEXT, "follows_account": FLAG, "shared_contacts": "Int64"}
    numbers = {name: "Float64" for name in _NUMBERS if name not in kinds}
    return table[list(COLUMNS)].astype(kinds | numbers).rename_axis("account_id")
