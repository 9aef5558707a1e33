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
        export"``), and for how many followers (accounts, for what an account does itself)
        it is known: `known_for` (Int64, NA where for none) and `of` how many.

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
    known = _of_network(snapshot) if is_network else _of_followers(snapshot, chosen)
    came, went = (_interacts(snapshot, doing, side, is_nobodys) for side in ("in", "out"))
    if is_nobodys or not len(known["Who follows the account?"]):
        known["Who interacts with the account?"] = came
    known["With whom does it interact?"] = went
    known["What does the account post itself?"] = doing.isin(snapshot.posts["account_id"])
    index = pd.Index(list(known), name="question", dtype="str")
    return pd.DataFrame([_row(flags) for flags in known.values()], index=index).astype(
        {"known_for": "Int64", "of": "Int64"}
    )


def _of_followers(snapshot: Snapshot, chosen: pd.Index) -> dict[str, object]:
    """Return for whom each question about follows and followers is answered."""
    followers = features.follower_features(snapshot, chosen)
    classified = classify(followers)
    return {
        "Who follows the account?": np.ones(len(followers), dtype=bool),
        "Whom does the account follow?": _seen_to_follow(snapshot, chosen),
        "Whom does it follow back?": followers["followed_by_focal"].notna(),
        "When did each follow begin?": _of_ties(snapshot, chosen, "followed_at").notna(),
        "What do followers' profiles look like?": classified["has_profile"],
        "When did followers last post?": classified["silent_days"].notna(),
        "Who interacts with the account?": followers["engaged_with_focal"].notna(),
    }


def _of_network(snapshot: Snapshot) -> dict[str, object]:
    """Return the same over all ties, looking at each account once, however many it follows."""
    classified = classify(features.account_features(snapshot))
    listed = graph.following_lists(snapshot).to_numpy(dtype=bool)
    codes, back = snapshot.codes, graph.returned(snapshot).to_numpy(dtype=bool)
    is_follower = np.bincount(codes.follower, minlength=len(listed)) > 0
    dormancy_known = classified["silent_days"].notna().to_numpy(dtype=bool)
    has_profile = classified["has_profile"].to_numpy(dtype=bool)
    return {
        "Who follows the account?": np.ones(len(codes.follower), dtype=bool),
        "Whom does the account follow?": is_follower,
        "Whom does it follow back?": listed[codes.followed] | back,
        "When did each follow begin?": snapshot.facts("follows")["followed_at"].notna(),
        "What do followers' profiles look like?": has_profile[codes.follower],
        "When did followers last post?": dormancy_known[codes.follower],
        "Who interacts with the account?": np.array([], dtype=bool),
    }


def _interacts(snapshot: Snapshot, doing: pd.Index, side: str, is_nobodys: bool) -> np.ndarray:
    """Tell whose interactions on a side were collected, or in a network of nobody's are there."""
    seen = snapshot.accounts.loc[doing, "interactions_seen"].isin([side, "both"])
    if not is_nobodys:
        return seen.to_numpy(dtype=bool)
    ends = {"in": snapshot.codes.target, "out": snapshot.codes.source}[side]
    found = np.bincount(ends, minlength=len(doing)) > 0
    return seen.to_numpy(dtype=bool) | found


def _seen_to_follow(snapshot: Snapshot, chosen: pd.Index) -> np.ndarray:
    return np.array([graph.follows_seen(snapshot, one) > 0 for one in chosen], dtype=bool)


def _of_ties(snapshot: Snapshot, chosen: pd.Index, column: str) -> pd.Series:
    is_chosen = snapshot.accounts.index.isin(chosen)
    return snapshot.facts("follows").loc[is_chosen[snapshot.codes.followed], column]


def _row(flags: pd.Series | np.ndarray) -> dict[str, object]:
    """Count for whom it is known; NA where for none, for then it is not known at all."""
    is_known = pd.Series(flags).astype("boolean").fillna(False)
    known, total = int(is_known.sum()), len(is_known)
    if not known:
        return {"answer": UNKNOWN, "known_for": pd.NA, "of": total or pd.NA}
    return {"answer": ANSWERS[int(known < total)], "known_for": known, "of": total}
