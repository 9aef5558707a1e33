"""What the profile of each account says, as facts; NA where it was not seen."""

from collections.abc import Collection

import narwhals as nw
import pandas as pd

from socialkit.features.ratios import ratio
from socialkit.schema import DIGIT_SHARE, WITHHELD

_SEEN = r"[^\s\p{Z}\x0b\x1c-\x1f\x85]"
"""A character that is no space; spelled out, as engines differ in what they call one."""
_BOT = r"(?i)(?:^|[^\pL\pN])(?:ro)?bot(?:$|[^\pL\pN])"
"""A word of its own: neither "botany" nor "both"."""
_NO_BOT = r"(?i)(?:^|[^\pL\pN])(?:not|no|never) +(?:a +)?(?:ro)?bot"
_FILLED = {"has_name": "name", "has_bio": "bio", "has_location": "location", "has_url": "url"}
_NEEDED = ("has_default_image", "is_verified", "handle", *_FILLED.values())
PROFILE = ("has_picture", *_FILLED)
"""The facts that say how much of a profile is filled in."""


def profile(accounts: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the facts on each profile, and how much of it is filled in.

    Empty text is known to be empty; NA is not known. `handle_digit_share` is how much of the
    handle are digits, 0-1: made-up names come with long numbers more often than chosen ones.
    """
    names = [name for name in (*_NEEDED, DIGIT_SHARE) if name in accounts]
    known = nw.from_native(accounts[names].reset_index(drop=True), eager_only=True)
    said = known.select(**facts(names))
    table = said.with_columns(profile_completeness=completeness()).to_native()
    return {name: table[name].set_axis(accounts.index) for name in ORDER}


ORDER = (*PROFILE, "is_verified", "profile_completeness", "handle_digit_share", "bio_says_bot")
"""The columns in which `profile` answers."""


def facts(columns: Collection[str]) -> dict[str, nw.Expr]:
    """Return the facts as expressions on the accounts' columns, of which these are there."""
    bio = nw.when(nw.col("bio") != WITHHELD).then(nw.col("bio"))
    return {
        "has_picture": ~nw.col("has_default_image"),
        **{fact: nw.col(name).str.contains(_SEEN) for fact, name in _FILLED.items()},
        "is_verified": nw.col("is_verified"),
        "handle_digit_share": _digit_share(columns),
        "bio_says_bot": bio.str.contains(_BOT) & ~bio.str.contains(_NO_BOT),
    }


def completeness() -> nw.Expr:
    """Return the share of the profile that is filled in, of what is known of it."""
    filled = sum(nw.col(name).fill_null(False).cast(nw.Int64) for name in PROFILE)
    known = sum((~nw.col(name).is_null()).cast(nw.Int64) for name in PROFILE)
    return ratio(filled, known)


def _digit_share(columns: Collection[str]) -> nw.Expr:
    if DIGIT_SHARE in columns:
        return nw.col(DIGIT_SHARE).cast(nw.Float64)
    handle = nw.col("handle").str
    size = handle.len_chars()
    return ratio(size - handle.replace_all("[0-9]", "").str.len_chars(), size)
