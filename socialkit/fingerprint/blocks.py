"""Follows that came in a block: neighbours in the list whose accounts were opened together."""

import numpy as np
import pandas as pd

from socialkit import practice
from socialkit.errors import MissingDataError
from socialkit.fingerprint.anomaly import SMALLEST_AUDIENCE
from socialkit.fingerprint.detection import Found, detect
from socialkit.fingerprint.followorder import days, in_follow_order
from socialkit.schema import COUNT, TIME
from socialkit.snapshot import Snapshot

_COLUMNS = {
    "first_rank": COUNT,
    "last_rank": COUNT,
    "size": COUNT,
    "undated": COUNT,
    "created_first": TIME,
    "created_last": TIME,
    "density": "Float64",
    "expected": "Float64",
    "score": "Float64",
}


def blocks(snapshot: Snapshot, account_id: str) -> pd.DataFrame:
    """List the blocks among an account's follows: neighbours opened within days of each other.

    A delivery of bought followers shows as a brick in the chart of creation date against
    follow order: next to each other in the list, and opened on nearly the same dates. Such
    bricks are searched over all stretches of the list and bands of dates from a day to about
    ten weeks. One is named when its members are so dense that neither this audience's own
    habits elsewhere in the list nor chance explain it. The habits are its share of accounts
    opened on those dates, its share of accounts of that age when they followed, and its
    share at that place between the earliest date and the follow; the
    score is a log-likelihood ratio, with a threshold corrected for all stretches and bands.

    A crowd that joins a network makes something alike by itself, but it ebbs. So the
    followers next to a block must be of other dates; and where newcomers follow at once, or
    nobody next to it could tell, only a clear majority is a block.

    A block says that the follows came together, not why, and nothing certain of any one
    follower in it. A class that signs up together makes one as well. Fewer than six dated
    members are never a block, and a delivery that trickles in among many others, or whose
    accounts were opened over many months, is missed. How much is found and what is named by
    mistake is measured in ``benchmarks/fingerprint.py``.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; an id or handle.

    Returns
    -------
    pandas.DataFrame
        Indexed by `block` (1, 2, ... in order of arrival); no rows when there is none.
        `first_rank` and `last_rank` (0 = oldest follower); `size`, its members; `undated`,
        followers between those ranks without a creation date, of whom nothing is said;
        `created_first` and `created_last`, between which the members' accounts were opened;
        `density`, members among the dated followers between those ranks (0-1); `expected`,
        how many of those dates there would be at most by the audience's habits; and
        `score`, the log-likelihood ratio (nats).

    Raises
    ------
    MissingDataError
        As `follow_time_bounds`, and when fewer than 40 followers have a creation date.

    References
    ----------
    The picture: Confessore, Dance, Harris, Hansen 2018. The Follower Factory. New York Times.
    The search is ours: a scan statistic after Kulldorff 1997, Communications in Statistics
    26(6). https://doi.org/10.1080/03610929708831995

    Examples
    --------
    >>> from socialkit import fingerprint, simulate
    >>> spec = simulate.Focal(handle="willow_room", followers=500, bought=60)
    >>> simulation = simulate.network(accounts=5000, focal=[spec], seed=4)
    >>> table = fingerprint.blocks(simulation.snapshot, "willow_room")
    >>> table[["size", "undated"]].values.tolist()
    [[59, 1]]
    """
    followers, found = _search(snapshot, account_id)
    return blocks_table([_described(followers, one) for one in found])


def block_members(snapshot: Snapshot, account_id: str) -> pd.DataFrame:
    """Tell for each follower of an account in which block its follow came.

    Parameters
    ----------
    snapshot, account_id
        As for `blocks`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `account_id` of the follower, oldest follower first: `rank` (Int64),
        `created_at`, `block` (Int64, as in `blocks`; NA outside) and `in_block` (boolean;
        NA for a follower without a creation date).

    Raises
    ------
    MissingDataError
        As `blocks`.

    Examples
    --------
    >>> from socialkit import fingerprint, simulate
    >>> spec = simulate.Focal(handle="willow_room", followers=500, bought=60)
    >>> simulation = simulate.network(accounts=5000, focal=[spec], seed=4)
    >>> members = fingerprint.block_members(simulation.snapshot, "willow_room")
    >>> int(members["in_block"].sum())
    59
    """
    practice.no_single_follower("list the members of a block")
    followers, found = _search(snapshot, account_id)
    block = pd.Series(pd.NA, index=followers.index, dtype="Int64")
    for number, one in enumerate(found, start=1):
        block.iloc[one.rows] = number
    in_block = block.notna().astype("boolean").mask(followers["created_at"].isna())
    return followers.assign(block=block, in_block=in_block)


def blocks_table(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Set blocks under one another and number them; without rows, the empty table."""
    index = pd.RangeIndex(1, len(rows) + 1, name="block")
    return pd.DataFrame(rows, index=index, columns=list(_COLUMNS)).astype(_COLUMNS)


def _search(snapshot: Snapshot, account_id: str) -> tuple[pd.DataFrame, list[Found]]:
    """Return the followers in order of arrival, and the blocks with rows among all of them."""
    followers = in_follow_order(snapshot, account_id)
    known = np.flatnonzero(followers["created_at"].notna())
    if len(known) < SMALLEST_AUDIENCE:
        raise MissingDataError(
            f"{len(known)} followers of {account_id!r} have a creation date; blocks stand out "
            f"against the rest of an audience only from {SMALLEST_AUDIENCE} on."
        )
    found = detect(days(followers["created_at"].iloc[known]))
    in_all = [
        one._replace(rows=known[one.rows], first=int(known[one.first]), last=int(known[one.last]))
        for one in found
    ]
    return followers, sorted(in_all, key=lambda one: (one.first, one.last, one.rows[0]))


def _described(followers: pd.DataFrame, one: Found) -> dict[str, object]:
    created = followers["created_at"].iloc[one.first : one.last + 1]
    members = followers["created_at"].iloc[one.rows]
    dated = int(created.notna().sum())
    return {
        "first_rank": one.first,
        "last_rank": one.last,
        "size": len(members),
        "undated": len(created) - dated,
        "created_first": members.min(),
        "created_last": members.max(),
        "density": len(members) / dated,
        "expected": dated * one.usual,
        "score": one.score,
    }
