"""The reasons for a suggestion, in sentences for the owner of the account."""

import pandas as pd

from socialkit import quality
from socialkit.quality.scoring import pieces
from socialkit.quality.sentences import sentence

MOST_SIGNS = 3
"""So many signs of junk are named, the strongest first."""
_NOT_FOLLOWED = "Whether the account follows it already is not known."
_NO_PROFILE = "What its profile looks like is not known."
_NO_CONTACTS = "Whom it knows is not known."


def of_candidate(row: pd.Series) -> str:
    """Say why an account that is not followed yet may be worth following."""
    told = [contacts(row), interactions(row), group(row), bios(row), returning(row)]
    told.append(sentence("active", row))
    if row["profile_coverage"] < quality.MIN_COVERAGE:
        told.append(_NO_PROFILE)
    if pd.isna(row["is_followed"]):
        told.append(_NOT_FOLLOWED)
    return " ".join(part for part in told if part)


def of_follower(row: pd.Series, signs: list[str]) -> str:
    """Say what is known of a new follower, and what is not; `signs` are those of junk."""
    told = [*signs, interactions(row), contacts(row), group(row), sentence("active", row)]
    if row["profile_coverage"] < quality.MIN_COVERAGE:
        told.append(_NO_PROFILE)
    if pd.isna(row["is_followed"]):
        told.append(_NOT_FOLLOWED)
    return " ".join(part for part in dict.fromkeys(told) if part)


def signs_of_junk(known: pd.DataFrame) -> list[list[str]]:
    """Name for each account the strongest evidence that speaks against a person behind it."""
    parts = pieces(known)[[one.name for one in quality.REACHABLE]]
    signs = []
    for place, (_, row) in enumerate(parts.iterrows()):
        against = row[row < 0].sort_values(kind="stable").index[:MOST_SIGNS]
        signs.append([sentence(name, known.iloc[place]) for name in against])
    return signs


def contacts(row: pd.Series) -> str:
    """Say how many contacts both share.

    Examples
    --------
    >>> contacts(pd.Series({"shared_contacts": 2}))
    'They share 2 contacts.'
    """
    count = row["shared_contacts"]
    if pd.isna(count):
        return _NO_CONTACTS
    if count == 0:
        return "No contact that both share was seen."
    return "They share 1 contact." if count == 1 else f"They share {count:,} contacts."


def interactions(row: pd.Series) -> str:
    """Say how often it turned to the account; nothing where that was not seen."""
    count = row["engaged"]
    if pd.isna(count) or count == 0:
        return ""
    return f"It interacted with the account {'once' if count == 1 else f'{count:,} times'}."


def group(row: pd.Series) -> str:
    """Say that both belong to one group, where they do."""
    is_same = row["same_group"]
    return "" if pd.isna(is_same) or not is_same else f"Both belong to: {row['group']}."


def bios(row: pd.Series) -> str:
    """Say that the bios have words in common, where they do."""
    alike = row["bio_similarity"]
    return "" if pd.isna(alike) or alike == 0 else "Their bios have words in common."


def returning(row: pd.Series) -> str:
    """Say what speaks for or against a follow back.

    Examples
    --------
    >>> known = {"follows_account": False, "looked_up": 4, "returned": 3}
    >>> returning(pd.Series(known))
    'Of 4 who follow it and could be looked up, it follows back 3.'
    """
    follows = row["follows_account"]
    if pd.notna(follows) and follows:
        return "It follows the account already."
    if row["looked_up"]:
        return (
            f"Of {row['looked_up']:,} who follow it and could be looked up, "
            f"it follows back {row['returned']:,}."
        )
    if pd.isna(row["follow_back"]):
        return "Whether it follows others back is not known."
    return f"It follows {row['following_count']:,}, and {row['followers_count']:,} follow it."
