"""Which questions a snapshot can answer at all."""

import numpy as np
import pandas as pd

from socialkit import features
from socialkit.audience.segments import classify
from socialkit.estimate import UNKNOWN
from socialkit.snapshot import Snapshot

ANSWERS = ("yes", "in part", UNKNOWN)


def questions(snapshot: Snapshot, account_id: str | None = None) -> pd.DataFrame:
    """Say which questions about an audience these data can answer.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose audience; all focal accounts together by default.

    Returns
    -------
    pandas.DataFrame
        Indexed by `question`: `answer` (``"yes"``, ``"in part"`` or ``"not in this
        export"``) and `known_share`, the share of the followers (of the accounts, for
        what an account does itself) for whom it is known, 0-1.

    Examples
    --------
    >>> import socialkit as sk
    >>> table = sk.audience.questions(sk.datasets.load("therapists"))
    >>> table.loc["Who follows the account?", "answer"]
    'yes'
    """
    chosen = snapshot.focal if account_id is None else pd.Index([snapshot.account_id(account_id)])
    side = snapshot.accounts.loc[chosen, "interactions_seen"]
    followers = features.follower_features(snapshot, chosen)
    classified = classify(followers)
    dated = _of_ties(snapshot, chosen, "followed_at")
    wrote = chosen.isin(snapshot.posts["account_id"])
    shares = {
        "Who follows the account?": 1.0 if len(followers) else pd.NA,
        "Whom does the account follow?": _share(chosen.isin(snapshot.follows["follower_id"])),
        "Whom does it follow back?": _share(followers["followed_by_focal"].notna()),
        "When did each follow begin?": _share(dated.notna()),
        "What do followers' profiles look like?": _share(classified["has_profile"]),
        "When did followers last post?": _share(classified["silent_days"].notna()),
        "Who interacts with the account?": _share(
            followers["engaged_with_focal"].notna() if len(followers) else side.isin(["in", "both"])
        ),
        "With whom does it interact?": _share(side.isin(["out", "both"])),
        "What does the account post itself?": _share(wrote),
    }
    known = pd.array([pd.NA if pd.isna(x) else float(x) for x in shares.values()], dtype="Float64")
    index = pd.Index(list(shares), name="question", dtype="str")
    return pd.DataFrame({"answer": [_word(x) for x in known], "known_share": known}, index=index)


def _of_ties(snapshot: Snapshot, chosen: pd.Index, column: str) -> pd.Series:
    follows = snapshot.follows
    return follows.loc[follows["followed_id"].isin(chosen).to_numpy(dtype=bool), column]


def _share(known: pd.Series | np.ndarray) -> object:
    """Return the share that is true; NA where it is none, for then it is not known at all."""
    share = pd.Series(known).astype("boolean").fillna(False).mean()
    return share if pd.notna(share) and share > 0 else pd.NA


def _word(share: object) -> str:
    if pd.isna(share):
        return UNKNOWN
    return "yes" if share == 1 else "in part"
