"""What goes back and forth between an account and others: give and get."""

import numpy as np
import pandas as pd

from socialkit import schema
from socialkit.snapshot import Snapshot

ANY = "any"


def exchange(snapshot: Snapshot, account_id: str | None) -> pd.DataFrame:
    """Count what an account does towards others, and what others do towards it.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose interactions; with None everything is not known.

    Returns
    -------
    pandas.DataFrame
        Indexed by `kind` (reply, mention, ... and ``"any"``): `given` and `received`
        (numbers of interactions) and `people_reached` and `people_reaching` (how many
        different accounts). NA on a side that was not collected: an export that holds only
        what the account did itself says nothing of what came back. NA too for a kind of
        which that side holds none: exports tell some kinds and not others, and do not say
        which, so none is no zero. ``"any"`` counts what is there, and is 0 where a side
        was collected and holds nothing. What an account does towards itself is left out.

    References
    ----------
    Huberman, Romero, Wu 2009. Social networks that matter. First Monday 14.
    doi:10.5210/fm.v14i1.2317

    Examples
    --------
    >>> import pandas as pd
    >>> accounts = pd.DataFrame({"interactions_seen": ["out", None]}, index=["ann", "ben"])
    >>> acts = pd.DataFrame({"source_id": ["ann"], "target_id": ["ben"], "kind": ["reply"]})
    >>> seen = Snapshot(accounts, interactions=acts, taken_at="2026-01-01T00:00Z")
    >>> exchange(seen, "ann").loc["any"].tolist()
    [1, <NA>, 1, <NA>]
    """
    columns = ["given", "received", "people_reached", "people_reaching"]
    index = pd.Index([*schema.INTERACTION_KINDS, ANY], dtype="str", name="kind")
    table = pd.DataFrame(pd.NA, index=index, columns=columns, dtype="Int64")
    if account_id is None:
        return table
    account_id = snapshot.account_id(account_id)
    side = snapshot.accounts.loc[account_id, "interactions_seen"]
    row = snapshot.accounts.index.get_loc(account_id)
    codes, acts = snapshot.codes, snapshot.interactions
    known = {"out": (codes.source, codes.target), "in": (codes.target, codes.source)}
    of_others = codes.source != codes.target
    for part, own, other in (("out", *columns[::2]), ("in", *columns[1::2])):
        if side in (part, "both"):
            mine, theirs = known[part]
            table[own], table[other] = _counted(acts, theirs, (mine == row) & of_others, index)
    return table


def _counted(
    acts: pd.DataFrame, others: np.ndarray, chosen: np.ndarray, index: pd.Index
) -> tuple[pd.Series, pd.Series]:
    """Return the interactions and the different people per kind seen and in all."""
    mine = pd.DataFrame(
        {
            "kind": acts["kind"].astype("str")[chosen],
            "count": acts["count"].fillna(1)[chosen],
            "other": others[chosen],
        }
    )
    by_kind = mine.groupby("kind")
    times, people = by_kind["count"].sum(), by_kind["other"].nunique()
    times[ANY], people[ANY] = mine["count"].sum(), mine["other"].nunique()
    return tuple(part.astype("Int64").reindex(index) for part in (times, people))
