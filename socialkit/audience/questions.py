"""Which questions a snapshot can answer at all."""

import numpy as np
import pandas as pd

from socialkit import features, graph
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
        Whose audience; by default all focal accounts together, and without any of them all
        accounts: of the posts and interactions in the data, and of the ties of a network
        whose follower lists were collected.

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
    is_nobodys = account_id is None and chosen.empty
    doing = snapshot.accounts.index if is_nobodys else chosen
    is_network = is_nobodys and graph.has_follower_lists(snapshot)
    shares = _of_network(snapshot) if is_network else _of_followers(snapshot, chosen)
    came, went = (_interacts(snapshot, doing, side, is_nobodys) for side in ("in", "out"))
    if is_nobodys or pd.isna(shares["Who follows the account?"]):
        shares["Who interacts with the account?"] = _share(came)
    shares["With whom does it interact?"] = _share(went)
    shares["What does the account post itself?"] = _share(doing.isin(snapshot.posts["account_id"]))
    known = pd.array([pd.NA if pd.isna(x) else float(x) for x in shares.values()], dtype="Float64")
    index = pd.Index(list(shares), name="question", dtype="str")
    return pd.DataFrame({"answer": [_word(x) for x in known], "known_share": known}, index=index)


def _of_followers(snapshot: Snapshot, chosen: pd.Index) -> dict[str, object]:
    """Return the share known of each question about follows and followers."""
    followers = features.follower_features(snapshot, chosen)
    classified = classify(followers)
    return {
        "Who follows the account?": 1.0 if len(followers) else pd.NA,
        "Whom does the account follow?": _share(chosen.isin(snapshot.follows["follower_id"])),
        "Whom does it follow back?": _share(followers["followed_by_focal"].notna()),
        "When did each follow begin?": _share(_of_ties(snapshot, chosen, "followed_at").notna()),
        "What do followers' profiles look like?": _share(classified["has_profile"]),
        "When did followers last post?": _share(classified["silent_days"].notna()),
        "Who interacts with the account?": _share(followers["engaged_with_focal"].notna()),
    }


def _of_network(snapshot: Snapshot) -> dict[str, object]:
    """Return the same over all ties, looking at each account once, however many it follows."""
    classified = classify(features.account_features(snapshot))
    listed = graph.following_lists(snapshot).to_numpy(dtype=bool)
    codes, back = snapshot.codes, graph.returned(snapshot).to_numpy(dtype=bool)
    is_follower = np.bincount(codes.follower, minlength=len(listed)) > 0
    dormancy_known = classified["silent_days"].notna().to_numpy(dtype=bool)
    return {
        "Who follows the account?": 1.0,
        "Whom does the account follow?": _share(is_follower),
        "Whom does it follow back?": _share(listed[codes.followed] | back),
        "When did each follow begin?": _share(snapshot.follows["followed_at"].notna()),
        "What do followers' profiles look like?": _share(
            classified["has_profile"].to_numpy(dtype=bool)[codes.follower]
        ),
        "When did followers last post?": _share(dormancy_known[codes.follower]),
        "Who interacts with the account?": pd.NA,
    }


def _interacts(snapshot: Snapshot, doing: pd.Index, side: str, is_nobodys: bool) -> np.ndarray:
    """Tell whose interactions on a side were collected, or in a network of nobody's are there."""
    seen = snapshot.accounts.loc[doing, "interactions_seen"].isin([side, "both"])
    if not is_nobodys:
        return seen.to_numpy(dtype=bool)
    ends = {"in": snapshot.codes.target, "out": snapshot.codes.source}[side]
    found = np.bincount(ends, minlength=len(doing)) > 0
    return seen.to_numpy(dtype=bool) | found


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
