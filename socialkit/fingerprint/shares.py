"""What share of an audience came in blocks, with its interval and its frame."""

from dataclasses import replace

import pandas as pd

from socialkit import audience, estimate
from socialkit.audience.frame import follower_share
from socialkit.errors import MissingDataError
from socialkit.estimate import Estimate
from socialkit.fingerprint.blocks import block_members
from socialkit.fingerprint.followorder import why
from socialkit.snapshot import Snapshot


def block_share(snapshot: Snapshot, account_id: str | None) -> Estimate:
    """Estimate the share of an account's follows that came in a block.

    Of the followers with a creation date. The interval is that of the sample; that a block
    is missed or wrongly named is not in it.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose followers; an id or handle.

    Returns
    -------
    Estimate
        A share, 0-1; not known, with the reason as `note`, without an account, a follower
        list and its order, or 40 followers with a creation date.

    Raises
    ------
    UnknownNameError
        When there is no such account.

    Examples
    --------
    >>> from socialkit import fingerprint, simulate
    >>> spec = simulate.Focal(handle="willow_room", followers=500, bought=60)
    >>> simulation = simulate.network(accounts=5000, focal=[spec], seed=4)
    >>> print(fingerprint.block_share(simulation.snapshot, "willow_room"))
    12 % (9-15 %), 59 of 492 followers, all 500 followers listed, newest first
    """
    seen = audience.frame(snapshot, account_id)
    try:
        in_block = block_members(snapshot, account_id)["in_block"].dropna()
    except MissingDataError as error:
        return estimate.unknown(why(error), frame=seen.words)
    share = follower_share(int(in_block.sum()), len(in_block), seen)
    return replace(share, note=f"follows that came in a block; {share.note}")


def block_shares(snapshot: Snapshot) -> pd.DataFrame:
    """Estimate for every focal account the share of its follows that came in a block.

    Parameters
    ----------
    snapshot
        The network.

    Returns
    -------
    pandas.DataFrame
        Indexed by `account_id`, largest share first and those not known last: `handle`, and
        the columns of `estimate.table`. No rows where the data hold no follower list.

    Examples
    --------
    >>> import socialkit as sk
    >>> from socialkit import fingerprint
    >>> shares = fingerprint.block_shares(sk.datasets.load("therapists"))
    >>> shares["handle"].iloc[0], shares["in_words"].iloc[0][:38]
    ('golden_ladle', '31 % (29-33 %), 886 of 2,861 followers')
    """
    estimates = {one: block_share(snapshot, one) for one in snapshot.focal}
    table = estimate.table(estimates, name="account_id")
    table.insert(0, "handle", snapshot.accounts["handle"].reindex(table.index).array)
    order = table.assign(id=table.index).sort_values(
        ["value", "n", "handle", "id"], ascending=[False, False, True, True]
    )
    return table.loc[order.index]
