"""What a fingerprint needs, and how much of it the data hold: the order, and the dates."""

import pandas as pd

from socialkit import audience, estimate
from socialkit.audience.frame import follower_share
from socialkit.fingerprint.followorder import ORDERS
from socialkit.snapshot import Snapshot

NO_LIST = "the data hold no followers of it"


def evidence(snapshot: Snapshot, account_id: str | None) -> pd.DataFrame:
    """Tell of how many followers the place in the list and the account's age are known.

    Without both there is no fingerprint. Most exports hold the names of followers only.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; an id or handle.

    Returns
    -------
    pandas.DataFrame
        Rows `in_order` (the place in the list is known, and where the list begins),
        `dated` (the account's creation date is known) and `both`; columns as in
        `estimate.table`. Not known, with the reason, without an account or followers.

    Raises
    ------
    UnknownNameError
        When there is no such account.

    Examples
    --------
    >>> import socialkit as sk
    >>> from socialkit import fingerprint
    >>> snapshot = sk.datasets.load("therapists")
    >>> fingerprint.evidence(snapshot, sk.audience.choose(snapshot)).loc["dated", "in_words"]
    '99 % (every one counted), 5,939 of 6,000 followers, the whole list, newest first'
    """
    seen = audience.frame(snapshot, account_id)
    if seen.seen == 0:
        why = seen.note if account_id is None else NO_LIST
        nothing = estimate.unknown(why, frame=seen.words)
        return estimate.table(dict.fromkeys(("in_order", "dated", "both"), nothing))
    account_id = snapshot.account_id(account_id)
    into = snapshot.codes.followed == snapshot.accounts.index.get_loc(account_id)
    followers = snapshot.accounts.iloc[snapshot.codes.follower[into]]
    is_dated = followers["created_at"].notna().to_numpy()
    is_ordered = snapshot.accounts.at[account_id, "list_order"] in ORDERS
    is_placed = snapshot.follows.loc[into, "position"].notna().to_numpy() & is_ordered
    known = {"in_order": is_placed, "dated": is_dated, "both": is_placed & is_dated}
    shares = {
        name: follower_share(int(flags.sum()), seen.seen, seen) for name, flags in known.items()
    }
    return estimate.table(shares)
