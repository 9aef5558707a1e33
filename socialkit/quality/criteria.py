"""The register of all signals: the criteria of the published rule sets and a few of their own.

Each stands as its source has it. Where a source leaves open on which side of its boundary it
stands, or how much "about" is, the choice made is told beside the signal.
"""

from functools import partial

import pandas as pd

from socialkit.features import silent_days
from socialkit.quality.needed import DORMANT_DAYS
from socialkit.quality.registry import Signal

IN_CRESCI = "in Cresci et al. 2015"
_CC = f"Camisani-Calzolari 2012, {IN_CRESCI}"
_SB = f"Socialbakers, {IN_CRESCI}"
_SOS = f"State of Search, {IN_CRESCI}"
_STRINGHINI = "Stringhini, Kruegel, Vigna 2010"
_BLOGS = "therapists' blogs"


def _column(known: pd.DataFrame, name: str) -> pd.Series:
    return known[name]


def _flag(
    name: str, column: str, says: str, source: str, letter: str = "A", *,
    satisfied: str = "good", failed: str = "", is_counted: bool = True,
) -> Signal:  # fmt: skip
    """Make a signal of a yes or no, which has no threshold to be moved."""
    value = partial(_column, name=column)
    return Signal(name, says, source, letter, (column,), ">=", 1, "yes or no", satisfied, failed,
                  value, is_counted=is_counted)  # fmt: skip


def _number(
    name: str, column: str, turns: tuple[str, float | None, str], says: str, source: str,
    letter: str = "A", *, satisfied: str = "bad", failed: str = "", is_counted: bool = True,
) -> Signal:  # fmt: skip
    """Make a signal of one column compared with a threshold."""
    value = partial(_column, name=column)
    return Signal(name, says, source, letter, (column,), *turns, satisfied, failed, value,
                  is_counted=is_counted)  # fmt: skip


def _ratio(known: pd.DataFrame) -> pd.Series:
    """Following / followers; undefined, so NA, for who is followed by nobody."""
    followers = known["followers_count"]
    return known["following_count"] / followers.where(followers > 0)


def _follows_times_more(known: pd.DataFrame, threshold: float) -> pd.Series:
    """Compare the counts themselves, so that who has no follower at all is judged too.

    Who follows nobody does not follow anybody's multiple.
    """
    following = known["following_count"]
    return (following >= threshold * known["followers_count"]) & (following > 0)


def _is_balanced(known: pd.DataFrame, threshold: float) -> pd.Series:
    return threshold * known["followers_count"] >= known["following_count"]


def _per_square(known: pd.DataFrame) -> pd.Series:
    followers = known["followers_count"]
    return known["following_count"] / followers.where(followers > 0) ** 2


def _excess(known: pd.DataFrame) -> pd.Series:
    return known["following_count"] - known["followers_count"]


def _share_test(known: pd.DataFrame, threshold: float, column: str, is_above: bool) -> pd.Series:
    """Compare a share of the posts; where there is no post, none is of any kind."""
    share = known[column]
    found = share > threshold if is_above else share >= threshold
    never = (known["posts_count"] == 0).fillna(False)
    return found.mask(share.isna() & never, False)


def _is_old_default(known: pd.DataFrame, threshold: float) -> pd.Series:
    return (known["age_days"] > threshold) & (known["has_picture"] < 1)


def _is_empty_follower(known: pd.DataFrame, threshold: float) -> pd.Series:
    empty = (known["has_bio"] < 1) & (known["has_location"] < 1)
    return empty & (known["following_count"] > threshold)


_PROFILE = (
    _flag("name", "has_name", "It gives a name.", _CC, failed="bad"),
    _flag("picture", "has_picture", "It has a picture of its own.", _CC, failed="bad"),
    _flag("place", "has_location", "It says where it is.", _CC),
    _flag("biography", "has_bio", "It says who it is.", _CC, failed="bad"),
    _number("enough_followers", "followers_count", (">=", 30, "accounts"),
            "It has {} followers or more.", _CC, satisfied="good"),
    _flag("listed", "listed_count", "It stands on somebody's list.", _CC),
    _number("many_posts", "posts_count", (">=", 50, "posts"), "It has posted {} times or more.",
            _CC, satisfied="good"),
    _flag("website", "has_url", "It links a web site in its profile.", _CC),
    Signal("balanced", "It follows at most {} times as many as follow it.", _CC, "A",
           ("followers_count", "following_count"), "<=", 2, "times", "good", "", _ratio,
           _is_balanced),
    Signal("fifty_to_one", "It follows at least {} times as many as follow it.", _SB, "A",
           ("followers_count", "following_count"), ">=", 50, "times", "bad", "", _ratio,
           _follows_times_more),
    _number("never_posted", "posts_count", ("<=", 0, "posts"), "It has never posted.", _SB),
    # Two months are 60 days here, as everywhere in this package.
    Signal("old_without_picture", "It is more than {} days old and has no picture of its own.",
           _SB, "A", ("age_days", "has_picture"), ">", 60, "days", "bad", "",
           partial(_column, name="age_days"), _is_old_default),
    Signal("empty_but_following", "It says neither who nor where it is, and follows more than {}.",
           _SB, "A", ("has_bio", "has_location", "following_count"), ">", 100, "accounts", "bad",
           "", partial(_column, name="following_count"), _is_empty_follower),
    _number("few_posts", "posts_count", ("<", 3, "posts"), "It has posted fewer than {} times.",
            _SB),
    # "In the order of 100:1" is read as 100 or more.
    Signal("hundred_to_one", "It follows at least {} times as many as follow it.", _SOS, "A",
           ("followers_count", "following_count"), ">=", 100, "times", "bad", "", _ratio,
           _follows_times_more),
    _flag("calls_itself_bot", "bio_says_bot", "It says of itself that it is a bot.", _SOS,
          satisfied="bad"),
    _flag("duplicate_picture", "has_duplicate_picture", "Others have the very same picture.",
          _SOS, satisfied="bad", is_counted=False),
    Signal("following_per_square", "It follows very many for how few follow it.", _STRINGHINI, "A",
           ("followers_count", "following_count"), ">", None, "times", "bad", "", _per_square),
    _number("few_messages", "posts_count", ("<", 20, "posts"), "It has posted fewer than {} times.",
            _STRINGHINI),
    # "Several hundred" is read as more than 300.
    Signal("following_excess", "It follows over {} accounts more than follow it.", _BLOGS, "A",
           ("followers_count", "following_count"), ">", 300, "accounts", "bad", "", _excess),
    _number("mass_following", "following_count", (">", 1500, "accounts"),
            "It follows more than {} accounts.", "HypeAuditor", failed="good"),
    _flag("vetted", "is_verified", "The platform has vetted it.", "platform"),
)  # fmt: skip

_POSTS = (
    _flag("located_posts", "has_located_posts", "It says where it posts from.", _CC, "B",
          is_counted=False),
    _flag("liked", "is_liked", "Somebody liked a post of it.", _CC, "B"),
    _flag("punctuation", "uses_punctuation", "It uses punctuation.", _CC, "B", is_counted=False),
    _flag("hashtag", "uses_hashtag", "It has used a hashtag.", _CC, "B", is_counted=False),
    *(
        _flag(name, f"posts_by_{name}", f"It has posted by {label}.", _CC, "B", is_counted=False)
        for name, label in (
            ("iphone", "iPhone"),
            ("android", "Android"),
            ("foursquare", "Foursquare"),
            ("instagram", "Instagram"),
            ("twitter_site", "the site twitter.com"),
        )
    ),
    _flag("mentions", "mentions_others", "It has named another account in a post.", _CC, "B"),
    # A post that links anywhere stands for one that is only a link, as texts are not kept.
    _number("not_only_links", "link_share", ("<", 1, "share"), "Not every post of it links away.",
            _CC, "B", satisfied="good"),
    _flag("reposted", "is_reposted", "Somebody passed on a post of it.", _CC, "B"),
    _number("several_clients", "clients_count", (">=", 2, "programs"),
            "It has posted by {} programs or more.", _CC, "B", satisfied="good",
            is_counted=False),
    _flag("only_api", "posts_only_by_api", "It posts by programs alone.", _CC, "B",
          satisfied="bad", is_counted=False),
    _number("spam_phrases", "spam_phrase_share", (">", 0.3, "share"),
            "More than {} of its posts hold the phrases of spam.", _SB, "B", is_counted=False),
    _number("same_post", "same_post_count", (">", 3, "times"),
            "It has repeated one post more than {} times.", _SB, "B", is_counted=False),
    *(
        Signal(name, f"More than {{}} of its posts {says}.", _SB, "B", (column, "posts_count"),
               ">", 0.9, "share", "bad", "", partial(_column, name=column),
               partial(_share_test, column=column, is_above=True))
        for name, column, says in (
            ("mostly_reposts", "repost_share", "are others' posts passed on"),
            ("mostly_links", "link_share", "link away"),
        )
    ),
    _number("silent_three_months", "days_since_post", (">", 90, "days"),
            "Its last public post is more than {} days old.", _SB, "B"),
    _flag("same_sentence", "sends_same_sentence", "It sends one sentence to many.", _SOS, "B",
          satisfied="bad", is_counted=False),
    _flag("api_posts", "posts_by_api", "It posts by programs.", _SOS, "B", satisfied="bad",
          is_counted=False),
    _number("links_in_messages", "link_share", (">", None, "share"), "Many of its posts link away.",
            _STRINGHINI, "B"),
    _number("alike_messages", "message_similarity", (">", None, "share"),
            "Its posts are much alike.", _STRINGHINI, "B", is_counted=False),
    Signal("dormant", "No public post of it for more than {} days.", _BLOGS, "B",
           ("days_since_post", "posts_count", "age_days"), ">", DORMANT_DAYS, "days", "bad", "good",
           silent_days),
    Signal("all_reposts", "At least {} of its posts are others' posts passed on.", _BLOGS, "B",
           ("repost_share", "posts_count"), ">=", 1, "share", "bad", "",
           partial(_column, name="repost_share"),
           partial(_share_test, column="repost_share", is_above=False)),
)  # fmt: skip

# That nobody saw an interaction, or a follow back, is silence: it speaks against nobody.
_RELATIONS = (
    _flag("engages", "engaged_with_focal", "It interacted with the account.",
          "Huberman, Romero, Wu 2009", "C"),
    _flag("followed_back", "followed_by_focal", "The account follows it back.",
          "Kwak et al. 2010", "C"),
)  # fmt: skip

SIGNALS = (*_PROFILE, *_POSTS, *_RELATIONS)
"""Every signal, those from the profile first, then from the posts, then from relationships."""
