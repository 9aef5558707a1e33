"""The published rule sets, as published: their criteria, points, boundaries and words."""

from typing import NamedTuple

from socialkit.quality.criteria import IN_CRESCI


class Criterion(NamedTuple):
    """One criterion of a rule set: a signal, and the points for satisfying and for failing it.

    `ballot` names the sum that the points go to: most rule sets have one.
    """

    signal: str
    satisfied: int = 1
    failed: int = 0
    ballot: str = "points"


class Word(NamedTuple):
    """A verdict, and the sum of a ballot (``">"`` or ``">="`` a bound) that brings it."""

    verdict: str
    comparison: str
    bound: int
    ballot: str = "points"


class RuleSet(NamedTuple):
    """A published way to judge an account.

    Attributes
    ----------
    name, source
        What it is called here, and who proposed it.
    criteria
        What it looks at.
    words
        Its verdicts in the order in which they are tried.
    otherwise
        Its verdict where none of `words` holds; empty where no verdict was published.
    against
        The verdicts that count the account as junk (the rule set's own junk: a bot, a
        suspect, somebody not worth following).
    note
        What a reader must know besides.
    """

    name: str
    source: str
    criteria: tuple[Criterion, ...]
    words: tuple[Word, ...]
    otherwise: str
    against: frozenset[str]
    note: str = ""


def _human(names: str, failed: int) -> tuple[Criterion, ...]:
    return tuple(Criterion(name, 1, failed) for name in names.split())


_CAMISANI_CALZOLARI = RuleSet(
    "camisani-calzolari",
    f"Camisani-Calzolari 2012, {IN_CRESCI}",
    (
        *_human("name picture place biography enough_followers listed many_posts website", -1),
        *_human("balanced liked punctuation hashtag mentions not_only_links", -1),
        *_human("located_posts iphone android foursquare instagram twitter_site", 0),
        Criterion("reposted", 2, -2),
        Criterion("several_clients", 3, -1),
        Criterion("only_api", -2, 0),
    ),
    (Word("human", ">", 0), Word("neutral", ">=", -4)),
    "bot",
    frozenset({"bot"}),
    "human points minus bot points: above 0 human, 0 to -4 neutral, below -4 bot",
)

_SOCIALBAKERS = RuleSet(
    "socialbakers",
    f"Socialbakers, {IN_CRESCI}",
    (
        Criterion("fifty_to_one"),
        Criterion("spam_phrases"),
        Criterion("same_post"),
        Criterion("mostly_reposts"),
        Criterion("mostly_links"),
        Criterion("never_posted"),
        Criterion("old_without_picture"),
        Criterion("empty_but_following"),
        Criterion("few_posts", ballot="inactivity"),
        Criterion("silent_three_months", ballot="inactivity"),
    ),
    (Word("suspect", ">=", 1), Word("inactive", ">=", 1, "inactivity")),
    "not suspect",
    frozenset({"suspect"}),
    "suspect by any one of eight criteria; who is not, may still be inactive",
)

_STATE_OF_SEARCH = RuleSet(
    "state-of-search",
    f"State of Search, {IN_CRESCI}",
    tuple(
        Criterion(name)
        for name in (
            "calls_itself_bot",
            "hundred_to_one",
            "same_sentence",
            "duplicate_picture",
            "api_posts",
        )
    ),
    (Word("bot", ">=", 1),),
    "not a bot",
    frozenset({"bot"}),
    "a bot by any one of the five criteria; 'about 100:1' is read as 100:1 or more",
)

_STRINGHINI = RuleSet(
    "stringhini",
    "Stringhini, Kruegel, Vigna 2010",
    tuple(
        Criterion(name)
        for name in ("following_per_square", "links_in_messages", "alike_messages", "few_messages")
    ),
    (),
    "",
    frozenset(),
    "no verdict: a random forest weighs these, and of its boundaries only one was published",
)

_SEED = RuleSet(
    "seed",
    "therapists' blogs",
    (Criterion("dormant"), Criterion("following_excess"), Criterion("all_reposts")),
    (Word("leave", ">=", 1),),
    "keep",
    frozenset({"leave"}),
    "whom to leave alone, not who is fake; 'several hundred' is read as more than 300",
)

RULE_SETS = {
    one.name: one
    for one in (_CAMISANI_CALZOLARI, _SOCIALBAKERS, _STATE_OF_SEARCH, _STRINGHINI, _SEED)
}
"""The rule sets by name."""
