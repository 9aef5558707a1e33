"""Labels in place of names: what may be shown of accounts when nobody is to be identified."""

import re
from collections.abc import Iterable

import pandas as pd

from socialkit.features.profile import profile
from socialkit.privacy.cleaning import cleaned
from socialkit.schema import DIGIT_SHARE, TEXT, WITHHELD
from socialkit.snapshot import Snapshot

ONE = "this account"
TOLD = "Accounts are called by labels here, not by their names."
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def labelled(
    snapshot: Snapshot, account_id: str | None = None, *, owners: Iterable[str] = ()
) -> Snapshot:
    """Put labels for handles and names, so that tables and charts identify nobody.

    Focal accounts are called "account A", "account B"... by their followers, most first; an
    account chosen, or a single focal one, "this account". What others are called is left
    out, of `source` and `notes` too. Everything else stays, and every number the kit makes of
    it: how much of a handle are digits is kept beside it.

    This is for what is shown, not for handing data on: ids, bios and dates are still there
    (see `pseudonymise`).

    Parameters
    ----------
    snapshot
        The network; it is not changed.
    account_id
        The account that is looked at, if any.
    owners
        Ids of other accounts that are to be called by a letter though they are not focal.

    Returns
    -------
    Snapshot
        With other `handle` and `name`, and a column `x_handle_digit_share`.

    Raises
    ------
    UnknownNameError
        When no account has that id or handle.

    Examples
    --------
    >>> import socialkit as sk
    >>> shown = labelled(sk.datasets.load("therapists"))
    >>> sk.audience.compare(shown)["handle"].sort_values().iloc[0]
    'account A'
    """
    accounts = snapshot.accounts
    called = _labels(snapshot, account_id, list(owners))
    has_name = accounts["name"].str.strip().ne("")
    veiled = accounts["name"].where(~has_name.fillna(False), WITHHELD)
    handle = pd.Series(pd.NA, index=accounts.index, dtype=TEXT)
    handle[called.index], veiled[called.index] = called, called
    # Nobody's name becomes known, and none that was known to be empty becomes filled.
    name = veiled.where(has_name | ~veiled.index.isin(called.index), accounts["name"])
    shown = accounts.assign(handle=handle, name=name)
    shown[DIGIT_SHARE] = profile(accounts)["handle_digit_share"]
    tables = {one: getattr(snapshot, one) for one in ("follows", "posts", "interactions")}
    told = [_renamed(one, accounts["handle"], called) for one in (snapshot.source, *snapshot.notes)]
    source, *notes = cleaned(snapshot, told)
    return Snapshot(
        shown,
        **tables,
        taken_at=snapshot.taken_at,
        source=source,
        platform=snapshot.platform,
        notes=(TOLD, *notes),
        licence=snapshot.licence,
    )


def _renamed(text: str, handles: pd.Series, called: pd.Series) -> str:
    """Put the labels of accounts for their handles in a sentence."""
    for account, label in called.items():
        handle = handles[account]
        if pd.notna(handle) and handle.strip("@ "):
            text = re.sub(rf"(?<!\w)@?{re.escape(handle.strip('@ '))}(?!\w)", label, text)
    return text


def _labels(snapshot: Snapshot, account_id: str | None, owners: list[str]) -> pd.Series:
    """Call the focal accounts A, B, ... by their followers, the chosen one "this account"."""
    focal = snapshot.focal.union(pd.Index(owners, dtype=snapshot.focal.dtype), sort=False)
    size = snapshot.follows["followed_id"].value_counts().reindex(focal).fillna(0)
    reported = snapshot.accounts.loc[focal, "followers_count"].fillna(0)
    order = pd.DataFrame({"size": -size, "reported": -reported}).sort_index()
    order = order.sort_values(["size", "reported"], kind="stable").index
    called = pd.Series({one: f"account {_letters(n)}" for n, one in enumerate(order)}, dtype=TEXT)
    if account_id is not None:
        called[snapshot.account_id(account_id)] = ONE
    elif len(called) == 1:
        called.iloc[0] = ONE
    return called


def _letters(number: int) -> str:
    """Count as spreadsheets name their columns: A to Z, AA, AB...

    Examples
    --------
    >>> [_letters(number) for number in (0, 25, 26, 702)]
    ['A', 'Z', 'AA', 'AAA']
    """
    rest, place = divmod(number, len(_LETTERS))
    return (_letters(rest - 1) if rest else "") + _LETTERS[place]
