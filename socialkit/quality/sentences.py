"""What a piece of evidence says about one account, as a sentence."""

import pandas as pd

PRIOR = "most_are_people"
"""Not evidence on the account: what is assumed before there is any."""
_FACTS = {
    "picture": ("It has a picture of its own.", "It has no picture of its own."),
    "biography": ("It says who it is.", "It does not say who it is."),
    "website": ("It links a web site.", "It links no web site."),
    "place": ("It says where it is.", "It does not say where it is."),
    "name": ("It gives a name.", "It gives no name."),
}
_FACT_COLUMNS = {
    "picture": "has_picture",
    "biography": "has_bio",
    "website": "has_url",
    "place": "has_location",
    "name": "has_name",
}
_UNKNOWN = {
    "following_ratio": "How many it follows for each who follows it is not known.",
    "following": "How many accounts it follows is not known.",
    "followers": "How many follow it is not known.",
    "posts": "How much it has posted is not known.",
    "age": "When it was opened is not known.",
    "picture": "Whether it has a picture is not known.",
    "biography": "Whether it says who it is is not known.",
    "website": "Whether it links a web site is not known.",
    "place": "Whether it says where it is is not known.",
    "name": "Whether it gives a name is not known.",
    "handle": "What it is called is not known.",
    "active": "When it last posted in public is not known.",
    "engaged": "Whether it interacts with the account was not looked at.",
    "related": "Whether the account follows it back is not known.",
}


def sentence(evidence: str, row: pd.Series) -> str:
    """Say in plain words what one piece of evidence is for one account.

    Examples
    --------
    >>> sentence("posts", pd.Series({"posts_count": 0}))
    'It has never posted.'
    """
    if evidence == PRIOR:
        return "Before anything is known: most followers are people."
    if evidence in _FACTS:
        value = _number(row, _FACT_COLUMNS[evidence])
        said = None if value is None else _FACTS[evidence][int(value <= 0)]
    else:
        said = _SAYINGS[evidence](row)
    return _UNKNOWN[evidence] if said is None else said


def _number(row: pd.Series, column: str) -> float | None:
    value = row.get(column, pd.NA)
    return None if pd.isna(value) else float(value)


def _many(count: float, one: str, several: str) -> str:
    return f"{count:,.0f} {one if round(count) == 1 else several}"


def _ratio(row: pd.Series) -> str | None:
    following, followers = _number(row, "following_count"), _number(row, "followers_count")
    if following is None or followers is None:
        return None
    if followers == 0:
        nobody = "nobody at all" if following == 0 else _many(following, "account", "accounts")
        return f"It follows {nobody}, and nobody follows it."
    ratio = following / followers
    if ratio < 1:
        return "More accounts follow it than it follows."
    times = f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}"
    return f"For each account that follows it, it follows {times.removesuffix('.0')}."


def _following(row: pd.Series) -> str | None:
    count = _number(row, "following_count")
    if count is None:
        return None
    tail = ", more than anybody can keep up with" if count > 1500 else ""
    return f"It follows {_many(count, 'account', 'accounts')}{tail}."


def _followers(row: pd.Series) -> str | None:
    count = _number(row, "followers_count")
    if count is None:
        return None
    return "Nobody follows it." if count == 0 else f"Followers it has: {count:,.0f}."


def _posts(row: pd.Series) -> str | None:
    count = _number(row, "posts_count")
    if count is None:
        return None
    return (
        "It has never posted." if count == 0 else f"It has posted {_many(count, 'time', 'times')}."
    )


def _age(row: pd.Series) -> str | None:
    days = _number(row, "age_days")
    return None if days is None else f"It was opened {_ago(days)}."


def _handle(row: pd.Series) -> str | None:
    share = _number(row, "handle_digit_share")
    if share is None:
        return None
    return f"Its handle is {'a name' if share < 0.2 else 'in good part a number'}."


def _active(row: pd.Series) -> str | None:
    days = _number(row, "days_since_post")
    if days is not None:
        return f"Its last public post was {_ago(days)}."
    if _number(row, "posts_count") == 0 and _number(row, "age_days") is not None:
        return f"It was opened {_ago(float(row['age_days']))} and has never posted in public."
    return None


def _ago(days: float) -> str:
    if days < 1:
        return "less than a day ago"
    return f"{_many(days, 'day', 'days')} ago" if days < 730 else f"{days / 365.25:.0f} years ago"


def _engaged(row: pd.Series) -> str | None:
    count = _number(row, "engaged_with_focal")
    if count is None:
        return None
    if count == 0:
        return "No interaction with the account was seen: it is silent, and may read everything."
    return f"It interacted with the account {_many(count, 'time', 'times')}."


def _related(row: pd.Series) -> str | None:
    followed, shared = _number(row, "followed_by_focal"), _number(row, "shared_neighbours")
    told = []
    if followed is not None:
        told.append(f"The account {'follows' if followed > 0 else 'does not follow'} it back.")
    if shared:
        told.append(f"They share {_many(shared, 'contact', 'contacts')}.")
    if _number(row, "bio_similarity"):
        told.append("Their bios have words in common.")
    return " ".join(told) or None


_SAYINGS = {
    "following_ratio": _ratio,
    "following": _following,
    "followers": _followers,
    "posts": _posts,
    "age": _age,
    "handle": _handle,
    "active": _active,
    "engaged": _engaged,
    "related": _related,
}
