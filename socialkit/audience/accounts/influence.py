"""What each focal account gets back for its followers, and how these accounts were chosen."""

from collections import Counter

import numpy as np
import pandas as pd

from socialkit import features
from socialkit.audience.frame import frame
from socialkit.audience.worth import quantity_of
from socialkit.snapshot import Snapshot

_DAY = pd.Timedelta(days=1)
_LISTS = {
    "census": "every follower listed",
    "random": "a random sample of the list",
    "head": "only the first part of the list",
    "unknown": "a part of the list that is not known",
}
REPOSTS, MENTIONS = ("repost", "quote"), ("mention", "reply")
"""Which interactions pass a post on, and which name the account (after Cha et al. 2010)."""


def influence(
    snapshot: Snapshot, *, window_days: int = features.ENGAGEMENT_WINDOW_DAYS
) -> pd.DataFrame:
    """Count what each focal account receives, beside how many followers it has.

    Parameters
    ----------
    snapshot
        The network.
    window_days
        Interactions older than this many days are left out; undated ones are kept.

    Returns
    -------
    pandas.DataFrame
        One row per focal account, indexed by `account_id`, in the accounts' order:
        `handle`, `group`, `quantity` (followers, as in `compare`), `engagement`
        (interactions received, whoever they came from), `reposts` (reposts and quotes
        received), `mentions` (mentions and replies received) and `per_follower`
        (engagement / quantity; NA without followers). NA where what others did was not
        collected; a kind of interaction of which these accounts hold none at all is not
        known either, for exports tell some kinds and not others.

    References
    ----------
    Cha, Haddadi, Benevenuto, Gummadi 2010. Measuring user influence in Twitter: the million
    follower fallacy. ICWSM. doi:10.1609/icwsm.v4i1.14033

    Examples
    --------
    >>> import socialkit as sk
    >>> received = sk.audience.influence(sk.datasets.load("therapists"))
    >>> bool((received["engagement"] >= received["reposts"]).all())
    True
    """
    focal = snapshot.focal
    rows = snapshot.accounts.index.get_indexer(focal)
    is_seen = snapshot.accounts["interactions_seen"].isin(["in", "both"]).to_numpy(dtype=bool)
    counts = [quantity_of(frame(snapshot, one)) for one in focal]
    columns = {"quantity": pd.Series(counts, index=focal, dtype="Int64")}
    for name, kinds in (("engagement", None), ("reposts", REPOSTS), ("mentions", MENTIONS)):
        received = _received(snapshot, kinds, window_days)[rows]
        known = is_seen[rows] & (kinds is None or bool(received.any()))
        columns[name] = pd.Series(
            pd.arrays.IntegerArray(received.astype(np.int64), ~known), index=focal
        )
    followers = columns["quantity"].astype("Float64")
    per_follower = columns["engagement"] / followers.where(followers > 0)
    facts = snapshot.accounts.loc[focal, ["handle", "group"]]
    return facts.assign(**columns, per_follower=per_follower.astype("Float64"))


def frame_of_accounts(snapshot: Snapshot) -> str:
    """Say in words which accounts are compared, and how much of each list was seen.

    Who chose them, and how, no export tells: they are no random sample of all accounts, and
    the words do not claim it.

    Examples
    --------
    >>> import socialkit as sk
    >>> frame_of_accounts(sk.datasets.load("therapists")).partition(":")[0]
    '40 accounts, chosen by whoever made these data'
    """
    kinds = Counter(frame(snapshot, one).kind for one in snapshot.focal)
    parts = [f"{kinds[kind]:,} with {words}" for kind, words in _LISTS.items() if kinds[kind]]
    number = len(snapshot.focal)
    who = f"{number:,} account" + ("" if number == 1 else "s")
    return f"{who}, chosen by whoever made these data: {', '.join(parts)}" if parts else who


def _received(snapshot: Snapshot, kinds: tuple[str, ...] | None, window_days: int) -> np.ndarray:
    """Sum what others did towards each account, in the accounts' order."""
    acts, codes = snapshot.interactions, snapshot.codes
    until = snapshot.accounts["seen_at"].fillna(snapshot.taken_at).iloc[codes.target]
    is_recent = acts["at"].isna() | (acts["at"] >= (until - window_days * _DAY).array)
    keep = is_recent.to_numpy(dtype=bool) & (codes.source != codes.target)
    if kinds is not None:
        keep &= acts["kind"].isin(kinds).to_numpy(dtype=bool)
    count = acts["count"].fillna(1).to_numpy(dtype=np.float64)
    return np.bincount(codes.target[keep], weights=count[keep], minlength=len(snapshot.accounts))
