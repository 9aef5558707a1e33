"""How often an account posts, or everybody in the data together."""

from functools import partial

import pandas as pd

from socialkit.audience.owner.ownposts import own_posts
from socialkit.audience.periods import by_period, check_period, nothing_dated
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

NO_POSTS = "when posts were written"


def rhythm(snapshot: Snapshot, account_id: str | None, *, by: str | None = None) -> pd.DataFrame:
    """Count an account's posts by the day, week, month, quarter or year they were written in.

    Parameters
    ----------
    snapshot
        The network.
    account_id
        Whose posts; None counts those of everybody in the data, as of a forum.
    by
        ``"day"``, ``"week"`` (from Monday on), ``"month"``, ``"quarter"`` or ``"year"``, in
        UTC. None takes the shortest that needs at most 48 of them and holds
        five dates on average.

    Returns
    -------
    pandas.DataFrame
        Indexed by the moment a period begins (UTC, ascending, no period left out between the
        first and the last post; the index is named as the period). Columns as
        `socialkit.estimate.table`, the value being the number of posts; `count`, the same as
        an integer; and `is_over` (boolean), whether the period had ended when the data were
        taken. One row without a number where no post is dated.

    Raises
    ------
    SocialkitError
        When `by` is no period.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> posts = rhythm(snapshot, "big_verdict", by="year")
    >>> int(posts["count"].sum())
    240
    """
    check_period(by)
    posts = snapshot.posts
    frame, note = f"all {len(posts):,} posts in the data", ""
    if account_id is not None:
        account_id = snapshot.account_id(account_id)
        own = own_posts(snapshot, [account_id])[account_id]
        posts = posts[posts["account_id"] == account_id]
        frame, note = own.words, own.count_note
    dates = posts["posted_at"].dropna()
    if dates.empty:
        return nothing_dated(NO_POSTS, by)
    return by_period(dates, partial(_counted, n=len(dates), frame=frame, note=note), snapshot, by)


def _counted(posts: int, *, n: int, frame: str, note: str) -> Estimate:
    return Estimate(
        posts, posts, posts, method="counted", n=n, frame=frame, note=note, unit="count"
    )
