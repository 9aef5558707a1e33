"""What is shown of one account: texts that strangers wrote, made harmless first."""

from html import escape

import pandas as pd

from socialkit.estimate import UNKNOWN

LONGEST = 1000
_ROWS = {
    "bio": "Biography",
    "location": "Place",
    "url": "Web site",
    "followers_count": "Followers",
    "following_count": "Follows",
    "posts_count": "Posts",
    "days_since_post": "Last post",
    "age_days": "Account opened",
    "has_default_image": "Own picture",
    "is_protected": "Posts for approved followers only",
    "is_verified": "Vetted by the platform",
}
_AGO = ("days_since_post", "age_days")
_JOINERS = "\u200c\u200d"  # without them emoji fall apart, and Persian is misspelt


def card(account: pd.Series) -> str:
    """Return an account as HTML that holds nothing but text: no link, picture or script.

    Control characters are dropped, and each text is kept apart from those around it, so
    that none can turn the reading order of another. The stratum is left out: whoever saw
    what the machine thinks would no longer judge freely.

    Parameters
    ----------
    account
        One row of `socialkit.audience.labelling_sample`.

    Examples
    --------
    >>> print(card(pd.Series({"handle": "ann", "bio": "<b>", "posts_count": 1200})))
    <div style="font-size:1.3em"><b><bdi>@ann</bdi></b></div>
    <table style="line-height:1.3">
    <tr><td>Biography</td><td><bdi>&lt;b&gt;</bdi></td></tr>
    <tr><td>Posts</td><td><bdi>1,200</bdi></td></tr>
    </table>
    """
    lines = [f'<div style="font-size:1.3em">{_title(account)}</div>']
    lines.append('<table style="line-height:1.3">')
    lines += [
        f"<tr><td>{title}</td><td>{_harmless(_in_words(name, account[name]))}</td></tr>"
        for name, title in _ROWS.items()
        if name in account
    ]
    return "\n".join([*lines, "</table>"])


def _title(account: pd.Series) -> str:
    handle, name = account.get("handle"), account.get("name")
    texts = [] if _is_blank(handle) else [f"<b>{_harmless('@' + str(handle))}</b>"]
    texts += [] if _is_blank(name) else [_harmless(str(name))]
    return " ".join(texts) or _harmless(f"account {account.name}")


def _is_blank(text: object) -> bool:
    return pd.isna(text) or not str(text).strip()


def _in_words(name: str, value: object) -> str:
    if pd.isna(value):
        return UNKNOWN
    if name == "has_default_image":
        return "no" if value else "yes"
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if pd.api.types.is_number(value):
        return f"{value:,} days ago" if name in _AGO else f"{value:,}"
    return str(value) if str(value).strip() else "(empty)"


def _harmless(text: str) -> str:
    """Return a text as HTML that shows it and does nothing."""
    shown = "".join(one if one.isprintable() or one in _JOINERS else " " for one in text)
    shown = f"{shown[:LONGEST]} …" if len(shown) > LONGEST else shown
    return f"<bdi>{escape(shown)}</bdi>"
