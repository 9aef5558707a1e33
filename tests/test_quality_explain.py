import math

import pandas as pd
import pytest
from conftest import renamed
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit import features, quality
from socialkit.errors import MissingDataError, SocialkitError, UnknownNameError
from socialkit.quality.sentences import PRIOR, sentence


@pytest.fixture(scope="module")
def table(six):
    return features.account_features(six)


@pytest.mark.parametrize("account", ["ann", "ben", "cat", "dan", "eve"])
@pytest.mark.parametrize("weights", ["balanced", "conversation", {"active": 1}])
def test_the_effects_add_up_to_the_quality(table, account, weights):
    scored = quality.score(table, weights).loc[account]
    reasons = quality.explain(table, account, weights)
    if scored["quality"] is pd.NA:
        assert reasons["effect"].isna().all()
    else:
        total = math.fsum(reasons["effect"].dropna())
        assert 0.5 + total == pytest.approx(scored["quality"])
    known = reasons["direction"] != "not known"
    assert math.fsum(reasons["weight"][known]) == pytest.approx(scored["coverage"])
    assert math.fsum(reasons["weight"]) == pytest.approx(1)


def test_the_reasons_against_junk_by_hand(table):
    reasons = quality.explain(table, "dan")
    against = reasons[reasons["direction"] == "against"]
    # 2,000 followed and 3 followers; 2,005 : 4 is two decades above 5 : 1.
    steps = (math.log10(2005 / 4 / 5)) / 0.6
    evidence = 6.5 / (1 + math.exp(steps - math.log(5 / 1.5))) - 5
    whole = quality.score(table).loc["dan", "reachable"]
    log_odds = math.log(whole / (1 - whole))
    facets = 0.4 + 0.2 + 0.1  # he is ten days old, so `active` says nothing yet
    expected = 0.4 / facets * (whole - 0.5) * evidence / log_odds
    assert reasons.loc["following_ratio", "effect"] == pytest.approx(expected)
    assert against.loc["posts", "sentence"] == "It has never posted."
    assert against.loc["picture", "sentence"] == "It has no picture of its own."
    assert against.loc["age", "sentence"] == "It was opened 10 days ago."
    said = "It follows 2,000 accounts, more than anybody can keep up with."
    assert against.loc["following", "sentence"] == said
    assert reasons.loc["active", "direction"] == "not known"


def test_the_reasons_for_a_person(table):
    reasons = quality.explain(table, "ben")
    assert reasons.loc["engaged", "direction"] == "for"
    assert reasons.loc["engaged", "sentence"] == "It interacted with the account 4 times."
    assert reasons.loc["related", "sentence"] == "The account follows it back."
    assert reasons.loc[PRIOR, "sentence"] == "Before anything is known: most followers are people."
    assert reasons.index[-1] in set(reasons.index[reasons["direction"] == "not known"]) | {
        reasons["effect"].abs().idxmin()
    }


def test_who_is_silent_is_not_called_bad(six, table):
    followers = features.follower_features(six, ["ann"])
    cat = quality.explain(followers, "cat")
    assert cat.loc["engaged", "direction"] == "silent"
    assert "may read everything" in cat.loc["engaged", "sentence"]
    assert cat.loc["related", "direction"] == "neither"


def test_of_whom_nothing_is_known_nothing_is_said(table):
    reasons = quality.explain(table, "fay")
    own = reasons.drop(index=[PRIOR, "engaged", "related"])
    assert own["effect"].isna().all()
    assert (own["direction"] == "not known").all()
    assert own["sentence"].str.contains("not known|not looked at").all()
    assert reasons["effect"].isna().all()


def test_weight_follows_what_is_asked(table):
    reasons = quality.explain(table, "ben", {"engaged": 3, "active": 1})
    assert reasons.loc["engaged", "weight"] == 0.75
    assert (reasons.loc[reasons["facet"] == "reachable", "effect"] == 0).all()


def test_a_follower_of_two_is_named_with_the_account(six):
    followers = features.follower_features(six)
    with pytest.raises(SocialkitError, match=r"'cat' stands in 2 rows; give \(account_id"):
        quality.explain(followers, "cat")
    one = quality.explain(followers, ("ann", "cat")).loc["related", "sentence"]
    other = quality.explain(followers, ("ben", "cat")).loc["related", "sentence"]
    assert one == "The account does not follow it back."
    assert other == "The account follows it back."


def test_shared_contacts_are_told(six):
    followers = features.follower_features(six)
    followers = followers.join(quality.relatedness(six, followers))
    reasons = quality.explain(followers, ("ann", "cat"))
    assert reasons.loc["related", "sentence"].endswith("They share 1 contact.")


def test_who_is_not_there_is_named(table):
    with pytest.raises(UnknownNameError, match="no account 'bne'; known: ben"):
        quality.explain(table, "bne")
    with pytest.raises(UnknownNameError, match="none are known"):
        quality.explain(table.iloc[:0], "ben")
    with pytest.raises(SocialkitError, match="keep one row"):
        quality.explain(pd.concat([table, table]), "ben")
    with pytest.raises(MissingDataError, match="posts_count"):
        quality.explain(table.drop(columns="posts_count"), "ben")


@settings(max_examples=6)
@given(st.integers(0, 50))
def test_neither_order_nor_ids_nor_company_matter(six, table, seed):
    expected = quality.explain(table, "ben")
    others = table.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(quality.explain(others, "ben"), expected)
    pd.testing.assert_frame_equal(quality.explain(table.loc[["ben"]], "ben"), expected)
    changed, ids = renamed(six, seed)
    again = quality.explain(features.account_features(changed), ids["ben"])
    pd.testing.assert_frame_equal(again, expected)


@pytest.mark.parametrize(
    ("evidence", "row", "said"),
    [
        ("following_ratio", (300, 30), "For each account that follows it, it follows 10."),
        ("following_ratio", (45, 30), "For each account that follows it, it follows 1.5."),
        ("following_ratio", (30, 300), "More accounts follow it than it follows."),
        ("following_ratio", (1, 0), "It follows 1 account, and nobody follows it."),
        ("following_ratio", (0, 0), "It follows nobody at all, and nobody follows it."),
        ("following_ratio", (None, 5), "How many it follows for each who follows it is not known."),
        ("followers", (1, 1234), "Followers it has: 1,234."),
        ("followers", (1, 0), "Nobody follows it."),
        ("following", (1, 0), "It follows 1 account."),
    ],
)
def test_sentences_about_ties(evidence, row, said):
    known = pd.Series(dict(zip(("following_count", "followers_count"), row, strict=True)))
    assert sentence(evidence, known) == said


@pytest.mark.parametrize(
    ("evidence", "known", "said"),
    [
        ("posts", {"posts_count": 1}, "It has posted 1 time."),
        ("age", {"age_days": 0.5}, "It was opened less than a day ago."),
        ("age", {"age_days": 1}, "It was opened 1 day ago."),
        ("age", {"age_days": 1500}, "It was opened 4 years ago."),
        ("active", {"days_since_post": 12.2}, "Its last public post was 12 days ago."),
        (
            "active",
            {"posts_count": 0, "age_days": 400},
            "It was opened 400 days ago and has never posted in public.",
        ),
        ("active", {"posts_count": 9}, "When it last posted in public is not known."),
        ("website", {"has_url": 0}, "It links no web site."),
        ("website", {}, "Whether it links a web site is not known."),
    ],
)
def test_sentences_about_the_rest(evidence, known, said):
    assert sentence(evidence, pd.Series(known, dtype=object)) == said
