"""What the profile of each account says, as facts; NA where it was not seen."""

import pandas as pd

from socialkit.features.ratios import ratio
from socialkit.schema import DIGIT_SHARE, WITHHELD

_BOT = r"(?i)(?:^|[^\pL\pN])(?:ro)?bot(?:$|[^\pL\pN])"
"""A word of its own: neither "botany" nor "both"."""
_NO_BOT = r"(?i)(?:^|[^\pL\pN])(?:not|no|never) +(?:a +)?(?:ro)?bot"


def profile(accounts: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the facts on each profile, and how much of it is filled in.

    Empty text is known to be empty; NA is not known. `handle_digit_share` is how much of the
    handle are digits, 0-1: made-up names come with long numbers more often than chosen ones.
    """
    facts = {
        "has_picture": ~accounts["has_default_image"],
        "has_name": _filled(accounts["name"]),
        "has_bio": _filled(accounts["bio"]),
        "has_location": _filled(accounts["location"]),
        "has_url": _filled(accounts["url"]),
    }
    counted = pd.DataFrame(facts).astype("Int64")
    return {
        **facts,
        "is_verified": accounts["is_verified"],
        "profile_completeness": ratio(counted.sum(axis=1), counted.notna().sum(axis=1)),
        "handle_digit_share": _digit_share(accounts),
        "bio_says_bot": _says_bot(accounts["bio"]),
    }


def _digit_share(accounts: pd.DataFrame) -> pd.Series:
    if DIGIT_SHARE in accounts:
        return accounts[DIGIT_SHARE].astype("Float64").rename(None)
    handle = accounts["handle"]
    digits = handle.str.count(r"[0-9]").astype("Int64")
    return ratio(digits, handle.str.len().astype("Int64"))


def _says_bot(bio: pd.Series) -> pd.Series:
    bio = bio.mask(bio == WITHHELD)
    named, denied = (bio.str.contains(one, regex=True).astype("boolean") for one in (_BOT, _NO_BOT))
    return named & ~denied


def _filled(text: pd.Series) -> pd.Series:
    return text.str.strip().ne("").astype("boolean").where(text.notna(), pd.NA)
