"""Which accounts a chart names, and letters in place of their names."""

import re
from collections.abc import Iterable
from string import ascii_uppercase

import numpy as np
import pandas as pd

from socialkit import plot
from socialkit.errors import PrivacyError
from socialkit.practice import is_on
from socialkit.schema import TEXT

HANDLE = "handle"
TELLING = (
    *("account_id", "name", "bio", "location", "url", "follower_id", "followed_id", "post_id"),
    *("source_id", "target_id", "text"),
)
"""Columns that say who somebody is; they leave a chart's data, whatever chart it is."""
_LETTERED = re.compile(r"account [A-Z]+")


def pseudonymous(table: pd.DataFrame) -> pd.DataFrame:
    """Call the accounts of a table "account A", "account B" and so on, the largest first.

    Draw a chart from what this returns, and picture, data and texts agree. Make it once, and
    draw every chart of an article from it, and an account keeps its letter in all of them.
    A letter hides a name and no more: whoever knows the accounts may know one by its exact
    number of followers.

    Parameters
    ----------
    table
        One row for each account, with a column `handle`, such as `audience.compare` returns.

    Returns
    -------
    pandas.DataFrame
        A copy in the same order. `handle` and the index hold the letters; ids, names,
        biographies, places and addresses are gone.

    Examples
    --------
    >>> ids = pd.Index(["7", "8"], name="account_id")
    >>> table = pd.DataFrame({"handle": ["ann", "ben"], "quantity": [40, 900]}, index=ids)
    >>> pseudonymous(table)["handle"].tolist()
    ['account B', 'account A']
    """
    letters = _letters(table)
    out = table.drop(columns=[name for name in TELLING if name in table]).copy()
    out.index = pd.Index(letters, dtype=TEXT, name="account")
    out[HANDLE] = pd.array(letters, dtype=TEXT)
    return out


def _letters(table: pd.DataFrame) -> list[str]:
    """Letter the rows by what they hold: by size, then by all numbers, then by name."""
    first = [name for name in ("quantity", "followers", "indegree") if name in table]
    others = sorted(name for name in table.select_dtypes("number") if name not in first)
    keys = [-table[name].astype("Float64").astype(float).to_numpy() for name in (*first, *others)]
    names = table[HANDLE] if HANDLE in table else pd.Series("", index=table.index)
    keys += [names.astype(str).to_numpy(dtype=str), table.index.astype(str).to_numpy(dtype=str)]
    place = np.empty(len(table), dtype=int)
    place[np.lexsort(keys[::-1])] = np.arange(len(table))
    return [f"account {_letter(one)}" for one in place]


def _letter(place: int) -> str:
    """Return A to Z, AA to ZZ and on, as a spreadsheet names its columns.

    Examples
    --------
    >>> _letter(0), _letter(25), _letter(26), _letter(701), _letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    rest, last = divmod(place, 26)
    return (_letter(rest - 1) if rest else "") + ascii_uppercase[last]


def published(record: plot.Record, *, identify: bool) -> plot.Record:
    """Return a chart's record fit to publish: lettered, or named where that is asked for.

    Raises
    ------
    PrivacyError
        When the picture names accounts or shows single followers and `identify` is not
        set, or when it is set in practitioner mode.
    """
    if identify and is_on():
        raise PrivacyError(
            "practitioner mode does not name accounts in what is published; draw from "
            "publish.pseudonymous(table) and leave identify out."
        )
    if identify:
        return record
    if _shows_followers(record):
        raise PrivacyError(
            "each mark of this picture is one follower, and that may be enough to find out who; "
            "draw totals (fingerprint.picture without raw, cluster.ego_layout with most=0), or set "
            "identify=True."
        )
    named = [name for name in _named(record) if not _LETTERED.fullmatch(str(name))]
    if named:
        raise PrivacyError(
            f"this picture names {len(named)} account{'s' * (len(named) > 1)}; draw it from "
            "publish.pseudonymous(table) in place of the table, or set identify=True."
        )
    return record._replace(drawn=_lettered(record.drawn))


def protected(record: plot.Record) -> plot.Record:
    """Return a chart's record for words that name no account while practitioner mode is on."""
    named = [name for name in _named(record) if not _LETTERED.fullmatch(str(name))]
    return record._replace(drawn=_lettered(record.drawn)) if is_on() and named else record


def _shows_followers(record: plot.Record) -> bool:
    """Tell whether marks are single followers: dated, or tied as others can see elsewhere.

    Narayanan and Shmatikov 2009 (arXiv 0903.3276) knew a third of people by their ties alone.
    """
    singles = {"fingerprint": "created_at", "ego_network": "community"}
    return singles.get(record.kind) in record.drawn.columns


def _named(record: plot.Record) -> Iterable[object]:
    """Return the names that the picture shows: of the notable, or of every account drawn."""
    drawn = record.drawn
    if HANDLE not in drawn or record.kind == "friends_vs_followed":
        return []
    if record.kind == "quality_vs_quantity":
        drawn = drawn[drawn["is_notable"].fillna(False).astype(bool)]
    return drawn[HANDLE].dropna()


def _lettered(drawn: pd.DataFrame) -> pd.DataFrame:
    """Put letters where names or ids stand, if the rows are accounts; drop what tells more."""
    are_accounts = HANDLE in drawn or drawn.index.name in TELLING
    if are_accounts and drawn.index.name != "account":
        return pseudonymous(drawn)
    more = {*TELLING} - {"name"}  # the name of a community is a word for many
    return drawn.drop(columns=[name for name in drawn if name in more])
