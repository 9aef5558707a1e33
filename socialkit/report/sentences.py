"""What the data hold on one account, in a few sentences that are counted and not written."""

import re

import pandas as pd

from socialkit import audience
from socialkit.report.naming import (
    follower_word,
    has_lists,
    knows_quality,
    listed,
    name_of,
    platform_of,
)
from socialkit.snapshot import Snapshot

_DOING = {"reply": "left", "comment": "left", "like": "gave"}
_NAME = "\N{NULL}"
"""Stands for the account's name, which may hold anything else."""


def of_account(snapshot: Snapshot, account: str) -> list[str]:
    """Say how many follow an account, what it does, who comes to it, and what is not known.

    Examples
    --------
    >>> import socialkit as sk
    >>> snapshot = sk.datasets.load("therapists")
    >>> for sentence in of_account(snapshot, "house_call_weekly"):  # doctest: +ELLIPSIS
    ...     print(sentence)
    1,500 followers of @house_call_weekly are listed, the first of 4,300 reported; it follows ...
    It follows 392 accounts; of 160 of its posts, 29 % (23-37 %) are replies.
    364 people turned to it 1,538 times (...); it turned to 97 people 103 times (...).
    """
    account = snapshot.account_id(account)
    followers = _followers(snapshot, account) if has_lists(snapshot) else ""
    parts = (
        followers,
        _own(snapshot, account),
        _exchange(audience.exchange(snapshot, account).astype("Int64")),
        _unknown(snapshot, account, followers),
    )
    said = [part for part in parts if part]
    return [_named(said[0], name_of(snapshot, account)), *said[1:]] if said else []


def _named(sentence: str, name: str) -> str:
    """Put the account's name in place of the first word that stands for it."""
    if name in sentence:
        return sentence
    own = r"\b(?:its (?P<all>[\d,]+ posts?)|(?P<part>[\d,]+) of its posts)"
    sentence, found = re.subn(own, _posts_by, sentence, count=1)
    if not found:
        sentence = re.sub(r"\bit\b", _NAME, sentence, count=1, flags=re.IGNORECASE)
    is_phrase = name.startswith(("the ", "this ", "account "))  # a handle keeps its small letter
    whole = sentence.replace(_NAME, name)
    return whole if sentence.startswith(_NAME) and not is_phrase else whole[:1].upper() + whole[1:]


def _posts_by(found: re.Match[str]) -> str:
    return f"the {found['all']} by {_NAME}" if found["all"] else f"{found['part']} posts by {_NAME}"


def _followers(snapshot: Snapshot, account: str) -> str:
    seen, name = audience.frame(snapshot, account), name_of(snapshot, account)
    people = follower_word(snapshot, account)
    if not seen.seen:
        is_whole = snapshot.focal.empty or account in snapshot.focal
        return f"Nobody is on the list of {people} of {name}." if is_whole else ""
    if seen.kind == "census" and people == "followers":
        who = f"{times(seen.seen, 'account')} {_is(seen.seen)} on the follower list of {name}"
    else:
        who = f"{times(seen.seen, people[:-1])} of {name} {_is(seen.seen)} listed{_part(seen)}"
    back = audience.profile(snapshot, account).loc["followed_back"]
    if pd.isna(back["value"]) or people == "connections":
        return f"{who}."
    return f"{who}; it follows {_back(back)}."


def _part(seen: audience.Frame) -> str:
    """Say which part of the followers was seen, as far as that is known."""
    is_more = seen.reported is not None and seen.reported > seen.seen
    of = f" of {seen.reported:,} reported" if is_more else ""
    if seen.kind == "random":
        return f", drawn at random{of}"
    if seen.kind == "head":
        return f", the first{of or ' ones'}"
    return of and f",{of}"


def _back(row: pd.Series) -> str:
    count, amount = int(row["count"]), row["in_words"].split(", ")[0]
    return f"{count:,} of them back: {amount}" if count else f"none of them back: {amount}"


def _own(snapshot: Snapshot, account: str) -> str:
    """Say whom the account follows and what it posts."""
    parts = [_follows(snapshot, account), _posts(snapshot, account)]
    said = "; ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _follows(snapshot: Snapshot, account: str) -> str:
    count = followed_count(snapshot, account)
    if not count:
        return ""
    if platform_of(snapshot, account) == "linkedin":
        mutual = audience.profile(snapshot, account).loc["followed_back", "count"]
        more = count if pd.isna(mutual) else count - int(mutual)
        return f"it follows {times(more, 'account')} besides" if more else ""
    return f"it follows {times(count, 'account')}"


def followed_count(snapshot: Snapshot, account: str) -> int | None:
    """Count whom an account follows; None where only others' lists could have shown it."""
    row = snapshot.accounts.index.get_loc(account)
    followed = snapshot.codes.followed[snapshot.codes.follower == row]
    others = ~snapshot.accounts.index.isin(snapshot.focal)[followed]
    reported = snapshot.accounts["following_count"].iloc[row]
    is_whole = pd.notna(reported) and reported <= len(followed)
    return len(followed) if is_whole or others.any() else None


def _posts(snapshot: Snapshot, account: str) -> str:
    count = int((snapshot.posts["account_id"] == account).sum())
    if not count:
        return ""
    row = audience.conduct(snapshot, account).loc["reply"]
    if pd.isna(row["value"]) or count == 1:
        return f"it posted {count:,} times" if count > 1 else "it posted once"
    amount, known = row["in_words"].split(", ")[0], int(row["n"])
    whose = f"its {count:,} posts" if pd.notna(row["population"]) else f"{count:,} of its posts"
    if known == count and row["value"] == 0:
        return f"none of {whose} is a reply"
    if known < count:
        return f"of the {known:,} of its {count:,} posts whose kind is known, {amount} are replies"
    return f"of {whose}, {amount} are replies"


def _exchange(table: pd.DataFrame) -> str:
    came = _acts(table["received"], table["people_reaching"], "{who} turned to it {often}")
    went = _acts(table["given"], table["people_reached"], "it turned to {who} {often}")
    if pd.notna(table.loc["any", "received"]) and not came:
        came = "nobody turned to it in these data"
    said = "; ".join(part for part in (came, went) if part)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _acts(counts: pd.Series, people: pd.Series, pattern: str) -> str:
    total = counts["any"]
    if pd.isna(total) or not total:
        return ""
    kinds = {kind: int(n) for kind, n in counts.drop("any").items() if pd.notna(n) and n}
    who = "1 person" if people["any"] == 1 else f"{people['any']:,} people"
    if pattern.startswith("{who}") and len(kinds) == 1 and set(kinds) <= set(_DOING):
        (kind,) = kinds
        return f"{who} {_DOING[kind]} {times(total, kind)}"
    which = listed([times(count, kind) for kind, count in kinds.items()])
    often = f"{total:,} times ({which})" if len(kinds) > 1 else f"in {which}"
    return pattern.format(who=who, often=often)


def _unknown(snapshot: Snapshot, account: str, followers: str) -> str:
    people = follower_word(snapshot, account)
    open_ends = [] if followers else ["who follows it"]
    if followers[:6] not in ("", "Nobody") and not knows_quality(snapshot, account):
        open_ends.append(f"what these {people} are like")
    if pd.isna(audience.exchange(snapshot, account).loc["any", "received"]):
        open_ends.append("who turns to it")
    return f"Nothing is known about {' or '.join(open_ends)}." if open_ends else ""


def times(count: int, noun: str) -> str:
    """Return a count with its noun, one or many."""
    plural = noun.removesuffix("y") + "ies" if noun == "reply" else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
