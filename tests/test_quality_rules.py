"""The rule sets against hand-counted accounts, and against a second writing of each in plain Python
that only knows fully known accounts: with facts withheld, rules() may never contradict it."""

import pandas as pd
import pytest
from conftest import renamed, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit import features, quality
from socialkit.errors import MissingDataError, SocialkitError, UnknownNameError

COLUMNS = sorted({column for signal in quality.SIGNALS for column in signal.columns})
YES_OR_NO = sorted(c for s in quality.SIGNALS if s.unit == "yes or no" for c in s.columns)
JUDGING = [name for name in quality.RULE_SETS if name != "stringhini"]


def table_of(*accounts: dict[str, float]) -> pd.DataFrame:
    """Return the features of some accounts of which only what is given is known."""
    rows = [{name: account.get(name) for name in COLUMNS} for account in accounts]
    index = pd.Index([f"a{place}" for place in range(len(rows))], name="account_id")
    return pd.DataFrame(rows, index=index, columns=COLUMNS).astype("Float64")


def judged(rule_set: str, **known: float) -> pd.Series:
    return quality.rules(rule_set, table_of(known)).iloc[0]


# An account of which everything is known and that is as good, or as bad, as can be.
GOOD = dict.fromkeys(YES_OR_NO, 1) | {
    "posts_only_by_api": 0, "posts_by_api": 0, "bio_says_bot": 0, "has_duplicate_picture": 0,
    "sends_same_sentence": 0, "listed_count": 3, "followers_count": 400, "following_count": 300,
    "posts_count": 900, "age_days": 2000, "days_since_post": 4, "link_share": 0.2,
    "repost_share": 0.1, "clients_count": 3, "spam_phrase_share": 0, "same_post_count": 1,
    "message_similarity": 0.1,
}  # fmt: skip
BAD = dict.fromkeys(YES_OR_NO, 0) | {
    "posts_only_by_api": 1, "followers_count": 2, "following_count": 50, "posts_count": 49,
    "age_days": 2000, "days_since_post": 4, "link_share": 1, "repost_share": 0.1,
    "clients_count": 1, "spam_phrase_share": 0, "same_post_count": 1, "message_similarity": 0.1,
    "posts_by_api": 1,
}  # fmt: skip


def test_camisani_calzolari_at_its_ends():
    # 20 criteria of one point, 2 for being reposted, 3 for several clients.
    assert judged("camisani-calzolari", **GOOD)[["points_low", "points_high"]].tolist() == [25] * 2
    # 14 criteria cost one point, reposted 2, several clients 1, the API alone 2; six cost none.
    worst = judged("camisani-calzolari", **BAD)
    assert worst[["points_low", "points_high", "verdict"]].tolist() == [-19, -19, "bot"]


@pytest.mark.parametrize(
    ("met", "points", "verdict"),
    [
        # From -19: each of the fourteen brings 2, each of the six brings 1.
        (["has_name", "has_picture", "has_bio", "has_url", "has_location", "is_liked",
          "uses_hashtag", "posts_by_iphone"], -4, "neutral"),
        (["has_name", "has_picture", "has_bio", "has_url", "has_location", "is_liked",
          "uses_hashtag"], -5, "bot"),
        (["has_name", "has_picture", "has_bio", "has_url", "has_location", "is_liked",
          "uses_hashtag", "uses_punctuation", "mentions_others", "posts_by_iphone"], 0, "neutral"),
        (["has_name", "has_picture", "has_bio", "has_url", "has_location", "is_liked",
          "uses_hashtag", "uses_punctuation", "mentions_others", "posts_by_iphone",
          "posts_by_android"], 1, "human"),
    ],
)  # fmt: skip
def test_camisani_calzolari_at_its_boundaries(met, points, verdict):
    found = judged("camisani-calzolari", **BAD | dict.fromkeys(met, 1))
    assert found[["points_low", "points_high", "verdict"]].tolist() == [points, points, verdict]
    assert found["is_against"] == (verdict == "bot")


@pytest.mark.parametrize(
    ("changed", "points"),
    [
        ({"followers_count": 29}, 0),
        ({"followers_count": 30}, 2),
        ({"posts_count": 50}, 2),
        ({"listed_count": 1}, 2),
        ({"following_count": 4}, 2),
        ({"following_count": 5}, 0),
        ({"link_share": 0.99}, 2),
        ({"has_located_posts": 1}, 1),
        ({"posts_by_foursquare": 1}, 1),
        ({"posts_by_instagram": 1}, 1),
        ({"posts_by_twitter_site": 1}, 1),
        ({"is_reposted": 1}, 4),
        ({"clients_count": 2}, 4),
        ({"posts_only_by_api": 0}, 2),
    ],
)
def test_what_each_criterion_is_worth(changed, points):
    known = BAD | {"following_count": 59} | changed
    found = judged("camisani-calzolari", **known)["points_low"] + 19
    assert found == points + (2 if changed.get("followers_count") == 30 else 0)  # 2*30 >= 59


SUSPECT, INACTIVE, NEITHER = "suspect", "inactive", "not suspect"


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, NEITHER),
        ({"followers_count": 10, "following_count": 499}, NEITHER),
        ({"followers_count": 10, "following_count": 500}, SUSPECT),
        ({"followers_count": 0, "following_count": 0}, NEITHER),
        ({"followers_count": 0, "following_count": 1}, SUSPECT),
        ({"spam_phrase_share": 0.3}, NEITHER),
        ({"spam_phrase_share": 0.301}, SUSPECT),
        ({"same_post_count": 3}, NEITHER),
        ({"same_post_count": 4}, SUSPECT),
        ({"repost_share": 0.9}, NEITHER),
        ({"repost_share": 0.901}, SUSPECT),
        ({"link_share": 0.9}, NEITHER),
        ({"link_share": 0.901}, SUSPECT),
        ({"posts_count": 0, "days_since_post": None}, SUSPECT),
        ({"posts_count": 1}, INACTIVE),
        ({"posts_count": 2}, INACTIVE),
        ({"posts_count": 3}, NEITHER),
        ({"days_since_post": 90}, NEITHER),
        ({"days_since_post": 90.1}, INACTIVE),
        ({"days_since_post": 900, "link_share": 1}, SUSPECT),
        ({"has_picture": 0, "age_days": 60}, NEITHER),
        ({"has_picture": 0, "age_days": 60.1}, SUSPECT),
        ({"has_bio": 0, "has_location": 0, "following_count": 100}, NEITHER),
        ({"has_bio": 0, "has_location": 0, "following_count": 101}, SUSPECT),
        ({"has_bio": 0, "has_location": 1, "following_count": 101}, NEITHER),
    ],
)
def test_socialbakers_at_its_boundaries(changed, verdict):
    found = judged("socialbakers", **GOOD | changed)
    assert found["verdict"] == verdict
    assert found["is_against"] == (verdict == SUSPECT)


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "not a bot"),
        ({"followers_count": 10, "following_count": 999}, "not a bot"),
        ({"followers_count": 10, "following_count": 1000}, "bot"),
        ({"followers_count": 10, "following_count": 1001}, "bot"),
        ({"bio_says_bot": 1}, "bot"),
        ({"sends_same_sentence": 1}, "bot"),
        ({"has_duplicate_picture": 1}, "bot"),
        ({"posts_by_api": 1}, "bot"),
    ],
)
def test_state_of_search_at_its_boundaries(changed, verdict):
    found = judged("state-of-search", **GOOD | changed)
    assert (found["verdict"], found["is_against"]) == (verdict, verdict == "bot")


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "keep"),
        ({"days_since_post": 60}, "keep"),
        ({"days_since_post": 60.1}, "leave"),
        ({"followers_count": 400, "following_count": 700}, "keep"),
        ({"followers_count": 400, "following_count": 701}, "leave"),
        ({"repost_share": 0.999}, "keep"),
        ({"repost_share": 1}, "leave"),
        ({"posts_count": 0, "days_since_post": None, "repost_share": None, "age_days": 60}, "keep"),
        ({"posts_count": 0, "days_since_post": None, "repost_share": None}, "leave"),
    ],
)
def test_the_practitioners_rules_at_their_boundaries(changed, verdict):
    found = judged("seed", **GOOD | changed)
    assert (found["verdict"], found["is_against"]) == (verdict, verdict == "leave")


@pytest.mark.parametrize(("posts", "satisfied"), [(19, 1), (20, 0), (21, 0)])
def test_stringhini_gives_one_boundary_and_no_verdict(posts, satisfied):
    found = judged("stringhini", **GOOD | {"posts_count": posts})
    assert found[["satisfied", "known", "criteria"]].tolist() == [satisfied, 1, 4]
    assert found[["verdict", "could_be", "is_against"]].isna().all()
    assert found["note"].startswith("no verdict: a random forest weighs these")


def test_an_account_of_which_nothing_is_known_is_judged_by_nobody():
    for name in quality.RULE_SETS:
        for unknown in ("bounds", "left out"):
            found = quality.rules(name, table_of({}), unknown=unknown).iloc[0]
            assert found[["verdict", "is_against"]].isna().all(), (name, unknown)
            assert found[["satisfied", "known"]].tolist() == [0, 0]
        assert found[["points_low", "points_high"]].isna().all()
    bounds = judged("camisani-calzolari")
    assert bounds[["points_low", "points_high"]].tolist() == [-19, 25]
    assert bounds["could_be"] == "human or neutral or bot"
    assert bounds["note"] == "23 of 23 criteria not known"


def test_a_profile_alone_decides_what_it_can():
    profile = {k: GOOD[k] for k in ("followers_count", "following_count", "posts_count")}
    profile |= {"has_bio": 1, "has_location": 1, "age_days": 900, "has_picture": 1}
    found = judged("socialbakers", **profile)
    assert found["verdict"] is pd.NA  # no export tells of spam phrases
    assert found["could_be"] == "suspect or inactive or not suspect"
    found = judged("socialbakers", **profile | {"following_count": 50_000})
    assert (found["verdict"], found["is_against"], found["note"]) == ("suspect", True, "")
    # All eight that a profile tells: 8 points, at worst -11 for the rest. Not a bot, so or so.
    profile |= {"has_url": 1, "listed_count": 1}
    found = judged("camisani-calzolari", **profile)
    assert found[["points_low", "points_high", "known"]].tolist() == [-3, 25, 8]
    assert (found["could_be"], found["is_against"]) == ("human or neutral", False)
    assert found["verdict"] is pd.NA


def test_leaving_out_the_unknown_judges_by_what_is_left():
    known = table_of({"has_picture": 1, "has_bio": 1, "has_url": 0})
    found = quality.rules("camisani-calzolari", known, unknown="left out").iloc[0]
    assert found[["points_low", "points_high", "verdict", "known"]].tolist() == [1, 1, "human", 3]
    found = quality.rules("socialbakers", known, unknown="left out").iloc[0]
    assert found["is_against"] == False  # noqa: E712  # NA would be neither
    assert found["could_be"] == "inactive or not suspect"


def plain_verdict(name: str, a: dict[str, float]) -> str:
    """Judge one account of which everything is known, straight from the published text."""
    posts, share, links = a["posts_count"], a["repost_share"], a["link_share"]
    following, followers, days = a["following_count"], a["followers_count"], a["days_since_post"]
    if name == "camisani-calzolari":
        strict = [
            *(a[c] >= 1 for c in ("has_name", "has_picture", "has_location", "has_bio", "has_url")),
            followers >= 30, a["listed_count"] >= 1, posts >= 50, a["is_liked"] >= 1,
            a["uses_punctuation"] >= 1, a["uses_hashtag"] >= 1, a["mentions_others"] >= 1,
            2 * followers >= following, links < 1,
        ]  # fmt: skip
        mild = "iphone android foursquare instagram twitter_site".split()
        points = sum(1 if one else -1 for one in strict) + (2 if a["is_reposted"] else -2)
        points += sum(a[f"posts_by_{one}"] for one in mild) + a["has_located_posts"]
        points += (3 if a["clients_count"] > 1 else -1) - 2 * a["posts_only_by_api"]
        return "human" if points > 0 else "neutral" if points >= -4 else "bot"
    if name == "socialbakers":
        if (following > 0 and following >= 50 * followers) or a["spam_phrase_share"] > 0.3 or (
            a["same_post_count"] > 3 or share > 0.9 or links > 0.9 or posts == 0
            or (a["age_days"] > 60 and not a["has_picture"])
            or (not a["has_bio"] and not a["has_location"] and following > 100)
        ):  # fmt: skip
            return SUSPECT
        return INACTIVE if posts < 3 or days > 90 else NEITHER
    if name == "state-of-search":
        flags = ("bio_says_bot", "sends_same_sentence", "has_duplicate_picture", "posts_by_api")
        is_bot = any(a[c] for c in flags) or (following > 0 and following >= 100 * followers)
        return "bot" if is_bot else "not a bot"
    return "leave" if days > 60 or following - followers > 300 or share == 1 else "keep"


counts = st.sampled_from([0, 1, 2, 3, 10, 29, 30, 49, 50, 51, 99, 100, 101, 300, 1000, 5000])
shares = st.sampled_from([0, 0.3, 0.31, 0.9, 0.91, 1])
fields = dict.fromkeys(COLUMNS, counts) | dict.fromkeys(YES_OR_NO, st.integers(0, 1))
fields |= dict.fromkeys((c for c in COLUMNS if c.endswith(("_share", "_similarity"))), shares)
fields |= {"days_since_post": st.sampled_from([0, 59, 60, 61, 90, 91, 400])}
people = st.fixed_dictionaries(fields)
# Each fact on its own is drawn to be withheld or not.
withheld = st.sets(st.sampled_from(COLUMNS))


@settings(max_examples=12)
@given(st.lists(people, min_size=20, max_size=20))
def test_the_second_writing_agrees_on_all_boundaries(accounts):
    table = table_of(*accounts)
    for name in JUDGING:
        found = quality.rules(name, table)
        assert found["verdict"].tolist() == [plain_verdict(name, one) for one in accounts]
        assert (found["points_low"] == found["points_high"]).all()
        assert (found["known"] == found["criteria"]).all()


def consistent(account: dict[str, float]) -> dict[str, float]:
    """Who never posted has no last post, and no share of its posts is defined."""
    never = account["posts_count"] == 0
    lost = ("days_since_post", "repost_share", "link_share") if never else ()
    return {name: value for name, value in account.items() if name not in lost}


@settings(max_examples=12)
@given(st.lists(st.tuples(people.map(consistent), withheld), min_size=10, max_size=10))
def test_withholding_facts_never_turns_a_verdict_over(pairs):
    full = table_of(*(one for one, _ in pairs))
    less = table_of(*({k: v for k, v in one.items() if k not in lost} for one, lost in pairs))
    for name in JUDGING:
        told, all_told = quality.rules(name, less), quality.rules(name, full)
        for column in ("verdict", "is_against"):
            was_given = told[column].notna()
            assert (told[column] == all_told[column])[was_given].fillna(False).all()
        ways = zip(told["could_be"].str.split(" or "), all_told["could_be"], strict=True)
        assert all(set(later.split(" or ")) <= set(before) for before, later in ways)
        assert (told["points_low"] <= all_told["points_low"]).all()
        assert (told["points_high"] >= all_told["points_high"]).all()
        assert (told["known"] <= all_told["known"]).all()


@settings(max_examples=12)
@given(people, withheld, st.sampled_from(COLUMNS))
def test_a_fact_that_is_not_used_changes_nothing(account, lost, learned):
    before = {k: v for k, v in account.items() if k not in lost | {learned}}
    table = table_of(before, before | {learned: account[learned]})
    for name, rule_set in quality.RULE_SETS.items():
        names = {one.signal for one in rule_set.criteria}
        used = {c for signal in quality.SIGNALS if signal.name in names for c in signal.columns}
        if learned not in used:
            found = quality.rules(name, table)
            pd.testing.assert_series_equal(found.iloc[0], found.iloc[1], check_names=False)


@settings(max_examples=3)
@given(st.integers(0, 50))
def test_neither_order_nor_ids_nor_doubling_matter(six, seed):
    table = features.account_features(six)
    other = features.account_features(shuffled(six, seed))
    changed, ids = renamed(six, seed)
    doubled = pd.concat([table, table])
    for name in quality.RULE_SETS:
        expected = quality.rules(name, table)
        actual = quality.rules(name, other).loc[expected.index]
        pd.testing.assert_frame_equal(actual, expected)
        actual = quality.rules(name, features.account_features(changed))
        pd.testing.assert_frame_equal(actual, expected.rename(index=ids))
        twice = quality.rules(name, doubled)
        pd.testing.assert_frame_equal(twice, pd.concat([expected, expected]))
    once, twice = quality.rule_card(table), quality.rule_card(doubled)
    for column in ("satisfied", "known", "accounts"):
        assert (2 * once[column].fillna(0) == twice[column].fillna(0)).all()
    once, twice = (quality.disagreement(t, unknown="left out") for t in (table, doubled))
    assert (2 * once["differ"].fillna(0) == twice["differ"].fillna(0)).all()


def test_only_the_columns_of_the_rule_set_are_needed():
    table = table_of(GOOD)[["followers_count", "following_count", "bio_says_bot"]]
    assert quality.rules("state-of-search", table)["known"].tolist() == [2]
    with pytest.raises(MissingDataError, match="lack days_since_post, posts_count, age_days"):
        quality.rules("seed", table)


def test_wrong_names_are_refused():
    with pytest.raises(UnknownNameError, match="no rule set 'socialbaker'; known: socialbakers"):
        quality.rules("socialbaker", table_of(GOOD))
    with pytest.raises(UnknownNameError, match="'guess'; known: bounds, left out"):
        quality.rules("seed", table_of(GOOD), unknown="guess")
    with pytest.raises(SocialkitError, match="must be a number"):
        quality.disagreement(table_of(GOOD), thresholds={"dormant": "long"})


def test_nothing_is_changed_in_what_was_given():
    table = table_of(GOOD, BAD)
    copy = table.copy(deep=True)
    quality.rule_card(table)
    quality.disagreement(table)
    pd.testing.assert_frame_equal(table, copy)


def test_the_card_counts_who_satisfies_of_whom_that_is_known():
    never = {"posts_count": 0, "followers_count": 5}
    table = table_of({"followers_count": 30}, {"followers_count": 29}, never, {})
    card = quality.rule_card(table)
    row = card.loc[("camisani-calzolari", "enough_followers")]
    assert row[["satisfied", "known", "accounts"]].tolist() == [1, 3, 4]
    assert row[["points_satisfied", "points_failed", "threshold"]].tolist() == [1, -1, 30]
    assert row["published_mcc"] == 0.77
    assert "2013" in row["published_on"]
    assert card["published_mcc"].notna().sum() == 1
    assert card.loc[("socialbakers", "never_posted"), ["satisfied", "known"]].tolist() == [1, 1]


def test_the_card_names_what_nobody_can_know(six):
    card = quality.rule_card(features.account_features(six))
    iphone = card.loc[("camisani-calzolari", "iphone")]
    assert (iphone["satisfied"], iphone["known"]) == (pd.NA, 0)
    assert iphone["note"] == "not counted from any export"
    reasons = card.loc["stringhini", "note"].to_dict()
    assert reasons["following_per_square"] == "no threshold was published"
    assert card.loc[("camisani-calzolari", "listed"), "note"] == "not in this export"
    assert card["satisfied"].isna().tolist() == (card["known"] == 0).tolist()
    sizes = card.groupby("rule_set").size()
    assert sizes[[*quality.RULE_SETS]].tolist() == [23, 10, 5, 4, 3]


def test_the_card_follows_a_moved_threshold():
    card = quality.rule_card(table_of(GOOD), thresholds={"dormant": 3})
    row = card.loc[("seed", "dormant")]
    assert (row["threshold"], row["satisfied"]) == (3, 1)
    assert row["says"] == "No public post of it for more than 3 days."


def test_disagreement_of_four_accounts_by_hand():
    # Good: nobody objects. The second has a picture twice used: only State of Search objects.
    # The third is dormant: Socialbakers calls it inactive, which is no suspicion.
    dormant = GOOD | {"days_since_post": 200}
    table = table_of(GOOD, GOOD | {"has_duplicate_picture": 1}, dormant, BAD)
    found = quality.disagreement(table)
    tally = ["differ", "only_first", "only_second", "both_judge", "accounts"]
    assert found.loc[("socialbakers", "state-of-search"), tally].tolist() == [1, 0, 1, 4, 4]
    assert found.loc[("socialbakers", "seed"), tally].tolist() == [2, 1, 1, 4, 4]
    assert found.loc[("camisani-calzolari", "seed"), tally].tolist() == [2, 1, 1, 4, 4]
    assert found.loc[("stringhini", "seed"), tally].tolist() == [pd.NA, pd.NA, pd.NA, 0, 4]
    assert found.loc[("stringhini", "seed"), "note"] == "stringhini judges nobody here"


def test_agreement_that_could_not_have_come_out_otherwise_says_so():
    followed = {"followers_count": 1, "following_count": 1000}
    found = quality.disagreement(table_of(followed, {}))
    row = found.loc[("socialbakers", "state-of-search")]
    assert (row["differ"], row["both_judge"]) == (0, 1)
    assert row["note"] == (
        "socialbakers judges here only whom it counts as junk; "
        "state-of-search judges here only whom it counts as junk"
    )


def test_no_accounts_at_all_is_no_error():
    empty = table_of(GOOD).iloc[:0]
    for name in quality.RULE_SETS:
        assert quality.rules(name, empty).empty
    assert set(quality.disagreement(empty)["note"]) == {"no accounts"}
    assert set(quality.rule_card(empty)["note"]) == {"no accounts"}
    assert quality.signals(empty).empty
