"""Posts that are directed at somebody, pair by pair."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from socialkit import schema
from socialkit.errors import SocialkitError, UnknownNameError
from socialkit.snapshot import Snapshot

DIRECTED = ("reply", "mention", "comment")
"""What turns to one person; a like or a repost asks nobody for an answer."""


def directed_posts(
    snapshot: Snapshot, rows: np.ndarray, kinds: Sequence[str] = DIRECTED
) -> pd.DataFrame:
    """Count how many posts each account directed at each other one.

    A post that answers somebody and names the same person too is one post: what one
    account did towards another at the same moment counts once. What carries no date is
    counted as it stands. Nobody turns to themselves.

    Parameters
    ----------
    rows
        Rows of the accounts table: only pairs with one of these on either side.
    kinds
        Kinds of interactions that make a post directed.

    Returns
    -------
    pandas.DataFrame
        One row per pair: `source` and `target` (rows of the accounts table) and `posts`,
        all int64, sorted.

    Raises
    ------
    UnknownNameError
        When a kind is none of the schema's.
    """
    for kind in kinds:
        if kind not in schema.INTERACTION_KINDS:
            raise UnknownNameError("kind", kind, schema.INTERACTION_KINDS)
    acts, codes = snapshot.interactions, snapshot.codes
    near = np.isin(codes.source, rows) | np.isin(codes.target, rows)
    near &= acts["kind"].isin(list(kinds)).to_numpy() & (codes.source != codes.target)
    turned = pd.DataFrame(
        {
            "source": codes.source[near].astype(np.int64),
            "target": codes.target[near].astype(np.int64),
            "kind": acts["kind"][near].astype("str").to_numpy(),
            "at": acts["at"][near].to_numpy(),
            "posts": acts["count"][near].fillna(1).to_numpy(dtype=np.int64),
        }
    )
    pair = ["source", "target"]
    by_kind = turned.groupby([*pair, "at", "kind"])["posts"].sum()  # leaves out the undated
    at_once = by_kind.groupby(level=[*pair, "at"]).max().groupby(level=pair).sum()
    undated = turned[turned["at"].isna()].groupby(pair)["posts"].sum()
    return at_once.add(undated, fill_value=0).astype("int64").rename("posts").reset_index()


def check_least(least: int) -> None:
    """Refuse a least number of posts that makes no friend."""
    if not isinstance(least, int | np.integer) or isinstance(least, bool) or least < 1:
        raise SocialkitError(f"a friend takes at least 1 directed post, got {least!r}.")
