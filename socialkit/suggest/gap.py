"""How far an account is ahead of its followers, and when to wait."""

from numbers import Real

import pandas as pd

from socialkit import audience, estimate, graph
from socialkit.audience.frame import NO_ACCOUNT, frame
from socialkit.audience.owner.conversation import counted
from socialkit.errors import SocialkitError
from socialkit.estimate import Estimate
from socialkit.snapshot import Snapshot

THRESHOLD = 300
"""Several hundred, as the therapists' blogs have it; read as 300, as `quality.signals` does."""
REPORTED, LISTED = "as reported by the platform", "as listed"
NO_FOLLOWING, NO_FOLLOWERS = "how many the account follows", "how many followers there are"
NOT_ALIKE = "both numbers counted in the same way: one is reported, the other listed"
_MEASURES = ("following", "followers", "gap", "to_wait", "room")


def gap(
    snapshot: Snapshot, account: str | None = None, *, threshold: float = THRESHOLD
) -> pd.DataFrame:
    """Count how many more accounts one follows than are followers, and for how many to wait.

    The rule of therapists' blogs: stop following when you are several hundred ahead of your
    followers, and wait until they catch up. It is a rule of thumb; nobody has shown that one
    number is the right one.

    gap = following - followers; to_wait = max(0, gap - threshold); room = max(0, threshold - gap)

    Parameters
    ----------
    snapshot
        The network.
    account
        An id or handle; None chooses as `socialkit.audience.choose` does.
    threshold
        How far ahead one may be, in accounts, 0 or more.

    Returns
    -------
    pandas.DataFrame
        Indexed by `measure`: `following`, `followers`, `gap` (below 0 where more follow than
        are followed), `to_wait` (so many new followers, or fewer followed, until the gap is
        back at the threshold) and `room` (so many more can be followed before it is reached);
        all counts. Columns as `socialkit.estimate.table`. Both numbers as reported, or else,
        where both lists are whole, as listed; a reported number is never held against a
        listed one. What is not known is NA, and the note says why.

    Raises
    ------
    SocialkitError
        When `threshold` is no number of 0 or more.
    UnknownNameError
        When no account has that id or handle.

    Examples
    --------
    >>> import socialkit as sk
    >>> table = gap(sk.datasets.load("therapists"), "sum_of_parts")
    >>> table.loc[["following", "followers", "gap", "to_wait", "room"], "value"].tolist()
    [690.0, 120.0, 570.0, 270.0, 0.0]
    """
    _check(threshold)
    account_id = audience.choose(snapshot, account)
    if account_id is None:
        return estimate.table(
            {name: estimate.unknown(NO_ACCOUNT, unit="count") for name in _MEASURES}
        )
    following, followers = _sizes(snapshot, account_id)
    rows = {"following": following, "followers": followers}
    if not (following.known and followers.known) or following.frame != followers.frame:
        lacking = next((one.note for one in rows.values() if not one.known), NOT_ALIKE)
        unknown = estimate.unknown(lacking, unit="count")
        return estimate.table(rows | dict.fromkeys(("gap", "to_wait", "room"), unknown))
    ahead = following.value - followers.value
    words, rule = following.frame, f"by the rule to stay at most {threshold:,g} ahead"
    rows |= {
        "gap": counted(ahead, words),
        "to_wait": counted(max(0, ahead - threshold), rule),
        "room": counted(max(0, threshold - ahead), rule),
    }
    return estimate.table(rows)


def when_to_wait(
    snapshot: Snapshot, account: str | None = None, *, threshold: float = THRESHOLD
) -> str:
    """Say in a sentence or two whether to go on following, or for how many to wait.

    Parameters
    ----------
    snapshot, account, threshold
        As in `gap`.

    Raises
    ------
    SocialkitError, UnknownNameError
        As `gap`.

    Examples
    --------
    >>> import socialkit as sk
    >>> when_to_wait(sk.datasets.load("therapists"), "sum_of_parts")[:55]
    'Wait: the account follows 570 more accounts than follow'
    """
    table = gap(snapshot, account, threshold=threshold)
    if pd.isna(table.loc["gap", "value"]):
        return f"Whether to wait is {estimate.UNKNOWN}: {table.loc['gap', 'note']}."
    followers, ahead, to_wait, room = table["value"].loc[["followers", "gap", "to_wait", "room"]]
    rule = f"the rule of thumb stops at {threshold:,g} ahead"
    if room == 0:
        first = f"Wait: the account follows {ahead:,.0f} more accounts than follow it, and {rule}."
        return f"{first} It is back there with {to_wait:,.0f} more followers." if to_wait else first
    said = f"No need to wait: {_ahead(ahead)}, and {rule}, which leaves room for {room:,.0f}."
    if followers >= threshold:
        return said
    few = f"With fewer than {threshold:,g} followers the rule says little"
    return f"{said} {few}: it lets anybody follow {threshold:,g}."


def _ahead(ahead: float) -> str:
    if ahead == 0:
        return "as many follow the account as it follows"
    if ahead < 0:
        return f"{-ahead:,.0f} more accounts follow the account than it follows"
    return f"the account follows only {ahead:,.0f} more accounts than follow it"


def _check(threshold: object) -> None:
    is_number = isinstance(threshold, Real) and not isinstance(threshold, bool)
    if not is_number or not 0 <= threshold < float("inf"):
        raise SocialkitError(f"threshold: give a number of accounts, 0 or more, not {threshold!r}.")


def _sizes(snapshot: Snapshot, account_id: str) -> tuple[Estimate, Estimate]:
    """Count both sides as reported; where one is not, both as listed if that list is whole."""
    account, seen = snapshot.accounts.loc[account_id], frame(snapshot, account_id)
    reported = account[["following_count", "followers_count"]]
    following = graph.follows_seen(snapshot, account_id)
    has_list = bool(graph.following_lists(snapshot)[account_id])
    whole = {"following": has_list, "followers": seen.kind == "census"}
    use_lists = not reported.notna().all() and all(whole.values())
    sides = zip(
        (following, seen.seen), reported, whole.values(), (NO_FOLLOWING, NO_FOLLOWERS), strict=True
    )
    return tuple(_size(*side, use_lists=use_lists) for side in sides)


def _size(
    listed: int, reported: object, is_whole: bool, lacks: str, *, use_lists: bool
) -> Estimate:
    if pd.notna(reported) and not use_lists:
        gone = int(reported) - listed
        note = f"{listed:,} of them are listed here" if gone > 0 and listed else ""
        return counted(int(reported), REPORTED, note)
    if is_whole:
        return counted(listed, LISTED)
    least = f"; {listed:,} at least, for so many are listed" if listed else ""
    return estimate.unknown(f"{lacks}{least}", unit="count")
